//! Choosing the other record: likely ones are shown, none is chosen by itself.

use crate::{
    people::{Whom, whom},
    ui::{
        BackLink, Button, ButtonKind, CaptionKind, Column, Content, Field, InputType, InsetText,
        Narrow, PageHeading, Table, TextInput, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{MergeRecords, Permit, scope_of_staff_lists},
    calendar,
};
use leptos::prelude::*;
use store::{
    keeping::merging::{self, Candidate, MergerRow},
    people::{self, Filter, Listed},
};

/// The person in the address, with the leave to merge their record.
pub(super) async fn in_address(visit: &Visit) -> Result<(Whom, Permit<MergeRecords>), Problem> {
    let whom = whom(visit).await?;
    let target = whom.seen.act().target.clone();
    let permit = visit.permit(MergeRecords { target })?;
    Ok((whom, permit))
}

/// What the page shows.
struct Shown {
    href: String,
    name: String,
    mergers: Vec<MergerRow>,
    likely: Vec<Candidate>,
    text: String,
    found: Vec<Listed>,
}

pub(in super::super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (whom, permit) = in_address(&visit).await?;
    let services = visit.services();
    // Leads and administrators bring in staff lists of the same people whose records they may merge.
    let scope = scope_of_staff_lists(visit.actor()?)?;
    let (name, _) = people::name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let text = visit.query.text("q").to_owned();
    let mut found = if text.is_empty() {
        Vec::new()
    } else {
        let filter = Filter {
            text: text.clone(),
            organisation: None,
            page: 1,
        };
        people::list(services, &scope, &filter, visit.today)
            .await?
            .rows
    };
    found.dedup_by_key(|listed| listed.id);
    found.retain(|listed| listed.id != whom.id.0);
    let shown = Shown {
        href: whom.href(),
        name,
        mergers: merging::mergers_of(services, &permit).await?,
        likely: merging::likely(services, &permit, &scope).await?,
        text,
        found,
    };
    let back = whom.href();
    Ok(Page::new("Merge with another record", move || view(&shown))
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .into())
}

fn view(shown: &Shown) -> AnyView {
    let search = Field::new("q")
        .label("Look for the other record by name, e-mail address or staff number")
        .value(shown.text.clone());
    let here = format!("{}/merge", shown.href);
    let (likely, found) = (likely(shown), found(shown));
    let mergers = mergers(shown);
    let name = shown.name.clone();
    view! {
        <TwoThirds>
            <PageHeading text="Merge with another record" caption=name/>
            <p class="govuk-body">
                "Two records of one human being become one. You see what would move before anything does, and it can be undone
                until something that moved has been changed."
            </p>
            {likely}
            <h2 class="govuk-heading-m">"Look for it"</h2>
            <form method="get" action=here role="search">
                <TextInput field=search kind=InputType::Search/>
                <Button text="Search" kind=ButtonKind::Secondary/>
            </form>
            {found}
            {mergers}
        </TwoThirds>
    }
    .into_any()
}

fn compare(href: &str, id: impl std::fmt::Display, name: &str) -> Content {
    let (href, of) = (format!("{href}/merge/{id}"), format!(" with {name}"));
    view! {
        <a class="govuk-link" href=href>"Compare" <span class="govuk-visually-hidden">{of}</span></a>
    }
    .into_any()
    .into()
}

fn likely(shown: &Shown) -> AnyView {
    if shown.likely.is_empty() {
        return view! { <InsetText>"No record has the same name, or the same staff number of the same organisation."</InsetText> }
            .into_any();
    }
    let why = |one: &Candidate| match (one.same_name, one.same_number) {
        (true, true) => "Same name and staff number",
        (true, false) => "Same name",
        (false, _) => "Same staff number",
    };
    let row = |one: &Candidate| {
        vec![
            one.name.clone().into(),
            one.email
                .clone()
                .unwrap_or_else(|| "None".to_owned())
                .into(),
            why(one).into(),
            compare(&shown.href, one.id, &one.name),
        ]
    };
    let rows: Vec<Vec<Content>> = shown.likely.iter().map(row).collect();
    let head = ["Name", "E-mail address", "Why it may be the same person"].map(Column::new);
    let head = head
        .into_iter()
        .chain([Column::unseen("What you can do")])
        .collect();
    view! { <Table caption="Likely records" head=head rows=rows narrow=Narrow::Stack/> }.into_any()
}

fn found(shown: &Shown) -> Option<AnyView> {
    if shown.text.is_empty() {
        return None;
    }
    if shown.found.is_empty() {
        return Some(view! { <InsetText>"Nobody else with a post is found. Type only a part of the name."</InsetText> }.into_any());
    }
    let row = |one: &Listed| {
        vec![
            one.name.clone().into(),
            format!("{}, {}", one.job_title, one.organisation).into(),
            compare(&shown.href, one.id, &one.name),
        ]
    };
    let rows: Vec<Vec<Content>> = shown.found.iter().map(row).collect();
    let head = vec![
        Column::new("Name"),
        Column::new("Post"),
        Column::unseen("What you can do"),
    ];
    Some(
        view! {
            <Table caption="People found" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any(),
    )
}

/// What has been merged into this record, with the way to undo it.
fn mergers(shown: &Shown) -> Option<AnyView> {
    let row = |one: &MergerRow| -> Vec<Content> {
        let (href, of) = (
            format!("{}/mergers/{}", shown.href, one.id),
            format!(" merging {}", one.name),
        );
        let undo = view! {
            <a class="govuk-link" href=href>"Undo" <span class="govuk-visually-hidden">{of}</span></a>
        };
        vec![
            one.name.clone().into(),
            calendar::moment(one.merged_at).into(),
            one.by.clone().unwrap_or_default().into(),
            undo.into_any().into(),
        ]
    };
    let rows: Vec<_> = shown.mergers.iter().map(row).collect();
    let head = ["Record", "Merged", "By"].map(Column::new);
    let head = head
        .into_iter()
        .chain([Column::unseen("What you can do")])
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <Table caption="Merged into this record" head=head rows=rows narrow=Narrow::Stack/> }.into_any()
    })
}
