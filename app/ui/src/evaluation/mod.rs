//! What a session was worth: the form for those who were there, what came of it weeks later, and the summaries.
//!
//! Decided in `docs/rules/evaluation.md`. Kept by `store::evaluation`.

mod all;
mod answer;
mod figures;
mod follow_up;
mod form;
mod link;
mod mail;
mod period;
pub mod routes;
mod said;
mod summary;
mod talks;
mod wanted;
mod words;

pub(crate) use link::evaluation_link;
pub use mail::evaluation_mail;
