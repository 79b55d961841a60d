//! Marking the register: marks that are added and never changed, and what is completed by them.

use super::{
    entities::{attendance, walk_in_mark},
    hold::{Held, hold},
    reads::{Part, parts_on},
    register::{Latest, Marks, latest},
    sittings::{Sittings, draw_consequences},
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{KeepRegister, Permit},
    ids::{BookingId, PersonId, SessionId},
    sessions::{Mark, RegisterRefusal, Terms, may_mark},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use std::collections::HashMap;
use uuid::Uuid;

/// A mark for somebody, made on the sight of another or of none.
#[derive(Clone, Copy, Debug)]
pub struct NewMark {
    /// The line of the register.
    pub line: Uuid,
    /// What was seen.
    pub seen: Option<Mark>,
    /// What it is to be.
    pub mark: Mark,
}

/// What came of marking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Marks that were added.
    pub added: usize,
    /// Lines whose marks were left, because somebody else had marked these people meanwhile.
    pub left: Vec<Uuid>,
}

/// Adds marks for one part of a session, counted from 1. Whoever has attended enough of it completes the course, in the same
/// transaction; a correction that takes that away withdraws the completion.
///
/// # Errors
/// When the database fails.
pub async fn mark(
    services: &Services,
    permit: &Permit<KeepRegister>,
    (id, part): (SessionId, usize),
    new: &[NewMark],
    teller: Teller<'_>,
) -> Result<Result<Marked, RegisterRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let held = hold_register(services, tx, permit, id).await?;
        let parts = parts_on(tx, id).await?;
        if let Err(refusal) = may(services, held.roll.terms(), &parts, part) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let people = on_register(tx, id).await?;
        let marks = latest(tx, id, parts.len()).await?;
        let (added, left) = chosen(&people, marks, (part, parts.len()), new);
        let marked = Marked {
            added: added.len(),
            left,
        };
        if added.is_empty() {
            return Ok(Noted::nothing(Ok(marked)));
        }
        let known = |one: &NewMark| Some((one.line.into(), (*people.get(&one.line)?)?));
        let of_people: HashMap<BookingId, PersonId> = added.iter().filter_map(known).collect();
        let whose: Vec<PersonId> = of_people.values().copied().collect();
        let before = Sittings::read(tx, held.row.course_id.into(), &whose).await?;
        let marking = Marking {
            by: permit.by(),
            part,
        };
        marking.add(services, tx, &people, &added).await?;
        let consequences = (&before, &of_people);
        draw_consequences(services, tx, held, consequences, permit.by(), teller).await?;
        let what: Vec<_> = added
            .iter()
            .map(|one| (one.line, part, one.mark.code()))
            .collect();
        note_new(
            services,
            tx,
            permit,
            format!("session {id}"),
            &what,
            Ok(marked),
        )
        .await
    })
}

/// Holds a session whose register the permit is about.
pub(super) async fn hold_register(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<KeepRegister>,
    id: SessionId,
) -> Result<Held, StoreError> {
    let held = hold(services, on, id).await?;
    let own = &permit.act().target.organisations;
    held.filter(|h| own.contains(&h.row.organisation_id.into()))
        .ok_or(StoreError::Conflict)
}

/// Whether the register of a part takes marks now.
pub(super) fn may(
    services: &Services,
    terms: &Terms,
    parts: &[Part],
    part: usize,
) -> Result<(), RegisterRefusal> {
    let of_part = part.checked_sub(1).and_then(|place| parts.get(place));
    let starts_at = of_part.map_or(terms.ends_at, |part| part.starts_at);
    may_mark(terms.is_cancelled, starts_at, services.now())
}

/// The lines of a register, and who each is where that is known.
pub(super) async fn on_register(
    on: &impl ConnectionTrait,
    session: SessionId,
) -> Result<HashMap<Uuid, Option<PersonId>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        person_id: Option<Uuid>,
    }
    let query = Query::new(
        "SELECT id, person_id FROM booking WHERE ended_at IS NULL AND state NOT IN ('waiting', 'offered', 'to_approve') AND session_id = ",
    );
    let query = query
        .bind(session.0)
        .sql(" UNION ALL SELECT id, NULL FROM walk_in WHERE session_id = ");
    let rows: Vec<Row> = query.bind(session.0).all(on).await?;
    let person = |row: Row| (row.id, row.person_id.map(PersonId));
    Ok(rows.into_iter().map(person).collect())
}

/// Which of some marks are added, and how many are left because what was seen is no longer there. A mark that people made
/// themselves gives way to the trainer's.
fn chosen(
    people: &HashMap<Uuid, Option<PersonId>>,
    mut marks: Marks,
    (part, parts): (usize, usize),
    new: &[NewMark],
) -> (Vec<NewMark>, Vec<Uuid>) {
    let (mut added, mut left) = (Vec::new(), Vec::new());
    for one in new.iter().filter(|one| people.contains_key(&one.line)) {
        let of_line = marks.entry(one.line).or_insert_with(|| vec![None; parts]);
        let Some(known) = part.checked_sub(1).and_then(|place| of_line.get_mut(place)) else {
            continue;
        };
        let is = known.map(|latest| latest.mark);
        let gives_way = known.is_some_and(|latest| latest.by_self);
        if is == Some(one.mark) {
            continue;
        }
        if is == one.seen || gives_way {
            *known = Some(Latest {
                mark: one.mark,
                by_self: false,
            });
            added.push(*one);
        } else {
            left.push(one.line);
        }
    }
    (added, left)
}

/// Who marks, and which part.
pub(super) struct Marking {
    pub by: Option<PersonId>,
    pub part: usize,
}

impl Marking {
    /// Adds marks: to bookings, and to walk-ins of whom it is not known who they are.
    pub async fn add(
        &self,
        services: &Services,
        on: &impl ConnectionTrait,
        people: &HashMap<Uuid, Option<PersonId>>,
        new: &[NewMark],
    ) -> Result<(), StoreError> {
        let is_known = |one: &&NewMark| people.get(&one.line).is_some_and(Option::is_some);
        let (known, unknown): (Vec<_>, Vec<_>) = new.iter().partition(is_known);
        let (part, by) = (
            i32::try_from(self.part).unwrap_or(i32::MAX),
            self.by.map(Uuid::from),
        );
        if !known.is_empty() {
            let row = |one: &NewMark| attendance::Model {
                id: services.new_id(),
                booking_id: one.line,
                part,
                mark: one.mark.code().to_owned(),
                marked_by: by,
                marked_at: services.now(),
            };
            let rows = known.into_iter().map(|one| row(one).into_active_model());
            attendance::Entity::insert_many(rows)
                .exec_without_returning(on)
                .await?;
        }
        if !unknown.is_empty() {
            let row = |one: &NewMark| walk_in_mark::Model {
                id: services.new_id(),
                walk_in_id: one.line,
                part,
                mark: one.mark.code().to_owned(),
                marked_by: by,
                marked_at: services.now(),
            };
            let rows = unknown.into_iter().map(|one| row(one).into_active_model());
            walk_in_mark::Entity::insert_many(rows)
                .exec_without_returning(on)
                .await?;
        }
        Ok(())
    }
}
