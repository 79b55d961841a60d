//! What can be asked about reminders.

use super::{by_hand, holidays, log, preview, rules, stop};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who switch reminders on and off.
const SET: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

/// Those who say which days are free for the whole partnership.
const ADMINISTER: Who = Who::Holding(&[Role::Administrator]);

/// Those who remind by hand; line managers their own people.
const REMIND: Who = Who::Holding(&[Role::Manager, Role::TrainingLead, Role::Administrator]);

/// The rows. What is only posted leads back to the list.
pub fn routes() -> Vec<Route> {
    vec![
        get("/reminders", SET, rules::page),
        get("/reminders/log", SET, log::page),
        get("/reminders/log/list", SET, log::sheet),
        get("/reminders/holidays", SET, holidays::page),
        post("/reminders/holidays", ADMINISTER, holidays::save),
        get("/reminders/{organisation}/{level}", SET, preview::page),
        post("/reminders/{organisation}/{level}", SET, preview::switch),
        get("/overview/people/remind", REMIND, by_hand::back),
        post("/overview/people/remind", REMIND, by_hand::save),
        get("/people/{person}/remind", REMIND, by_hand::page_of_person),
        post("/people/{person}/remind", REMIND, by_hand::save_of_person),
        get("/people/{person}/mail-stop", SET, stop::page),
        post("/people/{person}/mail-stop", SET, stop::save),
    ]
}
