//! What can be asked about signing in at the employer.

use super::{decide, links, settings, waiting};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

const ADMINISTER: Who = Who::Holding(&[Role::Administrator]);

/// Those who say who somebody is.
const DECIDE: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

/// The rows. What is only posted leads back to its page when somebody looks it up.
pub fn routes() -> Vec<Route> {
    vec![
        get(
            "/organisations/{organisation}/sign-in",
            ADMINISTER,
            settings::page,
        ),
        post(
            "/organisations/{organisation}/sign-in",
            ADMINISTER,
            settings::save,
        ),
        get("/people/sign-ins", DECIDE, waiting::page),
        get("/people/sign-ins/{identity}", DECIDE, decide::page),
        post("/people/sign-ins/{identity}", DECIDE, decide::link),
        get("/people/sign-ins/{identity}/refuse", DECIDE, decide::back),
        post("/people/sign-ins/{identity}/refuse", DECIDE, decide::refuse),
        get(
            "/people/sign-ins/{identity}/take-back",
            DECIDE,
            decide::back,
        ),
        post(
            "/people/sign-ins/{identity}/take-back",
            DECIDE,
            decide::take_back,
        ),
        get("/people/{person}/sign-ins", DECIDE, links::page),
        get(
            "/people/{person}/sign-ins/{link}/end",
            DECIDE,
            links::confirm,
        ),
        post("/people/{person}/sign-ins/{link}/end", DECIDE, links::end),
    ]
}
