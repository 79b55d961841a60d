//! Saying later who a walk-in was whom the trainer did not find, and forgetting whom nobody knows.

use super::{
    hold::hold_own,
    sittings::{Sittings, draw_consequences},
    tell::Teller,
    walk_ins::{Found, let_in, only, with_post},
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::{Number, Query},
    transact,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Permit, RunSession},
    ids::{BookingId, OrganisationId, PersonId, SessionId, WalkInId},
    people::staff_number,
    sessions::WalkInRefusal,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// Who it was is forgotten so long after a session, where nobody has said it.
const NAMES_KEPT: TimeDelta = TimeDelta::days(90);

/// Somebody who came without a booking and of whom nobody has said who it was.
#[derive(Clone, Debug, FromQueryResult)]
pub struct UnknownWalkIn {
    /// Which.
    pub id: Uuid,
    /// The name, as the trainer typed it.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The address; empty when it was not given.
    pub email: String,
    /// When the trainer typed it.
    pub added_at: DateTime<Utc>,
}

/// Those who came to a session without a booking and are not known, in the order in which they came.
///
/// # Errors
/// When the database fails.
pub async fn list_walk_ins(
    services: &Services,
    permit: &Permit<RunSession>,
    session: SessionId,
) -> Result<Vec<UnknownWalkIn>, StoreError> {
    let query = Query::new(
        "SELECT w.id, w.name, w.organisation, w.email, w.added_at FROM walk_in w JOIN session s ON s.id = w.session_id \
         WHERE w.name <> '' AND s.id = ",
    );
    let query = query.bind(session.0).sql(" AND s.organisation_id = ");
    query
        .bind(permit.act().organisation.0)
        .sql(" ORDER BY w.added_at, w.id")
        .all(services.db.reader())
        .await
}

/// Says who a walk-in was, by the whole address at work, or by a staff number of the organisation of the permit. Her marks
/// count as hers from now on, and complete the course if they are enough.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not a session of the organisation of the permit.
pub async fn match_walk_in(
    services: &Services,
    permit: &Permit<RunSession>,
    (id, walk_in): (SessionId, WalkInId),
    typed: &str,
    teller: Teller<'_>,
) -> Result<Result<(), WalkInRefusal>, StoreError> {
    let own = permit.act().organisation;
    transact!(services.db, |tx| {
        let held = hold_own(services, tx, permit, id).await?;
        if !is_unknown(tx, id, walk_in).await? {
            return Ok(Noted::nothing(Err(WalkInRefusal::Known)));
        }
        let Some(person) = find_typed(services, tx, own, typed).await? else {
            return Ok(Noted::nothing(Err(WalkInRefusal::NotFound)));
        };
        let before = Sittings::read(tx, held.row.course_id.into(), &[person]).await?;
        let Some(booking) = let_in(services, tx, held, (person, permit.by()), teller).await? else {
            return Ok(Noted::nothing(Err(WalkInRefusal::Already)));
        };
        move_marks(tx, walk_in, booking).await?;
        let held = hold_own(services, tx, permit, id).await?;
        let marked = HashMap::from([(booking, person)]);
        draw_consequences(services, tx, held, (&before, &marked), permit.by(), teller).await?;
        let what = (walk_in, person, booking);
        note_new(services, tx, permit, format!("session {id}"), &what, Ok(())).await
    })
}

async fn is_unknown(
    on: &impl ConnectionTrait,
    session: SessionId,
    walk_in: WalkInId,
) -> Result<bool, StoreError> {
    let query =
        Query::new("SELECT COUNT(*) AS number FROM walk_in WHERE name <> '' AND session_id = ");
    let query = query.bind(session.0).sql(" AND id = ").bind(walk_in.0);
    let found: Option<Number> = query.one(on).await?;
    Ok(found.is_some_and(|found| found.number > 0))
}

async fn find_typed(
    services: &Services,
    on: &impl ConnectionTrait,
    own: OrganisationId,
    typed: &str,
) -> Result<Option<PersonId>, StoreError> {
    let query = with_post(services).sql("(p.email = ");
    let query = query.bind(typed.trim().to_lowercase());
    let query = query.sql(" OR (t.organisation_id = ").bind(own.0);
    let query = query.sql(" AND t.staff_number = ");
    let found: Vec<Found> = query.bind(staff_number(typed)).sql("))").all(on).await?;
    Ok(only(&found).map(|one| one.id.into()))
}

/// Makes the marks of a walk-in those of a booking. Who made them, and when, stays.
async fn move_marks(
    on: &impl ConnectionTrait,
    walk_in: WalkInId,
    booking: BookingId,
) -> Result<(), StoreError> {
    let query = Query::new(
        "INSERT INTO attendance (id, booking_id, part, mark, marked_by, marked_at) SELECT m.id, b.id, m.part, m.mark, \
         m.marked_by, m.marked_at FROM walk_in_mark m JOIN booking b ON b.id = ",
    );
    let query = query.bind(booking.0).sql(" WHERE m.walk_in_id = ");
    query.bind(walk_in.0).run(on).await?;
    let query = Query::new("DELETE FROM walk_in_mark WHERE walk_in_id = ");
    query.bind(walk_in.0).run(on).await?;
    let query = Query::new("DELETE FROM walk_in WHERE id = ");
    query.bind(walk_in.0).run(on).await?;
    Ok(())
}

/// Forgets who came to sessions that ended 90 days ago, where nobody has said who it was; whether there was anybody. That
/// somebody came stays.
///
/// # Errors
/// When the database fails.
pub async fn forget_walk_ins(services: &Services) -> Result<bool, StoreError> {
    let old = |query: Query| {
        let query = query
            .sql(" WHERE name <> '' AND session_id IN (SELECT id FROM session WHERE ends_at < ");
        query.bind(services.now() - NAMES_KEPT).sql(")")
    };
    // There is hardly ever anybody, and reading keeps nobody from writing.
    let any = old(Query::new("SELECT COUNT(*) AS number FROM walk_in"));
    let any: Option<Number> = any.one(services.db.reader()).await?;
    if any.is_none_or(|any| any.number == 0) {
        return Ok(false);
    }
    let forget = old(Query::new(
        "UPDATE walk_in SET name = '', organisation = '', email = ''",
    ));
    Ok(forget.run_alone(&services.db).await? > 0)
}
