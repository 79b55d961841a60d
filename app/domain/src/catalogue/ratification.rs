//! What boards have ratified, and where training counts.
//!
//! A board may decide that only ratified training counts for those who work in its area. Rule M7 of
//! `docs/rules/catalogue.md`.

use crate::ids::{BoardId, CourseId, ModuleVersionId};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};
use thiserror::Error;

/// Training that a board can ratify, because it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Training {
    /// A version of a module.
    Module(ModuleVersionId),
    /// An edition of a course.
    Course(CourseId, u32),
}

impl fmt::Display for Training {
    /// As it stands in addresses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Module(version) => write!(f, "module-{version}"),
            Self::Course(course, edition) => write!(f, "course-{course}-{edition}"),
        }
    }
}

/// That a text names no training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this names no version of a module and no edition of a course")]
pub struct TrainingUnknown;

impl FromStr for Training {
    type Err = TrainingUnknown;

    fn from_str(text: &str) -> Result<Self, TrainingUnknown> {
        if let Some(version) = text.strip_prefix("module-") {
            return version
                .parse()
                .map(Self::Module)
                .map_err(|_| TrainingUnknown);
        }
        let (course, edition) = text
            .strip_prefix("course-")
            .and_then(|rest| rest.rsplit_once('-'))
            .ok_or(TrainingUnknown)?;
        match (course.parse(), edition.parse()) {
            (Ok(course), Ok(edition)) => Ok(Self::Course(course, edition)),
            _ => Err(TrainingUnknown),
        }
    }
}

/// What is ratified by each board that counts nothing else. Every other board counts all training.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognition(BTreeMap<BoardId, BTreeSet<Training>>);

impl Recognition {
    /// From a line for each board that counts ratified training only, with each training it has ratified.
    pub fn of(lines: impl IntoIterator<Item = (BoardId, Option<Training>)>) -> Self {
        let mut boards: BTreeMap<BoardId, BTreeSet<Training>> = BTreeMap::new();
        for (board, training) in lines {
            boards.entry(board).or_default().extend(training);
        }
        Self(boards)
    }

    /// The boards in whose areas training does not count. What is on no menu has never been ratified.
    pub fn not_in(&self, training: Option<Training>) -> Vec<BoardId> {
        let is_ratified = |all: &BTreeSet<Training>| training.is_some_and(|one| all.contains(&one));
        let without = self.0.iter().filter(|(_, all)| !is_ratified(all));
        without.map(|(board, _)| *board).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn board(number: u128) -> BoardId {
        Uuid::from_u128(number).into()
    }

    fn module(number: u128) -> Training {
        Training::Module(Uuid::from_u128(number).into())
    }

    fn course(number: u128, edition: u32) -> Training {
        Training::Course(Uuid::from_u128(number).into(), edition)
    }

    #[test]
    fn where_no_board_asks_for_ratification_everything_counts() {
        let open = Recognition::default();
        assert!(open.not_in(None).is_empty() && open.not_in(Some(module(1))).is_empty());
    }

    #[test]
    fn a_strict_board_counts_the_versions_it_has_ratified_and_no_others() {
        let strict = Recognition::of([
            (board(1), Some(module(1))),
            (board(1), Some(course(7, 2))),
            (board(2), None),
        ]);
        assert_eq!(strict.not_in(Some(module(1))), [board(2)]);
        assert_eq!(strict.not_in(Some(course(7, 2))), [board(2)]);
        assert_eq!(strict.not_in(Some(course(7, 1))), [board(1), board(2)]);
        assert_eq!(strict.not_in(Some(module(2))), [board(1), board(2)]);
        assert_eq!(strict.not_in(None), [board(1), board(2)]);
    }

    #[test]
    fn an_address_names_the_same_training_again() {
        for training in [module(5), course(5, 12)] {
            assert_eq!(training.to_string().parse(), Ok(training));
        }
        for wrong in ["", "module-", "course-x-1", "course-1", "person-1"] {
            assert_eq!(wrong.parse::<Training>(), Err(TrainingUnknown), "{wrong}");
        }
    }

    fn some_training() -> impl Strategy<Value = Training> {
        (0u128..4, prop::option::of(1u32..3)).prop_map(|(number, edition)| match edition {
            Some(edition) => course(number, edition),
            None => module(number),
        })
    }

    proptest! {
        /// Ratifying never takes anything away, and touches one board only.
        #[test]
        fn ratifying_only_ever_adds(
            known in prop::collection::vec((0u128..4, prop::option::of(some_training())), 0..8),
            ratified in some_training(),
            by in 0u128..4,
            asked in some_training(),
        ) {
            let lines: Vec<_> = known.iter().map(|(b, t)| (board(*b), *t)).collect();
            prop_assume!(known.iter().any(|(b, _)| *b == by));
            let before = Recognition::of(lines.clone()).not_in(Some(asked));
            let after = Recognition::of(lines.into_iter().chain([(board(by), Some(ratified))])).not_in(Some(asked));
            let gained: Vec<_> = before.iter().filter(|b| !after.contains(b)).collect();
            prop_assert!(after.iter().all(|b| before.contains(b)));
            prop_assert!(gained.iter().all(|b| **b == board(by) && ratified == asked));
        }
    }
}
