//! What line managers answer to bookings, what waits for their answer, and whether their organisation asks for it.

use super::{
    book::hold_booking,
    hold::{Ending, keep},
    reads::Part,
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    people::within,
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{AgreeToBooking, Permit, Scope, SetBookings},
    ids::{BookingId, PersonId, SessionId},
    sessions::BookingRefusal,
};
use sea_orm::FromQueryResult;
use std::collections::HashMap;
use uuid::Uuid;

/// Agrees to a booking of the person of the permit.
///
/// # Errors
/// When the database fails.
pub async fn approve(
    services: &Services,
    permit: &Permit<AgreeToBooking>,
    id: BookingId,
    teller: Teller<'_>,
) -> Result<Result<(), BookingRefusal>, StoreError> {
    answer(services, permit, id, None, teller).await
}

/// Declines a booking of the person of the permit, with the reason. Its place is offered to the next.
///
/// # Errors
/// When the database fails.
pub async fn refuse(
    services: &Services,
    permit: &Permit<AgreeToBooking>,
    id: BookingId,
    why: &str,
    teller: Teller<'_>,
) -> Result<Result<(), BookingRefusal>, StoreError> {
    answer(services, permit, id, Some(why), teller).await
}

/// The answer: yes, or the reason why not.
async fn answer(
    services: &Services,
    permit: &Permit<AgreeToBooking>,
    id: BookingId,
    why_not: Option<&str>,
    teller: Teller<'_>,
) -> Result<Result<(), BookingRefusal>, StoreError> {
    let (person, now) = (permit.act().target.person, services.now());
    transact!(services.db, |tx| {
        let Some(mut held) = hold_booking(services, tx, id, person).await? else {
            return Ok(Noted::nothing(Err(BookingRefusal::ApprovalOver)));
        };
        let answered = match why_not {
            None => held.roll.approve(id, now),
            Some(_) => held.roll.refuse(id, now),
        };
        let subject = format!("session {}", SessionId(held.row.id));
        let why = why_not.unwrap_or_default();
        let ending = Ending {
            by: permit.by(),
            why,
        };
        let changes = keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        if changes.is_empty() {
            return Ok(Noted::nothing(answered));
        }
        let after = (&changes, why);
        note_new(services, tx, permit, subject, &after, answered.clone()).await
    })
}

/// A booking that waits for somebody to agree.
#[derive(Clone, Debug)]
pub struct ToApprove {
    /// Which.
    pub id: BookingId,
    /// Whose.
    pub name: String,
    /// The title of the session.
    pub title: String,
    /// When it begins and ends.
    pub span: Part,
    /// Until when the place is held.
    pub until: DateTime<Utc>,
}

/// The bookings that wait for an answer of somebody with a scope, the one with least time first. Never their own.
///
/// # Errors
/// When the database fails.
pub async fn list_to_approve(
    services: &Services,
    scope: &Scope,
    own: PersonId,
) -> Result<Vec<ToApprove>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        title: String,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        offered_until: DateTime<Utc>,
    }
    let today = services.today();
    let query = Query::new(
        "SELECT DISTINCT b.id, p.name, s.title, s.starts_at, s.ends_at, b.offered_until FROM booking b \
         JOIN session s ON s.id = b.session_id JOIN person p ON p.id = b.person_id \
         JOIN post t ON t.person_id = b.person_id WHERE b.state = 'to_approve' AND b.offered_until > ",
    );
    let query = query.bind(services.now()).sql(" AND b.person_id <> ");
    let query = query.bind(own.0).sql(" AND t.starts_on <= ").bind(today);
    let query = query.sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    let query = within(query.bind(today).sql(")"), scope);
    let query = query.sql(" ORDER BY b.offered_until, b.id");
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let read = |row: Row| ToApprove {
        id: row.id.into(),
        name: row.name,
        title: row.title,
        span: Part {
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        },
        until: row.offered_until,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Whether the line managers of an organisation agree to every booking.
///
/// # Errors
/// When the database fails.
pub async fn needs_approval(
    services: &Services,
    permit: &Permit<SetBookings>,
) -> Result<bool, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        needs_approval: bool,
    }
    let query = Query::new("SELECT needs_approval FROM booking_rule WHERE organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.is_some_and(|row| row.needs_approval))
}

/// Says whether they do.
///
/// # Errors
/// When the database fails.
pub async fn set_needs_approval(
    services: &Services,
    permit: &Permit<SetBookings>,
    needs_approval: bool,
) -> Result<(), StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let query =
            Query::new("INSERT INTO booking_rule (organisation_id, needs_approval) VALUES (");
        let query = query.bind(organisation.0).comma(needs_approval);
        let query = query.sql(
            ") ON CONFLICT (organisation_id) DO UPDATE SET needs_approval = excluded.needs_approval",
        );
        query.run(tx).await?;
        let subject = format!("organisation {organisation}");
        note_new(services, tx, permit, subject, &needs_approval, ()).await
    })
}
