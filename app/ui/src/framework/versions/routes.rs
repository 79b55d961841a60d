//! What can be asked about versions of the framework.

use super::{changes, list, version};
use crate::web::{Route, Who, get};

/// The rows. Everybody may read what is asked of them.
pub fn routes() -> Vec<Route> {
    vec![
        get("/framework", Who::SignedIn, list::page),
        get(
            "/framework/versions/{version}",
            Who::SignedIn,
            version::page,
        ),
        get(
            "/framework/versions/{version}/changes",
            Who::SignedIn,
            changes::page,
        ),
    ]
}
