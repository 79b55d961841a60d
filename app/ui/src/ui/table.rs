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
    let kinds: Vec<_> = head.iter().map(|column| column.kind).collect();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells
                .into_iter()
                .enumerate()
                .map(|(index, content)| {
                    let kind = kinds.get(index).copied().unwrap_or_default();
                    cell(index == 0 && first_cell == FirstCell::Header, kind, content)
                })
                .collect_view();
            view! { <tr class="govuk-table__row">{cells}</tr> }
        })
        .collect_view();
    let table = view! {
        <table class="govuk-table">
            {(!caption.is_empty())
                .then(|| view! { <caption class=caption_class>{caption}</caption> })}
            {(!head.is_empty())
                .then(|| {
                    view! {
                        <thead class="govuk-table__head">
                            <tr class="govuk-table__row">
                                {head.into_iter().map(column_head).collect_view()}
                            </tr>
                        </thead>
                    }
                })}
            <tbody class="govuk-table__body">{rows}</tbody>
        </table>
    };
    match narrow {
        Narrow::Wrap => table.into_any(),
        Narrow::Scroll => view! {
            <div class="app-table-scroll" role="region" aria-label=label tabindex="0">
                {table}
            </div>
        }
        .into_any(),
    }
}

fn column_head(column: Column) -> impl IntoView {
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
        <th scope="col" class=class>
            {heading}
        </th>
    }
}

fn cell(names_row: bool, kind: ColumnKind, content: Content) -> AnyView {
    if names_row {
        return view! {
            <th scope="row" class="govuk-table__header">
                {content.view()}
            </th>
        }
        .into_any();
    }
    let class = classes(
        "govuk-table__cell",
        &[("govuk-table__cell--numeric", kind == ColumnKind::Numeric)],
    );
    view! { <td class=class>{content.view()}</td> }.into_any()
}
