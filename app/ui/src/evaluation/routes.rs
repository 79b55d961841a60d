//! What can be asked of evaluations and summaries.

use super::{all, answer, follow_up, summary, talks, wanted};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who read what came of sessions.
const READ: Who = Who::Holding(&[Role::Trainer, Role::TrainingLead]);

/// Those who put sessions on.
const RUN: Who = Who::Holding(&[Role::TrainingLead]);

/// Those who set up boards.
const SET: Who = Who::Holding(&[Role::BusinessManager, Role::Administrator]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/sessions/summary", RUN, all::page),
        get("/sessions/summary/list", RUN, all::sheet),
        get("/sessions/{session}/summary", READ, summary::page),
        post("/sessions/{session}/summary", RUN, talks::note_told),
        get(
            "/bookings/{booking}/evaluation",
            Who::SignedIn,
            answer::page,
        ),
        post(
            "/bookings/{booking}/evaluation",
            Who::SignedIn,
            answer::evaluate,
        ),
        post(
            "/bookings/{booking}/evaluation/tell",
            Who::SignedIn,
            talks::rather_tell,
        ),
        get(
            "/bookings/{booking}/follow-up",
            Who::SignedIn,
            follow_up::page,
        ),
        post(
            "/bookings/{booking}/follow-up",
            Who::SignedIn,
            follow_up::follow_up,
        ),
        get("/board/evaluation", SET, wanted::page),
        post("/board/evaluation", SET, wanted::set),
    ]
}
