//! A training framework as its authors write it: levels, cohorts, questions and requirements.

use super::{Refresher, Renewal, Span, Transition};
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
    /// How those are treated whom a change found under way.
    #[serde(default)]
    pub transitions: Vec<Transition>,
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
    /// From when the time counts when it is renewed.
    #[serde(default)]
    pub renewal: Renewal,
    /// When those are reminded who have to refresh it, or are late.
    #[serde(default)]
    pub reminders: Reminders,
    /// What is accepted in its place.
    #[serde(default)]
    pub accepts: Vec<Accepted>,
    /// What it corresponds to elsewhere, such as "Intercollegiate level 2 to 3".
    pub corresponds_to: Vec<String>,
}

/// When people are reminded of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    /// So many days before the date, the earliest first.
    pub before: Vec<u32>,
    /// So many days after the date, the earliest first.
    pub after: Vec<u32>,
    /// So many days after the date their line manager is told; none where managers are not.
    pub manager_after: Option<u32>,
}

impl Default for Reminders {
    fn default() -> Self {
        Self {
            before: vec![60, 30, 7],
            after: vec![7, 30],
            manager_after: Some(45),
        }
    }
}

/// Learning done elsewhere that is accepted for a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Its title.
    pub title: String,
    /// Who provides it.
    pub provider: String,
    /// On what condition, if there is one.
    pub note: String,
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
    /// The day from which it has been asked, where an earlier version asked for it already; otherwise the version's own.
    #[serde(default)]
    pub since_on: Option<NaiveDate>,
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

impl Level {
    /// How long it is valid, and from when the time counts.
    pub fn refresher(&self) -> Refresher {
        Refresher {
            refresh: self.refresh,
            renewal: self.renewal,
        }
    }

    /// The time allowed to somebody of a cohort: the shortest that applies.
    pub fn limit_for(&self, cohort: &str) -> Span {
        let shorter = self.shorter_limits.iter();
        let applying = shorter.filter(|one| one.cohorts.iter().any(|code| code == cohort));
        let limits = applying.map(|one| one.limit).chain([self.limit]);
        limits
            .min_by_key(|limit| limit.about_days())
            .unwrap_or(self.limit)
    }
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

    /// The question with a code.
    pub fn question(&self, code: &str) -> Option<&ClassificationQuestion> {
        self.questions.iter().find(|question| question.code == code)
    }

    /// What a cohort is asked for, at a level; none where it is not.
    pub fn requirement(&self, cohort: &str, level: &str) -> Option<&Requirement> {
        let mut all = self.requirements.iter();
        all.find(|one| one.cohort == cohort && one.level == level)
    }
}
