//! Sessions at the same time on which somebody has a booking already. They are said, and keep nobody from booking.

use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{BookPlace, Permit},
    ids::SessionId,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Another session at the same time.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Overlap {
    /// Who has a booking of it.
    pub person_id: Uuid,
    /// Its title.
    pub title: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
}

/// Other sessions that have a part at the same time as one of these, for those whom one may book.
///
/// # Errors
/// When the database fails.
pub async fn find_overlaps(
    services: &Services,
    permits: impl Iterator<Item = &Permit<BookPlace>>,
    session: SessionId,
) -> Result<Vec<Overlap>, StoreError> {
    let people = permits.filter_map(|permit| permit.act().target.person);
    let query = Query::new(
        "SELECT DISTINCT b.person_id, s.title, s.starts_at FROM booking b JOIN session s ON s.id = b.session_id \
         JOIN session_part o ON o.session_id = s.id \
         JOIN session_part n ON n.starts_at < o.ends_at AND o.starts_at < n.ends_at AND n.session_id <> o.session_id \
         WHERE b.ended_at IS NULL AND n.session_id = ",
    );
    let query = query.bind(session.0).sql(" AND b.person_id IN (");
    let query = query.bind_all(people.map(|person| person.0));
    query
        .sql(") ORDER BY s.starts_at, s.title")
        .all(services.db.reader())
        .await
}
