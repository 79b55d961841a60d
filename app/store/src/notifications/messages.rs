//! The mails that were written to one person.

use super::MOST_TRIES;
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::access::{Permit, SeePerson};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A mail that was written to somebody.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Message {
    /// The subject.
    pub subject: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub tries: i32,
}

impl Message {
    /// Whether it is tried no more.
    pub fn is_parked(&self) -> bool {
        self.sent_at.is_none() && self.tries.unsigned_abs() >= MOST_TRIES
    }
}

/// The last mails written to a person's present address, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn messages(
    services: &Services,
    permit: &Permit<SeePerson>,
    most: u32,
) -> Result<Vec<Message>, StoreError> {
    Query::new(
        "SELECT m.subject, m.created_at, m.sent_at, m.tries FROM person p JOIN outbox m ON m.to_address = p.email \
         WHERE p.id = ",
    )
    .bind(permit.act().target.person.map(Uuid::from))
    .sql(" ORDER BY m.created_at DESC, m.id LIMIT ")
    .bind(i64::from(most))
    .all(services.db.reader())
    .await
}
