//! Small settings of the installation, by name.

use crate::{Services, StoreError, audit::Noted, query::Query, transact};
use sea_orm::FromQueryResult;

/// A setting, if it is there.
///
/// # Errors
/// When the database fails.
pub async fn read(services: &Services, name: &str) -> Result<Option<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        value: String,
    }
    let query = Query::new("SELECT value FROM setting WHERE name = ").bind(name);
    Ok(query
        .one::<Row>(services.db.reader())
        .await?
        .map(|row| row.value))
}

/// Writes a setting in place of what it was.
///
/// # Errors
/// When the database fails.
pub async fn write(services: &Services, name: &str, value: &str) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("INSERT INTO setting (name, value) VALUES (")
            .bind(name)
            .sql(", ")
            .bind(value);
        query
            .sql(") ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .run(tx)
            .await?;
        Ok(Noted::in_the_row(()))
    })
}
