//! What can be asked about cohorts.

use super::{desk, rules, someone};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who sort posts.
const SORT: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

/// The rows. What is only posted leads back to where it was posted from.
pub fn routes() -> Vec<Route> {
    vec![
        get("/cohorts", SORT, desk::page),
        get("/cohorts/rules", SORT, rules::list),
        get("/cohorts/rules/new", SORT, rules::new),
        post("/cohorts/rules/new", SORT, rules::add),
        get("/cohorts/rules/{rule}", SORT, rules::edit),
        post("/cohorts/rules/{rule}", SORT, rules::replace),
        get("/cohorts/rules/{rule}/up", SORT, rules::confirm_up),
        post("/cohorts/rules/{rule}/up", SORT, rules::up),
        get("/cohorts/rules/{rule}/retire", SORT, rules::confirm_retire),
        post("/cohorts/rules/{rule}/retire", SORT, rules::retire),
        get("/people/{person}/cohorts", SORT, someone::page),
        get(
            "/people/{person}/cohorts/{post}/answers",
            SORT,
            someone::back,
        ),
        post(
            "/people/{person}/cohorts/{post}/answers",
            SORT,
            someone::answer,
        ),
        get(
            "/people/{person}/cohorts/{post}/decisions",
            SORT,
            someone::back,
        ),
        post(
            "/people/{person}/cohorts/{post}/decisions",
            SORT,
            someone::decide,
        ),
        get(
            "/people/{person}/cohorts/{post}/decisions/{decision}/end",
            SORT,
            someone::back,
        ),
        post(
            "/people/{person}/cohorts/{post}/decisions/{decision}/end",
            SORT,
            someone::end,
        ),
    ]
}
