//! Two records made one: what would move, moving it, and moving it back.

mod merge;
mod moves;
mod preview;
mod reminders;
mod undo;

pub use merge::merge;
pub use preview::{Candidate, Compared, Facts, Moving, compare, likely};
pub use undo::{MergerRow, Since, Undone, merged_into, mergers_of, since, undo};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The rows that moved, by table and column.
pub(super) type Moved = BTreeMap<String, Vec<Uuid>>;

/// As it was before, as far as rows that did not move have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Was {
    kept_name: String,
    kept_email: Option<String>,
    merged_name: String,
    merged_email: Option<String>,
    /// Moved posts that were main posts and are no longer.
    main_posts: Vec<Uuid>,
    /// The account that was closed.
    closed: Option<Uuid>,
    /// The reminders that moved.
    reminders: reminders::Reminders,
    /// The two accounts whose ways of signing in changed places.
    swapped: Option<[Uuid; 2]>,
}
