//! What can be asked about staff lists.

use super::{columns, confirm, history, matches, missing, page, places, rows, send, undo};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who bring in staff lists.
const BRING_IN: Who = Who::Holding(&[Role::TrainingLead, Role::Administrator]);

/// The rows.
pub(in crate::people) fn routes() -> Vec<Route> {
    vec![
        get("/people/imports", BRING_IN, history::page),
        get("/people/imports/new", BRING_IN, send::page),
        post("/people/imports/new", BRING_IN, send::send).with_files(send::LARGEST),
        get("/people/imports/{import}", BRING_IN, page::page),
        get("/people/imports/{import}/columns", BRING_IN, columns::page),
        post("/people/imports/{import}/columns", BRING_IN, columns::say),
        get("/people/imports/{import}/places", BRING_IN, places::page),
        post("/people/imports/{import}/places", BRING_IN, places::say),
        get("/people/imports/{import}/matches", BRING_IN, matches::page),
        post("/people/imports/{import}/matches", BRING_IN, matches::say),
        get("/people/imports/{import}/missing", BRING_IN, missing::page),
        post("/people/imports/{import}/missing", BRING_IN, missing::say),
        get("/people/imports/{import}/rows", BRING_IN, rows::page),
        get("/people/imports/{import}/file", BRING_IN, rows::file),
        get("/people/imports/{import}/confirm", BRING_IN, confirm::page),
        post(
            "/people/imports/{import}/confirm",
            BRING_IN,
            confirm::confirm,
        ),
        get(
            "/people/imports/{import}/discard",
            BRING_IN,
            confirm::ask_discard,
        ),
        post(
            "/people/imports/{import}/discard",
            BRING_IN,
            confirm::discard,
        ),
        get("/people/imports/{import}/undo", BRING_IN, undo::page),
        post("/people/imports/{import}/undo", BRING_IN, undo::undo),
    ]
}
