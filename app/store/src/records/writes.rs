//! Adding to the learner record.

use super::{completion, reads::held_by};
use crate::{
    Services, StoreError,
    framework::{self, InForce},
    learning::Study,
    people,
};
use chrono::NaiveDate;
use domain::{
    framework::{Elearning, Level, valid_until},
    ids::{AttemptId, BookingId, ClaimId, CompletionId, CourseId, ModuleVersionId, PersonId},
    learning::Mark,
    records::{Stamp, Worth},
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

/// Something completed, to be written into the record.
#[derive(Clone, Debug)]
pub(super) struct NewCompletion<'a> {
    pub person: PersonId,
    pub level: &'a str,
    pub worth: Worth,
    /// With a part: what is missing.
    pub missing: &'a str,
    pub course: &'a str,
    pub mode: &'a str,
    pub minutes: u32,
    pub mark: Option<Mark>,
    pub content_version: String,
    pub source: Source,
    pub completed_on: NaiveDate,
}

/// Where a completion comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    /// The quiz of a module was passed.
    Module {
        version: ModuleVersionId,
        attempt: AttemptId,
    },
    /// It was done elsewhere, claimed, and verified.
    Outside {
        claim: ClaimId,
        course: Option<(CourseId, u32)>,
        approved_by: Option<PersonId>,
    },
    /// Every part of a session was attended.
    Session {
        booking: BookingId,
        course: (CourseId, u32),
        approved_by: Option<PersonId>,
    },
}

/// What is frozen with a completion: where the person stood, and the framework by which it counts.
pub(super) struct Circumstances {
    pub stamp: Stamp,
    pub framework: Option<InForce>,
}

impl Circumstances {
    /// A level of the framework.
    pub fn level(&self, code: &str) -> Option<&Level> {
        self.framework.as_ref()?.framework.level(code)
    }
}

/// The circumstances of something completed on a day and recorded today. Whoever held no post that day is stamped with
/// the post of today.
pub(super) async fn circumstances(
    services: &Services,
    on: &impl ConnectionTrait,
    person: PersonId,
    day: NaiveDate,
) -> Result<Circumstances, StoreError> {
    let today = services.today();
    let framework = framework::in_force_on(services, on, today).await?;
    let mut stamp = people::stamp(on, person, day).await?;
    if stamp.post.is_none() && day != today {
        stamp = people::stamp(on, person, today).await?;
    }
    stamp.framework = framework.as_ref().map(|f| f.id);
    Ok(Circumstances { stamp, framework })
}

/// Writes a completion, stamped with its circumstances, in the caller's transaction.
pub(super) async fn record(
    services: &Services,
    on: &impl ConnectionTrait,
    circumstances: &Circumstances,
    new: &NewCompletion<'_>,
) -> Result<CompletionId, StoreError> {
    let level = circumstances
        .level(new.level)
        .filter(|_| new.worth == Worth::Level);
    let valid_until = match (&circumstances.framework, level) {
        (Some(in_force), Some(level)) => {
            counts_until(on, in_force, level, new.person, new.completed_on).await?
        }
        _ => None,
    };
    let row = row(services, circumstances, new, valid_until)?;
    let id = CompletionId(row.id);
    completion::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    framework::restate(services, on, &[new.person]).await?;
    Ok(id)
}

/// The row of a completion that counts until a day.
pub(super) fn row(
    services: &Services,
    circumstances: &Circumstances,
    new: &NewCompletion<'_>,
    valid_until: Option<NaiveDate>,
) -> Result<completion::Model, StoreError> {
    let stamp = &circumstances.stamp;
    let row = completion::Model {
        id: services.new_id(),
        person_id: new.person.into(),
        level: new.level.to_owned(),
        worth: new.worth.code().to_owned(),
        course: new.course.to_owned(),
        mode: new.mode.to_owned(),
        source: String::new(),
        minutes: new.minutes.cast_signed(),
        right_answers: new.mark.map(|mark| mark.right.cast_signed()),
        questions: new.mark.map(|mark| mark.of.cast_signed()),
        content_version: new.content_version.clone(),
        module_version_id: None,
        attempt_id: None,
        completed_on: new.completed_on,
        valid_until,
        post_id: stamp.post.map(Into::into),
        organisation_id: stamp.organisation.map(Into::into),
        board_id: stamp.board.map(Into::into),
        cohorts: serde_json::to_string(&stamp.cohorts)?,
        framework_version_id: stamp.framework.map(Into::into),
        recorded_at: services.now(),
        course_id: None,
        edition: None,
        claim_id: None,
        approved_by: None,
        missing: new.missing.to_owned(),
        booking_id: None,
    };
    Ok(with_source(row, new.source))
}

/// The row with where it comes from.
fn with_source(row: completion::Model, source: Source) -> completion::Model {
    match source {
        Source::Module { version, attempt } => completion::Model {
            source: "module".to_owned(),
            module_version_id: Some(version.into()),
            attempt_id: Some(attempt.into()),
            ..row
        },
        Source::Outside {
            claim,
            course,
            approved_by,
        } => completion::Model {
            source: "outside".to_owned(),
            claim_id: Some(claim.into()),
            course_id: course.map(|(course, _)| course.into()),
            edition: course.map(|(_, edition)| edition.cast_signed()),
            approved_by: approved_by.map(Into::into),
            ..row
        },
        Source::Session {
            booking,
            course: (course, edition),
            approved_by,
        } => completion::Model {
            source: "session".to_owned(),
            booking_id: Some(booking.into()),
            course_id: Some(course.into()),
            edition: Some(edition.cast_signed()),
            approved_by: approved_by.map(Into::into),
            ..row
        },
    }
}

/// Writes that a module has been passed, in the caller's transaction.
pub(crate) async fn complete_module(
    services: &Services,
    on: &impl ConnectionTrait,
    study: &Study,
    attempt: AttemptId,
    mark: Mark,
) -> Result<CompletionId, StoreError> {
    let today = services.today();
    let circumstances = circumstances(services, on, study.person, today).await?;
    let module = &study.module;
    let reaches = circumstances
        .level(&module.level)
        .is_some_and(|level| level.elearning == Elearning::Completes);
    let new = NewCompletion {
        person: study.person,
        level: &module.level,
        worth: if reaches { Worth::Level } else { Worth::Part },
        missing: "",
        course: &module.title,
        mode: "E-learning",
        minutes: module.minutes,
        mark: Some(mark),
        content_version: module.version.clone(),
        source: Source::Module {
            version: study.version,
            attempt,
        },
        completed_on: today,
    };
    record(services, on, &circumstances, &new).await
}

/// The last day on which a level counts that somebody completes on a day, after all earlier completions of it.
pub(crate) async fn counts_until(
    on: &impl ConnectionTrait,
    in_force: &InForce,
    level: &Level,
    person: PersonId,
    completed_on: NaiveDate,
) -> Result<Option<NaiveDate>, StoreError> {
    let held = held_by(on, &[person]).await?.remove(&person);
    let of_level = held.unwrap_or_default().into_iter();
    let earlier = of_level.filter(|held| held.level == level.code);
    let days: Vec<_> = earlier
        .map(|held| held.completed_on)
        .chain([completed_on])
        .collect();
    Ok(valid_until(&in_force.framework, level, &days))
}
