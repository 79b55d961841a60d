//! What can be asked of modules.

use super::{catalogue, hand_in, quiz, result, screen};
use crate::web::{Route, Who, get, post};

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/learn", Who::SignedIn, catalogue::list),
        get("/learn/{module}", Who::SignedIn, catalogue::module),
        post("/learn/{module}", Who::SignedIn, catalogue::begin),
        get("/learn/{module}/about", Who::SignedIn, catalogue::about),
        get(
            "/learn/{module}/{version}/pictures/{picture}",
            Who::SignedIn,
            catalogue::picture,
        ),
        get(
            "/learn/{module}/screens/{screen}",
            Who::SignedIn,
            screen::show,
        ),
        post(
            "/learn/{module}/screens/{screen}",
            Who::SignedIn,
            screen::answer,
        ),
        get("/learn/{module}/quiz", Who::SignedIn, quiz::start),
        post("/learn/{module}/quiz", Who::SignedIn, quiz::begin),
        get(
            "/learn/{module}/quiz/questions/{place}",
            Who::SignedIn,
            quiz::show,
        ),
        post(
            "/learn/{module}/quiz/questions/{place}",
            Who::SignedIn,
            quiz::answer,
        ),
        get("/learn/{module}/quiz/check", Who::SignedIn, hand_in::check),
        post(
            "/learn/{module}/quiz/check",
            Who::SignedIn,
            hand_in::hand_in,
        ),
        get("/learn/{module}/result", Who::SignedIn, result::page),
    ]
}
