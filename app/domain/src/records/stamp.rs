//! The circumstances of a fact, frozen on the day it happens.

use crate::{
    framework::PostFacts,
    ids::{BoardId, FrameworkVersionId, OrganisationId, PostId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a person stood when something was recorded, so that a report "as at" any day can be run again and comes out
/// the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The post of that day: the main one, or the one that began first.
    pub post: Option<PostId>,
    /// Its organisation.
    pub organisation: Option<OrganisationId>,
    /// The board in whose area that is.
    pub board: Option<BoardId>,
    /// Codes of the cohorts of all posts held that day, in order, each once.
    pub cohorts: Vec<String>,
    /// The framework in force.
    pub framework: Option<FrameworkVersionId>,
}

/// Codes of the cohorts of all posts held on a day, in order, each once.
pub fn cohorts_on(posts: &[PostFacts], day: NaiveDate) -> Vec<String> {
    let held = posts.iter().filter(|post| post.is_held_on(day));
    let memberships = held
        .flat_map(|post| &post.cohorts)
        .filter(|m| m.counts_on(day));
    let codes: std::collections::BTreeSet<_> = memberships.map(|m| m.cohort.clone()).collect();
    codes.into_iter().collect()
}
