//! What refers to a level or a cohort, and so keeps it from being removed.

use super::Framework;
use std::fmt;

/// Something that refers to a level or a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A cohort must or should reach the level.
    Requirement {
        /// Title of the cohort.
        cohort: String,
        /// Title of the level.
        level: String,
    },
    /// Another level comes, or better comes, after the level.
    ComesBefore {
        /// Code of the other level.
        code: String,
        /// Its title.
        level: String,
    },
    /// A level has a shorter time limit for the cohort.
    ShorterLimit {
        /// Code of the level.
        code: String,
        /// Its title.
        level: String,
    },
    /// A question gives the cohort.
    Question {
        /// Code of the question.
        code: String,
    },
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Requirement { cohort, level } => {
                write!(f, "the table of who needs what asks “{cohort}” for {level}")
            }
            Self::ComesBefore { level, .. } => write!(f, "{level} comes after it"),
            Self::ShorterLimit { level, .. } => {
                write!(f, "{level} has a shorter time limit for it")
            }
            Self::Question { code } => write!(f, "question {code} gives it"),
        }
    }
}

/// What refers to a level.
pub fn references_to_level(framework: &Framework, code: &str) -> Vec<Reference> {
    let others = framework.levels.iter().filter(|level| level.code != code);
    let after = others.filter(|level| {
        let mut before = level.after.iter().chain(&level.better_after);
        before.any(|other| other == code)
    });
    let after = after.map(|level| Reference::ComesBefore {
        code: level.code.clone(),
        level: level.title.clone(),
    });
    let asked = requirements(framework, |_, level| level == code);
    after.chain(asked).collect()
}

/// What refers to a cohort.
pub fn references_to_cohort(framework: &Framework, code: &str) -> Vec<Reference> {
    let has = |codes: &[String]| codes.iter().any(|other| other == code);
    let questions = framework.questions.iter().filter(|q| has(&q.gives));
    let questions = questions.map(|question| Reference::Question {
        code: question.code.clone(),
    });
    let shorter = framework.levels.iter().filter(|level| {
        let mut limits = level.shorter_limits.iter();
        limits.any(|limit| has(&limit.cohorts))
    });
    let shorter = shorter.map(|level| Reference::ShorterLimit {
        code: level.code.clone(),
        level: level.title.clone(),
    });
    let asked = requirements(framework, |cohort, _| cohort == code);
    questions.chain(shorter).chain(asked).collect()
}

/// The requirements of which cohort and level fit.
fn requirements(
    framework: &Framework,
    fits: impl Fn(&str, &str) -> bool,
) -> impl Iterator<Item = Reference> {
    let all = framework.requirements.iter();
    let fitting = all.filter(move |one| fits(&one.cohort, &one.level));
    fitting.map(|one| Reference::Requirement {
        cohort: framework
            .cohort(&one.cohort)
            .map_or_else(|| one.cohort.clone(), |cohort| cohort.title.clone()),
        level: framework
            .level(&one.level)
            .map_or_else(|| one.level.clone(), |level| level.title.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::framework;
    use super::*;

    fn said(references: &[Reference]) -> Vec<String> {
        references.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_level_is_kept_by_what_comes_after_it_and_by_those_who_need_it() {
        assert_eq!(
            said(&references_to_level(&framework(), "AW")),
            [
                "Practitioner comes after it",
                "the table of who needs what asks “Everyone” for Awareness",
                "the table of who needs what asks “Practitioners” for Awareness",
            ]
        );
        let mut loose = framework();
        loose.requirements.retain(|one| one.level != "FP");
        assert!(references_to_level(&loose, "FP").is_empty());
    }

    #[test]
    fn a_cohort_is_kept_by_questions_limits_and_requirements() {
        assert_eq!(
            said(&references_to_cohort(&framework(), "C3")),
            [
                "question Q3 gives it",
                "Awareness has a shorter time limit for it",
                "the table of who needs what asks “Practitioners” for Awareness",
                "the table of who needs what asks “Practitioners” for Practitioner",
            ]
        );
    }
}
