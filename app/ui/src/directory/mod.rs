//! Whom to ask: the directory, SPOC cover, and questions. Decided in `docs/rules/directory.md`. Kept by
//! `store::directory`.

mod ask;
mod entry;
mod export;
mod filter;
mod list;
mod mail;
mod mine;
mod question;
mod questions;
pub mod routes;
mod settings;
mod spocs;

pub use mail::advice_mail;

use crate::{
    ui::{Here, NavItem, SubNavigation},
    web::{Problem, Visit},
};
use domain::{
    access::{Role, SeeDirectory},
    framework::Framework,
    ids::BoardId,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    directory::{self, Part, Sight},
    framework::in_force,
};

/// What the visitor sees of the directory: two queries.
async fn sight(visit: &Visit) -> Result<Sight, Problem> {
    let actor = visit.actor()?;
    let person = visit.person()?;
    let permit = visit.permit(SeeDirectory { person })?;
    Ok(directory::sight(visit.services(), &permit, &actor.boards()).await?)
}

/// The framework of today, which says what levels are called.
async fn framework(visit: &Visit) -> Result<Option<Arc<Framework>>, Problem> {
    let in_force = in_force(visit.services(), visit.today).await?;
    Ok(in_force.map(|found| found.framework))
}

/// The title of a level.
fn level_title(framework: Option<&Framework>, code: &str) -> String {
    let level = framework.and_then(|framework| framework.level(code));
    level.map_or_else(|| code.to_owned(), |level| level.title.clone())
}

/// The part of the board in the address, which has to be one of the visitor's; the first of theirs where none is named.
fn own_part(visit: &Visit, sight: &Sight) -> Result<Part, Problem> {
    let boards = visit.actor()?.boards();
    let named: Option<BoardId> = visit.query.read("board");
    let board = match named {
        Some(board) => boards.contains(&board).then_some(board),
        None => boards.first().copied(),
    };
    let part = sight.parts.iter().find(|part| Some(part.board) == board);
    part.cloned().ok_or(Problem::NotFound)
}

/// Links to the pages about whom to ask, with the present one marked.
fn pages(visit: &Visit, here: &str) -> Result<AnyView, Problem> {
    let actor = visit.actor()?;
    let mut pages = vec![
        ("/directory", "Find somebody"),
        ("/directory/questions", "Questions"),
    ];
    if actor.has(Role::TrainingLead) || actor.has(Role::BusinessManager) {
        pages.push(("/spocs", "SPOC cover"));
    }
    pages.push(("/directory/mine", "How I am listed"));
    if actor.has(Role::BusinessManager) {
        pages.push(("/directory/settings", "Settings"));
    }
    let item = |(href, text): (&str, &str)| {
        let at = if href == here { Here::Page } else { Here::No };
        NavItem::new(text, href).here(at)
    };
    let items = pages.into_iter().map(item).collect();
    Ok(view! { <SubNavigation label="Whom to ask" items=items/> }.into_any())
}
