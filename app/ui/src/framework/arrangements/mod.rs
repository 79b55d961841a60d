//! What is arranged beside the framework: who goes first, and levels to be taken again because the law changed.
//!
//! Rules T6, T8 and T14 to T16 of `docs/rules/standing.md`. Nothing is decided before a page has said whom it touches and what becomes
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
