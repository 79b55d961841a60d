//! What the people of the demo have learned so far.

use super::{chance::Chance, workforce::Held};
use crate::{
    catalogue::CourseRow,
    framework::InForce,
    learning::CurrentModule,
    records::{claim, completion},
    sessions::booking,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    framework::{Elearning, Level, valid_until},
    records::Worth,
};
use uuid::Uuid;

/// Makes completions for the posts: about three in four hold awareness, fewer the rest.
pub(super) struct Historian<'a> {
    pub chance: &'a Chance,
    pub framework: &'a InForce,
    pub modules: &'a [CurrentModule],
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

impl Historian<'_> {
    pub fn completions(&self, held: &[Held]) -> Vec<completion::Model> {
        let mut completions = Vec::new();
        for post in held.iter().filter(|post| post.has_history) {
            let awareness = self.learned(post, "AW", 74, &mut completions);
            if awareness
                && post.cohorts.iter().any(|c| c == "C3")
                && self.learned(post, "FP", 55, &mut completions)
            {
                self.learned(post, "FR", 20, &mut completions);
            }
            if awareness && post.cohorts.iter().any(|c| c == "C5") {
                self.learned(post, "MC", 50, &mut completions);
            }
            if post.cohorts.iter().any(|c| c == "C6") {
                self.learned(post, "EM", 60, &mut completions);
            }
        }
        completions
    }

    /// Adds a completion in so many of a hundred cases, on some day since the post began, within the last 40 months.
    fn learned(
        &self,
        post: &Held,
        level: &str,
        share: usize,
        into: &mut Vec<completion::Model>,
    ) -> bool {
        let days = (self.today - post.starts_on).num_days().clamp(0, 1200);
        let Some(level) = self.framework.framework.level(level) else {
            return false;
        };
        if days < 4 || !self.chance.percent(share) {
            return false;
        }
        let on = self
            .chance
            .days_before(self.today, 1, usize::try_from(days).unwrap_or(1200));
        into.push(self.completion(post, level, on));
        true
    }

    /// A level completed so many days ago.
    pub fn lately(&self, post: &Held, level: &str, days: u64) -> Option<completion::Model> {
        let level = self.framework.framework.level(level)?;
        Some(self.completion(post, level, self.today - Days::new(days)))
    }

    /// What a verified claim brings into the record: a completion for each level of the course.
    pub fn elsewhere(
        &self,
        post: &Held,
        row: &CourseRow,
        claim: &claim::Model,
        approved_by: Uuid,
    ) -> Vec<completion::Model> {
        let completion = |code: &str| {
            let level = self.framework.framework.level(code)?;
            Some(completion::Model {
                course: row.course.title.clone(),
                mode: row.course.mode.title().to_owned(),
                source: "outside".to_owned(),
                minutes: row.course.minutes.unwrap_or(0).cast_signed(),
                right_answers: None,
                questions: None,
                content_version: row.edition.to_string(),
                module_version_id: None,
                course_id: claim.course_id,
                edition: claim.edition,
                claim_id: Some(claim.id),
                approved_by: Some(approved_by),
                ..self.completion(post, level, claim.completed_on)
            })
        };
        let levels = row.course.satisfies.iter();
        levels.filter_map(|one| completion(&one.level)).collect()
    }

    /// What attending a session brings into the record: a completion for each level of the course.
    pub fn attended(
        &self,
        post: &Held,
        row: &CourseRow,
        (booking, on, trainer): (&booking::Model, NaiveDate, Uuid),
    ) -> Vec<completion::Model> {
        let completion = |code: &str| {
            let level = self.framework.framework.level(code)?;
            Some(completion::Model {
                course: row.course.title.clone(),
                mode: row.course.mode.title().to_owned(),
                source: "session".to_owned(),
                minutes: row.course.minutes.unwrap_or(0).cast_signed(),
                right_answers: None,
                questions: None,
                content_version: row.edition.to_string(),
                module_version_id: None,
                course_id: Some(row.id.into()),
                edition: Some(row.edition.cast_signed()),
                approved_by: Some(trainer),
                booking_id: Some(booking.id),
                ..self.completion(post, level, on)
            })
        };
        let levels = row.course.satisfies.iter();
        levels.filter_map(|one| completion(&one.level)).collect()
    }

    fn completion(&self, post: &Held, level: &Level, on: NaiveDate) -> completion::Model {
        let module = self.modules.iter().find(|m| m.module.level == level.code);
        let module = module.filter(|_| level.elearning == Elearning::Completes);
        let right = i32::try_from(8 + self.chance.below(3)).unwrap_or(8);
        completion::Model {
            id: self.chance.new_id(),
            person_id: post.person,
            level: level.code.clone(),
            worth: Worth::Level.code().to_owned(),
            course: module.map_or_else(|| level.title.clone(), |m| m.module.title.clone()),
            mode: if module.is_some() {
                "E-learning"
            } else {
                "Face to face"
            }
            .to_owned(),
            source: "demo".to_owned(),
            minutes: level.minutes.cast_signed(),
            right_answers: module.map(|_| right),
            questions: module.map(|_| 10),
            content_version: module
                .map_or_else(|| "2026.1".to_owned(), |m| m.module.version.clone()),
            module_version_id: module.map(|m| Uuid::from(m.id)),
            attempt_id: None,
            completed_on: on,
            valid_until: valid_until(&self.framework.framework, level, &[on]),
            post_id: Some(post.post),
            organisation_id: Some(post.organisation),
            board_id: Some(post.board),
            cohorts: format!(
                "[{}]",
                post.cohorts
                    .iter()
                    .map(|c| format!("\"{c}\""))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
            framework_version_id: Some(self.framework.id.into()),
            recorded_at: self.now,
            course_id: None,
            edition: None,
            claim_id: None,
            approved_by: None,
            missing: String::new(),
            booking_id: None,
        }
    }
}
