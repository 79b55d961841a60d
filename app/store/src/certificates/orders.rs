//! Reading orders: how far they have come.

use super::{candidates::OfBoard, entities::certificate_batch};
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{IssueCertificates, Permit, Scope},
    ids::{BatchId, BoardId},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

/// How far an order has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Which.
    pub id: BatchId,
    /// Certificates ordered.
    pub wanted: u32,
    /// Certificates issued.
    pub issued: u32,
    /// Certificates that could not be issued.
    pub failed: u32,
    /// Their names, each with the reason: the first hundred.
    pub problems: Vec<(String, String)>,
    /// When it was ordered.
    pub ordered_at: DateTime<Utc>,
    /// When the last one was done.
    pub finished_at: Option<DateTime<Utc>>,
}

/// An order of the board.
///
/// # Errors
/// When the database fails.
pub async fn batch(
    services: &Services,
    permit: &Permit<IssueCertificates>,
    id: BatchId,
) -> Result<Option<Batch>, StoreError> {
    let row = certificate_batch::Entity::find_by_id(id.0)
        .filter(certificate_batch::Column::BoardId.eq(permit.act().board.0))
        .one(services.db.reader())
        .await?;
    match row {
        Some(row) => progress(services, row).await.map(Some),
        None => Ok(None),
    }
}

/// The order of the board placed last.
///
/// # Errors
/// When the database fails.
pub async fn latest_batch(
    services: &Services,
    permit: &Permit<IssueCertificates>,
) -> Result<Option<Batch>, StoreError> {
    let row = certificate_batch::Entity::find()
        .filter(certificate_batch::Column::BoardId.eq(permit.act().board.0))
        .order_by_desc(certificate_batch::Column::OrderedAt)
        .one(services.db.reader())
        .await?;
    match row {
        Some(row) => progress(services, row).await.map(Some),
        None => Ok(None),
    }
}

async fn progress(services: &Services, row: certificate_batch::Model) -> Result<Batch, StoreError> {
    #[derive(FromQueryResult)]
    struct Counts {
        issued: i64,
        failed: i64,
    }
    #[derive(FromQueryResult)]
    struct Problem {
        name: String,
        problem: String,
    }
    let query = Query::new(
        "SELECT COUNT(issued_at) AS issued, COUNT(problem) AS failed FROM certificate_order WHERE batch_id = ",
    );
    let counts = query
        .bind(row.id)
        .one::<Counts>(services.db.reader())
        .await?;
    let query = Query::new(
        "SELECT p.name, r.problem FROM certificate_order r JOIN completion c ON c.id = r.completion_id \
         JOIN person p ON p.id = c.person_id WHERE r.problem IS NOT NULL AND r.batch_id = ",
    );
    let problems: Vec<Problem> = query
        .bind(row.id)
        .sql(" ORDER BY p.search_name, c.id LIMIT 100")
        .all(services.db.reader())
        .await?;
    let count = |number: i64| u32::try_from(number).unwrap_or(0);
    Ok(Batch {
        id: row.id.into(),
        wanted: row.wanted.unsigned_abs(),
        issued: counts.as_ref().map_or(0, |c| count(c.issued)),
        failed: counts.as_ref().map_or(0, |c| count(c.failed)),
        problems: problems.into_iter().map(|p| (p.name, p.problem)).collect(),
        ordered_at: row.ordered_at,
        finished_at: row.finished_at,
    })
}

/// An order in a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OrderRow {
    /// Which.
    pub id: Uuid,
    /// The board's name.
    pub board: String,
    /// Who placed it.
    pub ordered_by: String,
    /// When.
    pub ordered_at: DateTime<Utc>,
    /// Certificates ordered.
    pub wanted: i32,
    /// Certificates issued.
    pub issued: i64,
    /// Certificates that could not be issued.
    pub failed: i64,
    /// When the last one was done.
    pub finished_at: Option<DateTime<Utc>>,
}

/// The last twenty orders of the boards of a scope, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn orders(services: &Services, scope: &Scope) -> Result<Vec<OrderRow>, StoreError> {
    let query = Query::new(
        "SELECT b.id, o.name AS board, p.name AS ordered_by, b.ordered_at, b.wanted, b.finished_at, \
         COUNT(r.issued_at) AS issued, COUNT(r.problem) AS failed FROM certificate_batch b \
         JOIN board o ON o.id = b.board_id JOIN person p ON p.id = b.ordered_by \
         LEFT JOIN certificate_order r ON r.batch_id = b.id WHERE b.id IN (SELECT id FROM certificate_batch \
         WHERE board_id IN (",
    );
    let query = query.bind_all(scope.boards().iter().map(|b| b.0)).sql(
        ") ORDER BY ordered_at DESC LIMIT 20) \
         GROUP BY b.id, o.name, p.name, b.ordered_at, b.wanted, b.finished_at ORDER BY b.ordered_at DESC",
    );
    query.all(services.db.reader()).await
}

/// The board that placed an order, to ask whether somebody may see it.
///
/// # Errors
/// When the database fails.
pub async fn board_of_batch(
    services: &Services,
    id: BatchId,
) -> Result<Option<BoardId>, StoreError> {
    let query = Query::new("SELECT board_id FROM certificate_batch WHERE id = ");
    let found = query
        .bind(id.0)
        .one::<OfBoard>(services.db.reader())
        .await?;
    Ok(found.map(|found| found.board_id.into()))
}
