//! The mails about the bookings of a session: to whom they went and whether they have arrived, not what they say.

use super::reads::PAGE_SIZE;
use crate::{
    Services, StoreError,
    notifications::{MOST_TRIES, Message},
    query::Query,
};
use domain::{
    access::{Permit, RunSession},
    ids::SessionId,
};
use sea_orm::FromQueryResult;

/// A mail about a booking.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SessionMessage {
    /// Whom it is for.
    pub name: String,
    /// The mail.
    #[sea_orm(nested)]
    pub message: Message,
}

/// How many of the mails about a session have arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Delivery {
    /// Written in all.
    pub written: i64,
    /// Taken by the mail server.
    pub sent: i64,
    /// Not taken, and tried no more.
    pub parked: i64,
}

impl Delivery {
    /// On their way.
    pub fn waiting(&self) -> i64 {
        self.written - self.sent - self.parked
    }
}

const OF_SESSION: &str = " FROM booking b JOIN session s ON s.id = b.session_id JOIN outbox m ON m.booking_id = b.id \
     JOIN person p ON p.id = b.person_id WHERE s.id = ";

fn of_session(query: Query, permit: &Permit<RunSession>, session: SessionId) -> Query {
    let query = query.sql(OF_SESSION).bind(session.0);
    let query = query.sql(" AND s.organisation_id = ");
    query.bind(permit.act().organisation.0)
}

/// How many mails have been written about a session of the organisation of the permit, and how many have arrived.
///
/// # Errors
/// When the database fails.
pub async fn delivery(
    services: &Services,
    permit: &Permit<RunSession>,
    session: SessionId,
) -> Result<Delivery, StoreError> {
    let query = Query::new(
        "SELECT COUNT(*) AS written, COUNT(m.sent_at) AS sent, COUNT(CASE WHEN m.sent_at IS NULL AND m.tries >= ",
    );
    let query = query
        .bind(MOST_TRIES.cast_signed())
        .sql(" THEN 1 END) AS parked");
    let counted = of_session(query, permit, session).one(services.db.reader());
    Ok(counted.await?.unwrap_or_default())
}

/// A page of these mails: first what has not arrived, then the newest.
///
/// # Errors
/// When the database fails.
pub async fn list_messages(
    services: &Services,
    permit: &Permit<RunSession>,
    session: SessionId,
    page: u32,
) -> Result<Vec<SessionMessage>, StoreError> {
    let query = Query::new("SELECT p.name, m.subject, m.created_at, m.sent_at, m.tries");
    let query = of_session(query, permit, session).sql(
        " ORDER BY CASE WHEN m.sent_at IS NULL THEN 0 ELSE 1 END, m.created_at DESC, m.id LIMIT ",
    );
    let offset = page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let query = query.bind(i64::from(PAGE_SIZE)).sql(" OFFSET ");
    query
        .bind(i64::from(offset))
        .all(services.db.reader())
        .await
}
