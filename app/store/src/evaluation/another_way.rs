//! Another way than the form: somebody would rather tell somebody.

use super::{answer::of_booking_on, entities::evaluation};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{EvaluateSession, Permit, RunSession},
    evaluation::{EvaluationRefusal, Way},
    ids::{BookingId, SessionId},
};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel, sea_query::OnConflict};
use uuid::Uuid;

/// Keeps that the holder of a booking would rather tell somebody. What has been said by the form stays.
///
/// # Errors
/// [`StoreError::Conflict`] when the booking is not theirs.
pub async fn rather_tell(
    services: &Services,
    permit: &Permit<EvaluateSession>,
    id: BookingId,
) -> Result<Result<(), EvaluationRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let known = of_booking_on(tx, permit, id).await?;
        let known = known.ok_or(StoreError::Conflict)?;
        if let Err(refusal) = known.may_evaluate(services.now()) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        if known.given.is_some() {
            return Ok(Noted::nothing(Ok(())));
        }
        let row = evaluation::Model {
            booking_id: id.into(),
            way: Way::Talk.code().to_owned(),
            relevance: None,
            trainer: None,
            pace: None,
            access: None,
            will_do: String::new(),
            more: String::new(),
            may_follow_up: false,
            answered_at: services.now(),
        };
        let once = OnConflict::column(evaluation::Column::BookingId)
            .do_nothing()
            .to_owned();
        evaluation::Entity::insert(row.into_active_model())
            .on_conflict(once)
            .exec_without_returning(tx)
            .await?;
        Ok(Noted::in_the_row(Ok(())))
    })
}

/// Somebody who would rather tell somebody, or has.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Talks {
    /// The booking.
    pub booking_id: Uuid,
    /// Whose.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// In which way, by its word.
    pub way: String,
}

/// Those of a session who would rather tell somebody, or have, by name; for the organiser, who asks them.
///
/// # Errors
/// When the database fails.
pub async fn list_talks(
    services: &Services,
    permit: &Permit<RunSession>,
    session: SessionId,
) -> Result<Vec<Talks>, StoreError> {
    let query = Query::new(
        "SELECT e.booking_id, p.name, p.email, e.way FROM evaluation e JOIN booking b ON b.id = e.booking_id \
         JOIN session s ON s.id = b.session_id JOIN person p ON p.id = b.person_id WHERE e.way IN ('talk', 'told') AND s.id = ",
    );
    let query = query.bind(session.0).sql(" AND s.organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    query
        .sql(" ORDER BY p.search_name, b.id")
        .all(services.db.reader())
        .await
}

/// Notes that somebody who would rather tell somebody has; whether there was somebody.
///
/// # Errors
/// When the database fails.
pub async fn note_told(
    services: &Services,
    permit: &Permit<RunSession>,
    (session, booking): (SessionId, BookingId),
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new(
            "UPDATE evaluation SET way = 'told' WHERE way = 'talk' AND booking_id IN (SELECT b.id FROM booking b \
             JOIN session s ON s.id = b.session_id WHERE b.id = ",
        );
        let query = query.bind(booking.0).sql(" AND s.id = ").bind(session.0);
        let query = query.sql(" AND s.organisation_id = ");
        let query = query.bind(permit.act().organisation.0).sql(")");
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        let subject = format!("booking {booking}");
        note_new(
            services,
            tx,
            permit,
            subject,
            &"told somebody what it was worth",
            true,
        )
        .await
    })
}
