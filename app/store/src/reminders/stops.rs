//! The stop list: addresses to which no reminder goes.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::access::{Permit, SeePerson, StopMail};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// That nothing goes to somebody's address.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Stop {
    /// Which address.
    pub address: String,
    /// What the mail server said, or the reason of whoever stopped it.
    pub why: String,
    /// Who stopped it; none when the mail server refused the address.
    pub by: Option<String>,
    /// When.
    pub stopped_at: DateTime<Utc>,
}

/// The stop of a person's present address, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn stopped(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Option<Stop>, StoreError> {
    Query::new(
        "SELECT k.address, k.why, b.name AS by, k.stopped_at FROM person p JOIN mail_stop k ON k.address = p.email \
         AND k.lifted_at IS NULL LEFT JOIN person b ON b.id = k.stopped_by WHERE p.id = ",
    )
    .bind(permit.act().target.person.map(Uuid::from))
    .one(services.db.reader())
    .await
}

/// Puts an address on the list within a transaction; whether it was not there.
pub(crate) async fn stop(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<StopMail>,
    address: &str,
    why: &str,
) -> Result<bool, StoreError> {
    let query =
        Query::new("INSERT INTO mail_stop (id, address, why, stopped_by, stopped_at) VALUES (");
    let made = query
        .bind(services.new_id::<Uuid>())
        .comma(address.to_lowercase())
        .comma(why.to_owned())
        .comma(permit.by().map(Uuid::from))
        .comma(services.now())
        .sql(") ON CONFLICT (address) WHERE lifted_at IS NULL DO NOTHING")
        .run(on)
        .await?;
    Ok(made > 0)
}

/// Puts the present address of a person on the list; whether there was one that was not on it.
///
/// # Errors
/// When the database fails.
pub async fn stop_by_hand(
    services: &Services,
    permit: &Permit<StopMail>,
    why: &str,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let Some(address) = address(tx, permit).await? else {
            return Ok(Noted::nothing(false));
        };
        if !stop(services, tx, permit, &address, why).await? {
            return Ok(Noted::nothing(false));
        }
        note_new(services, tx, permit, subject(permit), &(address, why), true).await
    })
}

/// Takes the present address of a person off the list; whether it was on it.
///
/// # Errors
/// When the database fails.
pub async fn lift(services: &Services, permit: &Permit<StopMail>) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let Some(address) = address(tx, permit).await? else {
            return Ok(Noted::nothing(false));
        };
        let lifted = Query::new("UPDATE mail_stop SET lifted_at = ")
            .bind(services.now())
            .sql(", lifted_by = ")
            .bind(permit.by().map(Uuid::from))
            .sql(" WHERE lifted_at IS NULL AND address = ")
            .bind(address.clone())
            .run(tx)
            .await?;
        if lifted == 0 {
            return Ok(Noted::nothing(false));
        }
        let entry = Entry {
            subject: subject(permit),
            before: Some(&address),
            after: None::<&()>,
        };
        note(services, tx, permit, entry, true).await
    })
}

fn subject(permit: &Permit<StopMail>) -> String {
    let person = permit.act().target.person;
    person.map_or_else(
        || "an address".to_owned(),
        |id| format!("address of person {id}"),
    )
}

async fn address(
    on: &impl ConnectionTrait,
    permit: &Permit<StopMail>,
) -> Result<Option<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        email: Option<String>,
    }
    let query = Query::new("SELECT email FROM person WHERE id = ");
    let person = permit.act().target.person.map(Uuid::from);
    let row = query.bind(person).one::<Row>(on).await?;
    Ok(row.and_then(|row| row.email))
}
