//! Booking a place, accepting one that is offered, and giving one up.

use super::{
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
    access::{BookPlace, CancelPlace, Permit},
    ids::{BookingId, PersonId, SessionId},
    sessions::{BookingRefusal, By, Readiness, State},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody who is to have a place.
#[derive(Clone, Debug)]
pub struct NewBooking {
    /// The leave to book for them.
    pub permit: Permit<BookPlace>,
    /// What they need to take part.
    pub access_needs: String,
    /// What they eat.
    pub dietary: String,
}

/// What came of asking for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// They hold one; provisionally, when something has to come first.
    Booked(BookingId, Readiness),
    /// They hold one until a line manager agrees.
    ToApprove(BookingId),
    /// They wait, at this place counted from 1.
    Waiting(BookingId, usize),
    /// They have neither.
    Refused(BookingRefusal),
}

/// Books places on a session for some people, in their order; whoever finds none joins the end of the waiting list.
///
/// # Errors
/// When the database fails.
pub async fn book(
    services: &Services,
    session: SessionId,
    new: &[NewBooking],
    teller: Teller<'_>,
) -> Result<Vec<Asked>, StoreError> {
    let people: Vec<PersonId> = new
        .iter()
        .filter_map(|one| one.permit.act().target.person)
        .collect();
    let Some(permit) = new.first().map(|one| &one.permit) else {
        return Ok(Vec::new());
    };
    transact!(services.db, |tx| {
        let Some(mut held) = hold(services, tx, session).await? else {
            return Err(StoreError::Conflict);
        };
        let askers = Askers::read(services, tx, &held.row, &people).await?;
        let by = permit.by();
        let mut details = HashMap::new();
        let mut asked = Vec::with_capacity(new.len());
        for (one, person) in new.iter().zip(&people) {
            asked.push(ask(
                services,
                &mut held,
                &askers,
                (one, *person, by),
                &mut details,
            ));
        }
        let positions: Vec<Asked> = asked
            .into_iter()
            .map(|asked| match asked {
                Asked::Waiting(id, _) => {
                    Asked::Waiting(id, held.roll.position(id).unwrap_or_default())
                }
                asked => asked,
            })
            .collect();
        let ending = Ending {
            by: permit.by(),
            why: "",
        };
        let changes = keep(services, tx, held, &details, ending, teller).await?;
        if changes.is_empty() {
            return Ok(Noted::nothing(positions));
        }
        let subject = format!("session {session}");
        note_new(services, tx, permit, subject, &changes, positions).await
    })
}

fn ask(
    services: &Services,
    held: &mut Held,
    askers: &Askers,
    (new, person, by): (&NewBooking, PersonId, Option<PersonId>),
    details: &mut HashMap<BookingId, Details>,
) -> Asked {
    let ready = match askers.may_book(services, &held.row, person) {
        Ok(ready) => ready,
        Err(refusal) => return Asked::Refused(refusal),
    };
    let id: BookingId = services.new_id();
    let ask = askers.ask(services, &held.row, person, by);
    let state = match held.roll.book(id, person, ask, services.now()) {
        Ok(state) => state,
        Err(refusal) => return Asked::Refused(refusal),
    };
    let depends_on = match ready {
        Readiness::Ready => None,
        Readiness::Provisional(booking) => Some(booking),
    };
    details.insert(
        id,
        Details {
            access_needs: new.access_needs.clone(),
            dietary: new.dietary.clone(),
            depends_on,
        },
    );
    match state {
        State::Waiting => Asked::Waiting(id, 0),
        State::ToApprove => Asked::ToApprove(id),
        _ => Asked::Booked(id, ready),
    }
}

/// Accepts the place that is offered to the person of the permit.
///
/// # Errors
/// When the database fails.
pub async fn accept(
    services: &Services,
    permit: &Permit<BookPlace>,
    id: BookingId,
    teller: Teller<'_>,
) -> Result<Result<State, BookingRefusal>, StoreError> {
    let (person, now) = (permit.act().target.person, services.now());
    transact!(services.db, |tx| {
        let Some(mut held) = hold_booking(services, tx, id, person).await? else {
            return Ok(Noted::nothing(Err(BookingRefusal::Over)));
        };
        let mut accepted = held.roll.accept(id, now);
        // Whoever looks after somebody agrees by accepting for them.
        if accepted == Ok(State::ToApprove) && permit.by() != person {
            accepted = held.roll.approve(id, now).map(|()| State::Booked);
        }
        let subject = format!("session {}", SessionId(held.row.id));
        let ending = Ending::nobody();
        let changes = keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        if changes.is_empty() {
            return Ok(Noted::nothing(accepted));
        }
        note_new(services, tx, permit, subject, &changes, accepted.clone()).await
    })
}

/// Gives up what the person of the permit has: a place, an offer, or a place on the waiting list. What it has become.
///
/// # Errors
/// When the database fails.
pub async fn give_up(
    services: &Services,
    permit: &Permit<CancelPlace>,
    id: BookingId,
    (by, why): (By, &str),
    teller: Teller<'_>,
) -> Result<Result<State, BookingRefusal>, StoreError> {
    let (person, now) = (permit.act().target.person, services.now());
    transact!(services.db, |tx| {
        let proclaimed = proclaimed_on(tx, services.today()).await?;
        let Some(mut held) = hold_booking(services, tx, id, person).await? else {
            return Ok(Noted::nothing(Err(BookingRefusal::Over)));
        };
        let given_up = held.roll.give_up(id, by, now, &proclaimed);
        let subject = format!("session {}", SessionId(held.row.id));
        let ending = Ending {
            by: permit.by(),
            why,
        };
        let changes = keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        if changes.is_empty() {
            return Ok(Noted::nothing(given_up));
        }
        let after = (&changes, why);
        note_new(services, tx, permit, subject, &after, given_up.clone()).await
    })
}

/// Holds the session of a booking, if that is a person's.
pub(super) async fn hold_booking(
    services: &Services,
    on: &impl ConnectionTrait,
    id: BookingId,
    person: Option<PersonId>,
) -> Result<Option<Held>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        session_id: Uuid,
    }
    let query = Query::new("SELECT session_id FROM booking WHERE id = ").bind(id.0);
    let query = query.sql(" AND person_id = ").bind(person.map(Uuid::from));
    match query.one::<Row>(on).await? {
        Some(row) => hold(services, on, row.session_id.into()).await,
        None => Ok(None),
    }
}
