//! What becomes of those whom a change finds under way: they keep what they have, or get a date.
//!
//! A version carries the transitions of all changes up to it, so that it says by itself by when somebody has to do what.
//! Rules F17 to F20 of `docs/rules/framework.md`.

use super::{Framework, Level, Refresher, Requirement, Span, renewal::Validity};
use crate::calendar::after;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What becomes of those whom one change found under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// Code of the level.
    pub level: String,
    /// The day the change took effect; it is about those who came before it.
    pub before_on: NaiveDate,
    /// What changed, as it was.
    pub changed: Changed,
    /// What was chosen for them.
    pub choice: Choice,
}

/// What of a level changed, as it was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    /// How long it is valid. It is about those who had completed it.
    Refresher(Refresher),
    /// The time allowed to a cohort. It is about those who had been asked for it.
    Limit {
        /// Code of the cohort.
        cohort: String,
        /// The time as it was.
        limit: Span,
    },
    /// That a cohort must reach it, which it did not have to. It is about those who were in the cohort.
    Requirement {
        /// Code of the cohort.
        cohort: String,
    },
}

/// What is chosen for those whom a change found under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// They keep what they have: what they completed counts as long as it did, and they have the time they were given. Of a
    /// new requirement: they have the usual time from the day it takes effect.
    Keep,
    /// What they have runs out on this day, unless it did before; a new requirement is due then.
    DueOn(NaiveDate),
}

impl Changed {
    /// Whether both are about the same part of a level.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Refresher(_), Self::Refresher(_)) => true,
            (Self::Limit { cohort: a, .. }, Self::Limit { cohort: b, .. })
            | (Self::Requirement { cohort: a }, Self::Requirement { cohort: b }) => a == b,
            _ => false,
        }
    }
}

impl Choice {
    /// What is left of something that somebody had.
    fn leaves<T: Ord>(self, had: T, until: impl Fn(NaiveDate) -> T) -> T {
        match self {
            Self::Keep => had,
            Self::DueOn(day) => had.min(until(day)),
        }
    }
}

/// The last day on which a level is valid after all completions of it; none where it has not been completed or need not be
/// refreshed.
///
/// Version by version, as it was: what somebody had the day before a change is what they keep of it, and what the new rule
/// gives them counts if it is more.
pub fn valid_until(
    framework: &Framework,
    level: &Level,
    completions: &[NaiveDate],
) -> Option<NaiveDate> {
    let mut days = completions.to_vec();
    days.sort_unstable();
    let changes = refreshers_before(framework, level);
    let rules = changes
        .iter()
        .map(|(_, was)| *was)
        .chain([level.refresher()]);
    let rules: Vec<_> = rules.collect();
    let (mut validity, mut counted) = (Validity::None, 0);
    for (place, (change, was)) in changes.iter().enumerate() {
        let before = days.partition_point(|day| *day < change.before_on);
        let had = validity.continued(&days[counted..before], *was);
        let newly = Validity::after(&days[..before], rules[place + 1]);
        validity = change.choice.leaves(had, Validity::Until).max(newly);
        counted = before;
    }
    validity
        .continued(&days[counted..], level.refresher())
        .last_day()
}

/// The changes of how long a level is valid, the oldest first, each with the rule as it was.
fn refreshers_before<'a>(
    framework: &'a Framework,
    level: &'a Level,
) -> Vec<(&'a Transition, Refresher)> {
    let of_level = framework
        .transitions
        .iter()
        .filter(|t| t.level == level.code);
    let mut changes: Vec<_> = of_level
        .filter_map(|change| match change.changed {
            Changed::Refresher(was) => Some((change, was)),
            _ => None,
        })
        .collect();
    changes.sort_by_key(|(change, _)| change.before_on);
    changes
}

/// The last day in time for somebody who came into a cohort, in a post, on a day.
pub(super) fn due_on(
    framework: &Framework,
    level: &Level,
    requirement: &Requirement,
    came_on: NaiveDate,
) -> NaiveDate {
    let asked_on = requirement.since_on.unwrap_or(framework.effective_on);
    let begins = came_on.max(asked_on);
    let of_level = framework
        .transitions
        .iter()
        .filter(|t| t.level == level.code);
    let mut due = None;
    let mut limits = Vec::new();
    for change in of_level {
        match (&change.changed, change.choice) {
            (Changed::Requirement { cohort }, Choice::DueOn(day))
                if *cohort == requirement.cohort
                    && asked_on == change.before_on
                    && came_on < asked_on =>
            {
                due = Some(day);
            }
            (Changed::Limit { cohort, limit }, _)
                if *cohort == requirement.cohort && begins < change.before_on =>
            {
                limits.push((change, after(begins, *limit)));
            }
            _ => {}
        }
    }
    limits.sort_by_key(|(change, _)| change.before_on);
    let usual = within(level, &requirement.cohort, begins);
    for (place, (change, given)) in limits.iter().enumerate() {
        let newly = limits.get(place + 1).map_or(usual, |(_, next)| *next);
        let had = due.unwrap_or(*given);
        due = Some(change.choice.leaves(had, |day| day).max(newly));
    }
    due.unwrap_or(usual)
}

