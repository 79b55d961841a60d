//! The cover of every organisation in a board's area, or of those whose training one leads; whoever leads that of one is
//! led there.

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
    let (led, boards) = (actor.organisations(), actor.boards());
    if let ([own], []) = (led.as_slice(), boards.as_slice()) {
        return Ok(see(format!("/spocs/{own}")));
    }
    let led = Target {
        organisations: led,
        ..Target::default()
    };
    let of_boards = Target {
        boards,
        ..Target::default()
    };
    let facts = [facts(&visit, led).await?, facts(&visit, of_boards).await?];
    let (pages, today) = (pages(&visit, "/spocs")?, visit.today);
    Ok(Page::new("SPOC cover", move || view(&facts, pages, today))
        .section("/directory")
        .into())
}

/// The facts about the organisations of a target; none for a target without any.
async fn facts(visit: &Visit, target: Target) -> Result<CoverFacts, Problem> {
    if target == Target::default() {
        return Ok(CoverFacts::default());
    }
    let permit = visit.permit(SeeSpocCover { target })?;
    Ok(directory::cover_facts(visit.services(), &permit).await?)
}

fn view(facts: &[CoverFacts; 2], pages: AnyView, today: NaiveDate) -> AnyView {
    let [led, of_boards] = facts;
    let others = of_boards.organisations.iter();
    let others = others.filter(|one| !led.organisations.contains(one));
    let all = led.organisations.iter().map(|one| (one, led));
    let all = all.chain(others.map(|one| (one, of_boards)));
    let rows: Vec<_> = all
        .map(|(one, facts)| row(one, &facts.places(one.0, today)))
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
