//! What each person must reach, by when, and how they stand on a day.
//!
//! State is computed for the day asked and never stored. Rules F1 to F9 of `docs/rules/framework.md`.

use super::{
    Arrangements, Framework, Level, PersonFacts, PostFacts, Reached, State, Strength,
    back::due_after_absence,
    demand::{Demand, demands},
    facts::covers,
    reached,
    standing::exempt,
    state::state,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
    /// How it is best done, where a wave says so; else empty.
    pub method: String,
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

/// What a person needs on a day, in the framework's order of levels.
///
/// The union over the cohorts of all posts held that day: the strongest demand wins, then the earliest date. A person
/// in no cohort needs nothing *known*: see [`is_classified`].
pub fn needs(
    framework: &Framework,
    arrangements: &Arrangements,
    person: &PersonFacts,
    today: NaiveDate,
) -> Vec<Need> {
    let mut by_level: BTreeMap<&str, Vec<Demand<'_>>> = BTreeMap::new();
    for demand in demands(framework, arrangements, person) {
        if covers(demand.from_on, demand.to_on, today) {
            by_level.entry(&demand.level.code).or_default().push(demand);
        }
    }
    let mut needs = Vec::new();
    for level in &framework.levels {
        if let Some(demands) = by_level.remove(level.code.as_str()) {
            needs.push(need(framework, arrangements, person, level, demands, today));
        }
    }
    needs
}

/// Whether any post held on the day has been sorted into cohorts. Who has not is counted apart and never as compliant.
pub fn is_classified(posts: &[PostFacts], today: NaiveDate) -> bool {
    posts
        .iter()
        .any(|post| post.is_held_on(today) && post.is_classified)
}

fn need(
    framework: &Framework,
    arrangements: &Arrangements,
    person: &PersonFacts,
    level: &Level,
    mut demands: Vec<Demand<'_>>,
    today: NaiveDate,
) -> Need {
    demands.sort_by(|a, b| {
        b.strength
            .cmp(&a.strength)
            .then_with(|| a.membership.cohort.cmp(&b.membership.cohort))
    });
    let mandatory = || demands.iter().filter(|d| d.strength == Strength::Mandatory);
    let held_with = |level: &Level, boards: &[_]| {
        let updates = &arrangements.updates;
        reached(framework, level, updates, &person.held, boards, today)
    };
    let due = |d: &Demand<'_>| due_after_absence(d, held_with(level, &[d.post.board]));
    let first_due = mandatory().map(|d| (due(d), d)).min_by_key(|(by, _)| *by);
    let by = first_due.map(|(by, _)| by);
    let exempt = exempt(person, level, mandatory().map(|d| d.post), today);
    let strength = if by.is_some() {
        Strength::Mandatory
    } else {
        Strength::Recommended
    };
    // A level counts when it does with every board in whose area a post asks for it most strongly.
    let asking = demands.iter().filter(|d| d.strength == strength);
    let boards: Vec<_> = asking.map(|d| d.post.board).collect();
    let held = |level: &Level| held_with(level, &boards);
    Need {
        level: level.code.clone(),
        strength,
        method: first_due
            .map(|(_, d)| d.method.to_owned())
            .unwrap_or_default(),
        because: demands.iter().map(because).collect(),
        state: state(framework, by, exempt, held(level), today),
        first: level
            .after
            .iter()
            .filter(|code| !is_valid(framework.level(code).and_then(held), today))
            .cloned()
            .collect(),
    }
}

fn because(demand: &Demand<'_>) -> Because {
    Because {
        cohort: demand.membership.cohort.clone(),
        strength: demand.strength,
        job_title: demand.post.job_title.clone(),
        organisation: demand.post.organisation.clone(),
        reason: demand.membership.reason.clone(),
    }
}

fn is_valid(reached: Option<Reached>, today: NaiveDate) -> bool {
    reached.is_some_and(|r| r.valid_until.is_none_or(|until| today <= until))
}

#[cfg(test)]
#[path = "needs_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "needs_dates.rs"]
mod dates;
