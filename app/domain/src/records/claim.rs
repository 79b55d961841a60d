//! Claiming training done elsewhere.
//!
//! A claim counts for nothing until somebody else has verified it. Rules R9 to R16 of `docs/rules/records.md`.

use crate::{
    calendar,
    ids::{CourseId, PersonId},
    people::folded,
};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    /// It waits to be verified.
    Waiting,
    /// Whoever verifies has asked something back.
    Asked,
    /// It was found right and is in the record.
    Verified,
    /// It was refused.
    Refused,
    /// Whoever claimed has taken it back.
    TakenBack,
    /// It was verified, and later found wrong.
    Withdrawn,
}

impl ClaimState {
    /// Every state, in the order in which they are offered to filter by.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Asked,
        Self::Verified,
        Self::Refused,
        Self::TakenBack,
        Self::Withdrawn,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Asked => "asked",
            Self::Verified => "verified",
            Self::Refused => "refused",
            Self::TakenBack => "taken_back",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Waiting => "Claimed",
            Self::Asked => "Question asked",
            Self::Verified => "Verified",
            Self::Refused => "Refused",
            Self::TakenBack => "Taken back",
            Self::Withdrawn => "Withdrawn",
        }
    }

    /// Whether nobody has decided yet.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Asked)
    }
}

/// What of a claim decides who may do what with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimFacts {
    /// Whose training it is.
    pub person: PersonId,
    /// Who entered it.
    pub claimed_by: Option<PersonId>,
    /// How it stands.
    pub state: ClaimState,
}

/// Why somebody may not do something with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClaimRefusal {
    /// Somebody has decided already, or it was taken back.
    #[error("This claim is not waiting any more")]
    NotWaiting,
    /// It is about themselves.
    #[error(
        "Nobody decides on their own training. Somebody else who looks after your organisation has to"
    )]
    Own,
    /// They entered it.
    #[error("You entered this claim, so somebody else has to decide on it")]
    EnteredIt,
    /// It is no claim of theirs.
    #[error("Only those whose claim it is can change it")]
    NotTheirs,
    /// It is not in the record.
    #[error("Only a claim that was verified can be withdrawn")]
    NotVerified,
}

impl ClaimFacts {
    /// Whether somebody may verify it, refuse it or ask back.
    ///
    /// # Errors
    /// The first [`ClaimRefusal`] that applies.
    pub fn may_decide(&self, by: Option<PersonId>) -> Result<(), ClaimRefusal> {
        if !self.state.is_open() {
            return Err(ClaimRefusal::NotWaiting);
        }
        self.is_somebody_elses(by)
    }

    /// Whether somebody may take what was verified out of the record again.
    ///
    /// # Errors
    /// The first [`ClaimRefusal`] that applies.
    pub fn may_withdraw(&self, by: Option<PersonId>) -> Result<(), ClaimRefusal> {
        if self.state != ClaimState::Verified {
            return Err(ClaimRefusal::NotVerified);
        }
        self.is_somebody_elses(by)
    }

    /// Whether somebody may add to it or take it back.
    ///
    /// # Errors
    /// The first [`ClaimRefusal`] that applies.
    pub fn may_change(&self, by: Option<PersonId>) -> Result<(), ClaimRefusal> {
        if !self.state.is_open() {
            return Err(ClaimRefusal::NotWaiting);
        }
        if by == Some(self.person) || (by.is_some() && by == self.claimed_by) {
            Ok(())
        } else {
            Err(ClaimRefusal::NotTheirs)
        }
    }

    fn is_somebody_elses(&self, by: Option<PersonId>) -> Result<(), ClaimRefusal> {
        match by {
            Some(by) if by == self.person => Err(ClaimRefusal::Own),
            Some(by) if Some(by) == self.claimed_by => Err(ClaimRefusal::EnteredIt),
            _ => Ok(()),
        }
    }
}

/// Years after which training cannot be claimed any more.
pub const OLDEST_YEARS: u32 = 10;

/// Why a day of completion is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DayRefusal {
    /// It is still to come.
    #[error("Date of completion must be today or in the past")]
    ToCome,
    /// It is too long ago to be checked.
    #[error("Date of completion must be within the last {OLDEST_YEARS} years")]
    TooOld,
    /// The course was no longer offered then.
    #[error("This course was withdrawn on {}, so it cannot have been completed then", calendar::day(*on))]
    Withdrawn {
        /// The first day on which it was not offered.
        on: NaiveDate,
    },
}

