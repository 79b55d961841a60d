//! What a session was worth: asked of those who were there, right after it, in six weeks and in three months.
//!
//! Three of Kirkpatrick's levels: how people found it, what they learned, and what they do differently. What fewer than
//! five people have said is not shown to anybody.
//!
//! Decided in `docs/rules/evaluation.md`. Kept by `store::evaluation`.

mod answer;
mod shown;
mod stage;
mod summary;
mod turnout;
mod wanted;

pub use answer::{Access, Answers, Confidence, Did, FollowUp, Pace, Rating, Way};
pub use shown::{FEWEST, Mean, TooFew, listed, split};
pub use stage::{EvaluationRefusal, MAY_CHANGE, Stage, may_evaluate, may_follow_up};
pub use summary::{Impact, Learned, Reaction, learned, overall};
pub use turnout::{BookingFact, Turnout};
pub use wanted::Wanted;
