//! The register as it is read: who is on it, in which order, and how they are marked.

use super::{
    reads::{organisation_of, parts_on},
    sittings::Sittings,
};
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    access::{KeepRegister, Permit},
    ids::{CourseId, PersonId, SessionId},
    sessions::Mark,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// How somebody came onto the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// With a booking.
    Booked,
    /// Without one, and is known.
    WalkIn,
    /// Without one, and was not found among the people of the partnership.
    Unknown,
}

/// Somebody on the register.
#[derive(Clone, Debug)]
pub struct Line {
    /// The booking; of whoever is unknown, the walk-in.
    pub id: Uuid,
    /// How they came.
    pub came: Came,
    /// The name.
    pub name: String,
    /// Their organisation, where they have one.
    pub organisation: Option<String>,
    /// Their job title, where they have one.
    pub job_title: Option<String>,
    /// The latest mark of each part.
    pub marks: Vec<Option<Latest>>,
    /// The parts that they have missed and made up nowhere, counted from 1.
    pub missed: Vec<usize>,
}

/// The latest mark of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latest {
    /// The mark.
    pub mark: Mark,
    /// Whether whoever it is about made it, by the code in the room.
    pub by_self: bool,
}

/// The latest marks of each part, by line of the register.
pub(super) type Marks = HashMap<Uuid, Vec<Option<Latest>>>;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    is_walk_in: bool,
    name: String,
    organisation: Option<String>,
    job_title: Option<String>,
}

/// The register of a session: those who hold a place by name, then walk-ins in the order in which they came, first those
/// who are known.
///
/// # Errors
/// When the database fails.
pub async fn register(
    services: &Services,
    permit: &Permit<KeepRegister>,
    (session, course): (SessionId, CourseId),
) -> Result<Vec<Line>, StoreError> {
    let on = services.db.reader();
    let rows = known(on, permit, session, services.today()).await?;
    let unknown = unknown(on, permit, session).await?;
    let parts = parts_on(on, session).await?.len();
    let mut marks = latest(on, session, parts).await?;
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id.into()).collect();
    let sittings = if parts > 1 {
        Sittings::read(on, course, &people).await?
    } else {
        Sittings::default()
    };
    let line = |row: Row| Line {
        missed: sittings.missed(row.person_id.into(), row.id.into()),
        came: if row.is_walk_in {
            Came::WalkIn
        } else {
            Came::Booked
        },
        marks: marks.remove(&row.id).unwrap_or_else(|| vec![None; parts]),
        id: row.id,
        name: row.name,
        organisation: row.organisation,
        job_title: row.job_title,
    };
    let mut lines: Vec<Line> = rows.into_iter().map(line).collect();
    lines.extend(unknown.into_iter().map(|row| Line {
        id: row.id,
        came: Came::Unknown,
        name: row.name,
        organisation: Some(row.organisation),
        job_title: None,
        marks: marks.remove(&row.id).unwrap_or_else(|| vec![None; parts]),
        missed: Vec::new(),
    }));
    Ok(lines)
}

/// Those of whom it is known who they are.
async fn known(
    on: &impl ConnectionTrait,
    permit: &Permit<KeepRegister>,
    session: SessionId,
    today: NaiveDate,
) -> Result<Vec<Row>, StoreError> {
    let query = Query::new("SELECT b.id, b.person_id, b.is_walk_in, p.name, ");
    let query = organisation_of(query, today).sql(
        " AS organisation, (SELECT MIN(t.job_title) FROM post t WHERE t.person_id = p.id AND t.is_main \
         AND (t.ends_on IS NULL OR t.ends_on >= ",
    );
    let query = query.bind(today).sql(
        ")) AS job_title FROM booking b JOIN person p ON p.id = b.person_id JOIN session s ON s.id = b.session_id \
         WHERE b.ended_at IS NULL AND b.state NOT IN ('waiting', 'offered', 'to_approve') AND s.id = ",
    );
    let query = query.bind(session.0).sql(" AND s.organisation_id IN (");
    let query = query.bind_all(permit.act().target.organisations.iter().map(|o| o.0));
    query
        .sql(") ORDER BY b.is_walk_in, CASE WHEN b.is_walk_in THEN b.asked ELSE 0 END, p.search_name, b.id")
        .all(on)
        .await
}

#[derive(FromQueryResult)]
struct Unknown {
    id: Uuid,
    name: String,
    organisation: String,
}

/// Those of whom it is not.
async fn unknown(
    on: &impl ConnectionTrait,
    permit: &Permit<KeepRegister>,
    session: SessionId,
) -> Result<Vec<Unknown>, StoreError> {
    let query = Query::new(
        "SELECT w.id, w.name, w.organisation FROM walk_in w JOIN session s ON s.id = w.session_id \
         WHERE w.name <> '' AND s.id = ",
    );
    let query = query.bind(session.0).sql(" AND s.organisation_id IN (");
    let query = query.bind_all(permit.act().target.organisations.iter().map(|o| o.0));
    query.sql(") ORDER BY w.added_at, w.id").all(on).await
}

/// The latest mark of each part, by line.
pub(super) async fn latest(
    on: &impl ConnectionTrait,
    session: SessionId,
    parts: usize,
) -> Result<Marks, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        line: Uuid,
        part: i32,
        mark: String,
        by_self: bool,
    }
    let query = Query::new(
        "SELECT a.booking_id AS line, a.part, a.mark, (a.marked_by IS NOT NULL AND a.marked_by = b.person_id) AS by_self, \
         a.marked_at AS made_at, a.id AS made FROM attendance a JOIN booking b ON b.id = a.booking_id WHERE b.session_id = ",
    );
    let query = query.bind(session.0).sql(
        " UNION ALL SELECT m.walk_in_id, m.part, m.mark, (1 = 0), m.marked_at, m.id FROM walk_in_mark m \
         JOIN walk_in w ON w.id = m.walk_in_id WHERE w.session_id = ",
    );
    let rows: Vec<Row> = query
        .bind(session.0)
        .sql(" ORDER BY made_at, made")
        .all(on)
        .await?;
    let mut marks = Marks::new();
    for row in rows {
        let of_line = marks.entry(row.line).or_insert_with(|| vec![None; parts]);
        let place = usize::try_from(row.part - 1).unwrap_or_default();
        if let Some(latest) = of_line.get_mut(place) {
            let by_self = row.by_self;
            *latest = Mark::from_code(&row.mark).map(|mark| Latest { mark, by_self });
        }
    }
    Ok(marks)
}
