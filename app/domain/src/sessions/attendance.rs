//! The register: what is marked, and what comes of it.

use super::{Share, State};
use crate::calendar;
use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

/// The register opens so long before a part begins.
pub const REGISTER_OPENS: TimeDelta = TimeDelta::minutes(30);

/// How somebody was there for one part of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Throughout.
    Attended,
    /// Came late, and the trainer lets it count.
    Late,
    /// Left early.
    LeftEarly,
    /// There for some of it.
    Part,
    /// Excused.
    Excused,
    /// Did not come.
    NoShow,
}

impl Mark {
    /// Every mark, in the order of the register.
    pub const ALL: [Self; 6] = [
        Self::Attended,
        Self::Late,
        Self::LeftEarly,
        Self::Part,
        Self::Excused,
        Self::NoShow,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        self.as_state().code()
    }

    /// The mark kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.code() == code)
    }

    /// What the register calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Attended => "Attended",
            Self::Late => "Late",
            Self::LeftEarly => "Left early",
            Self::Part => "Part",
            Self::Excused => "Excused",
            Self::NoShow => "No-show",
        }
    }

    /// Whether the part counts as attended.
    pub fn counts(self) -> bool {
        matches!(self, Self::Attended | Self::Late)
    }

    /// What becomes of a booking that has this mark only.
    fn as_state(self) -> State {
        match self {
            Self::Attended => State::Attended,
            Self::Late => State::Late,
            Self::LeftEarly => State::LeftEarly,
            Self::Part => State::Part,
            Self::Excused => State::Excused,
            Self::NoShow => State::NoShow,
        }
    }
}

/// Why the register does not take a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RegisterRefusal {
    /// It is too early.
    #[error("The register opens on {}, 30 minutes before the start", calendar::moment(*at))]
    NotYetOpen {
        /// When it opens.
        at: DateTime<Utc>,
    },
    /// The session was cancelled.
    #[error("This session has been cancelled, so there is no register")]
    Cancelled,
}

/// Whether the register of a part takes marks at an instant.
///
/// # Errors
/// [`RegisterRefusal`] with the reason.
pub fn may_mark(
    is_cancelled: bool,
    part_starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), RegisterRefusal> {
    let at = part_starts_at - REGISTER_OPENS;
    if is_cancelled {
        Err(RegisterRefusal::Cancelled)
    } else if now < at {
        Err(RegisterRefusal::NotYetOpen { at })
    } else {
        Ok(())
    }
}

/// Whether so much was attended that the course is completed. `marks` holds the latest mark of each part.
pub fn has_attended(share: Share, marks: &[Option<Mark>]) -> bool {
    let counting = marks.iter().filter(|mark| mark.is_some_and(Mark::counts));
    !marks.is_empty() && counting.count() >= share.of(marks.len())
}

/// What becomes of a booking, by the latest mark of each part: booked until every part has one.
pub fn outcome(share: Share, marked: &[Option<Mark>]) -> State {
    let Some(marks) = marked.iter().copied().collect::<Option<Vec<Mark>>>() else {
        return State::Booked;
    };
    let Some(first) = marks.first() else {
        return State::Booked;
    };
    let is_absence = |mark: &Mark| matches!(mark, Mark::Excused | Mark::NoShow);
    if marks.iter().all(|mark| mark == first) {
        first.as_state()
    } else if marks.iter().all(|mark| mark.counts()) {
        State::Late
    } else if has_attended(share, marked) {
        State::Attended
    } else if marks.iter().all(is_absence) {
        State::NoShow
    } else {
        State::Part
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn the_register_opens_half_an_hour_before() {
        let start = Utc.with_ymd_and_hms(2026, 12, 14, 9, 30, 0).unwrap();
        let at = Utc.with_ymd_and_hms(2026, 12, 14, 9, 0, 0).unwrap();
        let early = at - TimeDelta::seconds(1);
        assert_eq!(
            may_mark(false, start, early),
            Err(RegisterRefusal::NotYetOpen { at })
        );
        assert_eq!(may_mark(false, start, at), Ok(()));
        assert_eq!(may_mark(true, start, at), Err(RegisterRefusal::Cancelled));
    }

    #[test]
    fn who_attended_every_part_has_completed_the_course() {
        let (there, late) = (Some(Mark::Attended), Some(Mark::Late));
        let has_all = |marks: &[Option<Mark>]| has_attended(Share::ALL, marks);
        assert!(has_all(&[there]) && has_all(&[there, late]));
        for marks in [
            vec![],
            vec![None],
            vec![there, None],
            vec![there, Some(Mark::LeftEarly)],
            vec![Some(Mark::Part)],
        ] {
            assert!(!has_all(&marks), "{marks:?}");
        }
    }

    #[test]
    fn nobody_is_absent_before_every_part_has_been_marked() {
        let (there, gone) = (Some(Mark::Attended), Some(Mark::NoShow));
        assert_eq!(outcome(Share::ALL, &[gone, None]), State::Booked);
        assert_eq!(outcome(Share::ALL, &[gone, gone]), State::NoShow);
        assert_eq!(outcome(Share::ALL, &[gone, there]), State::Part);
        assert_eq!(
            outcome(Share::ALL, &[gone, Some(Mark::Excused)]),
            State::NoShow
        );
        assert_eq!(outcome(Share::ALL, &[Some(Mark::Late), there]), State::Late);
        assert_eq!(
            outcome(Share::ALL, &[Some(Mark::LeftEarly)]),
            State::LeftEarly
        );
    }

    #[test]
    fn who_attended_the_share_has_attended() {
        let (there, gone) = (Some(Mark::Attended), Some(Mark::NoShow));
        let half = Share::new(50).unwrap();
        assert!(has_attended(half, &[there, None]) && !has_attended(half, &[gone, None]));
        assert_eq!(outcome(half, &[gone, there]), State::Attended);
        assert_eq!(outcome(half, &[gone, gone]), State::NoShow);
    }
}
