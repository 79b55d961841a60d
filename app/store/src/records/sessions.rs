//! What is completed by attending a session, and what a correction of the register takes back.

use super::{
    decide::{edition, withdraw_completions},
    entities::completion,
    reads::held_by,
    writes::{Circumstances, NewCompletion, Source, row},
};
use crate::{
    Services, StoreError,
    framework::{InForce, in_force_on, restate},
    people,
    query::Query,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar,
    catalogue::Course,
    framework::{Held, valid_until},
    ids::{BookingId, CourseId, PersonId},
    records::{Stamp, Worth},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Somebody who has come to complete a course by a booking, or has not after all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attended {
    pub booking: BookingId,
    pub person: PersonId,
    /// The course, and the edition of its session.
    pub course: (CourseId, u32),
    /// When that session ends.
    pub ends_at: DateTime<Utc>,
    pub is_complete: bool,
}

/// Why a completion is withdrawn.
const CORRECTED: &str = "The register of the session was corrected.";

/// Writes completions for those who have completed a course and have none by that booking yet, and withdraws those of whom
/// that is no longer true, in the caller's transaction. A handful of queries for each session, however many people they are.
pub(crate) async fn complete_session(
    services: &Services,
    on: &impl ConnectionTrait,
    by: Option<PersonId>,
    attended: &[Attended],
) -> Result<(), StoreError> {
    if attended.is_empty() {
        return Ok(());
    }
    let in_force = counting(on, attended).await?;
    let completed: HashSet<Uuid> = in_force.iter().map(|row| row.booking_id).collect();
    let gone: HashSet<Uuid> = attended
        .iter()
        .filter(|one| !one.is_complete)
        .map(|one| one.booking.0)
        .collect();
    let withdrawn = in_force.iter().filter(|row| gone.contains(&row.booking_id));
    let withdrawn: Vec<Uuid> = withdrawn.map(|row| row.id).collect();
    if !withdrawn.is_empty() {
        withdraw_completions(services, on, &withdrawn, (by, CORRECTED)).await?;
    }
    let mut new: BTreeMap<_, Vec<Attended>> = BTreeMap::new();
    for one in attended {
        if one.is_complete && !completed.contains(&one.booking.0) {
            new.entry((one.course, one.ends_at)).or_default().push(*one);
        }
    }
    for ((course, ends_at), people) in new {
        if let Some(document) = edition(on, course).await? {
            let day = calendar::day_of(ends_at).min(services.today());
            let attendance = Attendance {
                course: &document,
                which: course,
                day,
                by,
            };
            attendance.record(services, on, &people).await?;
        }
    }
    let people: Vec<_> = attended.iter().map(|one| one.person).collect();
    restate(services, on, &people).await
}

#[derive(FromQueryResult)]
struct Counting {
    id: Uuid,
    booking_id: Uuid,
}

/// Completions by these bookings that count.
async fn counting(
    on: &impl ConnectionTrait,
    attended: &[Attended],
) -> Result<Vec<Counting>, StoreError> {
    let query = Query::new(
        "SELECT c.id, c.booking_id FROM completion c WHERE NOT EXISTS (SELECT 1 FROM completion_withdrawn w \
         WHERE w.completion_id = c.id) AND c.booking_id IN (",
    );
    let query = query.bind_all(attended.iter().map(|one| one.booking.0));
    query.sql(")").all(on).await
}

/// A course that some people have attended on a day.
struct Attendance<'a> {
    course: &'a Course,
    which: (CourseId, u32),
    day: NaiveDate,
    by: Option<PersonId>,
}

impl Attendance<'_> {
    async fn record(
        &self,
        services: &Services,
        on: &impl ConnectionTrait,
        new: &[Attended],
    ) -> Result<(), StoreError> {
        let people: Vec<_> = new.iter().map(|one| one.person).collect();
        let framework = in_force_on(services, on, services.today()).await?;
        let mut stamps = people::stamps(on, &people, self.day).await?;
        let held = held_by(on, &people).await?;
        let none = Vec::new();
        let mut rows = Vec::new();
        for one in new {
            let stamp = Stamp {
                framework: framework.as_ref().map(|f| f.id),
                ..stamps.remove(&one.person).unwrap_or_default()
            };
            let circumstances = Circumstances {
                stamp,
                framework: framework.clone(),
            };
            let held = held.get(&one.person).unwrap_or(&none);
            rows.extend(self.rows(services, &circumstances, (*one, held))?);
        }
        if rows.is_empty() {
            return Ok(());
        }
        let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
        completion::Entity::insert_many(rows)
            .exec_without_returning(on)
            .await?;
        Ok(())
    }

    /// A completion for each level of the course.
    fn rows(
        &self,
        services: &Services,
        circumstances: &Circumstances,
        (one, held): (Attended, &[Held]),
    ) -> Result<Vec<completion::Model>, StoreError> {
        let each = self.course.satisfies.iter().map(|satisfies| {
            let new = NewCompletion {
                person: one.person,
                level: &satisfies.level,
                worth: satisfies.worth,
                missing: &satisfies.missing,
                course: &self.course.title,
                mode: self.course.mode.title(),
                minutes: self.course.minutes.unwrap_or(0),
                mark: None,
                content_version: self.which.1.to_string(),
                source: Source::Session {
                    booking: one.booking,
                    course: self.which,
                    approved_by: self.by,
                },
                completed_on: self.day,
            };
            let is_whole = satisfies.worth == Worth::Level;
            let framework = circumstances.framework.as_ref().filter(|_| is_whole);
            let until = framework.and_then(|f| self.valid_until(f, &satisfies.level, held));
            row(services, circumstances, &new, until)
        });
        each.collect()
    }

    /// The last day on which a level counts, after all completions of it.
    fn valid_until(&self, in_force: &InForce, code: &str, held: &[Held]) -> Option<NaiveDate> {
        let level = in_force.framework.level(code)?;
        let of_level = held.iter().filter(|held| held.level == code);
        let days: Vec<_> = of_level
            .map(|held| held.completed_on)
            .chain([self.day])
            .collect();
        valid_until(&in_force.framework, level, &days)
    }
}
