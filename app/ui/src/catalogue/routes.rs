//! What can be asked of the menu, and of what boards have ratified.

use super::{counted, course, decision, form, history, menu, ratifications};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who change the menu.
const EDIT: Who = Who::Holding(&[Role::BusinessManager, Role::Administrator]);

/// Those who act for a board.
const RATIFY: Who = Who::Holding(&[Role::BusinessManager]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/menu", Who::SignedIn, menu::page),
        get("/menu/new", EDIT, form::empty),
        post("/menu/new", EDIT, form::add),
        get("/menu/{course}", Who::SignedIn, course::page),
        get("/menu/{course}/change", EDIT, form::page),
        post("/menu/{course}/change", EDIT, form::change),
        get("/menu/{course}/history", EDIT, history::page),
        get("/board/ratifications", RATIFY, ratifications::page),
        get("/board/ratifications/{training}", RATIFY, decision::page),
        post("/board/ratifications/{training}", RATIFY, decision::ratify),
        get(
            "/board/ratifications/{training}/withdraw",
            RATIFY,
            decision::confirm,
        ),
        post(
            "/board/ratifications/{training}/withdraw",
            RATIFY,
            decision::withdraw,
        ),
        get("/board/counted", EDIT, counted::page),
        post("/board/counted", EDIT, counted::set),
    ]
}
