//! Many rows by one statement.

use crate::{StoreError, query::Query};
use sea_orm::{ConnectionTrait, Value};

/// The most values of one statement. Both databases take many more; but SQLite looks up the name of each among all of them,
/// so that thirty times as many take thirty times as long for each row.
pub(super) const MOST_VALUES: usize = 500;

/// Adds rows to a table, each a value for every column.
pub(super) async fn insert(
    on: &impl ConnectionTrait,
    table: &str,
    columns: &[&str],
    rows: &[Vec<Value>],
) -> Result<(), StoreError> {
    insert_or(on, table, columns, rows, "").await
}

/// Adds rows to a table, and does something else where there is one already. No two of them may be the same one.
pub(super) async fn insert_or(
    on: &impl ConnectionTrait,
    table: &str,
    columns: &[&str],
    rows: &[Vec<Value>],
    on_conflict: &str,
) -> Result<(), StoreError> {
    let head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
    for chunk in rows.chunks(MOST_VALUES / columns.len()) {
        let query = Query::new(&head).each_row(chunk, |query, row| query.bind_all(row.clone()));
        query.sql(on_conflict).run(on).await?;
    }
    Ok(())
}
