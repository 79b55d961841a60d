//! What is known of a person, as far as the framework goes.

use crate::ids::{BoardId, OrganisationId, PostId, TeamId};
use chrono::NaiveDate;

/// Everything about a person from which needs follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFacts {
    /// All posts, the main one first.
    pub posts: Vec<PostFacts>,
    /// The levels completed.
    pub held: Vec<Held>,
    /// What the person is let off.
    pub exemptions: Vec<Exemption>,
    /// Dates set for this person.
    pub dates: Vec<AssignedDate>,
}

/// A post as far as training goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFacts {
    /// The post.
    pub post: PostId,
    /// Its job title, for the reason shown.
    pub job_title: String,
    /// Its organisation.
    pub organisation_id: OrganisationId,
    /// Its organisation's name, for the reason shown.
    pub organisation: String,
    /// The board in whose area that is.
    pub board: Option<BoardId>,
    /// Its team.
    pub team: Option<TeamId>,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day, if it has one.
    pub ends_on: Option<NaiveDate>,
    /// The cohorts it is in, or was, or will be.
    pub cohorts: Vec<Membership>,
    /// Whether every question asked of it has been answered.
    pub is_classified: bool,
    /// Times away from it.
    pub absences: Vec<Absence>,
}

impl PostFacts {
    /// Whether it is held on a day.
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        covers(self.starts_on, self.ends_on, day)
    }
}

/// That a post is in a cohort, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Code of the cohort.
    pub cohort: String,
    /// The first day.
    pub since_on: NaiveDate,
    /// The last day, if it ends.
    pub until_on: Option<NaiveDate>,
    /// Why, as it was decided, such as "Q3 answered yes for posts like “Social worker*”".
    pub reason: String,
    /// Who decided it and when, where that is known.
    pub decided: Option<DecidedBy>,
}

impl Membership {
    /// Whether it counts on a day.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        covers(self.since_on, self.until_on, day)
    }
}

/// Who decided something, for people to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedBy {
    /// The name; none for the program.
    pub name: Option<String>,
    /// The day.
    pub on: NaiveDate,
}

/// A time away from a post: maternity, long-term sickness, a career break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, if it is known.
    pub to_on: Option<NaiveDate>,
}

/// A level that somebody has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Code of the level.
    pub level: String,
    /// The day it was completed.
    pub completed_on: NaiveDate,
    /// The boards in whose areas it does not count, because they have not ratified the training.
    pub not_in: Vec<BoardId>,
}

impl Held {
    /// Whether it counts for a post in the area of a board.
    pub fn counts_with(&self, board: Option<BoardId>) -> bool {
        board.is_none_or(|board| !self.not_in.contains(&board))
    }
}

/// That somebody need not reach a level for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// Code of the level.
    pub level: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
}

/// A date set for one person in place of the one that follows from the framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedDate {
    /// Code of the level.
    pub level: String,
    /// The last day in time.
    pub due_on: NaiveDate,
}

/// Whether a day lies within a span that may have no end.
pub(super) fn covers(from: NaiveDate, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}
