//! What a board wants of the evaluation of sessions in its area.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    query::{Number, Query},
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, Scope, SetBoard},
    evaluation::{Stage, Wanted},
};
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Row {
    evaluation: String,
}

/// What a board wants.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no such board.
pub async fn wanted(services: &Services, permit: &Permit<SetBoard>) -> Result<Wanted, StoreError> {
    let query = Query::new("SELECT evaluation FROM board WHERE id = ").bind(permit.act().board.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    let row = row.ok_or(StoreError::Conflict)?;
    Ok(Wanted::from_code(&row.evaluation).unwrap_or_default())
}

/// Sets what a board wants, from now on and of everybody who can still answer.
///
/// # Errors
/// When the database fails.
pub async fn set_wanted(
    services: &Services,
    permit: &Permit<SetBoard>,
    wanted: Wanted,
) -> Result<(), StoreError> {
    let board = permit.act().board;
    transact!(services.db, |tx| {
        let query = Query::new("SELECT evaluation FROM board WHERE id = ").bind(board.0);
        let before: Option<Row> = query.one(tx).await?;
        let before = before.ok_or(StoreError::Conflict)?.evaluation;
        if before == wanted.code() {
            return Ok(Noted::nothing(()));
        }
        let query = Query::new("UPDATE board SET evaluation = ").bind(wanted.code());
        query.sql(" WHERE id = ").bind(board.0).run(tx).await?;
        let entry = Entry {
            subject: format!("board {board}"),
            before: Some(&before.as_str()),
            after: Some(&wanted.code()),
        };
        note(services, tx, permit, entry, ()).await
    })
}

/// Adds to a statement about completions `c` that the certificate does not wait for what somebody says of the session: as
/// long as they can, and where the board of the session's area wants it.
pub(crate) fn said_what_is_wanted(query: Query, now: DateTime<Utc>) -> Query {
    waiting(query.sql("NOT "), now)
}

/// Adds to a statement about completions `c` that the certificate waits for what somebody says of the session.
fn waiting(query: Query, now: DateTime<Utc>) -> Query {
    let query = query.sql(&format!(
        "EXISTS (SELECT 1 FROM booking w JOIN session ws ON ws.id = w.session_id \
         JOIN board wd ON wd.district_id = ws.district_id WHERE w.id = c.booking_id AND wd.evaluation = '{}' \
         AND NOT EXISTS (SELECT 1 FROM evaluation we WHERE we.booking_id = w.id) AND ws.ends_at > ",
        Wanted::BeforeCertificate.code()
    ));
    query.bind(now - Stage::After.window().1).sql(")")
}

/// How many completions in the boards of a scope wait, before they get a certificate, for what somebody says of the session.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(services: &Services, scope: &Scope) -> Result<u64, StoreError> {
    let query = Query::new(
        "SELECT COUNT(*) AS number FROM completion c WHERE c.booking_id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM certificate k WHERE k.completion_id = c.id) \
         AND NOT EXISTS (SELECT 1 FROM completion_withdrawn x WHERE x.completion_id = c.id) AND c.board_id IN (",
    );
    let query = query
        .bind_all(scope.boards().iter().map(|b| b.0))
        .sql(") AND ");
    let counted: Option<Number> = waiting(query, services.now())
        .one(services.db.reader())
        .await?;
    Ok(counted.map_or(0, |counted| counted.number.unsigned_abs()))
}
