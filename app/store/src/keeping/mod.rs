//! What is kept of a person: all of it on one page, two records made one, and leavers without their names.
//!
//! Decided in `docs/rules/keeping.md`. The module `sections` lists every table that speaks of a person.

pub mod merging;
mod own;
pub mod retention;
mod sections;

pub use own::{Held, HeldFile, HeldSection, Mention, Value, all_held, note_taken_out};
