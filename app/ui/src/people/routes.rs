//! What can be asked about people.

use super::{
    absences, account, add, attempts, deputies, edit, end_post, imports, list, person, record,
    roles, second_factor, set_post, slip, timeline,
};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who look after the training of others.
const LOOK_AFTER: Who = Who::Holding(&[
    Role::Manager,
    Role::TrainingLead,
    Role::BusinessManager,
    Role::Administrator,
]);

/// Those who add people, change them and their posts, and let them in.
const ADD: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

const LEAD: Who = Who::Holding(&[Role::TrainingLead]);

/// Those who name a deputy for a line manager: the manager too.
const DEPUTE: Who = Who::Holding(&[Role::Manager, Role::TrainingLead, Role::Administrator]);

const ADMINISTER: Who = Who::Holding(&[Role::Administrator]);

/// The rows. What is only posted leads back to the person when somebody looks it up: after signing in again, or with
/// the address of a printed page.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/people", LOOK_AFTER, list::page),
        get("/people/new", ADD, add::page),
        post("/people/new", ADD, add::add),
        get("/people/{person}", LOOK_AFTER, person::page),
        get(
            "/people/{person}/certificates/{certificate}",
            LOOK_AFTER,
            record::certificate,
        ),
        get("/people/{person}/edit", ADD, edit::page),
        post("/people/{person}/edit", ADD, edit::save),
        get("/people/{person}/invite", ADD, person::back),
        post("/people/{person}/invite", ADD, account::invite),
        get("/people/{person}/posts/new", ADD, set_post::new),
        post("/people/{person}/posts/new", ADD, set_post::add),
        get("/people/{person}/posts/{post}", ADD, set_post::page),
        post("/people/{person}/posts/{post}", ADD, set_post::save),
        get("/people/{person}/posts/{post}/end", ADD, end_post::page),
        post("/people/{person}/posts/{post}/end", ADD, end_post::save),
        get("/people/{person}/slip", ADD, person::back),
        post("/people/{person}/slip", ADD, slip::print),
        get("/people/{person}/reset-attempts", LEAD, person::back),
        post("/people/{person}/reset-attempts", LEAD, attempts::reset),
        get("/people/{person}/roles", ADMINISTER, roles::page),
        post("/people/{person}/roles", ADMINISTER, roles::grant),
        get(
            "/people/{person}/roles/{grant}/end",
            ADMINISTER,
            roles::confirm,
        ),
        post("/people/{person}/roles/{grant}/end", ADMINISTER, roles::end),
        get(
            "/people/{person}/second-factor",
            ADMINISTER,
            second_factor::confirm,
        ),
        post(
            "/people/{person}/second-factor",
            ADMINISTER,
            second_factor::reset,
        ),
    ];
    routes.extend(imports::routes());
    routes.extend(away());
    routes
}

/// What can be asked about what has happened, and about times away: absences from posts, deputies of line managers.
fn away() -> Vec<Route> {
    vec![
        get("/people/{person}/timeline", LOOK_AFTER, timeline::page),
        get("/people/{person}/deputies", DEPUTE, deputies::page),
        post("/people/{person}/deputies", DEPUTE, deputies::name),
        get(
            "/people/{person}/deputies/{deputy}/end",
            DEPUTE,
            deputies::back,
        ),
        post(
            "/people/{person}/deputies/{deputy}/end",
            DEPUTE,
            deputies::end,
        ),
        get(
            "/people/{person}/posts/{post}/absences/new",
            ADD,
            absences::new,
        ),
        post(
            "/people/{person}/posts/{post}/absences/new",
            ADD,
            absences::add,
        ),
        get(
            "/people/{person}/posts/{post}/absences/{absence}",
            ADD,
            absences::page,
        ),
        post(
            "/people/{person}/posts/{post}/absences/{absence}",
            ADD,
            absences::save,
        ),
        get(
            "/people/{person}/posts/{post}/absences/{absence}/remove",
            ADD,
            absences::confirm,
        ),
        post(
            "/people/{person}/posts/{post}/absences/{absence}/remove",
            ADD,
            absences::remove,
        ),
    ]
}
