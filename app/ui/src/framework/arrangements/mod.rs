//! What is arranged beside the framework: who goes first, and levels to be taken again because the law changed.
//!
//! Rules W6, W8 and W14 to W16 of `docs/rules/standing.md`. Nothing is decided before a page has said whom it touches and what becomes
//! overdue when.

mod confirm;
mod end;
mod list;
pub mod routes;
mod update_form;
mod updates;
mod wave_form;
mod waves;
mod words;
