//! Reading sessions: what is on, where, when, and how many places are left.

use super::{entities::session, hold::terms, sittings::share};
use crate::{
    Services, StoreError,
    query::{Number, Query},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    access::{Permit, Role, RunSession},
    ids::{CourseId, DistrictId, OrganisationId, PersonId, SessionId, VenueId},
    sessions::{OpenTo, Prices, Share, Terms},
};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde::Serialize;
use uuid::Uuid;

/// From when to when one part of a session takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct Part {
    /// The start.
    pub starts_at: DateTime<Utc>,
    /// The end.
    pub ends_at: DateTime<Utc>,
}

/// Somebody who trains on a session.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Trainer {
    /// Who.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The address.
    pub email: Option<String>,
}

/// Who looks at sessions: what they see is for them, theirs to run, or booked by them.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The person.
    pub person: PersonId,
    /// The line managers whose people they look after.
    pub managers: Vec<PersonId>,
    /// The organisations whose training they lead.
    pub leads: Vec<OrganisationId>,
    /// Whether they see all.
    pub everywhere: bool,
    /// The day on which they look.
    pub today: NaiveDate,
}

/// A session as it is shown.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Which.
    pub id: SessionId,
    /// The course.
    pub course: CourseId,
    /// Its edition.
    pub edition: u32,
    /// Its title.
    pub title: String,
    /// The organisation that puts it on.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The district.
    pub district: DistrictId,
    /// Its name.
    pub district_name: String,
    /// Where; empty when it is online.
    pub venue: String,
    /// The venue of the organisation from which that was taken.
    pub kept_venue: Option<VenueId>,
    /// The room in it.
    pub room: String,
    /// The link to join, for those who hold a place.
    pub link: String,
    /// What else there is to know.
    pub note: String,
    /// What is handed out.
    pub materials: String,
    /// What a place costs, by kind of organisation.
    pub prices: Prices,
    /// For whom it is.
    pub open_to: OpenTo,
    /// The organisation for which places are reserved.
    pub reserved_for: Option<OrganisationId>,
    /// On what terms it is booked.
    pub terms: Terms,
    /// How many places are taken.
    pub taken: u32,
    /// How many wait.
    pub waiting: u32,
    /// How many seats there are; more may book where not everybody comes.
    pub seats: u32,
    /// How many more may book, in per cent.
    pub over_percent: u32,
    /// How many have to come; 0 where it takes place anyhow.
    pub minimum: u32,
    /// Whether it is not certain yet.
    pub is_tentative: bool,
    /// How often it has been changed, its putting on included.
    pub number: u32,
    /// Whether a line manager has to agree to each booking.
    pub needs_approval: bool,
    /// Why it was cancelled, if it was.
    pub cancelled_why: Option<String>,
    /// How much of it has to be attended.
    pub share: Share,
}

impl SessionRow {
    /// How many seats are left, which is what whoever books is told.
    pub fn seats_left(&self) -> u32 {
        self.seats.saturating_sub(self.taken)
    }

    /// How many places are left, those beyond the seats included.
    pub fn left(&self) -> u32 {
        self.terms.places.saturating_sub(self.taken)
    }
}

pub(super) fn open_to(row: &session::Model) -> OpenTo {
    match (row.open_to.as_str(), row.open_team_id, &row.open_cohort) {
        ("organisation", ..) => OpenTo::Organisation(row.organisation_id.into()),
        ("team", Some(team), _) => OpenTo::Team(team.into()),
        ("cohort", _, Some(cohort)) => OpenTo::Cohort(cohort.clone()),
        _ => OpenTo::Partnership,
    }
}

pub(super) fn read(row: &QueryResult) -> Result<SessionRow, StoreError> {
    let session = session::Model::from_query_result(row, "")?;
    let waiting: i64 = row.try_get("", "waiting")?;
    Ok(SessionRow {
        open_to: open_to(&session),
        terms: terms(&session),
        id: session.id.into(),
        course: session.course_id.into(),
        edition: session.edition.unsigned_abs(),
        title: session.title,
        organisation: session.organisation_id.into(),
        organisation_name: row.try_get("", "organisation_name")?,
        district: session.district_id.into(),
        district_name: row.try_get("", "district_name")?,
        venue: session.venue,
        kept_venue: session.venue_id.map(Into::into),
        room: session.room,
        link: session.link,
        note: session.note,
        materials: session.materials,
        prices: serde_json::from_str(&session.prices)?,
        reserved_for: session.reserved_for.map(Into::into),
        taken: session.taken.unsigned_abs(),
        waiting: u32::try_from(waiting).unwrap_or_default(),
        seats: session.seats.unsigned_abs(),
        over_percent: session.over_percent.unsigned_abs(),
        minimum: session.minimum.unsigned_abs(),
        is_tentative: session.is_tentative,
        number: session.number.unsigned_abs(),
        needs_approval: session.needs_approval,
        cancelled_why: session.cancelled_why,
        share: share(session.share),
    })
}

