//! The lists that were sent.

use super::{
    which::href,
    words::{figure, state},
};
use crate::{
    ui::{
        BackLink, ButtonLink, CaptionKind, Column, Content, InsetText, ListPages, Narrow,
        PageHeading, Table,
    },
    web::{Answer, Page, Problem, Visit, see},
};
use domain::{access::scope_of_staff_lists, calendar, people::import::Kind};
use leptos::prelude::*;
use store::people::imports::{self, ImportLine, ImportPage, ROWS_ON_A_PAGE};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_staff_lists(visit.actor()?)?;
    let number = visit.query.read("page").unwrap_or(1).max(1);
    let found = imports::list(visit.services(), &scope, number).await?;
    let last = last_page(found.total);
    if number > last {
        return Ok(see(address(last)));
    }
    let several = scope.is_everywhere() || scope.organisations().len() > 1;
    Ok(
        Page::new("Staff lists", move || view(&found, number, last, several))
            .section("/people")
            .before(|| view! { <BackLink href="/people" text="People"/> })
            .into(),
    )
}

/// The last page of a list with so many lines.
pub(super) fn last_page(total: u64) -> u32 {
    let pages = total.div_ceil(ROWS_ON_A_PAGE.into());
    u32::try_from(pages).unwrap_or(u32::MAX).max(1)
}

fn address(page: u32) -> String {
    format!("/people/imports?page={page}")
}

fn view(found: &ImportPage, current: u32, last: u32, several: bool) -> AnyView {
    let lists = if found.total == 0 {
        view! {
            <InsetText>
                "No list has been sent yet. Export the staff list from your HR or payroll system, or use the list you keep
                yourself, as CSV or Excel."
            </InsetText>
        }
        .into_any()
    } else {
        let organisation = several.then(|| Column::new("Organisation"));
        let head = [
            Some(Column::new("Sent")),
            organisation,
            Some(Column::new("File")),
        ];
        let numbers = [
            Kind::New,
            Kind::Changed,
            Kind::Moved,
            Kind::Leaver,
            Kind::Rejected,
        ];
        let numbers = numbers.map(|kind| Some(Column::numeric(kind.title())));
        let end = [Some(Column::new("Status"))];
        let head: Vec<_> = head
            .into_iter()
            .chain(numbers)
            .chain(end)
            .flatten()
            .collect();
        let rows: Vec<_> = found.rows.iter().map(|line| row(line, several)).collect();
        view! {
            <Table caption="Staff lists that were sent" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Scroll/>
            <ListPages current=current last=last href=Box::new(address)/>
        }
        .into_any()
    };
    view! {
        <PageHeading text="Staff lists"/>
        <ButtonLink text="Send a staff list" href="/people/imports/new"/>
        {lists}
    }
    .into_any()
}

fn row(line: &ImportLine, several: bool) -> Vec<Content> {
    let to = href(line.id);
    let when = view! {
        <a class="govuk-link" href=to>{calendar::moment(line.sent_at)}</a>
        <br/>
        {line.sent_by.clone()}
    };
    let file = Content::lines([
        line.file_name.clone(),
        line.file_hash.chars().take(12).collect::<String>(),
    ]);
    let organisation = several.then(|| Content::from(line.organisation.clone()));
    let numbers = [
        Kind::New,
        Kind::Changed,
        Kind::Moved,
        Kind::Leaver,
        Kind::Rejected,
    ];
    let numbers = numbers.map(|kind| Some(Content::from(figure(line.counts.of(kind)))));
    [Some(when.into_any().into()), organisation, Some(file)]
        .into_iter()
        .chain(numbers)
        .chain([Some(state(line.state))])
        .flatten()
        .collect()
}
