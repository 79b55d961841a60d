//! Counting wrong guesses, for all servers together.

use super::secret::hashed;
use crate::{Services, StoreError, audit::Noted, query::Query, services::hex, transact};
use chrono::{DateTime, Utc};
use domain::people::Guessing;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// The wrong guesses counted about a name or an address. Kept under a hash: nobody can read from the table who tried.
///
/// # Errors
/// When the database fails.
pub async fn guesses(services: &Services, about: &str) -> Result<Guessing, StoreError> {
    read(services.db.reader(), &key(about)).await
}

async fn read(on: &impl ConnectionTrait, key: &str) -> Result<Guessing, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        failures: i32,
        last_at: DateTime<Utc>,
    }
    let row = Query::new("SELECT failures, last_at FROM guess WHERE about = ")
        .bind(key)
        .one::<Row>(on)
        .await?;
    Ok(row.map_or_else(Guessing::default, |row| Guessing {
        failures: row.failures.unsigned_abs(),
        last_at: Some(row.last_at),
    }))
}

/// Counts one more.
///
/// # Errors
/// When the database fails.
pub async fn wrong_guess(services: &Services, about: &str) -> Result<(), StoreError> {
    let key = key(about);
    transact!(services.db, |tx| {
        let counted = read(tx, &key).await?.failed(services.now());
        let failures = i32::try_from(counted.failures).unwrap_or(i32::MAX);
        let query =
            Query::new("INSERT INTO guess (about, failures, last_at) VALUES (").bind(key.as_str());
        let query = query
            .sql(", ")
            .bind(failures)
            .sql(", ")
            .bind(services.now());
        let query = query
            .sql(") ON CONFLICT (about) DO UPDATE SET failures = guess.failures + 1, last_at = ");
        query.bind(services.now()).run(tx).await?;
        if counted.failures == 1 {
            let query =
                Query::new("UPDATE guess SET failures = 1 WHERE about = ").bind(key.as_str());
            query.run(tx).await?;
        }
        Ok(Noted::in_the_row(()))
    })
}

/// Forgets the count after a right guess.
///
/// # Errors
/// When the database fails.
pub async fn clear_guesses(services: &Services, about: &str) -> Result<(), StoreError> {
    let key = key(about);
    transact!(services.db, |tx| {
        Query::new("DELETE FROM guess WHERE about = ")
            .bind(key.as_str())
            .run(tx)
            .await?;
        Ok(Noted::in_the_row(()))
    })
}

fn key(about: &str) -> String {
    hex(&hashed(about))
}