pub(super) const ROW: &str = "SELECT s.*, o.name AS organisation_name, d.name AS district_name, \
     (SELECT COUNT(*) FROM booking w WHERE w.session_id = s.id AND w.state = 'waiting') AS waiting \
     FROM session s JOIN organisation o ON o.id = s.organisation_id JOIN district d ON d.id = s.district_id WHERE ";

/// What to look for in the list of sessions.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only these courses.
    pub courses: Option<Vec<CourseId>>,
    /// Only in this district.
    pub district: Option<DistrictId>,
    /// Only from this instant on.
    pub from: DateTime<Utc>,
    /// Only those that begin before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Only with places left.
    pub has_places: bool,
    /// Only online.
    pub is_online: bool,
    /// The page, counted from 1.
    pub page: u32,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct SessionPage {
    /// The sessions of this page, the next first.
    pub rows: Vec<SessionRow>,
    /// How many there are on all pages; [`MOST_FOUND`] at most.
    pub total: u64,
    /// Whether there are more than that.
    pub is_more: bool,
}

/// The most sessions that are counted, and that pages lead through: whoever finds more narrows the list.
pub const MOST_FOUND: u32 = 1000;

/// Sessions on one page.
pub const PAGE_SIZE: u32 = 25;

/// Sessions that are ahead and that somebody may know of, the next first.
///
/// # Errors
/// When the database fails.
pub async fn list_sessions(
    services: &Services,
    viewer: &Viewer,
    filter: &Filter,
) -> Result<SessionPage, StoreError> {
    let count = Query::new("SELECT COUNT(*) AS number FROM (SELECT s.id FROM session s WHERE ");
    let count = narrowed(count, viewer, filter).sql(" LIMIT ");
    let found = count
        .bind(i64::from(MOST_FOUND) + 1)
        .sql(") f")
        .one::<Number>(services.db.reader())
        .await?
        .map_or(0, |n| n.number.unsigned_abs());
    let offset = filter.page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let query = narrowed(Query::new(ROW), viewer, filter).sql(" ORDER BY s.starts_at, s.id LIMIT ");
    let query = query
        .bind(i64::from(PAGE_SIZE))
        .sql(" OFFSET ")
        .bind(i64::from(offset));
    let rows = query.rows(services.db.reader()).await?;
    Ok(SessionPage {
        rows: rows.iter().map(read).collect::<Result<_, _>>()?,
        total: found.min(MOST_FOUND.into()),
        is_more: found > MOST_FOUND.into(),
    })
}

/// A register is close at hand from so long before a session until so long after it.
const AT_HAND: (TimeDelta, TimeDelta) = (TimeDelta::days(1), TimeDelta::days(30));

/// Sessions whose register somebody keeps these days, the latest first: those they train on, and those of the organisations
/// whose training they lead.
///
/// # Errors
/// When the database fails.
pub async fn list_registers(
    services: &Services,
    viewer: &Viewer,
) -> Result<Vec<SessionRow>, StoreError> {
    let (before, after) = AT_HAND;
    let query = Query::new(ROW).sql("s.cancelled_at IS NULL AND s.starts_at <= ");
    let query = query.bind(services.now() + before);
    let query = query.sql(" AND s.ends_at >= ").bind(services.now() - after);
    let query = query.sql(" AND (s.organisation_id IN (");
    let query = query.bind_all(viewer.leads.iter().map(|o| o.0));
    let query = query.sql(
        ") OR EXISTS (SELECT 1 FROM session_trainer r WHERE r.session_id = s.id AND r.person_id = ",
    );
    let query = query
        .bind(viewer.person.0)
        .sql(")) ORDER BY s.starts_at DESC, s.id LIMIT ");
    let query = query.bind(i64::from(PAGE_SIZE));
    let rows = query.rows(services.db.reader()).await?;
    rows.iter().map(read).collect()
}

pub(super) fn narrowed(query: Query, viewer: &Viewer, filter: &Filter) -> Query {
    let query = query
        .sql("s.cancelled_at IS NULL AND s.starts_at >= ")
        .bind(filter.from);
    let query = match &filter.courses {
        Some(courses) => {
            let query = query.sql(" AND s.course_id IN (");
            query
                .bind_all(courses.iter().map(|course| course.0))
                .sql(")")
        }
        None => query,
    };
    let query = match filter.district {
        Some(district) => query.sql(" AND s.district_id = ").bind(district.0),
        None => query,
    };
    let query = match filter.until {
        Some(until) => query.sql(" AND s.starts_at < ").bind(until),
        None => query,
    };
    let query = if filter.has_places {
        query.sql(" AND s.taken < s.places")
    } else {
        query
    };
    let query = if filter.is_online {
        query.sql(" AND s.venue = ''")
    } else {
        query
    };
    visible(query.sql(" AND "), viewer)
}

