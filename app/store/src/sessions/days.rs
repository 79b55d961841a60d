//! What is on, day by day: a few words of each session.

use super::reads::{Filter, Viewer, narrowed};
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A session in a calendar.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OnDay {
    /// Which.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Where; empty when it is online.
    pub venue: String,
    /// How many seats there are.
    pub seats: i32,
    /// How many places may be taken, those beyond the seats included.
    pub places: i32,
    /// How many places are taken.
    pub taken: i32,
}

/// The most sessions that a calendar shows.
const MOST: i64 = 3000;

/// Sessions between two instants that somebody may know of, the next first.
///
/// # Errors
/// When the database fails.
pub async fn list_days(
    services: &Services,
    viewer: &Viewer,
    filter: &Filter,
) -> Result<Vec<OnDay>, StoreError> {
    let query = Query::new(
        "SELECT s.id, s.title, s.starts_at, s.venue, s.seats, s.places, s.taken FROM session s WHERE ",
    );
    let query = narrowed(query, viewer, filter).sql(" ORDER BY s.starts_at, s.id LIMIT ");
    query.bind(MOST).all(services.db.reader()).await
}
