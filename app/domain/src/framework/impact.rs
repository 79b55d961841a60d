//! Whom a new version of the framework touches, or a new arrangement beside it, and what becomes overdue because of it.
//!
//! A person is touched at a level that they must reach, no longer must, or must by another day. Rules F32 and F33 of
//! `docs/rules/framework.md`.

use super::{Arrangements, Framework, PersonFacts, Standing, facts::covers, standings};
use crate::ids::OrganisationId;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Days after a version's first day for which it is said day by day what becomes overdue.
const HORIZON: Days = Days::new(366);

/// What a new version does to what somebody must reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// They must reach it, and did not have to.
    Gain,
    /// They no longer must.
    Lose,
    /// They must by another day.
    Change,
}

/// That a new version touches somebody at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Code of the level.
    pub level: String,
    /// What it does.
    pub effect: Effect,
    /// Codes of the cohorts by which it is asked, or was.
    pub cohorts: BTreeSet<String>,
    /// The organisations of the posts of which it is asked, or was.
    pub organisations: BTreeSet<OrganisationId>,
    /// The first day on which it is overdue, if that is sooner than it was.
    pub overdue_on: Option<NaiveDate>,
}

/// The last day before somebody is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deadline {
    On(NaiveDate),
    Never,
}

/// What somebody must reach on a day, at one level.
struct Asked {
    deadline: Deadline,
    cohorts: BTreeSet<String>,
    organisations: BTreeSet<OrganisationId>,
}

/// Where a version that counts from `day` touches somebody, compared with the one before it.
pub fn touches(
    before: &Framework,
    after: &Framework,
    arrangements: &Arrangements,
    person: &PersonFacts,
    day: NaiveDate,
) -> Vec<Touch> {
    let was = asked(before, arrangements, person, day);
    let is = asked(after, arrangements, person, day);
    compare(was, is, day)
}

/// Where a change of what is arranged touches somebody on `day`, under the same framework.
pub fn touches_rearranged(
    framework: &Framework,
    before: &Arrangements,
    after: &Arrangements,
    person: &PersonFacts,
    day: NaiveDate,
) -> Vec<Touch> {
    let was = asked(framework, before, person, day);
    let is = asked(framework, after, person, day);
    compare(was, is, day)
}

fn compare(
    mut was: BTreeMap<String, Asked>,
    is: BTreeMap<String, Asked>,
    day: NaiveDate,
) -> Vec<Touch> {
    let mut touches = Vec::new();
    for (level, now) in is {
        let then = was.remove(&level).map(|then| then.deadline);
        let effect = match then {
            None => Effect::Gain,
            Some(then) if then != now.deadline => Effect::Change,
            Some(_) => continue,
        };
        let overdue_on = match now.deadline {
            Deadline::On(last) if then.is_none_or(|then| now.deadline < then) => {
                Some(last.succ_opt().unwrap_or(last).max(day))
            }
            _ => None,
        };
        touches.push(Touch {
            level,
            effect,
            cohorts: now.cohorts,
            organisations: now.organisations,
            overdue_on,
        });
    }
    touches.extend(was.into_iter().map(|(level, then)| Touch {
        level,
        effect: Effect::Lose,
        cohorts: then.cohorts,
        organisations: then.organisations,
        overdue_on: None,
    }));
    touches
}

/// What somebody must reach on a day, by level.
fn asked(
    framework: &Framework,
    arrangements: &Arrangements,
    person: &PersonFacts,
    day: NaiveDate,
) -> BTreeMap<String, Asked> {
    let mut by_level: BTreeMap<String, Vec<Standing>> = BTreeMap::new();
    for standing in standings(framework, arrangements, person, day) {
        if covers(standing.from_on, standing.to_on, day) {
            let level = standing.level.clone();
            by_level.entry(level).or_default().push(standing);
        }
    }
    let all = by_level.into_iter();
    all.map(|(level, rows)| (level, together(&rows, person, day)))
        .collect()
}

