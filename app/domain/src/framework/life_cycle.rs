//! The life of a version: draft, shared for comment, endorsed by each board, published, in force, superseded.
//!
//! Rules F23 to F29 of `docs/rules/framework.md`. What each step does is in `store::framework`.

use super::{Choice, Fault, Framework};
use crate::calendar;
use chrono::{Datelike, NaiveDate};
use thiserror::Error;

/// How far a draft has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written; seen by those who write it.
    Draft,
    /// Shared for comment and endorsement.
    Shared,
    /// Published: a version by now.
    Published,
    /// Given up.
    GivenUp,
}

impl Stage {
    /// Whether it may still be changed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Shared)
    }
}

/// Why a draft cannot be shared or endorsed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotReady {
    /// It is published or given up.
    #[error("This draft is closed. It was published or given up.")]
    Closed,
    /// It has not been shared.
    #[error("This draft has not been shared for comment yet.")]
    NotShared,
    /// Something in it has to be mended.
    #[error("{}", mend(*faults))]
    Faulty {
        /// How many things.
        faults: usize,
    },
}

fn mend(faults: usize) -> String {
    match faults {
        1 => "One thing in the draft has to be mended first.".to_owned(),
        many => format!("{many} things in the draft have to be mended first."),
    }
}

/// Whether a draft may be shared for comment.
///
/// # Errors
/// [`NotReady`] with the reason.
pub fn may_share(stage: Stage, faults: &[Fault]) -> Result<(), NotReady> {
    if !stage.is_open() {
        Err(NotReady::Closed)
    } else if !faults.is_empty() {
        Err(NotReady::Faulty {
            faults: faults.len(),
        })
    } else {
        Ok(())
    }
}

/// Whether a draft may be endorsed.
///
/// # Errors
/// [`NotReady`] with the reason.
pub fn may_endorse(stage: Stage, faults: &[Fault]) -> Result<(), NotReady> {
    may_share(stage, faults)?;
    if stage == Stage::Shared {
        Ok(())
    } else {
        Err(NotReady::NotShared)
    }
}

/// Why a draft cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotPublished {
    /// It is not ready.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// Boards have not endorsed it as it is.
    #[error("{}", awaited(boards))]
    NotEndorsed {
        /// Their names.
        boards: Vec<String>,
    },
    /// Whom it touches has not been worked out for what it says now.
    #[error("Whom it touches has to be worked out first, for the draft as it is now.")]
    NotPreviewed,
    /// A day that was chosen for a change comes before it counts.
    #[error(
        "A new date was chosen that is before the day from which it counts: {}. Choose a later one under “Those under way”.",
        calendar::day(*day)
    )]
    DueBefore {
        /// The day that was chosen.
        day: NaiveDate,
    },
    /// The day has passed.
    #[error("The day from which it counts must be today or in the future")]
    InThePast,
    /// A version that is published already begins on that day or later.
    #[error("The day from which it counts must be after {}, from which version {version} counts", calendar::day(*counts_from))]
    BeforeAnother {
        /// The other version.
        version: String,
        /// Its first day.
        counts_from: NaiveDate,
    },
}

fn awaited(boards: &[String]) -> String {
    match boards {
        [one] => format!("{one} has not endorsed it."),
        [others @ .., last] => {
            format!("{} and {last} have not endorsed it.", others.join(", "))
        }
        [] => String::new(),
    }
}

/// Whether a draft may count from a day. `latest` is the version published last.
///
/// # Errors
/// [`NotPublished`] with the reason.
pub fn may_count_from(
    draft: &Framework,
    counts_from: NaiveDate,
    latest: Option<(&str, NaiveDate)>,
    today: NaiveDate,
) -> Result<(), NotPublished> {
    if counts_from < today {
        return Err(NotPublished::InThePast);
    }
    if let Some((version, begins)) = latest.filter(|(_, begins)| counts_from <= *begins) {
        return Err(NotPublished::BeforeAnother {
            version: version.to_owned(),
            counts_from: begins,
        });
    }
    let chosen = draft.transitions.iter().filter_map(|t| match t.choice {
        Choice::DueOn(day) => Some(day),
        Choice::Keep => None,
    });
    match chosen.min().filter(|day| *day < counts_from) {
        Some(day) => Err(NotPublished::DueBefore { day }),
        None => Ok(()),
    }
}

