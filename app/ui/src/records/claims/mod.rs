//! Training done elsewhere: claimed by whoever did it, or for them, and verified by somebody else.
//!
//! Rules R9 to R16 of `docs/rules/records.md`.

mod change;
mod decide;
mod list;
mod new;
mod seen;
mod show;
mod verify;
mod words;

pub(super) use change::{add, confirm_take_back, note, take_back};
pub(super) use decide::{decide, page as decision};
pub(super) use list::page as list;
pub(super) use new::{claim, page as empty};
pub(super) use show::{evidence, page as show};
pub(super) use verify::{page as verdict, verify};
pub(crate) use words::section;
