//! The learner record: what each person has achieved, from whatever source.
//!
//! Completions append; nothing that counted is overwritten. Decided in `docs/rules/records.md`. Kept by
//! `store::records`.

mod stamp;

pub use stamp::{Stamp, cohorts_on};

use serde::{Deserialize, Serialize};

/// Whether a completion reaches a level, or only prepares for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// The level is reached.
    Level,
    /// The e-learning part of a level is done; a session completes it.
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
}
