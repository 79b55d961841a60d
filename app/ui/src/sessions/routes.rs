//! What can be asked of sessions and bookings.

use super::{
    approval, book, booking, bookings, bulk, cancel, changes, charges, code, confirm, feed,
    give_up, here, list, messages, month, others, put_on, register, request, request_form,
    requests, session, settings, share, sheet, substitute, tariff, transfer, venue, venues,
    walk_in, walk_ins,
};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who put sessions on.
const RUN: Who = Who::Holding(&[Role::TrainingLead]);

/// Those who book others.
const BOOK_OTHERS: Who = Who::Holding(&[Role::Manager, Role::TrainingLead]);

/// Those who keep registers.
const REGISTER: Who = Who::Holding(&[Role::Trainer, Role::TrainingLead]);

/// The rows.
pub fn routes() -> Vec<Route> {
    let all = [
        putting_on(),
        venues_and_money(),
        one_session(),
        the_day(),
        bookings_and_calendars(),
    ];
    all.into_iter().flatten().collect()
}

/// Finding sessions, putting them on and asking for them.
fn putting_on() -> Vec<Route> {
    vec![
        get("/sessions", Who::SignedIn, list::page),
        get("/sessions/file", RUN, bulk::page),
        post("/sessions/file", RUN, bulk::send).with_files(bulk::LARGEST),
        post("/sessions/file/confirm", RUN, bulk::confirm),
        get("/sessions/file/template", RUN, bulk::template),
        get("/sessions/month", Who::SignedIn, month::page),
        get("/sessions/new", RUN, put_on::empty),
        post("/sessions/new", RUN, put_on::put_on),
        get("/sessions/approvals", BOOK_OTHERS, approval::list),
        get("/sessions/requests", BOOK_OTHERS, requests::page),
        get("/sessions/requests/new", BOOK_OTHERS, request_form::page),
        post("/sessions/requests/new", BOOK_OTHERS, request_form::ask),
        get("/sessions/requests/{request}", BOOK_OTHERS, request::page),
        post("/sessions/requests/{request}/take", RUN, request::take),
        get("/sessions/requests/{request}/decline", RUN, request::why),
        post(
            "/sessions/requests/{request}/decline",
            RUN,
            request::decline,
        ),
    ]
}

/// One session: booking it, changing it, calling it off.
fn one_session() -> Vec<Route> {
    vec![
        get("/sessions/{session}", Who::SignedIn, session::page),
        get("/sessions/{session}/book", Who::SignedIn, book::details),
        post("/sessions/{session}/book", Who::SignedIn, book::check),
        post(
            "/sessions/{session}/book/confirm",
            Who::SignedIn,
            book::confirm,
        ),
        get("/sessions/{session}/people", BOOK_OTHERS, others::page),
        post("/sessions/{session}/people", BOOK_OTHERS, others::book),
        get("/sessions/{session}/bookings", RUN, bookings::page),
        get("/sessions/{session}/messages", RUN, messages::page),
        get("/sessions/{session}/change", RUN, put_on::page),
        post("/sessions/{session}/change", RUN, put_on::change),
        get("/sessions/{session}/confirm", RUN, confirm::page),
        post("/sessions/{session}/confirm", RUN, confirm::confirm),
        get("/sessions/{session}/cancel", RUN, cancel::page),
        post("/sessions/{session}/cancel", RUN, cancel::cancel),
    ]
}

/// Where sessions are, and what is charged for places that are not used.
fn venues_and_money() -> Vec<Route> {
    vec![
        get("/sessions/charges", RUN, charges::page),
        get("/sessions/charges/amounts", RUN, tariff::page),
        post("/sessions/charges/amounts", RUN, tariff::save),
        get("/sessions/charges/list", RUN, charges::sheet),
        get("/sessions/charges/{charge}/waive", RUN, charges::waiving),
        post("/sessions/charges/{charge}/waive", RUN, charges::waive),
        get("/sessions/settings", RUN, settings::page),
        post("/sessions/settings", RUN, settings::save),
        get("/sessions/{session}/venue", RUN, venue::page),
        post("/sessions/{session}/venue", RUN, venue::make),
        post("/sessions/{session}/venue/end", RUN, venue::end),
        get("/venues", RUN, venues::list),
        get("/venues/new", RUN, venues::empty),
        post("/venues/new", RUN, venues::add),
        get("/venues/{venue}", RUN, venues::page),
        post("/venues/{venue}", RUN, venues::change),
    ]
}

/// The register and what else there is on the day.
fn the_day() -> Vec<Route> {
    vec![
        get("/sessions/{session}/register", REGISTER, register::page),
        post("/sessions/{session}/register", REGISTER, register::mark),
        get("/sessions/{session}/sheet", REGISTER, sheet::page),
        get("/sessions/{session}/code", REGISTER, code::page),
        post("/sessions/{session}/code", REGISTER, code::open),
        get("/sessions/{session}/walk-ins", RUN, walk_ins::page),
        post("/sessions/{session}/walk-ins", RUN, walk_ins::say),
        get("/sessions/{session}/walk-ins/new", REGISTER, walk_in::page),
        post("/sessions/{session}/walk-ins/new", REGISTER, walk_in::add),
        get("/sessions/{session}/share", RUN, share::page),
        post("/sessions/{session}/share", RUN, share::set),
        get("/here", Who::SignedIn, here::page),
        post("/here", Who::SignedIn, here::sign_in),
    ]
}

/// One booking, and calendars of one's own.
fn bookings_and_calendars() -> Vec<Route> {
    vec![
        get("/bookings/{booking}", Who::SignedIn, booking::page),
        post("/bookings/{booking}/accept", Who::SignedIn, booking::accept),
        get("/bookings/{booking}/approval", BOOK_OTHERS, approval::page),
        post(
            "/bookings/{booking}/approval",
            BOOK_OTHERS,
            approval::answer,
        ),
        get("/bookings/{booking}/cancel", Who::SignedIn, give_up::page),
        post(
            "/bookings/{booking}/cancel",
            Who::SignedIn,
            give_up::give_up,
        ),
        post(
            "/bookings/{booking}/confirm",
            Who::SignedIn,
            changes::confirm,
        ),
        get(
            "/bookings/{booking}/substitute",
            Who::SignedIn,
            substitute::page,
        ),
        post(
            "/bookings/{booking}/substitute",
            Who::SignedIn,
            substitute::substitute,
        ),
        get(
            "/bookings/{booking}/transfer",
            Who::SignedIn,
            transfer::page,
        ),
        post(
            "/bookings/{booking}/transfer",
            Who::SignedIn,
            transfer::transfer,
        ),
        get("/account/calendar", Who::SignedIn, feed::page),
        post("/account/calendar", Who::SignedIn, feed::make),
        post("/account/calendar/end", Who::SignedIn, feed::end),
        get("/calendar/{feed}", Who::Anyone, feed::calendar),
    ]
}
