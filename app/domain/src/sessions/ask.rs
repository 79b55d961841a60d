//! On what footing a place is asked for.

/// On what footing a place is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Whether the person is one of those for whom places are reserved.
    pub is_favoured: bool,
    /// Whether a line manager has to agree before the place is theirs.
    pub needs_approval: bool,
    /// Whether they wait before others, because a session on which they held a place was cancelled.
    pub has_priority: bool,
}
