//! Holding a session for the length of a transaction, and keeping what has become of its bookings.

use super::{
    agreement, charges,
    entities::{booking, session},
    tell::{self, Teller},
};
use crate::{Services, StoreError, db::lock_rows, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, RunSession},
    ids::{BookingId, PersonId, SessionId},
    people::slip_code,
    sessions::{Ask, Change, Place, Reserved, Roll, State, Terms},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A session that no other transaction changes until this one is over, with its bookings.
pub(super) struct Held {
    pub row: session::Model,
    pub roll: Roll,
}

/// What is kept of a new booking beside its place on the roll.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    pub access_needs: String,
    pub dietary: String,
    pub depends_on: Option<BookingId>,
}

/// Who ends bookings, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending<'a> {
    pub by: Option<PersonId>,
    pub why: &'a str,
}

impl Ending<'_> {
    /// How whatever comes to a state is ended: what time alone ends, nobody ends.
    pub fn of(self, state: State) -> Self {
        match state {
            State::Unanswered => Self {
                by: None,
                why: UNANSWERED,
            },
            _ => self,
        }
    }

    /// Nothing is ended by anybody in particular.
    pub fn nobody() -> Self {
        Self { by: None, why: "" }
    }
}

/// From which state to which, and until when an offer holds.
type Step = (State, State, Option<DateTime<Utc>>);

/// Why a place has gone to which a line manager had to agree, as the person reads it.
const UNANSWERED: &str =
    "Nobody agreed to it within three days, so the place has gone to the next.";

/// Why a provisional place has been released, as the person reads it.
const MISSED: &str = "What has to come first was missed or given up.";

/// Terms of a session as they are kept.
pub(super) fn terms(row: &session::Model) -> Terms {
    Terms {
        places: row.places.unsigned_abs(),
        reserved: row.reserved_until.map(|until| Reserved {
            places: row.reserved.unsigned_abs(),
            until,
        }),
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        notice_days: row.notice_days.unsigned_abs(),
        is_cancelled: row.cancelled_at.is_some(),
    }
}

/// Holds a session of the organisation of the permit.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not one of that organisation.
pub(super) async fn hold_own(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<RunSession>,
    id: SessionId,
) -> Result<Held, StoreError> {
    let held = hold(services, on, id).await?;
    let own = permit.act().organisation.0;
    held.filter(|held| held.row.organisation_id == own)
        .ok_or(StoreError::Conflict)
}

/// Holds a session; none when there is none of this id.
pub(super) async fn hold(
    services: &Services,
    on: &impl ConnectionTrait,
    id: SessionId,
) -> Result<Option<Held>, StoreError> {
    #[derive(FromQueryResult)]
    #[expect(clippy::struct_excessive_bools, reason = "columns of a table")]
    struct Row {
        id: Uuid,
        person_id: Uuid,
        asked: i32,
        state: String,
        offered_until: Option<DateTime<Utc>>,
        is_favoured: bool,
        needs_approval: bool,
        has_priority: bool,
        is_walk_in: bool,
    }
    let query = Query::new("SELECT * FROM session WHERE id = ").bind(id.0);
    let query = query.sql(lock_rows(services.db.engine()));
    let Some(row) = query.one::<session::Model>(on).await? else {
        return Ok(None);
    };
    let query = Query::new(
        "SELECT id, person_id, asked, state, offered_until, is_favoured, needs_approval, has_priority, is_walk_in FROM booking \
         WHERE ended_at IS NULL AND session_id = ",
    );
    let rows: Vec<Row> = query.bind(id.0).all(on).await?;
    let place = |row: Row| {
        Some(Place {
            id: row.id.into(),
            person: row.person_id.into(),
            asked: row.asked.unsigned_abs(),
            state: State::from_code(&row.state)?,
            offered_until: row.offered_until,
            ask: Ask {
                is_favoured: row.is_favoured,
                needs_approval: row.needs_approval,
                has_priority: row.has_priority,
            },
        })
    };
    let (walk_ins, booked): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_walk_in);
    let places = booked.into_iter().filter_map(place).collect();
    let walk_ins = walk_ins.into_iter().map(|row| row.person_id.into());
    let roll =
        Roll::new(terms(&row), places, row.asked.unsigned_abs()).with_walk_ins(walk_ins.collect());
    Ok(Some(Held { row, roll }))
}