/// What somebody may know of.
pub(super) fn visible(query: Query, viewer: &Viewer) -> Query {
    if viewer.everywhere {
        return query.sql("1 = 1");
    }
    let mine = |query: Query, column: &str| {
        let query = query.sql(&format!(
            "(SELECT {column} FROM post t WHERE (t.ends_on IS NULL OR t.ends_on >= "
        ));
        let query = query
            .bind(viewer.today)
            .sql(") AND (t.person_id = ")
            .bind(viewer.person.0);
        let query = query.sql(" OR t.manager_id IN (");
        query
            .bind_all(viewer.managers.iter().map(|m| m.0))
            .sql(")))")
    };
    let query = query.sql("(s.open_to = 'partnership' OR s.organisation_id IN (");
    let query = query.bind_all(viewer.leads.iter().map(|o| o.0));
    let query = query.sql(") OR (s.open_to = 'organisation' AND s.organisation_id IN ");
    let query =
        mine(query, "t.organisation_id").sql(") OR (s.open_to = 'team' AND s.open_team_id IN ");
    let query = mine(query, "t.team_id");
    let query = query.sql(") OR (s.open_to = 'cohort' AND s.open_cohort IN (SELECT m.cohort FROM membership m WHERE m.post_id IN ");
    let query = mine(query, "t.id");
    let query = query.sql(")) OR s.id IN (SELECT b.session_id FROM booking b WHERE b.person_id = ");
    let query = query.bind(viewer.person.0);
    let query =
        query.sql(") OR s.id IN (SELECT r.session_id FROM session_trainer r WHERE r.person_id = ");
    query.bind(viewer.person.0).sql("))")
}

/// A session that somebody may know of.
///
/// # Errors
/// When the database fails.
pub async fn session(
    services: &Services,
    viewer: &Viewer,
    id: SessionId,
) -> Result<Option<SessionRow>, StoreError> {
    let query = Query::new(ROW).sql("s.id = ").bind(id.0).sql(" AND ");
    let rows = visible(query, viewer).rows(services.db.reader()).await?;
    rows.first().map(read).transpose()
}

/// The parts of a session, in their order.
///
/// # Errors
/// When the database fails.
pub async fn parts(services: &Services, id: SessionId) -> Result<Vec<Part>, StoreError> {
    parts_on(services.db.reader(), id).await
}

pub(super) async fn parts_on(
    on: &impl ConnectionTrait,
    id: SessionId,
) -> Result<Vec<Part>, StoreError> {
    let query = Query::new("SELECT starts_at, ends_at FROM session_part WHERE session_id = ");
    query.bind(id.0).sql(" ORDER BY number").all(on).await
}

/// The name of the organisation where the person `p` of a query has their main post on a day.
pub(super) fn organisation_of(query: Query, day: NaiveDate) -> Query {
    let query = query.sql(
        "(SELECT MIN(o.name) FROM post t JOIN organisation o ON o.id = t.organisation_id \
         WHERE t.person_id = p.id AND t.is_main AND (t.ends_on IS NULL OR t.ends_on >= ",
    );
    query.bind(day).sql("))")
}

/// Those who train on a session that somebody may know of, by name.
///
/// # Errors
/// When the database fails.
pub async fn trainers(
    services: &Services,
    session: &SessionRow,
) -> Result<Vec<Trainer>, StoreError> {
    let query = Query::new(
        "SELECT p.id, p.name, p.email FROM session_trainer r JOIN person p ON p.id = r.person_id WHERE r.session_id = ",
    );
    query
        .bind(session.id.0)
        .sql(" ORDER BY p.search_name, p.id")
        .all(services.db.reader())
        .await
}

/// Those with the role of a trainer today who have one of these addresses.
///
/// # Errors
/// When the database fails.
pub async fn find_trainers(
    services: &Services,
    _permit: &Permit<RunSession>,
    addresses: &[String],
) -> Result<Vec<Trainer>, StoreError> {
    let today = services.today();
    let query = Query::new(
        "SELECT p.id, p.name, p.email FROM person p WHERE EXISTS (SELECT 1 FROM role_grant g \
         WHERE g.person_id = p.id AND g.role = ",
    );
    let query = query.bind(Role::Trainer.code());
    let query = query.sql(" AND g.starts_on <= ").bind(today);
    let query = query
        .sql(" AND (g.ends_on IS NULL OR g.ends_on >= ")
        .bind(today);
    let query = query.sql(")) AND p.email IN (");
    query
        .bind_all(addresses.iter().map(String::as_str))
        .sql(") ORDER BY p.search_name, p.id")
        .all(services.db.reader())
        .await
}
