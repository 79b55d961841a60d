//! What a partnership arranges beside the framework: who goes first, and updates that the law forces.

use super::PostFacts;
use crate::ids::{OrganisationId, TeamId};
use chrono::NaiveDate;

/// All that is arranged at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangements {
    /// Who goes first.
    pub waves: Vec<Wave>,
    /// Levels that had to be taken again early.
    pub updates: Vec<ForcedUpdate>,
}

/// That some go first: by which day and, better, how. What is none means everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// Code of the level.
    pub level: String,
    /// Code of the cohort.
    pub cohort: Option<String>,
    /// The organisation.
    pub organisation: Option<OrganisationId>,
    /// The team.
    pub team: Option<TeamId>,
    /// Whoever starts later than this day has the framework's own time.
    pub in_post_by: NaiveDate,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// How it is best done, such as "Face to face".
    pub method: String,
}

impl Wave {
    /// Whether it is about what a cohort of a post must reach.
    pub(super) fn is_about(&self, post: &PostFacts, cohort: &str, level: &str) -> bool {
        self.level == level
            && self.cohort.as_deref().is_none_or(|own| own == cohort)
            && self
                .organisation
                .is_none_or(|own| own == post.organisation_id)
            && self.team.is_none_or(|own| Some(own) == post.team)
            && post.starts_on <= self.in_post_by
    }
}

/// That the law changed: what was completed before a day counts until another only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForcedUpdate {
    /// Code of the level.
    pub level: String,
    /// What was completed before this day is out of date.
    pub completed_before: NaiveDate,
    /// The last day on which it still counts.
    pub due_on: NaiveDate,
}

/// One thing that is arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Some go first.
    Wave(Wave),
    /// The law changed.
    Update(ForcedUpdate),
}

impl Arrangement {
    /// Code of the level it is about.
    pub fn level(&self) -> &str {
        match self {
            Self::Wave(wave) => &wave.level,
            Self::Update(update) => &update.level,
        }
    }
}

/// That something is arranged, or is no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rearrangement {
    /// It counts from now on.
    Begin(Arrangement),
    /// It counts no more.
    End(Arrangement),
}

impl Rearrangement {
    /// What it is about.
    pub fn arrangement(&self) -> &Arrangement {
        match self {
            Self::Begin(arrangement) | Self::End(arrangement) => arrangement,
        }
    }
}

impl Arrangements {
    /// All that would be arranged afterwards.
    #[must_use]
    pub fn after(&self, change: &Rearrangement) -> Self {
        let mut after = self.clone();
        match change {
            Rearrangement::Begin(Arrangement::Wave(wave)) => after.waves.push(wave.clone()),
            Rearrangement::Begin(Arrangement::Update(update)) => after.updates.push(update.clone()),
            Rearrangement::End(Arrangement::Wave(wave)) => without(&mut after.waves, wave),
            Rearrangement::End(Arrangement::Update(update)) => without(&mut after.updates, update),
        }
        after
    }
}

/// Takes one away; another that says the same stays.
fn without<T: PartialEq>(all: &mut Vec<T>, gone: &T) {
    if let Some(place) = all.iter().position(|one| one == gone) {
        all.remove(place);
    }
}
