//! The register: marks that are added and never changed, and what is completed by them.

use super::{
    entities::attendance,
    hold::{Ending, hold, keep},
    reads::{Part, organisation_of, parts_on},
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    records::{self, Attended},
    transact,
};
use domain::{
    access::{KeepRegister, Permit},
    ids::{BookingId, PersonId, SessionId},
    sessions::{Mark, RegisterRefusal, Roll, State, Terms, has_attended, may_mark, outcome},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use std::collections::HashMap;
use uuid::Uuid;

/// Somebody on the register.
#[derive(Clone, Debug)]
pub struct Line {
    /// The booking.
    pub booking: BookingId,
    /// The name.
    pub name: String,
    /// Their organisation, where they have one.
    pub organisation: Option<String>,
    /// The latest mark of each part.
    pub marks: Vec<Option<Mark>>,
}

/// Those who hold a place on a session, by name, with the latest mark of each part.
///
/// # Errors
/// When the database fails.
pub async fn register(
    services: &Services,
    permit: &Permit<KeepRegister>,
    session: SessionId,
) -> Result<Vec<Line>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        organisation: Option<String>,
    }
    let on = services.db.reader();
    let query = organisation_of(Query::new("SELECT b.id, p.name, "), services.today());
    let query = query.sql(
        " AS organisation FROM booking b JOIN person p ON p.id = b.person_id JOIN session s ON s.id = b.session_id \
         WHERE b.ended_at IS NULL AND b.state NOT IN ('waiting', 'offered') AND s.id = ",
    );
    let query = query.bind(session.0).sql(" AND s.organisation_id IN (");
    let query = query.bind_all(permit.act().target.organisations.iter().map(|o| o.0));
    let query = query.sql(") ORDER BY p.search_name, b.id");
    let rows: Vec<Row> = query.all(on).await?;
    let parts = parts_on(on, session).await?.len();
    let mut marks = latest(on, session, parts).await?;
    let line = |row: Row| Line {
        booking: row.id.into(),
        name: row.name,
        organisation: row.organisation,
        marks: marks.remove(&row.id).unwrap_or_else(|| vec![None; parts]),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The latest mark of each part, by booking.
async fn latest(
    on: &impl ConnectionTrait,
    session: SessionId,
    parts: usize,
) -> Result<HashMap<Uuid, Vec<Option<Mark>>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        booking_id: Uuid,
        part: i32,
        mark: String,
    }
    let query = Query::new(
        "SELECT a.booking_id, a.part, a.mark FROM attendance a JOIN booking b ON b.id = a.booking_id WHERE b.session_id = ",
    );
    let rows: Vec<Row> = query
        .bind(session.0)
        .sql(" ORDER BY a.marked_at, a.id")
        .all(on)
        .await?;
    let mut marks: HashMap<Uuid, Vec<Option<Mark>>> = HashMap::new();
    for row in rows {
        let of_booking = marks
            .entry(row.booking_id)
            .or_insert_with(|| vec![None; parts]);
        let place = usize::try_from(row.part - 1).unwrap_or_default();
        if let Some(mark) = of_booking.get_mut(place) {
            *mark = Mark::from_code(&row.mark);
        }
    }
    Ok(marks)
}

/// A mark for somebody, made on the sight of another or of none.
#[derive(Clone, Copy, Debug)]
pub struct NewMark {
    /// The booking.
    pub booking: BookingId,
    /// What was seen.
    pub seen: Option<Mark>,
    /// What it is to be.
    pub mark: Mark,
}

/// What came of marking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Marks that were added.
    pub added: usize,
    /// Marks that were left, because somebody else had marked these people meanwhile.
    pub left: usize,
}

