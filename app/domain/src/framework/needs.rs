//! What each person must reach, by when, and how they stand on a day.
//!
//! State is computed for the day asked and never stored. Rules F1 to F9 of `docs/rules/framework.md`.

use super::{Framework, Level, Strength};
use crate::{calendar::after, ids::PostId};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// A post as far as training goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFacts {
    /// The post.
    pub post: PostId,
    /// Its job title, for the reason shown.
    pub job_title: String,
    /// Its organisation's name, for the reason shown.
    pub organisation: String,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day, if it has one.
    pub ends_on: Option<NaiveDate>,
    /// The cohorts it is in.
    pub cohorts: Vec<Membership>,
}

impl PostFacts {
    /// Whether it is held on a day.
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| day <= end)
    }
}

/// That a post is in a cohort, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Code of the cohort.
    pub cohort: String,
    /// The first day.
    pub since_on: NaiveDate,
    /// Why, as it was decided, such as "Q3: yes".
    pub reason: String,
}

/// A level that somebody has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Code of the level.
    pub level: String,
    /// The day it was completed.
    pub completed_on: NaiveDate,
}

/// A level that somebody needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Code of the level.
    pub level: String,
    /// The strongest way in which any cohort asks for it.
    pub strength: Strength,
    /// Every cohort that asks for it, strongest first.
    pub because: Vec<Because>,
    /// How the person stands on the day asked.
    pub state: State,
    /// Levels to be reached first that the person does not hold on the day asked.
    pub first: Vec<String>,
}

/// Why somebody needs a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// Code of the cohort.
    pub cohort: String,
    /// How strongly it asks.
    pub strength: Strength,
    /// The post's job title.
    pub job_title: String,
    /// The post's organisation.
    pub organisation: String,
    /// Why the post is in the cohort.
    pub reason: String,
}

/// How a person stands with a level on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Required, and past its date: never done by `since`, or expired then.
    Overdue {
        /// The last day on which it would have been in time.
        since: NaiveDate,
    },
    /// Held, but to be refreshed before long.
    DueSoon {
        /// The last day on which it is valid.
        until: NaiveDate,
    },
    /// Required, not done yet, and still in time.
    NotYetDue {
        /// The last day on which it is in time.
        by: NaiveDate,
    },
    /// Recommended and not done, or done and expired: nothing is overdue.
    Optional,
    /// Held and valid.
    InDate {
        /// The last day on which it is valid; none where the level has no refresher.
        until: Option<NaiveDate>,
    },
}

impl State {
    /// Whether the person counts as compliant: in date or due soon.
    pub fn is_compliant(self) -> bool {
        matches!(self, Self::InDate { .. } | Self::DueSoon { .. })
    }
}

/// What a person needs on a day, in the framework's order of levels.
///
/// The union over the cohorts of all posts held that day: the strongest demand wins, then the earliest date. A person
/// in no cohort needs nothing *known*: see [`is_classified`].
pub fn needs(
    framework: &Framework,
    posts: &[PostFacts],
    held: &[Held],
    today: NaiveDate,
) -> Vec<Need> {
    let mut because: BTreeMap<&str, Vec<(Because, NaiveDate)>> = BTreeMap::new();
    for post in posts.iter().filter(|post| post.is_held_on(today)) {
        for membership in post.cohorts.iter().filter(|m| m.since_on <= today) {
            for requirement in framework
                .requirements
                .iter()
                .filter(|r| r.cohort == membership.cohort)
            {
                let Some(level) = framework.level(&requirement.level) else {
                    continue;
                };
                because.entry(&level.code).or_default().push((
                    Because {
                        cohort: membership.cohort.clone(),
                        strength: requirement.strength,
                        job_title: post.job_title.clone(),
                        organisation: post.organisation.clone(),
                        reason: membership.reason.clone(),
                    },
                    due_on(framework, level, post, membership),
                ));
            }
        }
    }
    let mut needs = Vec::new();
    for level in &framework.levels {
        if let Some(reasons) = because.remove(level.code.as_str()) {
            needs.push(need(framework, level, reasons, held, today));
        }
    }
    needs
}

