//! How much of a session has to be attended, what somebody has missed of it, and where that can be made up.

use super::{
    hold::hold_own,
    reads::{Part, Viewer, visible},
    sittings::{Sittings, draw_consequences},
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, RunSession, SeePerson},
    ids::{BookingId, CourseId, PersonId, SessionId},
    sessions::{Share, made_up_until},
};
use sea_orm::FromQueryResult;
use std::collections::HashMap;
use uuid::Uuid;

/// Says how much of a session has to be attended. Whoever has done so completes the course at once; whoever has not after
/// all, no more.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not a session of the organisation of the permit.
pub async fn set_share(
    services: &Services,
    permit: &Permit<RunSession>,
    id: SessionId,
    share: Share,
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let held = hold_own(services, tx, permit, id).await?;
        let was = held.row.share;
        if was == i32::from(share.percent()) {
            return Ok(Noted::nothing(()));
        }
        let query = Query::new(
            "SELECT DISTINCT b.id, b.person_id FROM booking b JOIN attendance a ON a.booking_id = b.id \
             WHERE b.ended_at IS NULL AND b.session_id = ",
        );
        let marked: Vec<Whose> = query.bind(id.0).all(tx).await?;
        let marked: HashMap<BookingId, PersonId> = marked
            .into_iter()
            .map(|one| (one.id.into(), one.person_id.into()))
            .collect();
        let people: Vec<PersonId> = marked.values().copied().collect();
        let before = Sittings::read(tx, held.row.course_id.into(), &people).await?;
        let query = Query::new("UPDATE session SET share = ").bind(i32::from(share.percent()));
        query.sql(" WHERE id = ").bind(id.0).run(tx).await?;
        draw_consequences(services, tx, held, (&before, &marked), permit.by(), teller).await?;
        let entry = Entry {
            subject: format!("session {id}"),
            before: Some(&was),
            after: Some(&share.percent()),
        };
        note(services, tx, permit, entry, ()).await
    })
}

#[derive(FromQueryResult)]
struct Whose {
    id: Uuid,
    person_id: Uuid,
}

/// What somebody missed of a session.
#[derive(Clone, Debug)]
pub struct Missed {
    /// The parts that were made up nowhere, counted from 1.
    pub parts: Vec<usize>,
    /// How many parts there are.
    pub of: usize,
    /// The course.
    pub course: CourseId,
    /// When the session ends.
    pub ends_at: DateTime<Utc>,
}

/// What the person of a permit missed of the session of a booking; none where there is but one part.
///
/// # Errors
/// When the database fails.
pub async fn missed_by(
    services: &Services,
    permit: &Permit<SeePerson>,
    booking: BookingId,
) -> Result<Option<Missed>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        course_id: Uuid,
        ends_at: DateTime<Utc>,
        parts: i64,
    }
    let on = services.db.reader();
    let Some(person) = permit.act().target.person else {
        return Ok(None);
    };
    let query = Query::new(
        "SELECT s.course_id, s.ends_at, (SELECT COUNT(*) FROM session_part p WHERE p.session_id = s.id) AS parts \
         FROM booking b JOIN session s ON s.id = b.session_id WHERE b.id = ",
    );
    let query = query.bind(booking.0).sql(" AND b.person_id = ");
    let row: Option<Row> = query.bind(person.0).one(on).await?;
    let Some(row) = row.filter(|row| row.parts > 1) else {
        return Ok(None);
    };
    let course = row.course_id.into();
    let sittings = Sittings::read(on, course, &[person]).await?;
    Ok(Some(Missed {
        parts: sittings.missed(person, booking),
        of: usize::try_from(row.parts).unwrap_or_default(),
        course,
        ends_at: row.ends_at,
    }))
}

/// A part at which a missing one can be made up.
#[derive(Clone, Debug)]
pub struct MakeUp {
    /// The session.
    pub session: SessionId,
    /// Which of its parts, counted from 1.
    pub part: usize,
    /// When.
    pub when: Part,
    /// Where; empty when it is online.
    pub venue: String,
}

/// Make-ups that are named at most.
const NAMED: i64 = 3;

/// The next sessions that somebody may know of at which missing parts can be made up.
///
/// # Errors
/// When the database fails.
pub async fn make_ups(
    services: &Services,
    viewer: &Viewer,
    missed: &Missed,
) -> Result<Vec<MakeUp>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        number: i32,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        venue: String,
    }
    if missed.parts.is_empty() {
        return Ok(Vec::new());
    }
    let number = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let query = Query::new(
        "SELECT s.id, p.number, p.starts_at, p.ends_at, s.venue FROM session s JOIN session_part p ON p.session_id = s.id \
         WHERE s.cancelled_at IS NULL AND s.course_id = ",
    );
    let query = query.bind(missed.course.0).sql(" AND p.number IN (");
    let query = query.bind_all(missed.parts.iter().map(|part| number(*part)));
    let query = query.sql(") AND p.starts_at > ").bind(services.now());
    let query = query
        .sql(" AND s.starts_at <= ")
        .bind(made_up_until(missed.ends_at));
    let query = query
        .sql(" AND (SELECT COUNT(*) FROM session_part n WHERE n.session_id = s.id) = ")
        .bind(number(missed.of))
        .sql(" AND ");
    let query = visible(query, viewer).sql(" ORDER BY p.starts_at, s.id LIMIT ");
    let rows: Vec<Row> = query.bind(NAMED).all(services.db.reader()).await?;
    let make_up = |row: Row| MakeUp {
        session: row.id.into(),
        part: usize::try_from(row.number).unwrap_or_default(),
        when: Part {
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        },
        venue: row.venue,
    };
    Ok(rows.into_iter().map(make_up).collect())
}
