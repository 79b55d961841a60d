//! What trainers have on already.

use super::run::NewSession;
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, RunSession},
    ids::{OrganisationId, PersonId, SessionId},
    sessions::overlap,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A time at which a trainer has something on.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Busy {
    /// Who.
    pub person: Uuid,
    /// The name.
    pub name: String,
    /// The organisation that puts that on.
    pub organisation: Uuid,
    /// The course there.
    pub course: Uuid,
    /// Whether they train there; otherwise they have booked a place.
    pub trains: bool,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
}

impl Busy {
    /// Whether it stands in the way of training on a session of an organisation. That very session, when the same form
    /// comes twice, does not: it is on already, and that is said.
    pub fn clashes_with(&self, session: &NewSession, organisation: OrganisationId) -> bool {
        let own = (self.starts_at, self.ends_at);
        let mut parts = session.parts.iter();
        let overlaps = parts.any(|part| overlap(own, (part.starts_at, part.ends_at)));
        let is_same = self.organisation == organisation.0
            && self.course == session.course.0
            && session
                .parts
                .iter()
                .any(|part| part.starts_at == self.starts_at);
        overlaps && !is_same && session.trainers.contains(&self.person.into())
    }
}

/// What some trainers have on between two instants, apart from one session: sessions that they train on or have a place on.
/// It says when, and not what: a session may be one that the organiser is not to know of.
///
/// # Errors
/// When the database fails.
pub async fn list_busy(
    services: &Services,
    _permit: &Permit<RunSession>,
    trainers: &[PersonId],
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    apart_from: Option<SessionId>,
) -> Result<Vec<Busy>, StoreError> {
    if trainers.is_empty() {
        return Ok(Vec::new());
    }
    let people = || trainers.iter().map(|person| person.0);
    let query = Query::new(
        "SELECT p.id AS person, p.name, s.organisation_id AS organisation, s.course_id AS course, k.trains, x.starts_at, x.ends_at FROM \
         (SELECT session_id, person_id, true AS trains FROM session_trainer WHERE person_id IN (",
    );
    let query = query.bind_all(people()).sql(
        ") UNION SELECT session_id, person_id, false FROM booking \
         WHERE ended_at IS NULL AND state = 'booked' AND person_id IN (",
    );
    let query = query.bind_all(people()).sql(
        ")) k JOIN person p ON p.id = k.person_id JOIN session s ON s.id = k.session_id \
         JOIN session_part x ON x.session_id = s.id WHERE s.cancelled_at IS NULL AND s.id <> ",
    );
    let query = query.bind(apart_from.unwrap_or(SessionId::NOTHING).0);
    let query = query.sql(" AND x.starts_at < ").bind(until);
    let query = query.sql(" AND x.ends_at > ").bind(from);
    query
        .sql(" ORDER BY x.starts_at, p.search_name, p.id")
        .all(services.db.reader())
        .await
}
