//! Letting a colleague have one's place, and moving to another date of the same course.

use super::{
    book::hold_booking,
    hold::{Details, Ending, Held, hold, keep},
    ready::Askers,
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    reminders::proclaimed_on,
    transact,
};
use domain::{
    access::{BookPlace, PassPlaceOn, Permit},
    ids::{BookingId, PersonId, SessionId},
    people::staff_number,
    sessions::{Ask, BookingRefusal, By, IfFull, Readiness, State, Transfer},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// Why a booking has ended of which a colleague has the place, as the person reads it.
const SUBSTITUTED: &str = "A colleague has taken the place over.";

/// Why a booking has ended whose holder has moved, as the person reads it.
const MOVED: &str = "Moved to another date.";

/// Somebody else with a post today in an organisation in which the person of the permit has one, by e-mail address or
/// staff number.
///
/// # Errors
/// When the database fails.
pub async fn find_colleague(
    services: &Services,
    permit: &Permit<PassPlaceOn>,
    typed: &str,
) -> Result<Option<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let today = services.today();
    let holder = permit.act().target.person.map(Uuid::from);
    let query = Query::new(
        "SELECT t.person_id FROM post t JOIN person p ON p.id = t.person_id \
         JOIN post h ON h.organisation_id = t.organisation_id WHERE t.person_id <> h.person_id AND h.person_id = ",
    );
    let query = query.bind(holder).sql(" AND t.starts_on <= ").bind(today);
    let query = query.sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    let query = query.bind(today).sql(") AND h.starts_on <= ").bind(today);
    let query = query.sql(" AND (h.ends_on IS NULL OR h.ends_on >= ");
    let query = query.bind(today).sql(") AND (p.email = ");
    let query = query.bind(typed.trim().to_lowercase());
    let query = query.sql(" OR t.staff_number = ").bind(staff_number(typed));
    let query = query.sql(") ORDER BY t.person_id");
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(|row| row.person_id.into()))
}

/// Lets a colleague have the place of the person of the permit. The colleague's booking, under a reference of its own.
///
/// # Errors
/// When the database fails.
pub async fn substitute(
    services: &Services,
    permit: &Permit<PassPlaceOn>,
    id: BookingId,
    colleague: PersonId,
    teller: Teller<'_>,
) -> Result<Result<BookingId, BookingRefusal>, StoreError> {
    let (person, new) = (permit.act().target.person, services.new_id());
    transact!(services.db, |tx| {
        let Some(mut held) = hold_booking(services, tx, id, person).await? else {
            return Ok(Noted::nothing(Err(BookingRefusal::HoldsNoPlace)));
        };
        let askers = Askers::read(services, tx, &held.row, &[colleague]).await?;
        let ready = match askers.may_book(services, &held.row, colleague) {
            Ok(ready) => ready,
            Err(refusal) => return Ok(Noted::nothing(Err(refusal))),
        };
        let ask = askers.ask(services, &held.row, colleague, permit.by());
        let (theirs, now) = ((new, colleague), services.now());
        if let Err(refusal) = held.roll.substitute(id, theirs, ask, now) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let subject = format!("session {}", SessionId(held.row.id));
        let details = HashMap::from([(new, details(ready))]);
        let ending = Ending {
            by: permit.by(),
            why: SUBSTITUTED,
        };
        let changes = keep(services, tx, held, &details, ending, teller).await?;
        note_new(services, tx, permit, subject, &changes, Ok(new)).await
    })
}

fn details(ready: Readiness) -> Details {
    Details {
        depends_on: match ready {
            Readiness::Ready => None,
            Readiness::Provisional(booking) => Some(booking),
        },
        ..Details::default()
    }
}

/// A booking that is to move.
#[derive(FromQueryResult)]
struct Moving {
    session_id: Uuid,
    state: String,
    is_owed: bool,
    access_needs: String,
    dietary: String,
}

/// Moves a booking of the person of the permit to another date of the same course; or books that with priority, when the
/// session of the booking was cancelled. The new booking.
///
/// # Errors
/// When the database fails.
pub async fn transfer(
    services: &Services,
    permit: &Permit<BookPlace>,
    (id, to): (BookingId, SessionId),
    if_full: IfFull,
    teller: Teller<'_>,
) -> Result<Result<BookingId, BookingRefusal>, StoreError> {
    let new: BookingId = services.new_id();
    transact!(services.db, |tx| {
        let how = Transfer {
            id,
            new,
            ask: Ask::default(),
            if_full,
            by: By::Holder,
        };
        let moved = match moved(services, tx, permit, to, how).await? {
            Ok(moved) => moved,
            Err(refusal) => return Ok(Noted::nothing(Err(refusal))),
        };
        let details = HashMap::from([(new, moved.details)]);
        let ending = Ending {
            by: permit.by(),
            why: MOVED,
        };
        let ends_at = moved.other.row.ends_at;
        let changes = keep(services, tx, moved.other, &details, ending, teller).await?;
        if let Some(old) = moved.old {
            follow(tx, (id, new), ends_at).await?;
            keep(services, tx, old, &HashMap::new(), ending, teller).await?;
        } else {
            use_up(tx, id).await?;
        }
        let subject = format!("session {to}");
        note_new(services, tx, permit, subject, &(id, &changes), Ok(new)).await
    })
}

