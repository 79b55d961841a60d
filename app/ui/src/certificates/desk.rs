//! Whose certificates a business manager works on, and the way between the pages.

use crate::{
    ui::{Here, NavItem, SubNavigation},
    web::{Fields, Problem, Visit},
};
use domain::{
    access::{IssueCertificates, Permit, Scope, scope_of_certificates},
    ids::BoardId,
};
use leptos::prelude::*;
use store::organisations;

/// One board's desk.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    /// The board.
    pub board: BoardId,
    /// Every board of this business manager, by name.
    pub boards: Vec<(BoardId, String)>,
    /// Whether the board has said who signs.
    pub has_signatory: bool,
    /// What lists may show.
    pub scope: Scope,
    /// The leave to issue.
    pub permit: Permit<IssueCertificates>,
}

/// The desk of the board that the fields name, or else of the first one. Nearly everyone has one board only.
pub(super) async fn desk(visit: &Visit, fields: &Fields) -> Result<Desk, Problem> {
    let actor = visit.actor()?;
    let own = actor.boards();
    let board = fields
        .read("board")
        .or_else(|| own.first().copied())
        .ok_or(Problem::NotFound)?;
    let permit = visit.permit(IssueCertificates { board })?;
    let scope = scope_of_certificates(actor)?;
    let districts = organisations::districts(visit.services()).await?;
    let has_signatory = districts
        .iter()
        .any(|d| d.board == board && d.has_signatory);
    let boards = districts
        .into_iter()
        .filter(|d| own.contains(&d.board))
        .map(|d| (d.board, d.board_name))
        .collect();
    Ok(Desk {
        board,
        boards,
        has_signatory,
        scope,
        permit,
    })
}

impl Desk {
    /// Refuses to go on while nobody signs.
    ///
    /// # Errors
    /// [`Problem::Refused`] with the way to the board's page.
    pub fn must_have_signatory(&self) -> Result<(), Problem> {
        if self.has_signatory {
            Ok(())
        } else {
            Err(no_signatory())
        }
    }
}

/// That nobody signs yet.
pub(super) fn no_signatory() -> Problem {
    Problem::refused(
        "Your board has not said who signs its certificates",
        "Every certificate carries the name and role of the person who signs. Enter them, then come back. Nothing has been issued.",
        ("Enter who signs", "/board"),
    )
}

/// The pages under "Certificates".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Ready,
    Issued,
    Orders,
}

/// The way between them. `here` is how the marked one stands to the page.
pub(super) fn places(place: Place, here: Here) -> impl IntoView {
    let item = |of: Place, text: &str, href: &str| {
        NavItem::new(text, href).here(if of == place { here } else { Here::No })
    };
    let items = vec![
        item(Place::Ready, "Ready for a certificate", "/certificates"),
        item(Place::Issued, "Issued", "/certificates/issued"),
        item(Place::Orders, "Orders", "/certificates/orders"),
    ];
    view! { <SubNavigation label="Certificates" items=items/> }
}
