//! What can be asked at the front door.

use super::pages;
use crate::web::{Route, Who, get};

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/", Who::SignedIn, pages::home),
        get("/accessibility", Who::Anyone, pages::accessibility),
        get("/privacy", Who::Anyone, pages::privacy),
        get("/about", Who::Anyone, pages::about),
    ]
}
