//! How somebody stands with a level on a day. Never stored: it follows from dates.

use super::{ForcedUpdate, Framework, Held, Level, facts::covers, valid_until};
use crate::ids::BoardId;
use chrono::{Days, NaiveDate};

/// How a person stands with a level on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Required, and past its date: never done by `since`, or expired then.
    Overdue {
        /// The last day on which it would have been in time.
        since: NaiveDate,
    },
    /// Held, but to be refreshed before long.
    DueSoon {
        /// The last day on which it is valid.
        until: NaiveDate,
    },
    /// Required, not done yet, and still in time.
    NotYetDue {
        /// The last day on which it is in time.
        by: NaiveDate,
    },
    /// Recommended and not done, or done and expired: nothing is overdue.
    Optional,
    /// Required, but not of this person for now.
    Exempt {
        /// The last day of that; none where it is not known.
        until: Option<NaiveDate>,
    },
    /// Held and valid.
    InDate {
        /// The last day on which it is valid; none where the level has no refresher.
        until: Option<NaiveDate>,
    },
}

impl State {
    /// Whether the person counts as compliant: in date or due soon.
    pub fn is_compliant(self) -> bool {
        matches!(self, Self::InDate { .. } | Self::DueSoon { .. })
    }
}

/// From a day to another, or without end.
pub type Stretch = (NaiveDate, Option<NaiveDate>);

/// A level reached: when, and until when that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The last completion.
    pub completed_on: NaiveDate,
    /// The last day on which it counts; none where it does not expire.
    pub valid_until: Option<NaiveDate>,
}

/// What was completed of a level until a day, and until when it counts after all updates. Only what counts with all of
/// the boards is seen: those of the posts that ask.
pub fn reached(
    framework: &Framework,
    level: &Level,
    updates: &[ForcedUpdate],
    held: &[Held],
    boards: &[Option<BoardId>],
    today: NaiveDate,
) -> Option<Reached> {
    let of_level = held
        .iter()
        .filter(|h| h.level == level.code && h.completed_on <= today)
        .filter(|h| boards.iter().all(|board| h.counts_with(*board)));
    let completions: Vec<_> = of_level.map(|h| h.completed_on).collect();
    let completed_on = completions.iter().copied().max()?;
    let updated = updates
        .iter()
        .filter(|u| u.level == level.code && completed_on < u.completed_before)
        .map(|u| u.due_on)
        .min();
    let own = valid_until(framework, level, &completions);
    Some(Reached {
        completed_on,
        valid_until: own.into_iter().chain(updated).min(),
    })
}

/// The state on a day of something required by `by`, or of something recommended when that is none.
pub(super) fn state(
    framework: &Framework,
    by: Option<NaiveDate>,
    exempt: Option<Stretch>,
    reached: Option<Reached>,
    today: NaiveDate,
) -> State {
    let Some(by) = by else {
        return match reached.map(|r| r.valid_until) {
            None => State::Optional,
            Some(Some(until)) if until < today => State::Optional,
            Some(until) => valid(framework, until, today),
        };
    };
    if let Some((from, until)) = exempt.filter(|(from, until)| covers(*from, *until, today)) {
        debug_assert!(from <= today);
        return State::Exempt { until };
    }
    match reached.map(|r| r.valid_until) {
        Some(until) if until.is_none_or(|until| today <= until) => valid(framework, until, today),
        // Someone who held the level before a new post began has the new post's time to renew it.
        _ if today <= by => State::NotYetDue { by },
        Some(Some(until)) => State::Overdue {
            since: until.max(by),
        },
        _ => State::Overdue { since: by },
    }
}

fn valid(framework: &Framework, until: Option<NaiveDate>, today: NaiveDate) -> State {
    let soon = today
        .checked_add_days(Days::new(framework.due_soon_days.into()))
        .unwrap_or(NaiveDate::MAX);
    match until {
        Some(until) if until <= soon => State::DueSoon { until },
        until => State::InDate { until },
    }
}