/// Adds marks for one part of a session, counted from 1. Whoever has attended all of it completes the course, in the same
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
        let held = hold(services, tx, id).await?;
        let own = &permit.act().target.organisations;
        let Some(mut held) = held.filter(|h| own.contains(&h.row.organisation_id.into())) else {
            return Err(StoreError::Conflict);
        };
        let parts = parts_on(tx, id).await?;
        if let Err(refusal) = may(services, held.roll.terms(), &parts, part) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let marks = latest(tx, id, parts.len()).await?;
        let sheet = Sheet::new(&held.roll, marks, parts.len());
        let (sheet, added, left) = sheet.with(part, new);
        let marked = Marked {
            added: added.len(),
            left,
        };
        if added.is_empty() {
            return Ok(Noted::nothing(Ok(marked)));
        }
        add(services, tx, permit, part, &added).await?;
        let attended = sheet.attended(&added);
        for one in &added {
            held.roll
                .note_outcome(one.booking, outcome(sheet.of(one.booking)));
        }
        let (course, edition) = (held.row.course_id, held.row.edition.unsigned_abs());
        let training = ((course.into(), edition), held.row.ends_at);
        let ending = Ending::nobody();
        keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        records::complete_session(services, tx, training, permit.by(), &attended).await?;
        let what: Vec<_> = added
            .iter()
            .map(|one| (one.booking, part, one.mark.code()))
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

/// Whether the register of a part takes marks now.
fn may(
    services: &Services,
    terms: &Terms,
    parts: &[Part],
    part: usize,
) -> Result<(), RegisterRefusal> {
    let of_part = part.checked_sub(1).and_then(|place| parts.get(place));
    let starts_at = of_part.map_or(terms.ends_at, |part| part.starts_at);
    may_mark(terms.is_cancelled, starts_at, services.now())
}

/// The register as it stands: who is on it, and the latest marks.
struct Sheet {
    people: HashMap<BookingId, PersonId>,
    marks: HashMap<Uuid, Vec<Option<Mark>>>,
    parts: usize,
}

impl Sheet {
    fn new(roll: &Roll, marks: HashMap<Uuid, Vec<Option<Mark>>>, parts: usize) -> Self {
        let on_it = roll
            .places()
            .iter()
            .filter(|place| !matches!(place.state, State::Waiting | State::Offered));
        Self {
            people: on_it.map(|place| (place.id, place.person)).collect(),
            marks,
            parts,
        }
    }

    /// With new marks of a part: which were added, and how many were left because what was seen is no longer there.
    fn with(mut self, part: usize, new: &[NewMark]) -> (Self, Vec<NewMark>, usize) {
        let (mut added, mut left) = (Vec::new(), 0);
        for one in new
            .iter()
            .filter(|one| self.people.contains_key(&one.booking))
        {
            let unmarked = || vec![None; self.parts];
            let marks = self.marks.entry(one.booking.0).or_insert_with(unmarked);
            match part.checked_sub(1).and_then(|place| marks.get_mut(place)) {
                Some(known) if *known == Some(one.mark) => {}
                Some(known) if *known == one.seen => {
                    *known = Some(one.mark);
                    added.push(*one);
                }
                _ => left += 1,
            }
        }
        (self, added, left)
    }

    /// The latest marks of a booking, part by part.
    fn of(&self, booking: BookingId) -> &[Option<Mark>] {
        self.marks.get(&booking.0).map_or(&[], Vec::as_slice)
    }

    /// Those whose marks have changed, and whether they have attended all of it.
    fn attended(&self, added: &[NewMark]) -> Vec<Attended> {
        let of_person = |one: &NewMark| {
            Some(Attended {
                booking: one.booking,
                person: *self.people.get(&one.booking)?,
                is_complete: has_attended(self.of(one.booking)),
            })
        };
        added.iter().filter_map(of_person).collect()
    }
}

async fn add(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<KeepRegister>,
    part: usize,
    new: &[NewMark],
) -> Result<(), StoreError> {
    let rows = new.iter().map(|one| {
        let row = attendance::Model {
            id: services.new_id(),
            booking_id: one.booking.into(),
            part: i32::try_from(part).unwrap_or(i32::MAX),
            mark: one.mark.code().to_owned(),
            marked_by: permit.by().map(Into::into),
            marked_at: services.now(),
        };
        row.into_active_model()
    });
    attendance::Entity::insert_many(rows)
        .exec_without_returning(on)
        .await?;
    Ok(())
}
