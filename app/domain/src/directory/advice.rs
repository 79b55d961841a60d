//! Questions that people ask: by when they are to be answered, who may answer, and how long it takes.

use crate::{ids::PersonId, reminders::is_working_day};
use chrono::NaiveDate;
use thiserror::Error;

/// Working days within which whoever was asked is to answer; then the question goes to the board.
pub const ADVICE_DAYS: u32 = 5;

/// The last day on which whoever was asked may answer before the question goes to the board. `proclaimed` are bank holidays
/// that follow from no calendar.
pub fn answer_by(asked_on: NaiveDate, proclaimed: &[NaiveDate]) -> NaiveDate {
    let after = asked_on.iter_days().skip(1);
    let mut working = after.filter(|day| is_working_day(*day, proclaimed));
    working
        .nth(ADVICE_DAYS as usize - 1)
        .unwrap_or(NaiveDate::MAX)
}

/// The working days from one day to another: none on the same day.
pub fn working_days(from: NaiveDate, to: NaiveDate, proclaimed: &[NaiveDate]) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    let working = days.filter(|day| is_working_day(*day, proclaimed));
    u32::try_from(working.count()).unwrap_or(u32::MAX)
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdviceState {
    /// Whoever was asked is to answer.
    WithPerson {
        /// Who.
        person: PersonId,
    },
    /// It waits in the queue of the board.
    InQueue,
    /// It has been answered.
    Answered,
}

/// Why a question is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AdviceRefusal {
    /// Somebody has answered it.
    #[error("This question has been answered already")]
    Answered,
    /// It is one's own.
    #[error("You asked this question yourself")]
    OwnQuestion,
}

impl AdviceState {
    /// Whether somebody may still answer.
    ///
    /// # Errors
    /// [`AdviceRefusal`] with the reason.
    pub fn may_answer(self, asker: PersonId, who: Option<PersonId>) -> Result<(), AdviceRefusal> {
        match self {
            Self::Answered => Err(AdviceRefusal::Answered),
            _ if who == Some(asker) => Err(AdviceRefusal::OwnQuestion),
            Self::WithPerson { .. } | Self::InQueue => Ok(()),
        }
    }
}

/// When a question was asked, and when it was answered, if it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The day of asking.
    pub asked_on: NaiveDate,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
}

/// How long answers take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeliness {
    /// Questions that were answered.
    pub answered: usize,
    /// Those among them that were answered in time.
    pub in_time: usize,
    /// Working days to the answer that half of them took at most.
    pub median: Option<u32>,
    /// Questions without an answer.
    pub waiting: usize,
}

/// How long answers took, in working days.
pub fn timeliness(questions: &[Answered], proclaimed: &[NaiveDate]) -> Timeliness {
    let taken = |one: &Answered| {
        let answered = one.answered_on?;
        Some(working_days(one.asked_on, answered, proclaimed))
    };
    let mut days: Vec<u32> = questions.iter().filter_map(taken).collect();
    days.sort_unstable();
    Timeliness {
        answered: days.len(),
        in_time: days.iter().filter(|days| **days <= ADVICE_DAYS).count(),
        median: days.get(days.len().saturating_sub(1) / 2).copied(),
        waiting: questions.len() - days.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_answer_is_due_after_five_working_days() {
        assert_eq!(answer_by(day("2026-11-27"), &[]), day("2026-12-04"));
        // Asked on a Saturday: the five days of the next week.
        assert_eq!(answer_by(day("2026-11-28"), &[]), day("2026-12-04"));
    }

    #[test]
    fn bank_holidays_give_more_time() {
        // Christmas Day is a Friday, and the day kept for Boxing Day the Monday after.
        assert_eq!(answer_by(day("2026-12-22"), &[]), day("2026-12-31"));
        let proclaimed = [day("2026-12-01")];
        assert_eq!(answer_by(day("2026-11-27"), &proclaimed), day("2026-12-07"));
    }

    #[test]
    fn the_time_to_an_answer_is_counted_in_working_days() {
        let asked_on = day("2026-11-27");
        let of = |answered: Option<&str>| Answered {
            asked_on,
            answered_on: answered.map(day),
        };
        let questions = [
            of(Some("2026-11-27")),
            of(Some("2026-11-30")),
            of(Some("2026-12-04")),
            of(Some("2026-12-07")),
            of(None),
        ];
        let found = timeliness(&questions, &[]);
        assert_eq!((found.answered, found.in_time, found.waiting), (4, 3, 1));
        assert_eq!(found.median, Some(1));
        assert_eq!(timeliness(&[], &[]), Timeliness::default());
    }

    #[test]
    fn a_question_is_answered_once_and_never_by_whoever_asked() {
        let [ada, bo] = [1, 2].map(|number| PersonId(Uuid::from_u128(number)));
        let with = AdviceState::WithPerson { person: bo };
        assert_eq!(with.may_answer(ada, Some(bo)), Ok(()));
        for open in [with, AdviceState::InQueue] {
            assert_eq!(
                open.may_answer(ada, Some(ada)),
                Err(AdviceRefusal::OwnQuestion)
            );
        }
        assert_eq!(
            AdviceState::Answered.may_answer(ada, Some(bo)),
            Err(AdviceRefusal::Answered)
        );
    }
}
