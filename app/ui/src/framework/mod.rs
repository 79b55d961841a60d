//! The training framework: its versions, how the next one comes about, and how posts are sorted into cohorts.
//!
//! Decided in `docs/rules/framework.md` and `docs/rules/classification.md`. Kept by `store::framework`.

pub mod arrangements;
pub mod cohorts;
pub mod drafts;
mod reading;
pub mod versions;
mod words;

pub(crate) use words::reminders as days_of_reminders;
