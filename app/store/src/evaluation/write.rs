//! Keeping what people say of a session. One answer a booking and stage: another one takes its place.

use super::{
    answer::of_booking_on,
    entities::{confidence, evaluation, follow_up},
};
use crate::{Services, StoreError, audit::Noted, query::Query, transact};
use domain::{
    access::{EvaluateSession, Permit},
    evaluation::{Answers, Confidence, EvaluationRefusal, FollowUp, Rating, Stage, Way},
    ids::BookingId,
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, sea_query::OnConflict};

/// Keeps what the holder of a booking says right after the session.
///
/// # Errors
/// [`StoreError::Conflict`] when the booking is not theirs.
pub async fn evaluate(
    services: &Services,
    permit: &Permit<EvaluateSession>,
    id: BookingId,
    new: &Answers,
) -> Result<Result<(), EvaluationRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let known = of_booking_on(tx, permit, id).await?;
        let known = known.ok_or(StoreError::Conflict)?;
        if let Err(refusal) = known.may_evaluate(services.now()) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let given = known.given.filter(|given| given.way == Way::Form);
        let row = evaluation::Model {
            booking_id: id.into(),
            way: Way::Form.code().to_owned(),
            relevance: number(new.relevance),
            trainer: number(new.trainer),
            pace: new.pace.map(|pace| pace.code().to_owned()),
            access: new.access.map(|access| access.code().to_owned()),
            will_do: new.will_do.clone(),
            more: new.more.clone(),
            may_follow_up: new.may_follow_up,
            answered_at: given.map_or(services.now(), |given| given.answered_at),
        };
        let columns = [
            evaluation::Column::Way,
            evaluation::Column::Relevance,
            evaluation::Column::Trainer,
            evaluation::Column::Pace,
            evaluation::Column::Access,
            evaluation::Column::WillDo,
            evaluation::Column::More,
            evaluation::Column::MayFollowUp,
            evaluation::Column::AnsweredAt,
        ];
        let instead = OnConflict::column(evaluation::Column::BookingId)
            .update_columns(columns)
            .to_owned();
        evaluation::Entity::insert(row.into_active_model())
            .on_conflict(instead)
            .exec_without_returning(tx)
            .await?;
        rate(tx, id, Stage::After, &new.confidences).await?;
        Ok(Noted::in_the_row(Ok(())))
    })
}

/// Keeps what the holder of a booking says came of the session, at the stage that is open.
///
/// # Errors
/// [`StoreError::Conflict`] when the booking is not theirs.
pub async fn follow_up(
    services: &Services,
    permit: &Permit<EvaluateSession>,
    id: BookingId,
    new: &FollowUp,
) -> Result<Result<Stage, EvaluationRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let known = of_booking_on(tx, permit, id).await?;
        let known = known.ok_or(StoreError::Conflict)?;
        let stage = match known.may_follow_up(services.now()) {
            Ok(stage) => stage,
            Err(refusal) => return Ok(Noted::nothing(Err(refusal))),
        };
        let before = known.followed(stage);
        let row = follow_up::Model {
            booking_id: id.into(),
            stage: stage.code().to_owned(),
            did: new.did.map(|did| did.code().to_owned()),
            helped: new.helped.clone(),
            hindered: new.hindered.clone(),
            answered_at: before.map_or(services.now(), |said| said.answered_at),
        };
        let instead = OnConflict::columns([follow_up::Column::BookingId, follow_up::Column::Stage])
            .update_columns([
                follow_up::Column::Did,
                follow_up::Column::Helped,
                follow_up::Column::Hindered,
            ])
            .to_owned();
        follow_up::Entity::insert(row.into_active_model())
            .on_conflict(instead)
            .exec_without_returning(tx)
            .await?;
        rate(tx, id, stage, &new.confidences).await?;
        Ok(Noted::in_the_row(Ok(stage)))
    })
}

fn number(rating: Option<Rating>) -> Option<i32> {
    rating.map(|rating| rating.number().into())
}

/// Keeps how confident somebody is, in the place of what they said before.
async fn rate(
    on: &impl ConnectionTrait,
    id: BookingId,
    stage: Stage,
    confidences: &[Confidence],
) -> Result<(), StoreError> {
    let query = Query::new("DELETE FROM confidence WHERE booking_id = ").bind(id.0);
    let query = query.sql(" AND stage = ").bind(stage.code());
    query.run(on).await?;
    let rows = (1..).zip(confidences).map(|(place, one)| {
        let row = confidence::Model {
            booking_id: id.into(),
            stage: stage.code().to_owned(),
            number: place,
            outcome: one.outcome.clone(),
            before_rating: number(one.before),
            now_rating: number(one.now),
        };
        row.into_active_model()
    });
    if !confidences.is_empty() {
        confidence::Entity::insert_many(rows)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}
