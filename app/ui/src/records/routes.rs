//! What can be asked of the learner record.

use super::{claims, my_training};
use crate::web::{Route, Who, get, post};
use domain::{access::Role, records::LARGEST_EVIDENCE};

/// Those who decide on claims.
const VERIFY: Who = Who::Holding(&[Role::TrainingLead, Role::BusinessManager]);

/// The rows.
pub fn routes() -> Vec<Route> {
    vec![
        get("/my-training", Who::SignedIn, my_training::page),
        get(
            "/my-training/certificates/{certificate}",
            Who::SignedIn,
            my_training::certificate,
        ),
        get("/claims", VERIFY, claims::list),
        get("/claims/new", Who::SignedIn, claims::empty),
        post("/claims/new", Who::SignedIn, claims::claim).with_files(LARGEST_EVIDENCE),
        get("/claims/{claim}", Who::SignedIn, claims::show),
        get(
            "/claims/{claim}/evidence/{step}",
            Who::SignedIn,
            claims::evidence,
        ),
        get("/claims/{claim}/add", Who::SignedIn, claims::note),
        post("/claims/{claim}/add", Who::SignedIn, claims::add).with_files(LARGEST_EVIDENCE),
        get(
            "/claims/{claim}/take-back",
            Who::SignedIn,
            claims::confirm_take_back,
        ),
        post(
            "/claims/{claim}/take-back",
            Who::SignedIn,
            claims::take_back,
        ),
        get("/claims/{claim}/verify", VERIFY, claims::verdict),
        post("/claims/{claim}/verify", VERIFY, claims::verify),
        get("/claims/{claim}/ask", VERIFY, claims::decision),
        post("/claims/{claim}/ask", VERIFY, claims::decide),
        get("/claims/{claim}/refuse", VERIFY, claims::decision),
        post("/claims/{claim}/refuse", VERIFY, claims::decide),
        get("/claims/{claim}/withdraw", VERIFY, claims::decision),
        post("/claims/{claim}/withdraw", VERIFY, claims::decide),
    ]
}