/// Whether a draft may be published at all. `awaited` are the boards that have not endorsed it as it is.
///
/// # Errors
/// [`NotPublished`] with the reason.
pub fn may_publish(stage: Stage, faults: &[Fault], awaited: &[String]) -> Result<(), NotPublished> {
    may_endorse(stage, faults)?;
    if awaited.is_empty() {
        Ok(())
    } else {
        Err(NotPublished::NotEndorsed {
            boards: awaited.to_vec(),
        })
    }
}

/// The number to propose for the next version: the year and the first number that is free in it.
pub fn next_version(taken: &[String], today: NaiveDate) -> String {
    let year = today.year();
    let mut numbers = (1u32..).map(|number| format!("{year}.{number}"));
    let free = numbers.find(|version| !taken.contains(version));
    free.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Changed, Transition, faults, sample::day, sample::framework};
    use super::*;

    fn counts_from(from: &str) -> Result<(), NotPublished> {
        let latest = Some(("2026.1", day("2026-12-01")));
        may_count_from(&framework(), day(from), latest, day("2026-11-22"))
    }

    #[test]
    fn a_faulty_draft_is_neither_shared_nor_endorsed() {
        let mut faulty = framework();
        faulty.levels.clear();
        let faults = faults(&faulty);
        for refused in [
            may_share(Stage::Draft, &faults),
            may_endorse(Stage::Shared, &faults),
        ] {
            let said = refused.unwrap_err().to_string();
            assert!(
                said.contains("things in the draft have to be mended"),
                "{said}"
            );
        }
        assert_eq!(may_share(Stage::Draft, &[]), Ok(()));
    }

    #[test]
    fn only_what_is_shared_is_endorsed() {
        assert_eq!(may_endorse(Stage::Draft, &[]), Err(NotReady::NotShared));
        assert_eq!(may_endorse(Stage::Shared, &[]), Ok(()));
        assert_eq!(may_endorse(Stage::Published, &[]), Err(NotReady::Closed));
        assert_eq!(may_share(Stage::GivenUp, &[]), Err(NotReady::Closed));
    }

    #[test]
    fn it_is_said_whose_endorsement_is_missing() {
        let boards = ["Northside Board", "Riverside Board"].map(str::to_owned);
        let refused = may_publish(Stage::Shared, &[], &boards).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "Northside Board and Riverside Board have not endorsed it."
        );
        assert_eq!(may_publish(Stage::Shared, &[], &[]), Ok(()));
        assert!(may_publish(Stage::Draft, &[], &[]).is_err());
    }

    #[test]
    fn a_version_counts_neither_from_the_past_nor_before_another() {
        assert_eq!(counts_from("2026-11-21"), Err(NotPublished::InThePast));
        let refused = counts_from("2026-12-01").unwrap_err().to_string();
        assert!(
            refused.contains("after 1 December 2026, from which version 2026.1"),
            "{refused}"
        );
        assert_eq!(counts_from("2026-12-02"), Ok(()));
    }

    #[test]
    fn nothing_is_due_before_a_version_counts() {
        let mut draft = framework();
        draft.transitions.push(Transition {
            level: "AW".to_owned(),
            before_on: day("2026-01-01"),
            changed: Changed::Requirement {
                cohort: "C1".to_owned(),
            },
            choice: Choice::DueOn(day("2027-01-31")),
        });
        let from = |text: &str| may_count_from(&draft, day(text), None, day("2026-11-22"));
        assert_eq!(from("2027-01-31"), Ok(()));
        let refused = from("2027-02-01").unwrap_err().to_string();
        assert!(refused.contains("31 January 2027"), "{refused}");
    }

    #[test]
    fn the_next_version_has_the_first_free_number_of_the_year() {
        let taken = ["2026.1", "2026.3"].map(str::to_owned);
        assert_eq!(next_version(&taken, day("2026-11-22")), "2026.2");
        assert_eq!(next_version(&taken, day("2027-01-01")), "2027.1");
    }
}
