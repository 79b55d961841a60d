//! What can be asked of the learner record.

use super::my_training;
use crate::web::{Route, Who, get};

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/my-training", Who::SignedIn, my_training::page),
        get(
            "/my-training/certificates/{certificate}",
            Who::SignedIn,
            my_training::certificate,
        ),
    ]
}
