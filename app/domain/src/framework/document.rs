//! A training framework as its authors write it: levels, cohorts, questions and requirements.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One version of a framework. Read from `content/frameworks`, kept whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// Its name in addresses, such as `modern-slavery`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The authors' version, such as `2026.1`.
    pub version: String,
    /// The day from which it counts.
    pub effective_on: NaiveDate,
    /// What changed since the version before.
    pub change_note: String,
    /// What it is for and where it comes from.
    pub about: String,
    /// How long before a date a requirement shows as due soon, in days.
    pub due_soon_days: u32,
    /// The levels, in the order in which they are shown.
    pub levels: Vec<Level>,
    /// The cohorts, in order.
    pub cohorts: Vec<Cohort>,
    /// The questions that sort a post into cohorts, in the order in which they are asked.
    pub questions: Vec<ClassificationQuestion>,
    /// What each cohort must or should reach.
    pub requirements: Vec<Requirement>,
}

/// A level of training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Two letters, such as `AW`.
    pub code: String,
    /// Such as "Awareness".
    pub title: String,
    /// How it is delivered, in a sentence.
    pub delivery: String,
    /// What passing an e-learning module of this level is worth.
    pub elearning: Elearning,
    /// The learner's time, in minutes.
    pub minutes: u32,
    /// What the learner can do afterwards.
    pub outcomes: Vec<String>,
    /// Levels that must be held before this one.
    pub after: Vec<String>,
    /// Levels that are better held before this one.
    pub better_after: Vec<String>,
    /// The time allowed to a new starter or for a new role.
    pub limit: Span,
    /// A shorter time for members of some cohorts.
    pub shorter_limits: Vec<ShorterLimit>,
    /// How long it stays valid, where it has to be refreshed.
    pub refresh: Option<Span>,
    /// What it corresponds to elsewhere, such as "Intercollegiate level 2 to 3".
    pub corresponds_to: Vec<String>,
}

/// What passing an e-learning module of a level is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Elearning {
    /// The level is reached.
    Completes,
    /// The e-learning part is done; a session completes the level.
    Prepares,
    /// E-learning does not count for this level.
    None,
}

/// A shorter time limit for some cohorts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShorterLimit {
    /// Codes of the cohorts.
    pub cohorts: Vec<String>,
    /// The time allowed to them.
    pub limit: Span,
}

/// A length of time by the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// So many days.
    Days(u32),
    /// So many months, to the same day of the month or the last one.
    Months(u32),
}

/// A group of staff with the same needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// Such as `C1`.
    pub code: String,
    /// Such as "Everyone".
    pub title: String,
    /// Who belongs to it, in a sentence that completes "because you are …".
    pub who: String,
}

/// A question of the classification, answered yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassificationQuestion {
    /// Such as `Q1`.
    pub code: String,
    /// The question as it is shown to a manager.
    pub text: String,
    /// Codes of the cohorts that a "yes" adds.
    pub gives: Vec<String>,
    /// Whether it is asked of the post or of the person in it.
    pub asked_of: AskedOf,
    /// Whether a "yes" can only be true in an organisation that is a first responder.
    #[serde(default)]
    pub first_responders_only: bool,
}

/// Whom a classification question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedOf {
    /// The post, whoever holds it.
    Post,
    /// The person.
    Person,
}

/// That a cohort must, or should, reach a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Code of the cohort.
    pub cohort: String,
    /// Code of the level.
    pub level: String,
    /// Whether it must or should.
    pub strength: Strength,
}

/// How strongly a level is asked of a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Offered and advised; never overdue, never counted against anyone.
    Recommended,
    /// Has to be reached.
    Mandatory,
}

impl Framework {
    /// The level with a code.
    pub fn level(&self, code: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.code == code)
    }

    /// The cohort with a code.
    pub fn cohort(&self, code: &str) -> Option<&Cohort> {
        self.cohorts.iter().find(|cohort| cohort.code == code)
    }
}
