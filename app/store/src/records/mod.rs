//! The learner record: completions, added and never changed, and claims of training done elsewhere.

mod claim_writes;
mod claims;
mod decide;
mod entities;
mod files;
mod reads;
mod sessions;
mod standing;
mod writes;

pub use claim_writes::{Claimed, NewClaim, answer, claim_training, take_back};
pub use claims::{
    Claim, ClaimFilter, ClaimPage, PAGE_SIZE, Step, claim, claims_of, count_claims_waiting,
    list_claims, person_of_claim, steps,
};
pub(crate) use decide::edition;
pub use decide::{ask_back, refuse, verify, withdraw};
pub(crate) use entities::{claim, claim_step, completion, evidence};
pub use files::{File, NewEvidence, evidence_of, sent_elsewhere};
pub use reads::{Completion, Withdrawn, completions, held, held_by};
pub(crate) use sessions::{Attended, complete_session};
pub(crate) use standing::restate_area;
pub(crate) use writes::complete_module;
