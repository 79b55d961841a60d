//! The training framework: which level each person must reach, by when and how often.
//!
//! Read from `content/frameworks` or written in the browser, kept by `store::framework`. Decided in `docs/rules/framework.md`, how posts are
//! sorted in `docs/rules/classification.md`, and where people stand in `docs/rules/standing.md`.

mod arrangements;
mod back;
mod changes;
mod check;
mod circle;
mod classify;
mod demand;
mod document;
mod facts;
mod impact;
mod life_cycle;
mod needs;
mod references;
mod renewal;
#[cfg(test)]
mod sample;
mod section;
mod span;
mod standing;
mod state;
#[cfg(test)]
mod testing;
mod transition;

pub use arrangements::{Arrangement, Arrangements, ForcedUpdate, Rearrangement, Wave};
pub use changes::{Change, changes};
pub use check::{Fault, FaultKind, faults, is_code};
pub use classify::{
    Answers, Asked, ClassificationRule, CohortOverride, Decided, Kept, OwnAnswer, Pattern,
    PostToSort, RuleChange, Sorted, Wanted, carry_over, changed, classify,
};
pub use document::*;
pub use facts::{
    Absence, AssignedDate, DecidedBy, Exemption, Held, Membership, PersonFacts, PostFacts,
};
pub use impact::{Effect, Impact, Touch, Touched, touches, touches_rearranged};
pub use life_cycle::{
    NotPublished, NotReady, Stage, may_count_from, may_endorse, may_publish, may_share,
    next_version,
};
pub use needs::{Because, Need, is_classified, needs};
pub use references::{Reference, references_to_cohort, references_to_level};
pub use renewal::{Refresher, Renewal, is_yearly_date};
pub use section::Section;
pub use span::{NoSpan, Span};
pub use standing::{Standing, standings};
pub use state::{Reached, State, reached};
pub use transition::{Changed, Choice, Transition, published, transitions_between, valid_until};
