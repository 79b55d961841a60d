//! What can be asked about organisations.

use super::{board, demo, district, list, organisation};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

const ADMINISTER: Who = Who::Holding(&[Role::Administrator]);

/// Those who may change the settings of a board.
const SET: Who = Who::Holding(&[Role::BusinessManager, Role::Administrator]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/organisations", ADMINISTER, list::page),
        get("/organisations/new", ADMINISTER, organisation::page),
        post("/organisations/new", ADMINISTER, organisation::add),
        get("/organisations/districts/new", ADMINISTER, district::page),
        post("/organisations/districts/new", ADMINISTER, district::add),
        get("/organisations/demo", ADMINISTER, demo::confirm),
        post("/organisations/demo", ADMINISTER, demo::remove),
        get("/board", SET, board::page),
        post("/board", SET, board::save),
    ]
}
