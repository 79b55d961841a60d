//! The cover of every organisation in a board's area; a training lead is led to her own.

use super::tag;
use crate::{
    directory::pages,
    ui::{CaptionKind, Column, Content, InsetText, Narrow, PageHeading, Table},
    web::{Answer, Page, Problem, Visit, see},
};
use chrono::NaiveDate;
use domain::{
    access::{SeeSpocCover, Target},
    directory::{Cover, PlaceCover},
    ids::OrganisationId,
};
use leptos::prelude::*;
use store::directory::{self, CoverFacts};

pub(in crate::directory) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let actor = visit.actor()?;
    let boards = actor.boards();
    if boards.is_empty() {
        let led = actor.organisations();
        let own = led.first().ok_or(Problem::NotFound)?;
        return Ok(see(format!("/spocs/{own}")));
    }
    let permit = visit.permit(SeeSpocCover {
        target: Target {
            boards,
            ..Target::default()
        },
    })?;
    let facts = directory::cover_facts(visit.services(), &permit).await?;
    let (pages, today) = (pages(&visit, "/spocs")?, visit.today);
    Ok(Page::new("SPOC cover", move || view(&facts, pages, today))
        .section("/directory")
        .into())
}

fn view(facts: &CoverFacts, pages: AnyView, today: NaiveDate) -> AnyView {
    let rows: Vec<_> = facts
        .organisations
        .iter()
        .map(|one| row(one, &facts.places(one.0, today)))
        .collect();
    let list = if rows.is_empty() {
        view! { <InsetText>"There is no organisation in your area."</InsetText> }.into_any()
    } else {
        let head = vec![
            Column::new("Organisation"),
            Column::new("As a whole"),
            Column::numeric("Ready"),
            Column::numeric("Departments covered"),
            Column::numeric("Warnings"),
        ];
        view! {
            <Table caption="SPOC cover" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    };
    view! {
        <PageHeading text="SPOC cover"/>
        {pages}
        <p class="govuk-body">
            "Those are ready who are named or are SPOCs by post, and in date with the training that SPOCs need. One alone is \
             fragile."
        </p>
        {list}
    }
    .into_any()
}

fn row((id, name): &(OrganisationId, String), places: &[PlaceCover]) -> Vec<Content> {
    let (to, name) = (format!("/spocs/{id}"), name.clone());
    let link = view! { <a class="govuk-link" href=to>{name}</a> };
    let (whole, teams) = match places.split_first() {
        Some((whole, teams)) => (Some(whole), teams),
        None => (None, places),
    };
    let enough = teams.iter().filter(|place| place.cover == Cover::Enough);
    let warnings = places.iter().filter(|place| place.breaks.is_some());
    vec![
        Content::from(link.into_any()),
        tag(whole.map_or(Cover::None, |whole| whole.cover)).into(),
        whole
            .map_or(0, |whole| whole.ready.len())
            .to_string()
            .into(),
        format!("{} of {}", enough.count(), teams.len()).into(),
        warnings.count().to_string().into(),
    ]
}
