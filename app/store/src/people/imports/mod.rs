//! Staff lists: kept as they were sent, without what is private, until they have been checked, brought in, and can no
//! longer be taken back.
//!
//! A list is checked and brought in by a job. What is to become of each row is worked out in `domain::people::import` and
//! kept in `staff_import_row`; bringing in turns these rows into people and posts by a few statements in one transaction,
//! so that nobody ever sees half a list. Decided in `docs/decisions/0011-staff-imports.md`.

mod addresses;
mod audit;
mod begin;
mod bulk;
mod check;
mod choices;
mod columns;
mod commit;
mod findings;
mod history;
mod keep;
mod known;
mod may_undo;
mod open;
mod purge;
mod reads;
mod rows;
mod settle;
mod undo;
mod work;

pub use addresses::{OldAddress, Tell};
pub use begin::{NewList, Part, Sent, file_hash, parts, send};
pub use choices::{confirm, decide_missing, decide_places, decide_sameness, discard};
pub use columns::{KeptHeading, KeptHeadings, remembered, set_columns};
pub use history::{ImportLine, ImportPage, count_waiting, list};
pub use may_undo::{Dependent, NoUndo, may_undo};
pub use open::{Candidate, OpenPlace, candidates, open_places, team_choices};
pub(crate) use purge::of_demo;
pub use reads::{Import, Who, find, organisations_of};
pub use rows::{Listed as ListedRow, RowPage, Told, all_rows, page_of_rows, undecided};
pub use undo::ask_undo;
pub use work::{step, tidy};

/// Lines on one page of a list of rows.
pub const ROWS_ON_A_PAGE: u32 = 50;
