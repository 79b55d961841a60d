//! Figures and facts to compare.

use super::content::Content;
use super::parts::classes;
use super::size::Size;
use leptos::prelude::*;

/// What a column holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    #[default]
    Text,
    /// Numbers, set to the right so that they can be compared.
    Numeric,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    heading: String,
    kind: ColumnKind,
    hidden: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn new(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            kind: ColumnKind::Text,
            hidden: false,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numeric(heading: impl Into<String>) -> Self {
        Self {
            kind: ColumnKind::Numeric,
            ..Self::new(heading)
        }
    }

    /// A column whose head is heard and not seen, such as that of the links at the end of rows.
    #[must_use]
    pub fn unseen(heading: impl Into<String>) -> Self {
        Self {
            hidden: true,
            ..Self::new(heading)
        }
    }
}

/// How the caption is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CaptionKind {
    /// Bold, at the size of the text.
    #[default]
    Plain,
    /// As a heading of a size.
    Sized(Size),
    /// Heard, not seen: when the heading above says the same.
    Hidden,
}

/// Whether the first cell of a row names the row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FirstCell {
    /// It is a cell like the others.
    Plain,
    /// It names the row.
    #[default]
    Header,
}

/// What a table does when the screen is narrower.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Narrow {
    /// Its text wraps: for two or three columns.
    #[default]
    Wrap,
    /// Each row becomes a block, in which every cell says its column: for tables of words.
    Stack,
    /// It scrolls by itself, also with the keyboard: for wide tables.
    Scroll,
}

/// A table. Every table has a caption, seen or not.
#[component]
pub fn Table(
    /// What the table shows.
    #[prop(into)]
    caption: String,
    /// How the caption is shown.
    #[prop(optional)]
    caption_kind: CaptionKind,
    /// The heads of the columns. None for a table without a head.
    head: Vec<Column>,
    /// The rows.
    rows: Vec<Vec<Content>>,
    /// Whether the first cell names the row.
    #[prop(optional)]
    first_cell: FirstCell,
    /// What it does when the screen is narrower.
    #[prop(optional)]
    narrow: Narrow,
) -> AnyView {
    let label = caption.clone();
    let caption_class = match caption_kind {
        CaptionKind::Plain => "govuk-table__caption".to_owned(),
        CaptionKind::Sized(size) => {
            format!(
                "govuk-table__caption govuk-table__caption--{}",
                size.as_str()
            )
        }
        CaptionKind::Hidden => "govuk-table__caption govuk-visually-hidden".to_owned(),
    };
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells
                .into_iter()
                .enumerate()
                .map(|(index, content)| {
                    let names_row = index == 0 && first_cell == FirstCell::Header;
                    cell(names_row, head.get(index), content, narrow)
                })
                .collect_view();
            view! { <tr class="govuk-table__row" role=role(narrow, "row")>{cells}</tr> }
        })
        .collect_view();
    let class = classes(
        "govuk-table",
        &[("app-table-stack", narrow == Narrow::Stack)],
    );
    let table = view! {
        <table class=class role=role(narrow, "table")>
            {(!caption.is_empty())
                .then(|| view! { <caption class=caption_class>{caption}</caption> })}
            {(!head.is_empty())
                .then(|| {
                    view! {
                        <thead class="govuk-table__head" role=role(narrow, "rowgroup")>
                            <tr class="govuk-table__row" role=role(narrow, "row")>
                                {head.into_iter().map(|column| column_head(column, narrow)).collect_view()}
                            </tr>
                        </thead>
                    }
                })}
            <tbody class="govuk-table__body" role=role(narrow, "rowgroup")>{rows}</tbody>
        </table>
    };
    match narrow {
        Narrow::Wrap | Narrow::Stack => table.into_any(),
        Narrow::Scroll => view! {
            <div class="app-table-scroll" role="region" aria-label=label tabindex="0">
                {table}
            </div>
        }
        .into_any(),
    }
}

/// What an element of a table is, said where the style makes it a block: some browsers then forget.
fn role(narrow: Narrow, role: &'static str) -> Option<&'static str> {
    (narrow == Narrow::Stack).then_some(role)
}

fn column_head(column: Column, narrow: Narrow) -> impl IntoView {
    let class = classes(
        "govuk-table__header",
        &[(
            "govuk-table__header--numeric",
            column.kind == ColumnKind::Numeric,
        )],
    );
    let heading = if column.hidden {
        view! { <span class="govuk-visually-hidden">{column.heading}</span> }.into_any()
    } else {
        column.heading.into_any()
    };
    view! {
        <th scope="col" class=class role=role(narrow, "columnheader")>
            {heading}
        </th>
    }
}

fn cell(names_row: bool, column: Option<&Column>, content: Content, narrow: Narrow) -> AnyView {
    if names_row {
        return view! {
            <th scope="row" class="govuk-table__header" role=role(narrow, "rowheader")>
                {content.view()}
            </th>
        }
        .into_any();
    }
    let kind = column.map(|column| column.kind).unwrap_or_default();
    let class = classes(
        "govuk-table__cell",
        &[("govuk-table__cell--numeric", kind == ColumnKind::Numeric)],
    );
    let content = match (narrow, column) {
        (Narrow::Stack, Some(column)) if !column.hidden => {
            let heading = column.heading.clone();
            view! {
                <span class="app-table-stack__head" aria-hidden="true">{heading}</span>
                <div class="app-table-stack__value">{content.view()}</div>
            }
            .into_any()
        }
        _ => content.view(),
    };
    view! { <td class=class role=role(narrow, "cell")>{content}</td> }.into_any()
}
