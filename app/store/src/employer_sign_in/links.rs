//! The employers a person signs in at.

use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, SeePerson},
    ids::{IdentityId, OrganisationId},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// An employer a person signs in at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The person as the employer knows them.
    pub identity: IdentityId,
    /// The employer.
    pub organisation: OrganisationId,
    /// The employer's name.
    pub organisation_name: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who linked it; nobody when it was linked by the e-mail address.
    pub by: Option<String>,
    /// When they last came that way.
    pub last_seen_at: DateTime<Utc>,
}

/// The employers a person signs in at, by name.
///
/// # Errors
/// When the database fails.
pub async fn links_of(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<Linked>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        organisation_id: Uuid,
        organisation: String,
        decided_at: Option<DateTime<Utc>>,
        decided_by: Option<String>,
        first_seen_at: DateTime<Utc>,
        last_seen_at: DateTime<Utc>,
    }
    let query = Query::new(
        "SELECT i.id, i.organisation_id, o.name AS organisation, i.decided_at, d.name AS decided_by, i.first_seen_at, \
         i.last_seen_at FROM employer_identity i JOIN organisation o ON o.id = i.organisation_id \
         LEFT JOIN person d ON d.id = i.decided_by WHERE i.person_id = ",
    );
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    let rows: Vec<Row> = query
        .sql(" ORDER BY o.name, i.id")
        .all(services.db.reader())
        .await?;
    let read = |row: Row| Linked {
        identity: row.id.into(),
        organisation: row.organisation_id.into(),
        organisation_name: row.organisation,
        since: row.decided_at.unwrap_or(row.first_seen_at),
        by: row.decided_by,
        last_seen_at: row.last_seen_at,
    };
    Ok(rows.into_iter().map(read).collect())
}
