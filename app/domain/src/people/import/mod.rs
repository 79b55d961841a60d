//! Bringing in the staff list of an employer.
//!
//! A *layout* says which column of the file means what; a *line* is what one row says of somebody, or the *faults* in it;
//! a *place* is an organisation and team as they are written; *known* is what Cascade holds already. From these the
//! *plan* follows: one *outcome* a row, and one for each person whom the list does not name. Nothing here reads a file or
//! a database.
//!
//! Decided in `docs/rules/imports.md`. Kept by `store::people::imports`.

mod absences;
mod column;
mod compose;
mod fault;
mod heading;
mod known;
mod layout;
mod line;
mod matching;
mod outcome;
mod place;
mod plan;
mod state;
mod tell;
mod value;
mod who;
mod whose_post;

#[cfg(test)]
mod line_tests;
#[cfg(test)]
mod plan_tests;

pub use column::Column;
pub use fault::{Fault, Wrong};
pub use heading::{Meaning, Private, heading_key, meaning_of};
pub use known::{Known, KnownAbsence, KnownPerson, KnownPost};
pub use layout::{Heading, Layout, Remembered, find_layout};
pub use line::{Away, Faulty, Read, StaffLine, read_line};
pub use outcome::{AbsencePart, Change, Kind, Outcome, PersonPart, PostPart, Step};
pub use place::{KnownTeam, NewTeam, Place, PlaceChoice, Places, Written};
pub use plan::{Asked, Covered, Plan, Sameness, plan};
pub use state::{Counts, NotYet, State, may_confirm};
pub use value::{
    AbsenceKind, NotADay, day as read_day, looks_like_birth_dates, looks_like_insurance_numbers,
};
