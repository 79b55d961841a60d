//! What can be asked about figures.

use super::{overview, people};
use crate::web::{Route, Who, get};
use domain::access::Role;

/// Those who look after the training of others.
const LOOK_AFTER: Who = Who::Holding(&[
    Role::Manager,
    Role::TrainingLead,
    Role::BusinessManager,
    Role::Administrator,
]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/overview", LOOK_AFTER, overview::page),
        get("/overview/people", LOOK_AFTER, people::page),
    ]
}