/// Keeps what has become of the bookings of a session, tells whoever is to know, and releases the places elsewhere that
/// depended on a booking that has come to nothing. The changes of the session itself.
pub(super) async fn keep(
    services: &Services,
    on: &impl ConnectionTrait,
    mut held: Held,
    details: &HashMap<BookingId, Details>,
    ending: Ending<'_>,
    teller: Teller<'_>,
) -> Result<Vec<Change>, StoreError> {
    let own = write(services, on, &mut held, details, ending).await?;
    tell::changes(services, on, &held.row, &own, ending, teller).await?;
    agreement::ask(services, on, &held.row, &own, teller).await?;
    charges::note(services, on, &held.row, &own).await?;
    let mut missed = missed(&own);
    while !missed.is_empty() {
        let mut next = Vec::new();
        for (session, bookings) in followers(on, &missed).await? {
            let Some(mut held) = hold(services, on, session).await? else {
                continue;
            };
            for booking in bookings {
                held.roll.release(booking, services.now());
            }
            let ending = Ending {
                by: None,
                why: MISSED,
            };
            let changes = write(services, on, &mut held, &HashMap::new(), ending).await?;
            tell::changes(services, on, &held.row, &changes, ending, teller).await?;
            next.extend(self::missed(&changes));
        }
        missed = next;
    }
    attended(on, &own).await?;
    Ok(own)
}

/// Bookings by which nothing was or will be completed.
fn missed(changes: &[Change]) -> Vec<Uuid> {
    let is_missed = |state: State| {
        state.is_over()
            || matches!(
                state,
                State::LeftEarly | State::Part | State::Excused | State::NoShow
            )
    };
    let now = changes.iter().map(Change::now);
    now.filter(|(_, state)| is_missed(*state))
        .map(|(id, _)| id.0)
        .collect()
}

/// Provisional places that depend on some bookings, by session.
async fn followers(
    on: &impl ConnectionTrait,
    missed: &[Uuid],
) -> Result<BTreeMap<SessionId, Vec<BookingId>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        session_id: Uuid,
    }
    let query =
        Query::new("SELECT id, session_id FROM booking WHERE ended_at IS NULL AND depends_on IN (");
    let query = query.bind_all(missed.iter().copied()).sql(")");
    let rows: Vec<Row> = query.all(on).await?;
    let mut found: BTreeMap<SessionId, Vec<BookingId>> = BTreeMap::new();
    for row in rows {
        let of_session = found.entry(row.session_id.into()).or_default();
        of_session.push(row.id.into());
    }
    Ok(found)
}

/// Places that depended on a booking are provisional no more once it has been attended.
async fn attended(on: &impl ConnectionTrait, changes: &[Change]) -> Result<(), StoreError> {
    let now = changes.iter().map(Change::now);
    let ids: Vec<Uuid> = now
        .filter(|(_, state)| matches!(state, State::Attended | State::Late))
        .map(|(id, _)| id.0)
        .collect();
    if !ids.is_empty() {
        let query = Query::new(
            "UPDATE booking SET depends_on = NULL WHERE ended_at IS NULL AND depends_on IN (",
        );
        query.bind_all(ids).sql(")").run(on).await?;
    }
    Ok(())
}

