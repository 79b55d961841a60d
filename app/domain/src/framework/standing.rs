//! Where somebody stands, post by post, as dates from which the state of any day follows.
//!
//! Lists of thousands of people read these rows; the page of one person asks [`needs()`](super::needs()). Both come to the
//! same: a property test says so.

use super::{
    Arrangements, Framework, Level, PersonFacts, PostFacts, Reached, State, Strength,
    back::due_after_absence,
    demand::{Demand, demands},
    facts::covers,
    reached,
    state::{Stretch, state},
};
use crate::ids::PostId;
use chrono::NaiveDate;

/// What a post must reach, and how far its holder has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The post.
    pub post: PostId,
    /// Code of the level.
    pub level: String,
    /// Code of the cohort that asks for it first.
    pub cohort: String,
    /// The first day on which it is asked for.
    pub from_on: NaiveDate,
    /// The last day, if it ends.
    pub to_on: Option<NaiveDate>,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// The last completion, and until when it counts.
    pub reached: Option<Reached>,
    /// The time for which nothing is asked, of today or to come.
    pub exempt: Option<Stretch>,
    /// How it is best done; empty where nothing was arranged.
    pub method: String,
}

impl Standing {
    /// The state on a day on which the post must reach the level; none on others.
    pub fn state(&self, framework: &Framework, day: NaiveDate) -> Option<State> {
        covers(self.from_on, self.to_on, day)
            .then(|| state(framework, Some(self.due_on), self.exempt, self.reached, day))
    }
}

/// What the posts of a person must reach that have not ended, each level of each post once.
pub fn standings(
    framework: &Framework,
    arrangements: &Arrangements,
    person: &PersonFacts,
    today: NaiveDate,
) -> Vec<Standing> {
    let mut rows: Vec<Standing> = Vec::new();
    let lasting =
        |d: &Demand<'_>| d.strength == Strength::Mandatory && d.to_on.is_none_or(|to| today <= to);
    for demand in demands(framework, arrangements, person)
        .into_iter()
        .filter(lasting)
    {
        let reached = reached(
            framework,
            demand.level,
            &arrangements.updates,
            &person.held,
            &[demand.post.board],
            today,
        );
        let demand = Demand {
            due_on: due_after_absence(&demand, reached),
            ..demand
        };
        let same =
            |row: &&mut Standing| row.post == demand.post.post && row.level == demand.level.code;
        match rows.iter_mut().find(same) {
            Some(row) => widen(row, &demand, today),
            None => rows.push(Standing {
                post: demand.post.post,
                level: demand.level.code.clone(),
                cohort: demand.membership.cohort.clone(),
                from_on: demand.from_on,
                to_on: demand.to_on,
                due_on: demand.due_on,
                reached,
                exempt: exempt(person, demand.level, [demand.post].into_iter(), today),
                method: demand.method.to_owned(),
            }),
        }
    }
    rows
}

/// Another cohort of the same post asks for the same level. What is asked today goes before what will be.
fn widen(row: &mut Standing, demand: &Demand<'_>, today: NaiveDate) {
    let is_today = row.from_on <= today;
    let replaces = match (is_today, demand.from_on <= today) {
        (true, false) => false,
        (false, true) => true,
        _ => demand.due_on < row.due_on,
    };
    if replaces {
        row.cohort.clone_from(&demand.membership.cohort);
        row.due_on = demand.due_on;
        demand.method.clone_into(&mut row.method);
    }
    row.from_on = row.from_on.min(demand.from_on);
    row.to_on = row.to_on.zip(demand.to_on).map(|(a, b)| a.max(b));
}

/// The time for which a level is not asked of a person: an exemption, or absence from all posts that ask. The one of
/// today, or else the next; times that touch or overlap are one.
pub(super) fn exempt<'a>(
    person: &PersonFacts,
    level: &Level,
    posts: impl Iterator<Item = &'a PostFacts>,
    today: NaiveDate,
) -> Option<Stretch> {
    let mut spans: Vec<Stretch> = person
        .exemptions
        .iter()
        .filter(|e| e.level == level.code)
        .map(|e| (e.from_on, Some(e.until_on)))
        .collect();
    let away: Option<Vec<Stretch>> = posts.map(|post| absence(post, today)).collect();
    if let Some(away) = away.filter(|away| !away.is_empty()) {
        let from = away.iter().map(|(from, _)| *from).max();
        let until = away.iter().filter_map(|(_, until)| *until).min();
        spans.extend(from.map(|from| (from, until)));
    }
    merged(spans, today)
}

/// The time away from a post, of today or the next.
fn absence(post: &PostFacts, today: NaiveDate) -> Option<Stretch> {
    merged(
        post.absences.iter().map(|a| (a.from_on, a.to_on)).collect(),
        today,
    )
}

/// The span of today or the next, joined with those that touch it.
fn merged(mut spans: Vec<Stretch>, today: NaiveDate) -> Option<Stretch> {
    spans.retain(|(from, until)| until.is_none_or(|until| today <= until && *from <= until));
    spans.sort();
    let mut spans = spans.into_iter();
    let mut joined = spans.next()?;
    for (from, until) in spans {
        let touches = joined
            .1
            .is_none_or(|end| end.succ_opt().is_none_or(|next| from <= next));
        if !touches {
            break;
        }
        joined.1 = joined.1.zip(until).map(|(a, b)| a.max(b));
    }
    Some(joined)
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
