//! Adding to the learner record.

use super::completion;
use crate::{Services, StoreError, framework, learning::Study, people};
use domain::{
    framework::{Elearning, valid_until},
    ids::{AttemptId, CompletionId},
    learning::Mark,
    records::Worth,
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

/// Writes that a module has been passed, stamped with the circumstances of the day, in the caller's transaction.
pub(crate) async fn complete_module(
    services: &Services,
    on: &impl ConnectionTrait,
    study: &Study,
    attempt: AttemptId,
    mark: Mark,
) -> Result<CompletionId, StoreError> {
    let today = services.today();
    let in_force = framework::in_force_on(services, on, today).await?;
    let level = in_force
        .as_ref()
        .and_then(|f| f.framework.level(&study.module.level));
    let reaches = level.is_some_and(|level| level.elearning == Elearning::Completes);
    let stamp = people::stamp(on, study.person, today).await?;
    let id = services.new_id::<CompletionId>();
    let row = completion::Model {
        id: id.into(),
        person_id: study.person.into(),
        level: study.module.level.clone(),
        worth: if reaches { Worth::Level } else { Worth::Part }
            .code()
            .to_owned(),
        course: study.module.title.clone(),
        mode: "E-learning".to_owned(),
        source: "module".to_owned(),
        minutes: study.module.minutes.cast_signed(),
        right_answers: Some(mark.right.cast_signed()),
        questions: Some(mark.of.cast_signed()),
        content_version: study.module.version.clone(),
        module_version_id: Some(study.version.into()),
        attempt_id: Some(attempt.into()),
        completed_on: today,
        valid_until: level
            .filter(|_| reaches)
            .and_then(|level| valid_until(level, today)),
        post_id: stamp.post.map(Into::into),
        organisation_id: stamp.organisation.map(Into::into),
        board_id: stamp.board.map(Into::into),
        cohorts: serde_json::to_string(&stamp.cohorts)?,
        framework_version_id: in_force.map(|f| f.id.into()),
        recorded_at: services.now(),
    };
    completion::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    framework::restate(services, on, &[study.person]).await?;
    Ok(id)
}
