//! Reading the lists that were sent.

use crate::{
    Services, StoreError,
    query::{Number, Query},
};
use chrono::{DateTime, Utc};
use domain::{
    access::Scope,
    ids::StaffImportId,
    people::import::{Counts, State},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A line of the history.
#[derive(Clone, Debug)]
pub struct ImportLine {
    /// Which.
    pub id: StaffImportId,
    /// The organisation's name.
    pub organisation: String,
    /// The name of the file.
    pub file_name: String,
    /// The first digits of its SHA-256.
    pub file_hash: String,
    /// How far it is.
    pub state: State,
    /// How many outcomes there are of each kind.
    pub counts: Counts,
    /// Who sent it.
    pub sent_by: String,
    /// When.
    pub sent_at: DateTime<Utc>,
}

/// A page of the history.
#[derive(Clone, Debug)]
pub struct ImportPage {
    /// The lines of this page.
    pub rows: Vec<ImportLine>,
    /// How many there are on all pages.
    pub total: u64,
}

/// The lists that were sent, within a scope, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(services: &Services, scope: &Scope, page: u32) -> Result<ImportPage, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        organisation: String,
        file_name: String,
        file_hash: String,
        state: String,
        counts: String,
        sent_by: String,
        sent_at: DateTime<Utc>,
    }
    let on = services.db.reader();
    let total = within(Query::new("SELECT COUNT(*) AS number"), scope);
    let total = total.one::<Number>(on).await?;
    let query = Query::new(
        "SELECT i.id, o.name AS organisation, i.file_name, i.file_hash, i.state, i.counts, p.name AS sent_by, i.sent_at",
    );
    let query = within(query, scope).sql(" ORDER BY i.sent_at DESC, i.id LIMIT ");
    let size = i64::from(super::ROWS_ON_A_PAGE);
    let query = query.bind(size).sql(" OFFSET ");
    let rows: Vec<Row> = query
        .bind(i64::from(page.saturating_sub(1)) * size)
        .all(on)
        .await?;
    let line = |row: Row| {
        Ok(ImportLine {
            id: row.id.into(),
            organisation: row.organisation,
            file_name: row.file_name,
            file_hash: row.file_hash,
            state: State::from_code(&row.state).unwrap_or(State::Discarded),
            counts: serde_json::from_str(&row.counts)?,
            sent_by: row.sent_by,
            sent_at: row.sent_at,
        })
    };
    Ok(ImportPage {
        rows: rows
            .into_iter()
            .map(line)
            .collect::<Result<_, StoreError>>()?,
        total: total.map_or(0, |n| n.number.unsigned_abs()),
    })
}

/// How many lists within a scope wait for somebody: to say what is in their columns, or to confirm them.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(services: &Services, scope: &Scope) -> Result<u64, StoreError> {
    let query = within(Query::new("SELECT COUNT(*) AS number"), scope);
    let query = query.sql(if scope.is_everywhere() {
        " WHERE "
    } else {
        " AND "
    });
    let query = query.sql("i.state IN ('columns', 'checked')");
    let found = query.one::<Number>(services.db.reader()).await?;
    Ok(found.map_or(0, |found| found.number.unsigned_abs()))
}

/// Lists of the scope's organisations that are about no organisation beside them.
fn within(query: Query, scope: &Scope) -> Query {
    let query = query.sql(
        " FROM staff_import i JOIN organisation o ON o.id = i.organisation_id JOIN person p ON p.id = i.sent_by",
    );
    if scope.is_everywhere() {
        return query;
    }
    let ids = || scope.organisations().iter().map(|o| o.0);
    let query = query.sql(" WHERE i.organisation_id IN (").bind_all(ids());
    let query = query.sql(
        ") AND NOT EXISTS (SELECT 1 FROM staff_import_organisation c WHERE c.import_id = i.id AND c.organisation_id NOT IN (",
    );
    query.bind_all(ids()).sql("))")
}
