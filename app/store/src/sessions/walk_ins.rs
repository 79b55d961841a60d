//! Those who come without a booking, onto the register: as somebody of the partnership, or as the trainer typed them.

use super::{
    entities::{booking, walk_in},
    hold::{Ending, Held, keep},
    mark::{hold_register, may},
    reads::parts_on,
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::{Number, Query},
    transact,
};
use domain::{
    access::{KeepRegister, Permit},
    ids::{BookingId, PersonId, SessionId},
    people::{folded, slip_code},
    sessions::{LetIn, State, WalkInRefusal},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use std::collections::HashMap;
use uuid::Uuid;

/// Why somebody waits no more, as she reads it.
const CAME: &str = "You came without a place and are on the register.";

/// Somebody who came without a booking, as the trainer typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWalkIn {
    /// The name.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The address at work; empty when it was not given.
    pub email: String,
}

/// Adds somebody who came without a booking to the register. Taken for somebody of the partnership is who has this name
/// and this address, or who alone has this name at this organisation; everybody else is kept as typed.
///
/// # Errors
/// [`StoreError::Conflict`] when the register is not that of the permit.
pub async fn add_walk_in(
    services: &Services,
    permit: &Permit<KeepRegister>,
    id: SessionId,
    new: &NewWalkIn,
    teller: Teller<'_>,
) -> Result<Result<(), WalkInRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let held = hold_register(services, tx, permit, id).await?;
        let parts = parts_on(tx, id).await?;
        if let Err(refusal) = may(services, held.roll.terms(), &parts, 1) {
            return Ok(Noted::nothing(Err(refusal.into())));
        }
        let line = match find(services, tx, new).await? {
            Some(person) => {
                let booking = let_in(services, tx, held, (person, permit.by()), teller).await?;
                booking.map(Uuid::from)
            }
            None => keep_as_typed(services, tx, (id, permit.by()), new).await?,
        };
        let Some(line) = line else {
            return Ok(Noted::nothing(Err(WalkInRefusal::Already)));
        };
        // The trail is kept for ever, so it says which line, and no name.
        note_new(services, tx, permit, format!("session {id}"), &line, Ok(())).await
    })
}

#[derive(FromQueryResult)]
pub(super) struct Found {
    pub id: Uuid,
    email: Option<String>,
}

/// Begins to look for people `p` with a post `t` today.
pub(super) fn with_post(services: &Services) -> Query {
    let today = services.today();
    let query = Query::new(
        "SELECT DISTINCT p.id, p.email FROM person p JOIN post t ON t.person_id = p.id WHERE t.starts_on <= ",
    );
    let query = query.bind(today);
    let query = query.sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    query.bind(today).sql(") AND ")
}

/// The person whom a walk-in is taken for.
async fn find(
    services: &Services,
    on: &impl ConnectionTrait,
    new: &NewWalkIn,
) -> Result<Option<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Named {
        id: Uuid,
        name: String,
    }
    let all = Query::new("SELECT id, name FROM organisation");
    let all: Vec<Named> = all.all(on).await?;
    let wanted = folded(&new.organisation);
    let same = all.into_iter().filter(|one| folded(&one.name) == wanted);
    let query = with_post(services).sql("p.search_name = ");
    let query = query.bind(folded(&new.name)).sql(" AND (p.email = ");
    let query = query.bind(new.email.as_str());
    let query = query.sql(" OR t.organisation_id IN (");
    let query = query.bind_all(same.map(|one| one.id)).sql("))");
    let found: Vec<Found> = query.all(on).await?;
    let has_email = |one: &&Found| one.email.as_ref() == Some(&new.email);
    let one = found.iter().find(has_email).or(only(&found));
    Ok(one.map(|one| one.id.into()))
}

/// The one who was found, if it is one.
pub(super) fn only(found: &[Found]) -> Option<&Found> {
    match found {
        [one] => Some(one),
        _ => None,
    }
}

/// Lets somebody onto the register; her booking, or none when she is on it already.
pub(super) async fn let_in(
    services: &Services,
    on: &impl ConnectionTrait,
    mut held: Held,
    (person, by): (PersonId, Option<PersonId>),
    teller: Teller<'_>,
) -> Result<Option<BookingId>, StoreError> {
    let Ok(came) = held.roll.let_in(person, services.now()) else {
        return Ok(None);
    };
    let (session, asked) = (held.row.id, held.row.asked + 1);
    let ending = Ending { by, why: CAME };
    keep(services, on, held, &HashMap::new(), ending, teller).await?;
    let LetIn::WalkIn = came else {
        return Ok(came.booking());
    };
    let query = Query::new("UPDATE session SET asked = ").bind(asked);
    query.sql(" WHERE id = ").bind(session).run(on).await?;
    let row = booking::Model {
        id: services.new_id(),
        session_id: session,
        person_id: person.into(),
        reference: slip_code(|below| services.ids.below(below)),
        asked,
        state: State::Booked.code().to_owned(),
        is_favoured: false,
        needs_approval: false,
        has_priority: false,
        offered_until: None,
        depends_on: None,
        access_needs: String::new(),
        dietary: String::new(),
        booked_by: by.map(Into::into),
        asked_at: services.now(),
        held_at: Some(services.now()),
        ended_by: None,
        ended_at: None,
        ended_why: String::new(),
        is_walk_in: true,
    };
    let id = row.id.into();
    booking::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(Some(id))
}

/// Keeps somebody as typed; none when they are on the register already.
async fn keep_as_typed(
    services: &Services,
    on: &impl ConnectionTrait,
    (session, by): (SessionId, Option<PersonId>),
    new: &NewWalkIn,
) -> Result<Option<Uuid>, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM walk_in WHERE session_id = ");
    let query = query.bind(session.0).sql(" AND name = ");
    let query = query.bind(new.name.as_str()).sql(" AND organisation = ");
    let query = query.bind(new.organisation.as_str()).sql(" AND email = ");
    let known: Option<Number> = query.bind(new.email.as_str()).one(on).await?;
    if known.is_some_and(|known| known.number > 0) {
        return Ok(None);
    }
    let row = walk_in::Model {
        id: services.new_id(),
        session_id: session.into(),
        name: new.name.clone(),
        organisation: new.organisation.clone(),
        email: new.email.clone(),
        added_by: by.map(Into::into),
        added_at: services.now(),
    };
    let id = row.id;
    walk_in::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(Some(id))
}

/// Ends the bookings of walk-ins whom nobody has marked, when the whole session is cancelled. They are in the room, and need
/// no mail.
pub(super) async fn end_walk_ins(
    services: &Services,
    on: &impl ConnectionTrait,
    session: SessionId,
    ending: Ending<'_>,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE booking SET state = ").bind(State::SessionCancelled.code());
    let query = query.sql(", ended_at = ").bind(services.now());
    let query = query.sql(", ended_by = ").bind(ending.by.map(Uuid::from));
    let query = query.sql(", ended_why = ").bind(ending.why);
    let query = query.sql(" WHERE is_walk_in AND state = ");
    let query = query.bind(State::Booked.code()).sql(" AND session_id = ");
    query.bind(session.0).run(on).await?;
    Ok(())
}
