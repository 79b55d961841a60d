//! What can be asked about figures.

use super::{except, overview, people, views};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who look after the training of others.
const LOOK_AFTER: Who = Who::Holding(&[
    Role::Manager,
    Role::TrainingLead,
    Role::BusinessManager,
    Role::Administrator,
]);

/// Those who decide about exceptions.
const EXCUSE: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

/// Those who remind by hand those ticked, or decide about them.
const TICK: Who = Who::Holding(&[Role::Manager, Role::TrainingLead, Role::Administrator]);

/// The rows. What is only posted leads back to the list.
pub fn routes() -> Vec<Route> {
    vec![
        get("/overview", LOOK_AFTER, overview::page),
        get("/overview/figures", LOOK_AFTER, overview::sheet),
        get("/overview/people", LOOK_AFTER, people::page),
        get("/overview/people/list", LOOK_AFTER, people::sheet),
        get("/views", LOOK_AFTER, views::page),
        post("/views", LOOK_AFTER, views::save),
        get("/views/{view}", LOOK_AFTER, views::rename),
        post("/views/{view}", LOOK_AFTER, views::save_name),
        get("/views/{view}/remove", LOOK_AFTER, views::confirm),
        post("/views/{view}/remove", LOOK_AFTER, views::remove),
        get("/overview/people/except", TICK, except::back),
        post("/overview/people/except", TICK, except::ask),
        get("/overview/people/except/save", EXCUSE, except::back),
        post("/overview/people/except/save", EXCUSE, except::save),
        get(
            "/people/{person}/exceptions/{exception}/end",
            EXCUSE,
            except::back_to_person,
        ),
        post(
            "/people/{person}/exceptions/{exception}/end",
            EXCUSE,
            except::end,
        ),
    ]
}
