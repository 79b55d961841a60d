//! What can be asked about what is kept.

use super::{
    merging::{choose, confirm, undo},
    own, person,
    retention::{leave_out, overview, proposal},
};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who answer a person who asks what is held, and merge records.
const ANSWER: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/account/data", Who::SignedIn, own::page),
        get("/account/data/file", Who::SignedIn, own::file),
        get("/account/data/completions", Who::SignedIn, own::completions),
        get("/people/{person}/data", ANSWER, person::page),
        post("/people/{person}/data", ANSWER, person::file),
        get("/people/{person}/merge", ANSWER, choose::page),
        get("/people/{person}/merge/{other}", ANSWER, confirm::page),
        post("/people/{person}/merge/{other}", ANSWER, confirm::merge),
        get("/people/{person}/mergers/{merger}", ANSWER, undo::page),
        post("/people/{person}/mergers/{merger}", ANSWER, undo::undo),
        get(
            "/organisations/{organisation}/retention",
            ANSWER,
            overview::page,
        ),
        post(
            "/organisations/{organisation}/retention",
            ANSWER,
            overview::save,
        ),
        get(
            "/organisations/{organisation}/retention/{proposal}",
            ANSWER,
            proposal::page,
        ),
        post(
            "/organisations/{organisation}/retention/{proposal}",
            ANSWER,
            proposal::save,
        ),
        get(
            "/organisations/{organisation}/retention/{proposal}/{person}",
            ANSWER,
            leave_out::page,
        ),
        post(
            "/organisations/{organisation}/retention/{proposal}/{person}",
            ANSWER,
            leave_out::save,
        ),
    ]
}
