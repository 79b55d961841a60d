//! What can be asked of the directory, of SPOC cover and of questions.

use super::{ask, export, list, mine, question, questions, settings, spocs};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who act for a board.
const BOARD: Who = Who::Holding(&[Role::BusinessManager]);

/// Those who see how organisations are covered.
const COVER: Who = Who::Holding(&[Role::TrainingLead, Role::BusinessManager]);

/// Those who name SPOCs.
const NAME: Who = Who::Holding(&[Role::TrainingLead]);

/// The rows.
pub fn routes() -> Vec<Route> {
    let all = Who::SignedIn;
    vec![
        get("/directory", all, list::page),
        get("/directory/mine", all, mine::page),
        post("/directory/mine", all, mine::choose),
        get("/directory/ask", all, ask::page),
        post("/directory/ask", all, ask::ask),
        get("/directory/questions", all, questions::page),
        get("/directory/questions/{advice}", all, question::page),
        post("/directory/questions/{advice}", all, question::answer),
        get("/directory/settings", BOARD, settings::page),
        post("/directory/settings", BOARD, settings::save),
        get("/directory/export", BOARD, export::page),
        post("/directory/export", BOARD, export::take),
        get("/spocs", COVER, spocs::all::page),
        get("/spocs/{organisation}", COVER, spocs::cover::page),
        post("/spocs/{organisation}/list", COVER, spocs::list::take),
        get("/spocs/{organisation}/name", NAME, spocs::name::page),
        post("/spocs/{organisation}/name", NAME, spocs::name::name),
        get("/spocs/{organisation}/terms", NAME, spocs::terms::page),
        post("/spocs/{organisation}/terms", NAME, spocs::terms::save),
        get("/spocs/{organisation}/{spoc}/end", NAME, spocs::end::page),
        post("/spocs/{organisation}/{spoc}/end", NAME, spocs::end::end),
    ]
}
