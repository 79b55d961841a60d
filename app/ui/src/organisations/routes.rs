//! What can be asked about organisations.

use super::{add, board, demo, district, list, logo, organisation, team, text, texts};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

const ADMINISTER: Who = Who::Holding(&[Role::Administrator]);

/// Those who arrange the teams of an organisation.
const ARRANGE: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

/// Those who may change the settings of a board.
const SET: Who = Who::Holding(&[Role::BusinessManager, Role::Administrator]);

/// The largest file that is read at all; what is larger than a logo may be is told so at its field.
const LARGEST_LOGO: usize = 1024 * 1024;

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/organisations", ADMINISTER, list::page),
        get("/organisations/new", ADMINISTER, add::page),
        post("/organisations/new", ADMINISTER, add::add),
        get("/organisations/districts/new", ADMINISTER, district::page),
        post("/organisations/districts/new", ADMINISTER, district::add),
        get("/organisations/demo", ADMINISTER, demo::confirm),
        post("/organisations/demo", ADMINISTER, demo::remove),
        get("/organisations/{organisation}", ARRANGE, organisation::page),
        get(
            "/organisations/{organisation}/teams/new",
            ARRANGE,
            team::new,
        ),
        post(
            "/organisations/{organisation}/teams/new",
            ARRANGE,
            team::add,
        ),
        get(
            "/organisations/{organisation}/teams/{team}",
            ARRANGE,
            team::page,
        ),
        post(
            "/organisations/{organisation}/teams/{team}",
            ARRANGE,
            team::change,
        ),
        get("/board", SET, board::page),
        post("/board", SET, board::save),
        get("/board/logo", SET, logo::back),
        post("/board/logo", SET, logo::save).with_files(LARGEST_LOGO),
        get("/board/logo/picture", SET, logo::picture),
        get("/board/logo/remove", SET, logo::confirm),
        post("/board/logo/remove", SET, logo::remove),
        get("/board/texts", SET, texts::page),
        get("/board/texts/{text}", SET, text::page),
        post("/board/texts/{text}", SET, text::write),
        post("/board/texts/{text}/restore", SET, text::restore),
    ]
}
