//! The menu of training: what satisfies each level, what boards have ratified, and what they count.
//!
//! Decided in `docs/rules/catalogue.md`. Kept by `store::catalogue`.

mod counted;
mod course;
mod decision;
mod desk;
mod form;
mod history;
mod levels;
mod menu;
mod ratifications;
pub mod routes;
#[cfg(test)]
mod testing;
mod words;

pub(crate) use levels::LevelsForm;
pub(crate) use words::approved_by;
