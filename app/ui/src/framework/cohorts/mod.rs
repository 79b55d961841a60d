//! Sorting posts into cohorts: what is left to sort, the rules, and each person's cohorts with their reasons.

mod desk;
mod place;
mod preview;
pub mod routes;
mod rule_form;
mod rules;
mod someone;
mod words;
