//! The ledger of charges: one line for each cause, made in the transaction of the cause.

use super::{
    entities::session,
    reads::organisation_of,
    tariff::{length, price, tariff_on},
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::{Number, Query},
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{KeepCharges, Permit},
    catalogue::Price,
    ids::ChargeId,
    sessions::{Cause, Change, ChargeEntry, charge_entry},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Writes into the ledger what the changes of a session are the cause of.
pub(super) async fn note(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    changes: &[Change],
) -> Result<(), StoreError> {
    let entries = changes.iter().filter_map(|change| match change {
        Change::Move { id, from, to, .. } => Some((id.0, charge_entry(*from, *to)?)),
        Change::Add(_) => None,
    });
    let (mut added, mut dropped) = (Vec::new(), Vec::new());
    for (booking, entry) in entries {
        match entry {
            ChargeEntry::Add(cause) => added.push((booking, cause)),
            ChargeEntry::Drop(_) => dropped.push(booking),
        }
    }
    if !dropped.is_empty() {
        drop_no_shows(services, on, dropped).await?;
    }
    if added.is_empty() {
        return Ok(());
    }
    let tariff = tariff_on(on, session.organisation_id.into()).await?;
    let length = length(on, session.id.into()).await?;
    let priced = added.into_iter().filter_map(|(booking, cause)| {
        let amount = tariff.amount(cause, length)?;
        Some((services.new_id::<ChargeId>().0, booking, cause, amount))
    });
    let rows: Vec<_> = priced.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let query = Query::new("INSERT INTO charge (id, booking_id, cause, pence, made_at) VALUES ");
    let query = query.each_row(&rows, |query, (id, booking, cause, amount)| {
        let query = query.bind(*id).comma(*booking).comma(cause.code());
        query.comma(i64::from(amount.0)).comma(services.now())
    });
    // Marked once more after a correction, the line counts again.
    let query = query.sql(" ON CONFLICT (booking_id, cause) DO UPDATE SET dropped_at = NULL");
    query.run(on).await?;
    Ok(())
}

async fn drop_no_shows(
    services: &Services,
    on: &impl ConnectionTrait,
    bookings: Vec<Uuid>,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE charge SET dropped_at = ").bind(services.now());
    let query = query
        .sql(" WHERE dropped_at IS NULL AND cause = ")
        .bind(Cause::NoShow.code());
    let query = query.sql(" AND booking_id IN (").bind_all(bookings);
    query.sql(")").run(on).await?;
    Ok(())
}

/// A line of the ledger.
#[derive(Clone, Debug)]
pub struct Charge {
    /// Which.
    pub id: ChargeId,
    /// Whose booking it was.
    pub name: String,
    /// Their organisation, where they have one.
    pub organisation: Option<String>,
    /// The reference of the booking.
    pub reference: String,
    /// The title of the session.
    pub title: String,
    /// When it began.
    pub starts_at: DateTime<Utc>,
    /// Why.
    pub cause: Cause,
    /// How much.
    pub amount: Price,
    /// Since when.
    pub made_at: DateTime<Utc>,
    /// Whether the cause has gone.
    pub is_dropped: bool,
    /// Why it was waived, if it was.
    pub waived_why: Option<String>,
}

impl Charge {
    /// Whether it is to be paid.
    pub fn is_due(&self) -> bool {
        !self.is_dropped && self.waived_why.is_none()
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    organisation: Option<String>,
    reference: String,
    title: String,
    starts_at: DateTime<Utc>,
    cause: String,
    pence: i64,
    made_at: DateTime<Utc>,
    dropped_at: Option<DateTime<Utc>>,
    waived_at: Option<DateTime<Utc>>,
    waived_why: String,
}

impl Row {
    fn read(self) -> Option<Charge> {
        Some(Charge {
            id: self.id.into(),
            name: self.name,
            organisation: self.organisation,
            reference: self.reference,
            title: self.title,
            starts_at: self.starts_at,
            cause: Cause::from_code(&self.cause)?,
            amount: price(self.pence),
            made_at: self.made_at,
            is_dropped: self.dropped_at.is_some(),
            waived_why: self.waived_at.map(|_| self.waived_why),
        })
    }
}

/// The lines of an organisation that puts sessions on.
fn ledger(services: &Services, permit: &Permit<KeepCharges>) -> Query {
    let query = Query::new("SELECT c.id, p.name, ");
    let query = organisation_of(query, services.today()).sql(
        " AS organisation, b.reference, s.title, s.starts_at, c.cause, c.pence, c.made_at, c.dropped_at, c.waived_at, \
         c.waived_why FROM charge c JOIN booking b ON b.id = c.booking_id JOIN session s ON s.id = b.session_id \
         JOIN person p ON p.id = b.person_id WHERE s.organisation_id = ",
    );
    query.bind(permit.act().organisation.0)
}

/// Lines on one page.
pub const CHARGES_A_PAGE: u32 = 50;

/// A page of the ledger, counted from 1, the newest line first, and how many lines there are.
///
/// # Errors
/// When the database fails.
pub async fn list_charges(
    services: &Services,
    permit: &Permit<KeepCharges>,
    page: u32,
) -> Result<(Vec<Charge>, u64), StoreError> {
    let on = services.db.reader();
    let count = Query::new(
        "SELECT COUNT(*) AS number FROM charge c JOIN booking b ON b.id = c.booking_id \
         JOIN session s ON s.id = b.session_id WHERE s.organisation_id = ",
    );
    let count = count.bind(permit.act().organisation.0);
    let total: Option<Number> = count.one(on).await?;
    let offset = i64::from(page.saturating_sub(1)) * i64::from(CHARGES_A_PAGE);
    let query = ledger(services, permit).sql(" ORDER BY c.made_at DESC, c.id LIMIT ");
    let query = query.bind(i64::from(CHARGES_A_PAGE)).sql(" OFFSET ");
    let rows: Vec<Row> = query.bind(offset).all(on).await?;
    let total = total.map_or(0, |total| total.number.unsigned_abs());
    Ok((rows.into_iter().filter_map(Row::read).collect(), total))
}

/// The whole ledger, to be taken away.
///
/// # Errors
/// When the database fails.
pub async fn all_charges(
    services: &Services,
    permit: &Permit<KeepCharges>,
) -> Result<Vec<Charge>, StoreError> {
    let query = ledger(services, permit).sql(" ORDER BY c.made_at DESC, c.id");
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// A line of the ledger of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn charge(
    services: &Services,
    permit: &Permit<KeepCharges>,
    id: ChargeId,
) -> Result<Option<Charge>, StoreError> {
    let query = ledger(services, permit).sql(" AND c.id = ").bind(id.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.and_then(Row::read))
}

/// Waives a charge of an organisation with the reason; whether it was due.
///
/// # Errors
/// When the database fails.
pub async fn waive(
    services: &Services,
    permit: &Permit<KeepCharges>,
    id: ChargeId,
    why: &str,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE charge SET waived_at = ").bind(services.now());
        let query = query
            .sql(", waived_by = ")
            .bind(permit.by().map(Uuid::from));
        let query = query.sql(", waived_why = ").bind(why);
        let query = query.sql(" WHERE waived_at IS NULL AND dropped_at IS NULL AND id = ");
        let query = query.bind(id.0).sql(
            " AND booking_id IN (SELECT b.id FROM booking b JOIN session s ON s.id = b.session_id WHERE s.organisation_id = ",
        );
        let query = query.bind(permit.act().organisation.0).sql(")");
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        let subject = format!("charge {id}");
        note_new(services, tx, permit, subject, &why, true).await
    })
}
