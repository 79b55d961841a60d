//! Reading bookings: one's own, and for the organiser those of a session.

use super::reads::{Part, organisation_of};
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit, RunSession, SeePerson},
    evaluation::Wanted,
    ids::{BookingId, CourseId, OrganisationId, PersonId, SessionId},
    sessions::State,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A booking, as whoever holds it or looks after them sees it.
#[derive(Clone, Debug)]
pub struct BookingShown {
    /// Which.
    pub id: BookingId,
    /// Its reference.
    pub reference: String,
    /// How it stands.
    pub state: State,
    /// Until when a place is kept while an answer is waited for.
    pub offered_until: Option<DateTime<Utc>>,
    /// Whether the person is asked to say that they still come.
    pub to_confirm: bool,
    /// Whether the person comes first elsewhere, because the session was cancelled.
    pub is_owed: bool,
    /// Whether the place is provisional.
    pub is_provisional: bool,
    /// Which place on the waiting list it has, counted from 1, where it waits.
    pub position: Option<u32>,
    /// Why it was ended.
    pub ended_why: String,
    /// The session.
    pub session: SessionId,
    /// The organisation that puts it on.
    pub organisation: OrganisationId,
    /// Its course.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// When it begins and ends.
    pub span: Part,
    /// Where; empty when it is online.
    pub venue: String,
    /// The link to join.
    pub link: String,
    /// Working days of notice.
    pub notice_days: u32,
    /// What the board of the session's area wants of the evaluation.
    pub evaluation: Wanted,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    reference: String,
    state: String,
    offered_until: Option<DateTime<Utc>>,
    to_confirm: bool,
    is_owed: bool,
    course_id: Uuid,
    organisation_id: Uuid,
    depends_on: Option<Uuid>,
    before: i64,
    ended_why: String,
    session_id: Uuid,
    title: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    venue: String,
    link: String,
    notice_days: i32,
    evaluation: String,
}

const ROW: &str = "SELECT b.id, b.reference, b.state, b.offered_until, b.to_confirm, b.is_owed, b.depends_on, b.ended_why, b.session_id, s.course_id, s.organisation_id, s.title, \
     s.starts_at, s.ends_at, s.venue, s.link, s.notice_days, d.evaluation, (SELECT COUNT(*) FROM booking w \
     WHERE w.session_id = b.session_id AND w.state = 'waiting' AND ((w.has_priority AND NOT b.has_priority) \
     OR (w.has_priority = b.has_priority AND w.asked < b.asked))) AS before \
     FROM booking b JOIN session s ON s.id = b.session_id JOIN board d ON d.district_id = s.district_id WHERE b.person_id = ";

impl Row {
    fn read(self) -> Option<BookingShown> {
        let state = State::from_code(&self.state)?;
        let place = u32::try_from(self.before + 1).ok();
        Some(BookingShown {
            id: self.id.into(),
            reference: self.reference,
            state,
            offered_until: self.offered_until,
            to_confirm: self.to_confirm,
            is_owed: self.is_owed,
            course: self.course_id.into(),
            organisation: self.organisation_id.into(),
            is_provisional: self.depends_on.is_some(),
            position: place.filter(|_| state == State::Waiting),
            ended_why: self.ended_why,
            session: self.session_id.into(),
            title: self.title,
            span: Part {
                starts_at: self.starts_at,
                ends_at: self.ends_at,
            },
            venue: self.venue,
            link: self.link,
            notice_days: self.notice_days.unsigned_abs(),
            evaluation: Wanted::from_code(&self.evaluation).unwrap_or_default(),
        })
    }
}

/// The bookings of a person that are not over, of sessions that are not over, the next first.
///
/// # Errors
/// When the database fails.
pub async fn own_bookings(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<BookingShown>, StoreError> {
    let query = Query::new(ROW).bind(permit.act().target.person.map(Uuid::from));
    let query = query
        .sql(" AND b.ended_at IS NULL AND s.ends_at >= ")
        .bind(services.now());
    let rows: Vec<Row> = query
        .sql(" ORDER BY s.starts_at, b.id")
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// A booking of the person whom a permit is about.
///
/// # Errors
/// When the database fails.
pub async fn booking<A: Act>(
    services: &Services,
    permit: &Permit<A>,
    id: BookingId,
) -> Result<Option<BookingShown>, StoreError> {
    let query = Query::new(ROW).bind(permit.act().target().person.map(Uuid::from));
    let query = query.sql(" AND b.id = ").bind(id.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.and_then(Row::read))
}

/// Whose a booking is, and of which organisation the session; nothing more, so that it can be asked who may see it.
///
/// # Errors
/// When the database fails.
pub async fn person_of_booking(
    services: &Services,
    id: BookingId,
) -> Result<Option<(PersonId, OrganisationId)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
        organisation_id: Uuid,
    }
    let query = Query::new(
        "SELECT b.person_id, s.organisation_id FROM booking b JOIN session s ON s.id = b.session_id WHERE b.id = ",
    );
    let row: Option<Row> = query.bind(id.0).one(services.db.reader()).await?;
    Ok(row.map(|row| (row.person_id.into(), row.organisation_id.into())))
}

/// A booking as the organiser sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OrganisersView {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub name: String,
    /// Their organisation, where they have one.
    pub organisation: Option<String>,
    /// Its reference.
    pub reference: String,
    /// When they asked.
    pub asked_at: DateTime<Utc>,
    /// How it stands, by its word.
    pub state: String,
    /// Until when an offered place is kept.
    pub offered_until: Option<DateTime<Utc>>,
    /// Whether they have yet to say that they come at the new time.
    pub to_confirm: bool,
    /// That it is provisional.
    pub depends_on: Option<Uuid>,
    /// What they need to take part.
    pub access_needs: String,
    /// What they eat.
    pub dietary: String,
    /// Why it was ended.
    pub ended_why: String,
}

/// Everybody who has asked for a place on a session, in the order of asking; what was given up too.
///
/// # Errors
/// When the database fails.
pub async fn bookings_of(
    services: &Services,
    permit: &Permit<RunSession>,
    session: SessionId,
) -> Result<Vec<OrganisersView>, StoreError> {
    let query = organisation_of(Query::new("SELECT b.id, p.name, "), services.today());
    let query = query.sql(
        " AS organisation, b.reference, b.asked_at, b.state, b.offered_until, b.to_confirm, b.depends_on, b.access_needs, b.dietary, b.ended_why \
         FROM booking b JOIN person p ON p.id = b.person_id JOIN session s ON s.id = b.session_id WHERE s.id = ",
    );
    let query = query.bind(session.0);
    let query = query
        .sql(" AND s.organisation_id = ")
        .bind(permit.act().organisation.0);
    query
        .sql(" ORDER BY b.asked")
        .all(services.db.reader())
        .await
}