/// Writes the changes: the counter of taken places first, in one guarded update, then the bookings.
async fn write(
    services: &Services,
    on: &impl ConnectionTrait,
    held: &mut Held,
    details: &HashMap<BookingId, Details>,
    ending: Ending<'_>,
) -> Result<Vec<Change>, StoreError> {
    let changes = held.roll.take_changes();
    if changes.is_empty() {
        return Ok(changes);
    }
    count(on, held, &changes).await?;
    add(services, on, held, &changes, (details, ending)).await?;
    let mut moves: BTreeMap<Step, Vec<Uuid>> = BTreeMap::new();
    for change in &changes {
        if let Change::Move {
            id,
            from,
            to,
            until,
        } = change
        {
            moves.entry((*from, *to, *until)).or_default().push(id.0);
        }
    }
    for ((from, to, until), ids) in moves {
        let query = Query::new("UPDATE booking SET state = ").bind(to.code());
        let query = query.sql(", offered_until = ").bind(until);
        let query = match to {
            State::Booked => query.sql(", held_at = ").bind(services.now()),
            // Whoever holds a place again has said so at the time that is known then.
            State::Waiting => query.sql(", to_confirm = ").bind(false),
            _ => query,
        };
        let query = if to.is_over() {
            let ending = ending.of(to);
            let query = query.sql(", ended_at = ").bind(services.now());
            let query = query.sql(", ended_by = ").bind(ending.by.map(Uuid::from));
            query.sql(", ended_why = ").bind(ending.why)
        } else {
            query
        };
        // Whoever loses a place with the session comes first elsewhere.
        let is_owed = to == State::SessionCancelled && from.takes_place();
        let query = if is_owed {
            query.sql(", is_owed = ").bind(true)
        } else {
            query
        };
        let query = query.sql(" WHERE state = ").bind(from.code());
        let query = query
            .sql(" AND ended_at IS NULL AND id IN (")
            .bind_all(ids.iter().copied());
        if query.sql(")").run(on).await? != ids.len() as u64 {
            return Err(StoreError::Conflict);
        }
    }
    Ok(changes)
}

/// Takes and frees places, as far as there are so many. The database refuses the rest, whatever was counted before.
async fn count(
    on: &impl ConnectionTrait,
    held: &mut Held,
    changes: &[Change],
) -> Result<(), StoreError> {
    let more: i32 = changes.iter().map(Change::places).sum();
    let asked = changes.iter().filter_map(|change| match change {
        Change::Add(place) => Some(place.asked.cast_signed()),
        Change::Move { .. } => None,
    });
    let asked = asked.max().unwrap_or(held.row.asked);
    let query = Query::new("UPDATE session SET taken = taken + ").bind(more);
    let query = query.sql(", asked = ").bind(asked);
    let query = query.sql(" WHERE id = ").bind(held.row.id);
    let query = query.sql(" AND taken + ").bind(more).sql(" <= places");
    if query.run(on).await? == 0 {
        return Err(StoreError::Conflict);
    }
    held.row.taken += more;
    held.row.asked = asked;
    Ok(())
}

async fn add(
    services: &Services,
    on: &impl ConnectionTrait,
    held: &Held,
    changes: &[Change],
    (details, ending): (&HashMap<BookingId, Details>, Ending<'_>),
) -> Result<(), StoreError> {
    let row = |place: &Place| {
        let details = details.get(&place.id).cloned().unwrap_or_default();
        booking::Model {
            id: place.id.into(),
            session_id: held.row.id,
            person_id: place.person.into(),
            reference: slip_code(|below| services.ids.below(below)),
            asked: place.asked.cast_signed(),
            state: place.state.code().to_owned(),
            is_favoured: place.ask.is_favoured,
            needs_approval: place.ask.needs_approval,
            has_priority: place.ask.has_priority,
            offered_until: place.offered_until,
            depends_on: details.depends_on.map(Into::into),
            access_needs: details.access_needs,
            dietary: details.dietary,
            booked_by: ending.by.map(Into::into),
            asked_at: services.now(),
            held_at: (place.state == State::Booked).then(|| services.now()),
            ended_by: None,
            ended_at: None,
            ended_why: String::new(),
            is_walk_in: false,
        }
    };
    let rows: Vec<_> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Add(place) => Some(row(place).into_active_model()),
            Change::Move { .. } => None,
        })
        .collect();
    if !rows.is_empty() {
        booking::Entity::insert_many(rows)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}
