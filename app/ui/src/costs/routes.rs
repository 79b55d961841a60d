//! What can be asked of costs and budgets.

use super::{budget, line, session};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who put sessions on.
const RUN: Who = Who::Holding(&[Role::TrainingLead]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/sessions/{session}/costs", RUN, session::page),
        post("/sessions/{session}/costs", RUN, session::set),
        get("/budget", RUN, budget::page),
        get("/budget/new", RUN, line::empty),
        post("/budget/new", RUN, line::add),
        get("/budget/{line}", RUN, line::page),
        post("/budget/{line}", RUN, line::change),
    ]
}
