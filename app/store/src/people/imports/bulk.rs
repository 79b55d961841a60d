//! Many rows by one statement.

use crate::query::Query;
use sea_orm::Value;

/// The most values of one statement. Both databases take many more; but SQLite looks up the name of each among all of them,
/// so that thirty times as many take thirty times as long for each row.
const MOST_VALUES: usize = 1_000;

/// How many rows of so many columns go into one statement.
pub(super) fn rows_of(columns: usize) -> usize {
    MOST_VALUES / columns
}

/// Adds rows of values to a statement: `(…), (…)`.
pub(super) fn values(query: Query, rows: impl IntoIterator<Item = Vec<Value>>) -> Query {
    let mut query = query;
    let mut between = "(";
    for row in rows {
        query = query.sql(between).bind_all(row);
        between = "), (";
    }
    query.sql(")")
}
