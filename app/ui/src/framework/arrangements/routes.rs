//! What can be asked about arrangements.

use super::{end, list, updates, waves};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who read what is being decided.
const READ: Who = Who::Holding(&[
    Role::TrainingLead,
    Role::BusinessManager,
    Role::Administrator,
]);

/// Those who decide.
const ARRANGE: Who = Who::Holding(&[Role::Administrator]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/framework/arrangements", READ, list::page),
        get("/framework/arrangements/waves/new", ARRANGE, waves::page),
        post("/framework/arrangements/waves/new", ARRANGE, waves::add),
        get(
            "/framework/arrangements/waves/{wave}/end",
            ARRANGE,
            end::wave,
        ),
        post(
            "/framework/arrangements/waves/{wave}/end",
            ARRANGE,
            end::wave,
        ),
        get(
            "/framework/arrangements/updates/new",
            ARRANGE,
            updates::page,
        ),
        post("/framework/arrangements/updates/new", ARRANGE, updates::add),
        get(
            "/framework/arrangements/updates/{update}/end",
            ARRANGE,
            end::update,
        ),
        post(
            "/framework/arrangements/updates/{update}/end",
            ARRANGE,
            end::update,
        ),
    ]
}
