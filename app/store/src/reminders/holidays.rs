//! Bank holidays that were proclaimed once, such as for a coronation. The others follow from the calendar.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::access::{Permit, SetBankHolidays};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A day proclaimed once.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct BankHoliday {
    /// The day.
    pub day: NaiveDate,
    /// What it is called.
    pub name: String,
    /// Who added it.
    pub by: Option<String>,
}

/// Those of today and to come, the next first.
///
/// # Errors
/// When the database fails.
pub async fn bank_holidays(services: &Services) -> Result<Vec<BankHoliday>, StoreError> {
    Query::new(
        "SELECT h.day, h.name, p.name AS by FROM bank_holiday h LEFT JOIN person p ON p.id = h.added_by WHERE h.day >= ",
    )
    .bind(services.today())
    .sql(" ORDER BY h.day")
    .all(services.db.reader())
    .await
}

/// The days alone, for whoever asks when reminders go out.
///
/// # Errors
/// When the database fails.
pub async fn proclaimed(services: &Services) -> Result<Vec<NaiveDate>, StoreError> {
    proclaimed_on(services.db.reader(), services.today()).await
}

/// The same within a transaction.
pub(crate) async fn proclaimed_on(
    on: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<Vec<NaiveDate>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        day: NaiveDate,
    }
    let query = Query::new("SELECT day FROM bank_holiday WHERE day >= ").bind(today);
    let rows: Vec<Row> = query.all(on).await?;
    Ok(rows.into_iter().map(|row| row.day).collect())
}

/// Adds a day; whether it was not there.
///
/// # Errors
/// When the database fails.
pub async fn add_bank_holiday(
    services: &Services,
    permit: &Permit<SetBankHolidays>,
    day: NaiveDate,
    name: &str,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let added = Query::new("INSERT INTO bank_holiday (day, name, added_by, added_at) VALUES (")
            .bind(day)
            .comma(name.to_owned())
            .comma(permit.by().map(Uuid::from))
            .comma(services.now())
            .sql(") ON CONFLICT (day) DO NOTHING")
            .run(tx)
            .await?;
        if added == 0 {
            return Ok(Noted::nothing(false));
        }
        note_new(services, tx, permit, subject(day), &name, true).await
    })
}

/// Removes a day; whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn remove_bank_holiday(
    services: &Services,
    permit: &Permit<SetBankHolidays>,
    day: NaiveDate,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("DELETE FROM bank_holiday WHERE day = ").bind(day);
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        let entry = Entry {
            subject: subject(day),
            before: Some(&day),
            after: None::<&()>,
        };
        note(services, tx, permit, entry, true).await
    })
}

fn subject(day: NaiveDate) -> String {
    format!("bank holiday {day}")
}