/// Both sessions of a move that is not kept yet.
struct Moved {
    /// The one that is left; none where it was cancelled.
    old: Option<Held>,
    other: Held,
    details: Details,
}

/// Moves, as far as the two rolls go.
async fn moved(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<BookPlace>,
    to: SessionId,
    how: Transfer,
) -> Result<Result<Moved, BookingRefusal>, StoreError> {
    let Some(person) = permit.act().target.person else {
        return Ok(Err(BookingRefusal::Over));
    };
    let query = Query::new(
        "SELECT session_id, state, is_owed, access_needs, dietary FROM booking WHERE id = ",
    );
    let query = query.bind(how.id.0).sql(" AND person_id = ").bind(person.0);
    let Some(moving) = query.one::<Moving>(on).await? else {
        return Ok(Err(BookingRefusal::Over));
    };
    let (mut old, mut other) = match hold_both(services, on, moving.session_id.into(), to).await? {
        Ok(both) => both,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let askers = Askers::read(services, on, &other.row, &[person]).await?;
    let ready = match askers.may_book(services, &other.row, person) {
        Ok(ready) => ready,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let ask = Ask {
        has_priority: moving.is_owed,
        ..askers.ask(services, &other.row, person, permit.by())
    };
    let how = Transfer { ask, ..how };
    let is_cancelled = moving.state == State::SessionCancelled.code();
    let now = services.now();
    let begun = if is_cancelled {
        other.roll.book(how.new, person, ask, now).map(|_| ())
    } else {
        let proclaimed = proclaimed_on(on, services.today()).await?;
        let (from, to) = (&mut old.roll, &mut other.roll);
        domain::sessions::transfer(from, to, how, now, &proclaimed).map(|_| ())
    };
    Ok(begun.map(|()| Moved {
        old: Some(old).filter(|_| !is_cancelled),
        other,
        details: Details {
            access_needs: moving.access_needs,
            dietary: moving.dietary,
            ..details(ready)
        },
    }))
}

/// Holds two sessions of one course, always in the same order, so that two who cross do not wait for each other.
async fn hold_both(
    services: &Services,
    on: &impl ConnectionTrait,
    from: SessionId,
    to: SessionId,
) -> Result<Result<(Held, Held), BookingRefusal>, StoreError> {
    if from == to {
        return Ok(Err(BookingRefusal::Already));
    }
    let first = hold(services, on, from.min(to)).await?;
    let second = hold(services, on, from.max(to)).await?;
    let (Some(first), Some(second)) = (first, second) else {
        return Err(StoreError::Conflict);
    };
    if first.row.course_id != second.row.course_id {
        return Ok(Err(BookingRefusal::OtherCourse));
    }
    let both = if from < to {
        (first, second)
    } else {
        (second, first)
    };
    Ok(Ok(both))
}

/// Priority is good for one other booking.
async fn use_up(on: &impl ConnectionTrait, id: BookingId) -> Result<(), StoreError> {
    let query = Query::new("UPDATE booking SET is_owed = ").bind(false);
    query.sql(" WHERE id = ").bind(id.0).run(on).await?;
    Ok(())
}

/// What depended on the old booking depends on the new one, where that holds a place and ends in time.
async fn follow(
    on: &impl ConnectionTrait,
    (old, new): (BookingId, BookingId),
    ends_at: chrono::DateTime<chrono::Utc>,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE booking SET depends_on = ").bind(new.0);
    let query = query
        .sql(" WHERE ended_at IS NULL AND depends_on = ")
        .bind(old.0);
    let query =
        query.sql(" AND EXISTS (SELECT 1 FROM booking n WHERE n.state = 'booked' AND n.id = ");
    let query = query
        .bind(new.0)
        .sql(") AND session_id IN (SELECT id FROM session WHERE starts_at >= ");
    query.bind(ends_at).sql(")").run(on).await?;
    Ok(())
}
