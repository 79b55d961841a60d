//! How far a list is, and what may be done with it.

use super::{Covered, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// How far a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody has to say what its columns mean.
    Columns,
    /// It is being checked.
    Checking,
    /// It has been checked, and waits for somebody to confirm it.
    Checked,
    /// It is being brought in.
    Committing,
    /// It has been brought in.
    Committed,
    /// It is being taken back.
    Undoing,
    /// It has been taken back.
    Undone,
    /// It was never brought in, and will not be.
    Discarded,
}

impl State {
    const ALL: [Self; 8] = [
        Self::Columns,
        Self::Checking,
        Self::Checked,
        Self::Committing,
        Self::Committed,
        Self::Undoing,
        Self::Undone,
        Self::Discarded,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Committing => "committing",
            Self::Committed => "committed",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Discarded => "discarded",
        }
    }

    /// The state kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the program is at work on it.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Checking | Self::Committing | Self::Undoing)
    }

    /// Whether it can still be put away without having been brought in.
    pub fn may_be_discarded(self) -> bool {
        matches!(self, Self::Columns | Self::Checked)
    }
}

/// How many outcomes there are of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts(BTreeMap<Kind, u32>);

impl Counts {
    /// Adds one.
    pub fn add(&mut self, kind: Kind) {
        *self.0.entry(kind).or_default() += 1;
    }

    /// How many there are of a kind.
    pub fn of(&self, kind: Kind) -> u32 {
        self.0.get(&kind).copied().unwrap_or_default()
    }

    /// How many change something, without those who are missing.
    pub fn changing(&self) -> u32 {
        [Kind::New, Kind::Changed, Kind::Moved, Kind::Leaver]
            .map(|kind| self.of(kind))
            .iter()
            .sum()
    }
}

/// Why a list cannot be confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotYet {
    /// It has not been checked, or has been dealt with.
    #[error("The list is not ready to be brought in")]
    NotChecked,
    /// Nobody has said whether the missing have left.
    #[error("Say first whether the people who are not in the list have left")]
    Missing,
    /// Every row waits or is rejected.
    #[error("No row of the list can be brought in")]
    Nothing,
}

/// Whether a list may be brought in. Rows that wait or are rejected stay out.
///
/// # Errors
/// The first [`NotYet`] that applies.
pub fn may_confirm(
    state: State,
    counts: &Counts,
    covered: &[(Covered, Option<bool>)],
) -> Result<(), NotYet> {
    let is_open =
        |(covered, have_left): &(Covered, Option<bool>)| covered.missing > 0 && have_left.is_none();
    let any_left = covered
        .iter()
        .any(|(covered, have_left)| covered.missing > 0 && *have_left == Some(true));
    if state != State::Checked {
        Err(NotYet::NotChecked)
    } else if covered.iter().any(is_open) {
        Err(NotYet::Missing)
    } else if counts.changing() + counts.of(Kind::Unchanged) == 0 && !any_left {
        Err(NotYet::Nothing)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OrganisationId;
    use uuid::Uuid;

    fn counts(kinds: &[Kind]) -> Counts {
        let mut counts = Counts::default();
        for kind in kinds {
            counts.add(*kind);
        }
        counts
    }

    fn covered(missing: u32) -> Covered {
        Covered {
            organisation: OrganisationId(Uuid::nil()),
            listed: 20,
            missing,
        }
    }

    #[test]
    fn the_missing_are_leavers_only_once_somebody_has_said_so() {
        let one = counts(&[Kind::New, Kind::Missing]);
        let may = |said| may_confirm(State::Checked, &one, &[(covered(1), said)]);
        assert_eq!(may(None), Err(NotYet::Missing));
        assert_eq!((may(Some(true)), may(Some(false))), (Ok(()), Ok(())));
    }

    #[test]
    fn a_list_without_a_row_that_counts_is_not_brought_in() {
        let none = counts(&[Kind::Rejected, Kind::Held]);
        let may = |counts| may_confirm(State::Checked, counts, &[(covered(0), None)]);
        assert_eq!(may(&none), Err(NotYet::Nothing));
        assert_eq!(may(&counts(&[Kind::Unchanged, Kind::Rejected])), Ok(()));
    }

    #[test]
    fn a_list_is_brought_in_once() {
        let one = counts(&[Kind::New]);
        for state in State::ALL
            .into_iter()
            .filter(|state| *state != State::Checked)
        {
            assert_eq!(
                may_confirm(state, &one, &[]),
                Err(NotYet::NotChecked),
                "{state:?}"
            );
            assert_eq!(State::from_code(state.code()), Some(state));
        }
    }

    #[test]
    fn changes_are_counted_without_what_waits() {
        let all = counts(&Kind::ALL);
        assert_eq!((all.changing(), all.of(Kind::Held)), (4, 1));
    }
}