/// Whether training can have been completed on a day. `withdrawn_on` is when the menu took the course off.
///
/// # Errors
/// The first [`DayRefusal`] that applies.
pub fn may_have_completed(
    on: NaiveDate,
    today: NaiveDate,
    withdrawn_on: Option<NaiveDate>,
) -> Result<(), DayRefusal> {
    let oldest = today
        .checked_sub_months(Months::new(12 * OLDEST_YEARS))
        .unwrap_or(NaiveDate::MIN);
    match withdrawn_on {
        _ if on > today => Err(DayRefusal::ToCome),
        _ if on < oldest => Err(DayRefusal::TooOld),
        Some(end) if on >= end => Err(DayRefusal::Withdrawn { on: end }),
        _ => Ok(()),
    }
}

/// What two claims of one day have in common when they are the same: the course of the menu, or else its name without
/// accents, capitals and stops.
pub fn same_course(course: Option<CourseId>, title: &str) -> String {
    course.map_or_else(|| folded(title), |course| course.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn someone(number: u128) -> PersonId {
        Uuid::from_u128(number).into()
    }

    fn claim(state: ClaimState) -> ClaimFacts {
        ClaimFacts {
            person: someone(1),
            claimed_by: Some(someone(2)),
            state,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nobody_verifies_their_own_claim_nor_one_they_entered() {
        let waiting = claim(ClaimState::Waiting);
        assert_eq!(waiting.may_decide(Some(someone(1))), Err(ClaimRefusal::Own));
        assert_eq!(
            waiting.may_decide(Some(someone(2))),
            Err(ClaimRefusal::EnteredIt)
        );
        assert_eq!(waiting.may_decide(Some(someone(3))), Ok(()));
        let verified = claim(ClaimState::Verified);
        assert_eq!(
            verified.may_withdraw(Some(someone(1))),
            Err(ClaimRefusal::Own)
        );
        assert_eq!(verified.may_withdraw(Some(someone(3))), Ok(()));
    }

    #[test]
    fn what_is_decided_is_decided() {
        for state in [
            ClaimState::Verified,
            ClaimState::Refused,
            ClaimState::TakenBack,
            ClaimState::Withdrawn,
        ] {
            let claim = claim(state);
            assert_eq!(
                claim.may_decide(Some(someone(3))),
                Err(ClaimRefusal::NotWaiting)
            );
            assert_eq!(
                claim.may_change(Some(someone(1))),
                Err(ClaimRefusal::NotWaiting)
            );
        }
        assert_eq!(
            claim(ClaimState::Waiting).may_withdraw(Some(someone(3))),
            Err(ClaimRefusal::NotVerified)
        );
    }

    #[test]
    fn those_whose_claim_it_is_may_answer_and_take_it_back() {
        let asked = claim(ClaimState::Asked);
        assert_eq!(asked.may_change(Some(someone(1))), Ok(()));
        assert_eq!(asked.may_change(Some(someone(2))), Ok(()));
        assert_eq!(
            asked.may_change(Some(someone(3))),
            Err(ClaimRefusal::NotTheirs)
        );
        assert_eq!(asked.may_change(None), Err(ClaimRefusal::NotTheirs));
    }

    #[test]
    fn a_day_of_completion_is_neither_to_come_nor_absurdly_old() {
        let today = day("2026-11-22");
        let asked = |on: &str, end| may_have_completed(day(on), today, end);
        assert_eq!(asked("2026-11-22", None), Ok(()));
        assert_eq!(asked("2026-11-23", None), Err(DayRefusal::ToCome));
        assert_eq!(asked("2016-11-22", None), Ok(()));
        assert_eq!(asked("2016-11-21", None), Err(DayRefusal::TooOld));
        let end = Some(day("2025-05-03"));
        assert_eq!(asked("2025-05-02", end), Ok(()));
        assert_eq!(
            asked("2025-05-03", end).unwrap_err().to_string(),
            "This course was withdrawn on 3 May 2025, so it cannot have been completed then"
        );
    }

    #[test]
    fn the_same_course_typed_otherwise_is_the_same() {
        assert_eq!(
            same_course(None, " Modern slavery:  Level 1"),
            same_course(None, "modern SLAVERY: level 1")
        );
        let course = CourseId::from(Uuid::from_u128(7));
        assert_eq!(
            same_course(Some(course), "Old title"),
            same_course(Some(course), "New title")
        );
        assert_ne!(
            same_course(Some(course), "Title"),
            same_course(None, "Title")
        );
    }

    #[test]
    fn every_state_is_found_by_its_word() {
        for state in ClaimState::ALL {
            assert_eq!(ClaimState::from_code(state.code()), Some(state));
        }
    }

    proptest! {
        /// However a claim stands, nobody decides on their own training.
        #[test]
        fn never_ones_own(state in prop::sample::select(ClaimState::ALL.to_vec()), entered in prop::option::of(1u128..4)) {
            let claim = ClaimFacts { person: someone(1), claimed_by: entered.map(someone), state };
            prop_assert!(claim.may_decide(Some(someone(1))).is_err());
            prop_assert!(claim.may_withdraw(Some(someone(1))).is_err());
        }
    }
}