/// One level, asked by several posts.
fn together(rows: &[Standing], person: &PersonFacts, day: NaiveDate) -> Asked {
    let organisation = |row: &Standing| {
        let post = person.posts.iter().find(|post| post.post == row.post);
        post.map(|post| post.organisation_id)
    };
    Asked {
        deadline: deadline(rows, day),
        cohorts: rows.iter().map(|row| row.cohort.clone()).collect(),
        organisations: rows.iter().filter_map(organisation).collect(),
    }
}

fn deadline(rows: &[Standing], day: NaiveDate) -> Deadline {
    let is_exempt = |row: &Standing| {
        row.exempt
            .is_some_and(|(from, until)| covers(from, until, day))
    };
    let due = rows.iter().map(|row| row.due_on).min();
    let (Some(due), false) = (due, rows.iter().all(is_exempt)) else {
        return Deadline::Never;
    };
    match rows.iter().find_map(|row| row.reached) {
        None => Deadline::On(due),
        Some(reached) => match reached.valid_until {
            None => Deadline::Never,
            Some(until) => Deadline::On(until.max(due)),
        },
    }
}

/// How many people gain a requirement, lose one, or have another day for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Who gain one.
    pub gain: u64,
    /// Who lose one.
    pub lose: u64,
    /// Who have another day for one.
    pub change: u64,
}

impl Touched {
    /// Counts a person once for each effect.
    fn count<'a>(&mut self, effects: impl Iterator<Item = &'a Effect>) {
        for effect in effects {
            *match effect {
                Effect::Gain => &mut self.gain,
                Effect::Lose => &mut self.lose,
                Effect::Change => &mut self.change,
            } += 1;
        }
    }
}

/// Whom a new version touches, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// People who were looked at.
    pub people: u64,
    /// People who are touched at all.
    pub touched: u64,
    /// All of them together.
    pub all: Touched,
    /// By organisation; somebody in two is counted in both.
    pub by_organisation: BTreeMap<OrganisationId, Touched>,
    /// By cohort; somebody in several is counted in each that asks.
    pub by_cohort: BTreeMap<String, Touched>,
    /// Requirements that become overdue on a day if nothing is done, by day and level.
    pub overdue: BTreeMap<NaiveDate, BTreeMap<String, u64>>,
    /// Those that become overdue after the days that are told apart.
    pub overdue_later: u64,
}

impl Impact {
    /// Counts a person whom a version that counts from `day` touches, or does not.
    pub fn count(&mut self, touches: &[Touch], day: NaiveDate) {
        self.people += 1;
        self.touched += u64::from(!touches.is_empty());
        let effects: BTreeSet<Effect> = touches.iter().map(|touch| touch.effect).collect();
        self.all.count(effects.iter());
        let mut organisations: BTreeMap<OrganisationId, BTreeSet<Effect>> = BTreeMap::new();
        let mut cohorts: BTreeMap<&str, BTreeSet<Effect>> = BTreeMap::new();
        for touch in touches {
            for one in &touch.organisations {
                organisations.entry(*one).or_default().insert(touch.effect);
            }
            for one in &touch.cohorts {
                cohorts.entry(one).or_default().insert(touch.effect);
            }
            self.count_overdue(touch, day);
        }
        for (one, effects) in organisations {
            self.by_organisation
                .entry(one)
                .or_default()
                .count(effects.iter());
        }
        for (one, effects) in cohorts {
            let of_cohort = self.by_cohort.entry(one.to_owned()).or_default();
            of_cohort.count(effects.iter());
        }
    }

    fn count_overdue(&mut self, touch: &Touch, day: NaiveDate) {
        let Some(overdue_on) = touch.overdue_on else {
            return;
        };
        if day
            .checked_add_days(HORIZON)
            .is_some_and(|horizon| overdue_on > horizon)
        {
            self.overdue_later += 1;
        } else {
            let levels = self.overdue.entry(overdue_on).or_default();
            *levels.entry(touch.level.clone()).or_default() += 1;
        }
    }
}

#[cfg(test)]
#[path = "impact_tests.rs"]
mod tests;