/// Whether any post held on the day has been sorted into a cohort. Who has not is counted apart and never as compliant.
pub fn is_classified(posts: &[PostFacts], today: NaiveDate) -> bool {
    posts
        .iter()
        .any(|post| post.is_held_on(today) && post.cohorts.iter().any(|m| m.since_on <= today))
}

/// The last day on which a level is valid once completed; none where it need not be refreshed.
pub fn valid_until(level: &Level, completed_on: NaiveDate) -> Option<NaiveDate> {
    level.refresh.map(|span| after(completed_on, span))
}

/// The last day in time for somebody new: counted from the start of the post, of the cohort or of the framework,
/// whichever is last.
fn due_on(
    framework: &Framework,
    level: &Level,
    post: &PostFacts,
    membership: &Membership,
) -> NaiveDate {
    let begins = post
        .starts_on
        .max(membership.since_on)
        .max(framework.effective_on);
    let shorter = level
        .shorter_limits
        .iter()
        .filter(|s| s.cohorts.contains(&membership.cohort));
    let limits = shorter.map(|s| s.limit).chain([level.limit]);
    limits
        .map(|limit| after(begins, limit))
        .min()
        .unwrap_or(begins)
}

fn need(
    framework: &Framework,
    level: &Level,
    mut reasons: Vec<(Because, NaiveDate)>,
    held: &[Held],
    today: NaiveDate,
) -> Need {
    reasons.sort_by(|(a, _), (b, _)| {
        b.strength
            .cmp(&a.strength)
            .then_with(|| a.cohort.cmp(&b.cohort))
    });
    let by = reasons
        .iter()
        .filter(|(b, _)| b.strength == Strength::Mandatory)
        .map(|(_, by)| *by)
        .min();
    Need {
        level: level.code.clone(),
        strength: if by.is_some() {
            Strength::Mandatory
        } else {
            Strength::Recommended
        },
        because: reasons.into_iter().map(|(because, _)| because).collect(),
        state: state(framework, level, by, held, today),
        first: level
            .after
            .iter()
            .filter(|code| !is_held(framework, code, held, today))
            .cloned()
            .collect(),
    }
}

/// `by` is the last day in time for the mandatory demand, if there is one.
fn state(
    framework: &Framework,
    level: &Level,
    by: Option<NaiveDate>,
    held: &[Held],
    today: NaiveDate,
) -> State {
    let completed = held
        .iter()
        .filter(|h| h.level == level.code && h.completed_on <= today);
    let Some(last) = completed.map(|h| h.completed_on).max() else {
        return match by {
            None => State::Optional,
            Some(by) if today <= by => State::NotYetDue { by },
            Some(by) => State::Overdue { since: by },
        };
    };
    match valid_until(level, last) {
        None => State::InDate { until: None },
        Some(until) if until < today && by.is_none() => State::Optional,
        // Someone who held the level before a new post began has the new post's time to renew it.
        Some(until) if until < today => match by.filter(|by| today <= *by) {
            Some(by) => State::NotYetDue { by },
            None => State::Overdue {
                since: until.max(by.unwrap_or(until)),
            },
        },
        Some(until) if until <= soon(framework, today) => State::DueSoon { until },
        Some(until) => State::InDate { until: Some(until) },
    }
}

fn soon(framework: &Framework, today: NaiveDate) -> NaiveDate {
    today
        .checked_add_days(Days::new(framework.due_soon_days.into()))
        .unwrap_or(NaiveDate::MAX)
}

fn is_held(framework: &Framework, code: &str, held: &[Held], today: NaiveDate) -> bool {
    let Some(level) = framework.level(code) else {
        return false;
    };
    let completed = held
        .iter()
        .filter(|h| h.level == code && h.completed_on <= today);
    completed
        .map(|h| valid_until(level, h.completed_on))
        .any(|until| until.is_none_or(|until| today <= until))
}

#[cfg(test)]
#[path = "needs_tests.rs"]
mod tests;
