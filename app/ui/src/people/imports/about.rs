//! What is said of a list on each of its pages: whose, from whom, how it was read, and what of it was left out.

use super::words::{figure, state};
use crate::ui::{BackLink, Column, Content, Details, InsetText, SummaryList, SummaryRow, Table};
use domain::{
    calendar,
    people::import::{Meaning, State},
};
use leptos::prelude::*;
use store::people::imports::{Import, KeptHeading};

/// The link back to a list.
pub(super) fn back(href: String) -> AnyView {
    view! { <BackLink href=href text="Staff list"/> }.into_any()
}

/// The facts of a list.
pub(super) fn facts(import: &Import) -> AnyView {
    let extent = if import.is_whole {
        "Everybody on the staff list"
    } else {
        "Only some of the people"
    };
    let read_as = format!(
        "{}, headings in line {}",
        import.read_as,
        figure(import.headings.line)
    );
    let file = Content::lines([
        import.file_name.clone(),
        format!(
            "SHA-256 begins {}",
            &import.file_hash[..12.min(import.file_hash.len())]
        ),
    ]);
    let by = |name: &str, at| format!("{}, {}", name, calendar::moment(at));
    let mut rows = vec![
        SummaryRow::new("Status", state(import.state)),
        SummaryRow::new("Organisation", import.organisation_name.clone()),
        SummaryRow::new("File", file),
        SummaryRow::new("Read as", read_as),
        SummaryRow::new("Who is in it", extent),
        SummaryRow::new("Rows", figure(import.rows)),
        SummaryRow::new("Sent", by(&import.sent_by.name, import.sent_at)),
    ];
    if let (Some(who), Some(at)) = (&import.confirmed_by, import.committed_at) {
        rows.push(SummaryRow::new("Brought in", by(&who.name, at)));
    }
    if let (Some(who), Some(at)) = (&import.undone_by, import.undone_at) {
        rows.push(SummaryRow::new("Taken back", by(&who.name, at)));
    }
    view! { <SummaryList rows=rows/> }.into_any()
}

/// Which columns were dropped because they are private, and what each column was taken for.
pub(super) fn columns(import: &Import) -> AnyView {
    let private: Vec<String> = import
        .headings
        .headings
        .iter()
        .filter_map(|heading| match heading.meaning() {
            Meaning::Private(private) => Some(format!("“{}” ({})", heading.text, private.title())),
            _ => None,
        })
        .collect();
    let dropped = (!private.is_empty()).then(|| {
        let columns = if private.len() == 1 { "This column was" } else { "These columns were" };
        let text = format!(
            "{columns} left out before anything was kept, because training has no use for such data: {}. Please leave \
             such data out of the next file.",
            private.join(", ")
        );
        view! { <InsetText>{text}</InsetText> }
    });
    let head = vec![Column::new("Heading in the file"), Column::new("Read as")];
    let rows: Vec<_> = import.headings.headings.iter().map(row).collect();
    let change = (import.state == State::Checked).then(|| {
        let href = format!("{}/columns", super::which::href(import.id));
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Read columns otherwise"</a></p> }
    });
    view! {
        {dropped}
        <Details summary="How each column was read">
            <Table caption="Columns of the file" head=head rows=rows/>
            {change}
        </Details>
    }
    .into_any()
}

fn row(heading: &KeptHeading) -> Vec<Content> {
    let meaning = match heading.meaning() {
        Meaning::Column(column) => column.title().to_owned(),
        Meaning::NotNeeded => "Not needed, left out".to_owned(),
        Meaning::Private(private) => format!("Private ({}), left out", private.title()),
        Meaning::Unknown => "Not known yet".to_owned(),
    };
    vec![heading.text.clone().into(), meaning.into()]
}
