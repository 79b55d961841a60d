//! What people have attended of a course, at all its sessions, and what comes of new marks.

use super::{
    entities::session,
    hold::{Ending, Held, keep},
    tell::Teller,
};
use crate::{
    Services, StoreError,
    query::Query,
    records::{self, Attended},
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{BookingId, CourseId, PersonId},
    sessions::{Mark, Share, Sitting, State, completing, missed, outcome},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What some people have attended of a course, each at all its sessions.
#[derive(Default)]
pub(super) struct Sittings {
    of_person: HashMap<PersonId, Vec<Sitting>>,
    editions: HashMap<BookingId, u32>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    edition: i32,
    share: i32,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    parts: i64,
    part: Option<i32>,
    mark: Option<String>,
}

impl Row {
    fn unmarked(&self) -> Sitting {
        let parts = usize::try_from(self.parts).unwrap_or_default();
        Sitting {
            booking: self.id.into(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            share: share(self.share),
            marks: vec![None; parts],
        }
    }
}

/// The share that is kept.
pub(super) fn share(percent: i32) -> Share {
    u8::try_from(percent)
        .ok()
        .and_then(Share::new)
        .unwrap_or(Share::ALL)
}

impl Sittings {
    /// Reads what some people have attended of a course.
    pub async fn read(
        on: &impl ConnectionTrait,
        course: CourseId,
        people: &[PersonId],
    ) -> Result<Self, StoreError> {
        let query = Query::new(
            "SELECT b.id, b.person_id, s.edition, s.share, s.starts_at, s.ends_at, a.part, a.mark, \
             (SELECT COUNT(*) FROM session_part p WHERE p.session_id = s.id) AS parts FROM booking b \
             JOIN session s ON s.id = b.session_id LEFT JOIN attendance a ON a.booking_id = b.id \
             WHERE b.ended_at IS NULL AND b.state NOT IN ('waiting', 'offered', 'to_approve') AND s.course_id = ",
        );
        let query = query.bind(course.0).sql(" AND b.person_id IN (");
        let query = query.bind_all(people.iter().map(|person| person.0));
        let rows: Vec<Row> = query
            .sql(") ORDER BY b.person_id, b.id, a.marked_at, a.id")
            .all(on)
            .await?;
        let mut all = Self::default();
        for row in rows {
            all.editions
                .insert(row.id.into(), row.edition.unsigned_abs());
            let own = all.of_person.entry(row.person_id.into()).or_default();
            if own.last().is_none_or(|last| last.booking.0 != row.id) {
                own.push(row.unmarked());
            }
            let part = row.part.and_then(|part| usize::try_from(part - 1).ok());
            let mark = row.mark.as_deref().and_then(Mark::from_code);
            let place = own.last_mut().zip(part);
            if let Some(known) = place.and_then(|(sitting, part)| sitting.marks.get_mut(part)) {
                *known = mark;
            }
        }
        Ok(all)
    }

    /// The parts that somebody missed at one of their sittings and has made up nowhere.
    pub fn missed(&self, person: PersonId, booking: BookingId) -> Vec<usize> {
        let own = self.of_person.get(&person);
        own.map_or_else(Vec::new, |own| missed(own, booking))
    }

    /// The bookings by which the course is completed, and whose they are.
    fn completing(&self) -> HashMap<BookingId, PersonId> {
        let each = self.of_person.iter().flat_map(|(person, sittings)| {
            let completing = completing(sittings).into_iter();
            completing.map(|booking| (booking, *person))
        });
        each.collect()
    }

    /// By which bookings the course has come to be completed since, and by which no more.
    fn turned(&self, before: &Self, course: CourseId) -> Vec<Attended> {
        let (was, is) = (before.completing(), self.completing());
        let ends = |booking: &BookingId| {
            let mut all = self.of_person.values().flatten();
            all.find(|one| one.booking == *booking)
                .map(|one| one.ends_at)
        };
        let turned = |(booking, person): (&BookingId, &PersonId), is_complete: bool| {
            Some(Attended {
                booking: *booking,
                person: *person,
                course: (course, *self.editions.get(booking)?),
                ends_at: ends(booking)?,
                is_complete,
            })
        };
        let new = is.iter().filter(|(booking, _)| !was.contains_key(booking));
        let gone = was.iter().filter(|(booking, _)| !is.contains_key(booking));
        new.filter_map(|one| turned(one, true))
            .chain(gone.filter_map(|one| turned(one, false)))
            .collect()
    }

    /// What becomes of each booking of a session, by its own marks.
    fn outcomes(&self, bookings: &[BookingId]) -> Vec<(BookingId, State)> {
        let own = self.of_person.values().flatten();
        let own = own.filter(|one| bookings.contains(&one.booking));
        own.map(|one| (one.booking, outcome(one.share, &one.marks)))
            .collect()
    }
}

/// Keeps what comes of marks that have just been added to some bookings of a session: how they stand, and who has
/// completed the course by them, or has not after all. `before` was read before the marks were added.
pub(super) async fn draw_consequences(
    services: &Services,
    on: &impl ConnectionTrait,
    mut held: Held,
    (before, marked): (&Sittings, &HashMap<BookingId, PersonId>),
    by: Option<PersonId>,
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    let course: CourseId = held.row.course_id.into();
    let people: Vec<PersonId> = marked.values().copied().collect();
    let after = Sittings::read(on, course, &people).await?;
    let bookings: Vec<BookingId> = marked.keys().copied().collect();
    let outcomes = after.outcomes(&bookings);
    for (booking, state) in &outcomes {
        held.roll.note_outcome(*booking, *state);
    }
    note_walk_ins(on, &held.row, &outcomes).await?;
    keep(
        services,
        on,
        held,
        &HashMap::new(),
        Ending::nobody(),
        teller,
    )
    .await?;
    records::complete_session(services, on, by, &after.turned(before, course)).await
}

/// Notes what the register says of walk-ins, who are not on the roll: an update for each outcome.
async fn note_walk_ins(
    on: &impl ConnectionTrait,
    session: &session::Model,
    outcomes: &[(BookingId, State)],
) -> Result<(), StoreError> {
    let mut by_state: BTreeMap<State, Vec<Uuid>> = BTreeMap::new();
    for (booking, state) in outcomes {
        by_state.entry(*state).or_default().push(booking.0);
    }
    for (state, bookings) in by_state {
        let query = Query::new("UPDATE booking SET state = ").bind(state.code());
        let query = query
            .sql(" WHERE is_walk_in AND session_id = ")
            .bind(session.id);
        let query = query.sql(" AND id IN (").bind_all(bookings);
        query.sql(")").run(on).await?;
    }
    Ok(())
}
