//! SPOC cover: who stands ready where, naming SPOCs and deputies, and how many each team needs.
//!
//! Rules Y8 to Y13 of `docs/rules/directory.md`.

pub(super) mod all;
pub(super) mod cover;
pub(super) mod end;
pub(super) mod list;
pub(super) mod name;
pub(super) mod terms;

use crate::{
    ui::{Tag, TagColour},
    web::{Problem, Visit},
};
use domain::{
    access::{NameSpoc, Permit, SeeSpocCover},
    directory::{Break, Cover, PlaceCover},
    ids::OrganisationId,
};
use leptos::prelude::*;
use store::directory::{self, CoverFacts};

/// An organisation with everything from which its cover follows.
struct Found {
    id: OrganisationId,
    name: String,
    permit: Permit<SeeSpocCover>,
    facts: CoverFacts,
}

impl Found {
    /// Its page.
    fn href(&self) -> String {
        format!("/spocs/{}", self.id)
    }

    /// What a place is called.
    fn place(&self, place: &PlaceCover) -> String {
        match place.path.as_str() {
            "" => self.name.clone(),
            path => path.to_owned(),
        }
    }
}

/// The organisation in the address, for those who see its cover: six queries.
async fn found(visit: &Visit) -> Result<Found, Problem> {
    let services = visit.services();
    let id: OrganisationId = visit.param("organisation")?;
    let target = directory::cover_target(services, id).await?;
    let permit = visit.permit(SeeSpocCover {
        target: target.ok_or(Problem::NotFound)?,
    })?;
    let facts = directory::cover_facts(services, &permit).await?;
    let (_, name) = facts.organisations.first().ok_or(Problem::NotFound)?;
    Ok(Found {
        id,
        name: name.clone(),
        permit,
        facts,
    })
}

/// The same for those who may change it.
async fn led(visit: &Visit) -> Result<(Found, Permit<NameSpoc>), Problem> {
    let organisation: OrganisationId = visit.param("organisation")?;
    let permit = visit.permit(NameSpoc { organisation })?;
    Ok((found(visit).await?, permit))
}

/// How well a place is covered, with its colour.
fn tag(cover: Cover) -> AnyView {
    let colour = match cover {
        Cover::None => TagColour::Red,
        Cover::One => TagColour::Orange,
        Cover::Short => TagColour::Yellow,
        Cover::Enough => TagColour::Green,
    };
    view! { <Tag text=cover.title() colour=colour/> }.into_any()
}

/// A warning in a sentence: "From 1 January 2027 Adults has one SPOC: Ada Okafor leaves the post."
fn warning(place: &str, breaks: &Break) -> String {
    let day = domain::calendar::day(breaks.on);
    let left = match breaks.left {
        0 => "nobody".to_owned(),
        1 => "one person".to_owned(),
        many => format!("{many} people"),
    };
    let who: Vec<String> = breaks
        .who
        .iter()
        .map(|(name, why)| format!("{name} {}", why.title()))
        .collect();
    format!("From {day}, {place} has {left} ready: {}.", who.join(", "))
}
