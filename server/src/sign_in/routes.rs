//! What can be asked when signing in.

use super::{
    account, another_factor, by_employer, by_password, code, first_run, links, personas,
    second_factor, slip,
};
use crate::password::Passwords;
use domain::access::Role;
use ui::web::{Route, Who, get, post};

const ADMINISTER: Who = Who::Holding(&[Role::Administrator]);

/// The rows.
pub fn routes(passwords: &Passwords) -> Vec<Route> {
    let with = || passwords.clone();
    let (signing_in, choosing, changing, first) = (with(), with(), with(), with());
    let providers = by_employer::Providers::new();
    let asked = || providers.clone();
    let (starting, back, checking) = (asked(), asked(), asked());
    vec![
        get("/sign-in", Who::Anyone, by_password::show),
        post("/sign-in", Who::Anyone, move |visit| {
            by_password::sign_in(visit, signing_in.clone())
        }),
        get("/sign-in/staff-number", Who::Anyone, slip::show),
        post("/sign-in/staff-number", Who::Anyone, slip::sign_in),
        get("/sign-in/employer", Who::Anyone, by_employer::show),
        get("/sign-in/employer/back", Who::Anyone, move |visit| {
            by_employer::back(visit, back.clone())
        }),
        get(
            "/sign-in/employer/{organisation}",
            Who::Anyone,
            move |visit| by_employer::start(visit, starting.clone()),
        ),
        get(
            "/organisations/{organisation}/sign-in/check",
            ADMINISTER,
            by_employer::lookup,
        ),
        post(
            "/organisations/{organisation}/sign-in/check",
            ADMINISTER,
            move |visit| by_employer::check(visit, checking.clone()),
        ),
        get("/sign-in/code", Who::HalfSignedIn, code::show),
        post("/sign-in/code", Who::HalfSignedIn, code::give),
        post("/sign-in/demo", Who::Anyone, personas::sign_in),
        post("/sign-out", Who::HalfSignedIn, by_password::sign_out),
        get("/forgot-password", Who::Anyone, links::show_forgotten),
        post("/forgot-password", Who::Anyone, links::forgotten),
        get("/link/{token}", Who::Anyone, links::show),
        post("/link/{token}", Who::Anyone, move |visit| {
            links::choose(visit, choosing.clone())
        }),
        get("/first-run", Who::Anyone, first_run::show),
        post("/first-run", Who::Anyone, move |visit| {
            first_run::create(visit, first.clone())
        }),
        get("/account", Who::SignedIn, account::show),
        post("/account/password", Who::SignedIn, move |visit| {
            account::change_password(visit, changing.clone())
        }),
        post(
            "/account/sign-ins",
            Who::SignedIn,
            account::sign_out_everywhere,
        ),
        get("/account/stay", Who::SignedIn, account::stay),
        get(
            "/account/second-factor",
            Who::HalfSignedIn,
            second_factor::show,
        ),
        post(
            "/account/second-factor",
            Who::HalfSignedIn,
            second_factor::confirm,
        ),
        get(
            "/account/second-factor/phone",
            Who::SignedIn,
            another_factor::ask_for_phone,
        ),
        post(
            "/account/second-factor/phone",
            Who::SignedIn,
            another_factor::change_phone,
        ),
        get(
            "/account/recovery-codes",
            Who::SignedIn,
            another_factor::ask_for_codes,
        ),
        post(
            "/account/recovery-codes",
            Who::SignedIn,
            another_factor::make_codes,
        ),
    ]
}
