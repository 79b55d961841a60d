//! The learner record: what each person has achieved, from whatever source.
//!
//! Completions append; nothing that counted is overwritten. What was done elsewhere is claimed, and counts once
//! somebody else has verified it. Decided in `docs/rules/records.md`. Kept by `store::records`.

mod claim;
mod evidence;
mod stamp;

pub use claim::{
    ClaimFacts, ClaimRefusal, ClaimState, DayRefusal, OLDEST_YEARS, may_have_completed, same_course,
};
pub use evidence::{EvidenceKind, EvidenceRefusal, LARGEST_EVIDENCE, evidence_kind, evidence_name};
pub use stamp::{Stamp, cohorts_on};

use serde::{Deserialize, Serialize};

/// Whether a completion reaches a level, or only prepares for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// The level is reached.
    Level,
    /// A part of the level is done; something else completes it.
    Part,
}

impl Worth {
    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Part => "part",
        }
    }

    /// The worth kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Level, Self::Part]
            .into_iter()
            .find(|worth| worth.code() == code)
    }
}
