//! Overview: what needs somebody today, who is up to date, and the names behind the figures.
//!
//! Decided in `docs/rules/reports.md`. Counted by `store::reports`.

mod except;
mod filter;
mod overview;
mod people;
pub mod routes;
mod views;

pub(crate) use except::{alike, list_of, ticked_where as may_be_ticked, value as as_tick};
pub(crate) use views::{Views, views};
