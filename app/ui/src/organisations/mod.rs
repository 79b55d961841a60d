//! Districts with their boards, organisations with their teams, a board's settings, and taking the demo out.
//!
//! Decided in `docs/rules/organisations.md`. Kept by `store::organisations`.

mod add;
mod board;
mod demo;
mod district;
mod example_words;
mod list;
mod logo;
mod organisation;
pub mod routes;
mod team;
mod text;
mod texts;
