//! Whom to ask: the directory of trained people, and SPOC cover.
//!
//! Decided in `docs/rules/directory.md`. Kept by `store::directory`.

mod advice;
mod cover;
mod listing;
mod spoc;
mod topic;

pub use advice::{
    ADVICE_DAYS, AdviceRefusal, AdviceState, Answered, Timeliness, answer_by, timeliness,
    working_days,
};
pub use cover::{
    AHEAD, Break, Cover, EndsBy, Minimums, PlaceCover, Standby, USUAL_MINIMUM, cover, places,
};
pub use listing::{Listed, SeenBy, Viewer};
pub use spoc::{SPOC_LEVEL, SpocRefusal, may_be_named};
pub use topic::Topic;
