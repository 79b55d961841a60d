//! When somebody is asked, and until when they can answer.

use super::Wanted;
use crate::calendar;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use thiserror::Error;

/// An answer can be changed for so long.
pub const MAY_CHANGE: TimeDelta = TimeDelta::days(14);

/// When in the life of what was learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Right after the session.
    After,
    /// Six weeks later.
    Weeks,
    /// Three months later.
    Months,
}

impl Stage {
    /// Every stage, in their order.
    pub const ALL: [Self; 3] = [Self::After, Self::Weeks, Self::Months];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Weeks => "weeks",
            Self::Months => "months",
        }
    }

    /// The stage kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::After => "After the session",
            Self::Weeks => "After six weeks",
            Self::Months => "After three months",
        }
    }

    /// How long after the session it begins and ends. Each lasts until the next begins, so that nobody is asked twice at
    /// once, and a program that was down for some days loses nobody.
    pub fn window(self) -> (TimeDelta, TimeDelta) {
        let days = match self {
            Self::After => (0, 42),
            Self::Weeks => (42, 91),
            Self::Months => (91, 182),
        };
        (TimeDelta::days(days.0), TimeDelta::days(days.1))
    }

    /// For how long after it begins people are asked by e-mail.
    pub fn asked_for(self) -> TimeDelta {
        match self {
            Self::After => TimeDelta::days(30),
            Self::Weeks | Self::Months => {
                let (from, until) = self.window();
                until - from
            }
        }
    }

    fn is_open(self, ended_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let (from, until) = self.window();
        now >= ended_at + from && now < ended_at + until
    }
}

/// Why somebody cannot say what a session was worth, or what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EvaluationRefusal {
    /// The board wants none.
    #[error("No evaluation is asked for in the area of this session")]
    NotAsked,
    /// The register does not say that they were there.
    #[error("The evaluation opens when the register says that you were there")]
    NotThere,
    /// They have not said that they may be asked again.
    #[error("You have not said that you may be asked again about this session")]
    NotAgreed,
    /// It is too early.
    #[error("You will be asked what came of it from {}", calendar::day(*on))]
    NotYet {
        /// From which day on.
        on: NaiveDate,
    },
    /// It was answered too long ago.
    #[error("You answered on {}. An answer can be changed for 14 days", calendar::day(*on))]
    Fixed {
        /// On which day.
        on: NaiveDate,
    },
    /// It is too late.
    #[error("It could be answered until {}", calendar::day(*on))]
    Over {
        /// Until which day.
        on: NaiveDate,
    },
}

/// Whether somebody can say what a session was worth, or change what they said.
///
/// # Errors
/// [`EvaluationRefusal`] with the reason.
pub fn may_evaluate(
    wanted: Wanted,
    was_there: bool,
    ended_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), EvaluationRefusal> {
    let until = ended_at + Stage::After.window().1;
    if !wanted.is_asked() {
        return Err(EvaluationRefusal::NotAsked);
    }
    if !was_there {
        return Err(EvaluationRefusal::NotThere);
    }
    in_time(answered_at, until, now)
}

/// At which stage somebody can say what came of a session. `answered_at` says when they answered at a stage.
///
/// # Errors
/// [`EvaluationRefusal`] with the reason.
pub fn may_follow_up(
    agreed: bool,
    ended_at: DateTime<Utc>,
    answered_at: impl Fn(Stage) -> Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Stage, EvaluationRefusal> {
    let (first, last) = (Stage::Weeks.window().0, Stage::Months.window().1);
    if !agreed {
        return Err(EvaluationRefusal::NotAgreed);
    }
    if now < ended_at + first {
        let on = calendar::day_of(ended_at + first);
        return Err(EvaluationRefusal::NotYet { on });
    }
    let mut follow_ups = Stage::ALL.into_iter().skip(1);
    let open = follow_ups.find(|stage| stage.is_open(ended_at, now));
    let stage = open.unwrap_or(Stage::Months);
    in_time(answered_at(stage), ended_at + last, now).map(|()| stage)
}

fn in_time(
    answered_at: Option<DateTime<Utc>>,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), EvaluationRefusal> {
    match answered_at {
        Some(at) if now >= at + MAY_CHANGE => Err(EvaluationRefusal::Fixed {
            on: calendar::day_of(at),
        }),
        None if now >= until => Err(EvaluationRefusal::Over {
            on: calendar::day_of(until),
        }),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    const ASKED: Wanted = Wanted::Asked;

    fn end() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 10, 5, 12, 0, 0).unwrap()
    }

    fn later(days: i64) -> DateTime<Utc> {
        end() + TimeDelta::days(days)
    }

    #[test]
    fn an_evaluation_opens_with_the_register_and_can_be_changed_for_fourteen_days() {
        let before_the_end = end() - TimeDelta::hours(1);
        assert_eq!(
            may_evaluate(ASKED, false, end(), None, before_the_end),
            Err(EvaluationRefusal::NotThere)
        );
        assert_eq!(
            may_evaluate(ASKED, true, end(), None, before_the_end),
            Ok(())
        );
        assert_eq!(
            may_evaluate(ASKED, true, end(), Some(later(1)), later(14)),
            Ok(())
        );
        let fixed = EvaluationRefusal::Fixed {
            on: calendar::day_of(later(1)),
        };
        assert_eq!(
            may_evaluate(ASKED, true, end(), Some(later(1)), later(15)),
            Err(fixed)
        );
    }

    #[test]
    fn nobody_answers_where_the_board_wants_no_evaluation() {
        let refused = may_evaluate(Wanted::No, true, end(), None, later(1));
        assert_eq!(refused, Err(EvaluationRefusal::NotAsked));
    }

    #[test]
    fn nobody_is_asked_after_the_follow_up_has_begun() {
        assert_eq!(may_evaluate(ASKED, true, end(), None, later(41)), Ok(()));
        let over = EvaluationRefusal::Over {
            on: calendar::day_of(later(42)),
        };
        assert_eq!(may_evaluate(ASKED, true, end(), None, later(42)), Err(over));
    }

    #[test]
    fn whoever_agreed_is_asked_again_after_six_weeks_and_three_months() {
        let at = |days| may_follow_up(true, end(), |_| None, later(days));
        let on = calendar::day_of(later(42));
        assert_eq!(at(41), Err(EvaluationRefusal::NotYet { on }));
        assert_eq!(at(42), Ok(Stage::Weeks));
        assert_eq!(at(91), Ok(Stage::Months));
        let on = calendar::day_of(later(182));
        assert_eq!(at(182), Err(EvaluationRefusal::Over { on }));
        assert_eq!(
            may_follow_up(false, end(), |_| None, later(42)),
            Err(EvaluationRefusal::NotAgreed)
        );
    }

    #[test]
    fn each_stage_lasts_until_the_next_begins() {
        let [after, weeks, months] = Stage::ALL.map(Stage::window);
        assert_eq!((after.1, weeks.1), (weeks.0, months.0));
        assert_eq!(Stage::from_code("months"), Some(Stage::Months));
    }
}
