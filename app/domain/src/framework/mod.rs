//! The training framework: which level each person must reach, by when and how often.
//!
//! Read from `content/frameworks`, kept by `store::framework`. Decided in `docs/rules/framework.md`, how posts are
//! sorted in `docs/rules/classification.md`, and where people stand in `docs/rules/standing.md`.

mod arrangements;
mod classify;
mod demand;
mod document;
mod facts;
mod needs;
mod standing;
mod state;
#[cfg(test)]
mod testing;

pub use arrangements::{Arrangements, ForcedUpdate, Wave};
pub use classify::{
    Answers, Asked, ClassificationRule, CohortOverride, Decided, Kept, OwnAnswer, Pattern,
    PostToSort, RuleChange, Sorted, Wanted, carry_over, changed, classify,
};
pub use document::*;
pub use facts::{
    Absence, AssignedDate, DecidedBy, Exemption, Held, Membership, PersonFacts, PostFacts,
};
pub use needs::{Because, Need, is_classified, needs};
pub use standing::{Standing, standings};
pub use state::{Reached, State, reached, valid_until};
