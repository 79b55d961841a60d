//! Asking those who hold a place whether they still come, when the time has changed.

use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{BookPlace, Permit},
    ids::{BookingId, SessionId},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Asks everybody who holds a place.
pub(super) async fn ask(on: &impl ConnectionTrait, session: SessionId) -> Result<(), StoreError> {
    let query = Query::new("UPDATE booking SET to_confirm = ").bind(true);
    let query = query
        .sql(" WHERE ended_at IS NULL AND state IN ('booked', 'to_approve') AND session_id = ");
    query.bind(session.0).run(on).await?;
    Ok(())
}

/// Says that the person of the permit still comes; whether that was asked.
///
/// # Errors
/// When the database fails.
pub async fn confirm(
    services: &Services,
    permit: &Permit<BookPlace>,
    id: BookingId,
) -> Result<bool, StoreError> {
    let person = permit.act().target.person.map(Uuid::from);
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE booking SET to_confirm = ").bind(false);
        let query = query.sql(" WHERE to_confirm AND id = ").bind(id.0);
        let query = query.sql(" AND person_id = ").bind(person);
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        let subject = format!("booking {id}");
        note_new(services, tx, permit, subject, &"still comes", true).await
    })
}