/// The end of the shortest time that applies to a cohort.
fn within(level: &Level, cohort: &String, begins: NaiveDate) -> NaiveDate {
    let shorter = level.shorter_limits.iter();
    let applying = shorter.filter(|one| one.cohorts.contains(cohort));
    let limits = applying.map(|one| one.limit).chain([level.limit]);
    let ends = limits.map(|limit| after(begins, limit));
    ends.min().unwrap_or(begins)
}

/// The transitions that a change from one version to the next calls for, each with what has been chosen in the draft or
/// else *keep*.
pub fn transitions_between(before: &Framework, draft: &Framework) -> Vec<Transition> {
    let mut all = Vec::new();
    for level in &draft.levels {
        let was = before.level(&level.code);
        let changed = was
            .into_iter()
            .flat_map(|was| changes_of(was, level, before, draft));
        let asked = newly_asked(before, draft, &level.code);
        for changed in changed.chain(asked) {
            all.push(Transition {
                level: level.code.clone(),
                before_on: draft.effective_on,
                choice: chosen(draft, &level.code, &changed),
                changed,
            });
        }
    }
    all
}

/// What changed in a level itself.
fn changes_of<'a>(
    was: &'a Level,
    is: &'a Level,
    before: &'a Framework,
    draft: &'a Framework,
) -> impl Iterator<Item = Changed> + 'a {
    let refresher =
        (was.refresher() != is.refresher()).then(|| Changed::Refresher(was.refresher()));
    let asked_before = move |cohort: &str| is_mandatory(before, cohort, &is.code);
    let cohorts = draft.cohorts.iter().filter(move |cohort| {
        is_mandatory(draft, &cohort.code, &is.code) && asked_before(&cohort.code)
    });
    let limits = cohorts.filter_map(move |cohort| {
        let limit = was.limit_for(&cohort.code);
        let is_shorter = is.limit_for(&cohort.code).about_days() < limit.about_days();
        let cohort = cohort.code.clone();
        is_shorter.then_some(Changed::Limit { cohort, limit })
    });
    refresher.into_iter().chain(limits)
}

/// The cohorts that must reach a level and did not have to.
fn newly_asked<'a>(
    before: &'a Framework,
    draft: &'a Framework,
    level: &'a str,
) -> impl Iterator<Item = Changed> + 'a {
    let cohorts = draft.cohorts.iter().map(|cohort| cohort.code.clone());
    let new = cohorts.filter(move |code| {
        // Nobody is in a cohort that the version before did not have.
        before.cohort(code).is_some()
            && is_mandatory(draft, code, level)
            && !is_mandatory(before, code, level)
    });
    new.map(|cohort| Changed::Requirement { cohort })
}

fn is_mandatory(framework: &Framework, cohort: &str, level: &str) -> bool {
    let found = framework.requirement(cohort, level);
    found.is_some_and(|one| one.strength == super::Strength::Mandatory)
}

fn chosen(draft: &Framework, level: &str, changed: &Changed) -> Choice {
    let mut all = draft.transitions.iter();
    let made = all.find(|t| t.level == level && t.changed.is_about_the_same(changed));
    made.map_or(Choice::Keep, |transition| transition.choice)
}

/// A draft as it is published, to take effect on a day after the version before it.
///
/// Each requirement keeps the day from which it has been asked, so that publishing moves nobody's date who is not touched by
/// a change; the transitions of all versions before come along.
#[must_use]
pub fn published(
    draft: &Framework,
    before: Option<&Framework>,
    effective_on: NaiveDate,
) -> Framework {
    let mut version = Framework {
        effective_on,
        ..draft.clone()
    };
    let Some(before) = before else {
        version.transitions.clear();
        return version;
    };
    for requirement in &mut version.requirements {
        let was = before.requirement(&requirement.cohort, &requirement.level);
        let same = was.filter(|was| was.strength >= requirement.strength);
        requirement.since_on = same.map(|was| was.since_on.unwrap_or(before.effective_on));
    }
    let new = transitions_between(before, &version);
    let kept = before.transitions.iter();
    let kept = kept.filter(|transition| version.level(&transition.level).is_some());
    version.transitions = kept.cloned().chain(new).collect();
    version
}

#[cfg(test)]
#[path = "transition_tests.rs"]
mod tests;
