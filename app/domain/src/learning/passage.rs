//! The way through a module: where a learner may go, and when the quiz is open.
//!
//! Rules L1 to L3 and L10 of `docs/rules/learning.md`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How far a learner has come in one version of a module. Screens count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Screens in this version.
    pub screens: u32,
    /// The screen last looked at, where the learner resumes.
    pub at: u32,
    /// The furthest screen reached. All screens up to it may be visited again.
    pub furthest: u32,
}

impl Passage {
    /// A passage that begins on the first screen.
    pub fn begin(screens: u32) -> Self {
        Self {
            screens,
            at: 1,
            furthest: 1,
        }
    }

    /// Whether a screen may be looked at: those already seen, and the next one.
    pub fn may_visit(self, screen: u32) -> bool {
        (1..=self.screens).contains(&screen) && screen <= self.furthest + 1
    }

    /// The passage once a screen is looked at. Looking at one out of turn changes nothing.
    #[must_use]
    pub fn visit(self, screen: u32) -> Self {
        if self.may_visit(screen) {
            Self {
                at: screen,
                furthest: self.furthest.max(screen),
                ..self
            }
        } else {
            self
        }
    }

    /// Whether every screen has been reached.
    pub fn has_seen_all(self) -> bool {
        self.furthest >= self.screens
    }
}

/// An attempt at the quiz as far as the rules need to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Whether it passed; nothing while it is under way.
    pub passed: Option<bool>,
}

/// Why a quiz cannot be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuizRefusal {
    /// It has been passed already.
    #[error("You have already passed this quiz")]
    Passed,
    /// There is a screen left to read.
    #[error("Read every screen before you take the quiz")]
    ScreensLeft,
    /// All attempts are used.
    #[error("You have used all {allowed} attempts. Your training lead can give you more")]
    NoAttemptsLeft {
        /// How many there were.
        allowed: u32,
    },
}

/// What happens when a learner asks for the quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiz {
    /// An attempt is under way and goes on.
    GoesOn,
    /// A new attempt begins, with the number of attempts left after it.
    Begins {
        /// Attempts left after this one.
        left: u32,
    },
}

/// Whether a learner may begin or go on with the quiz.
///
/// Attempts begun before the last reset do not count against the allowance.
///
/// # Errors
/// The first [`QuizRefusal`] that applies.
pub fn may_take_quiz(
    passage: Passage,
    tries: &[Try],
    last_reset_at: Option<DateTime<Utc>>,
    allowed: u32,
) -> Result<Quiz, QuizRefusal> {
    if tries.iter().any(|t| t.passed == Some(true)) {
        return Err(QuizRefusal::Passed);
    }
    if tries.iter().any(|t| t.passed.is_none()) {
        return Ok(Quiz::GoesOn);
    }
    if !passage.has_seen_all() {
        return Err(QuizRefusal::ScreensLeft);
    }
    let used = tries
        .iter()
        .filter(|t| last_reset_at.is_none_or(|reset| t.started_at > reset))
        .count();
    let used = u32::try_from(used).unwrap_or(u32::MAX);
    match allowed.saturating_sub(used).checked_sub(1) {
        Some(left) => Ok(Quiz::Begins { left }),
        None => Err(QuizRefusal::NoAttemptsLeft { allowed }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone};
    use proptest::prelude::*;

    fn at(hour: i64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 22, 0, 0, 0).unwrap() + TimeDelta::hours(hour)
    }

    fn failed(hour: i64) -> Try {
        Try {
            started_at: at(hour),
            passed: Some(false),
        }
    }

    const READ: Passage = Passage {
        screens: 3,
        at: 3,
        furthest: 3,
    };

    #[test]
    fn a_learner_cannot_jump_ahead_but_may_go_back() {
        let passage = Passage::begin(5).visit(2).visit(3);
        assert!(passage.may_visit(1) && passage.may_visit(4) && !passage.may_visit(5));
        assert_eq!(passage.visit(5), passage);
        assert_eq!(
            passage.visit(1),
            Passage {
                at: 1,
                furthest: 3,
                screens: 5
            }
        );
    }

    #[test]
    fn the_quiz_opens_when_every_screen_has_been_read() {
        assert_eq!(
            may_take_quiz(Passage::begin(3), &[], None, 3),
            Err(QuizRefusal::ScreensLeft)
        );
        assert_eq!(
            may_take_quiz(READ, &[], None, 3),
            Ok(Quiz::Begins { left: 2 })
        );
    }

    #[test]
    fn after_three_attempts_a_training_lead_has_to_reset() {
        let tries = [failed(1), failed(2), failed(3)];
        assert_eq!(
            may_take_quiz(READ, &tries, None, 3),
            Err(QuizRefusal::NoAttemptsLeft { allowed: 3 })
        );
        assert_eq!(
            may_take_quiz(READ, &tries, Some(at(4)), 3),
            Ok(Quiz::Begins { left: 2 })
        );
        assert_eq!(
            may_take_quiz(READ, &tries, Some(at(2)), 3),
            Ok(Quiz::Begins { left: 1 })
        );
    }

    #[test]
    fn an_attempt_under_way_goes_on_and_a_passed_one_ends_it() {
        let under_way = Try {
            started_at: at(2),
            passed: None,
        };
        assert_eq!(
            may_take_quiz(READ, &[failed(1), under_way], None, 3),
            Ok(Quiz::GoesOn)
        );
        let passed = Try {
            started_at: at(2),
            passed: Some(true),
        };
        assert_eq!(
            may_take_quiz(READ, &[passed], None, 3),
            Err(QuizRefusal::Passed)
        );
    }

    proptest! {
        /// Wherever people click, they resume on a screen that exists and never lose ground.
        #[test]
        fn resume_is_safe(screens in 1u32..20, clicks in prop::collection::vec(0u32..25, 0..60)) {
            let mut passage = Passage::begin(screens);
            for click in clicks {
                let next = passage.visit(click);
                prop_assert!((1..=screens).contains(&next.at));
                prop_assert!(next.furthest >= passage.furthest && next.furthest <= screens);
                prop_assert!(next.at <= next.furthest);
                passage = next;
            }
        }
    }
}
