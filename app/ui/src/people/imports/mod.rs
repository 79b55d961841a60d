//! Bringing in staff lists: send one, say what is not clear, look over what will happen, confirm, and take it back.
//!
//! Rules I1 and following of `docs/rules/imports.md`.

mod about;
mod columns;
mod confirm;
mod history;
mod matches;
mod missing;
mod page;
mod places;
mod reading;
mod routes;
mod rows;
mod send;
mod undo;
mod which;
mod words;

pub use reading::{ReadList, Unfit, read_list};
pub(super) use routes::routes;
