//! What can be asked.

use super::{certificate, check, issued, order, orders, preview, ready, revise, revoke};
use crate::web::{Route, Who, get, post};
use domain::access::Role;

/// Those who run the office of a board.
const MANAGERS: Who = Who::Holding(&[Role::BusinessManager]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/certificates", MANAGERS, ready::page),
        get("/certificates/confirm", MANAGERS, order::elsewhere),
        post("/certificates/confirm", MANAGERS, order::confirm),
        get("/certificates/issue", MANAGERS, order::elsewhere),
        post("/certificates/issue", MANAGERS, order::issue),
        get("/certificates/orders", MANAGERS, orders::list),
        get("/certificates/orders/{batch}", MANAGERS, orders::page),
        get("/certificates/issued", MANAGERS, issued::page),
        get(
            "/certificates/preview/{completion}",
            MANAGERS,
            preview::page,
        ),
        get("/certificates/{certificate}", MANAGERS, certificate::page),
        get(
            "/certificates/{certificate}/pdf",
            Who::SignedIn,
            certificate::pdf,
        ),
        get("/certificates/{certificate}/revise", MANAGERS, revise::page),
        post(
            "/certificates/{certificate}/revise",
            MANAGERS,
            revise::enter,
        ),
        get(
            "/certificates/{certificate}/revise/check",
            MANAGERS,
            revise::check,
        ),
        post(
            "/certificates/{certificate}/revise/check",
            MANAGERS,
            revise::replace,
        ),
        get(
            "/certificates/{certificate}/revise/preview",
            MANAGERS,
            revise::preview,
        ),
        get("/certificates/{certificate}/revoke", MANAGERS, revoke::page),
        post(
            "/certificates/{certificate}/revoke",
            MANAGERS,
            revoke::revoke,
        ),
        get("/check", Who::Anyone, check::ask),
        get("/check/{code}", Who::Anyone, check::page),
    ]
}
