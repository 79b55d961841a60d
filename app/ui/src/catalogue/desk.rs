//! For which board a business manager acts, and about what.

use crate::web::{Problem, Visit};
use domain::{
    access::{Permit, RatifyTraining},
    catalogue::Training,
    ids::BoardId,
};
use store::{
    catalogue::{self, CourseRow},
    learning::{self, ModuleLine},
    organisations::{self, Board},
};

/// One board's desk.
pub(super) struct Desk {
    /// The board.
    pub board: Board,
    /// Every board of this business manager, by name.
    pub boards: Vec<(BoardId, String)>,
    /// The leave to ratify.
    pub permit: Permit<RatifyTraining>,
}

/// The desk of the board in the address, or else of the first one. Nearly everyone has one board only.
pub(super) async fn desk(visit: &Visit) -> Result<Desk, Problem> {
    let own = visit.actor()?.boards();
    let all = organisations::boards(visit.services()).await?;
    let mut boards: Vec<Board> = all
        .into_iter()
        .filter(|board| own.contains(&board.id))
        .collect();
    let names = boards.iter().map(|b| (b.id, b.name.clone())).collect();
    let asked = match visit.query.text("board") {
        "" => boards.first().map(|board| board.id),
        id => id.parse().ok(),
    };
    let place = boards.iter().position(|board| Some(board.id) == asked);
    let board = boards.swap_remove(place.ok_or(Problem::NotFound)?);
    let permit = visit.permit(RatifyTraining { board: board.id })?;
    Ok(Desk {
        board,
        boards: names,
        permit,
    })
}

impl Desk {
    /// An address of this board's desk.
    pub fn href(&self, path: &str) -> String {
        format!("{path}?board={}", self.board.id)
    }
}

/// Something that can be ratified, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ratifiable {
    /// What it is.
    pub training: Training,
    /// Its title.
    pub title: String,
    /// "Module, version 2026.1" or "Course, edition 2".
    pub kind: String,
    /// Codes of the levels it counts towards.
    pub levels: Vec<String>,
    /// Where it can be looked at.
    pub href: String,
    /// Whether it is what is offered today.
    pub is_current: bool,
}

impl Ratifiable {
    fn of_module(line: ModuleLine) -> Self {
        Self {
            training: Training::Module(line.id),
            title: line.title,
            kind: format!("Module, version {}", line.version),
            levels: vec![line.level],
            href: format!("/learn/{}/about", line.name),
            is_current: line.is_current,
        }
    }

    /// A course in one of its editions.
    fn of_course(row: &CourseRow, edition: u32, is_offered: bool) -> Self {
        let levels = row.course.satisfies.iter().map(|one| one.level.clone());
        Self {
            training: Training::Course(row.id, edition),
            title: row.course.title.clone(),
            kind: format!("{}, edition {edition}", row.course.mode.title()),
            levels: levels.collect(),
            href: format!("/menu/{}", row.id),
            is_current: edition == row.edition && is_offered,
        }
    }
}

/// Every version of a module and every edition of a course: two queries.
pub(super) async fn ratifiable(visit: &Visit) -> Result<Vec<Ratifiable>, Problem> {
    let modules = learning::module_lines(visit.services()).await?;
    let courses = catalogue::courses(visit.services()).await?;
    let editions = courses.iter().flat_map(|row| {
        let is_offered = row.course.is_offered_on(visit.today);
        (1..=row.edition)
            .rev()
            .map(move |edition| Ratifiable::of_course(row, edition, is_offered))
    });
    let modules = modules.into_iter().map(Ratifiable::of_module);
    Ok(modules.chain(editions).collect())
}
