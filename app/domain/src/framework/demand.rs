//! What the cohorts of posts ask for, and by when.

use super::{
    Arrangements, Framework, Level, Membership, PersonFacts, PostFacts, Strength,
    transition::due_on,
};
use chrono::NaiveDate;

/// That a cohort of a post asks for a level.
#[derive(Clone, Debug)]
pub(super) struct Demand<'a> {
    pub post: &'a PostFacts,
    pub membership: &'a Membership,
    pub level: &'a Level,
    pub strength: Strength,
    /// The first day on which it asks.
    pub from_on: NaiveDate,
    /// The last day on which it asks, if it ends.
    pub to_on: Option<NaiveDate>,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// Whether that day was set for the person.
    pub is_own_date: bool,
    /// How it is best done; empty where nothing was arranged.
    pub method: &'a str,
}

/// All demands of a person's posts, in the order of posts, cohorts and requirements.
pub(super) fn demands<'a>(
    framework: &'a Framework,
    arrangements: &'a Arrangements,
    person: &'a PersonFacts,
) -> Vec<Demand<'a>> {
    let mut demands = Vec::new();
    for post in &person.posts {
        for membership in &post.cohorts {
            let of_cohort = framework
                .requirements
                .iter()
                .filter(|r| r.cohort == membership.cohort);
            for requirement in of_cohort {
                let Some(level) = framework.level(&requirement.level) else {
                    continue;
                };
                let from_on = post.starts_on.max(membership.since_on);
                let wave = arrangements
                    .waves
                    .iter()
                    .filter(|wave| wave.is_about(post, &membership.cohort, &level.code))
                    .min_by_key(|wave| wave.due_on);
                let assigned = person.dates.iter().find(|date| date.level == level.code);
                let due_on = assigned
                    .map(|date| date.due_on)
                    .or(wave.map(|wave| wave.due_on))
                    .unwrap_or_else(|| due_on(framework, level, requirement, from_on));
                demands.push(Demand {
                    post,
                    membership,
                    level,
                    strength: requirement.strength,
                    from_on,
                    to_on: earlier(post.ends_on, membership.until_on),
                    due_on,
                    is_own_date: assigned.is_some(),
                    method: wave.map_or("", |wave| wave.method.as_str()),
                });
            }
        }
    }
    demands
}

fn earlier(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    a.into_iter().chain(b).min()
}
