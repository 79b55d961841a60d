//! What organisations charge for late cancellations and for not coming.

use super::reads::parts_on;
use crate::{Services, StoreError, audit::note_new, query::Query, transact};
use chrono::TimeDelta;
use domain::{
    access::{KeepCharges, Permit},
    catalogue::Price,
    ids::{OrganisationId, SessionId},
    sessions::{Cause, Length, Rate, Tariff},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// What an organisation charges.
///
/// # Errors
/// When the database fails.
pub async fn tariff(
    services: &Services,
    permit: &Permit<KeepCharges>,
) -> Result<Tariff, StoreError> {
    tariff_on(services.db.reader(), permit.act().organisation).await
}

pub(super) async fn tariff_on(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Tariff, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        is_on: bool,
        late_half: i64,
        late_full: i64,
        no_show_half: i64,
        no_show_full: i64,
    }
    let query = Query::new(
        "SELECT is_on, late_half, late_full, no_show_half, no_show_full FROM charge_tariff WHERE organisation_id = ",
    );
    let row: Option<Row> = query.bind(organisation.0).one(on).await?;
    let rate = |half, full| Rate {
        half: price(half),
        full: price(full),
    };
    Ok(row.map_or_else(Tariff::default, |row| Tariff {
        is_on: row.is_on,
        late: rate(row.late_half, row.late_full),
        no_show: rate(row.no_show_half, row.no_show_full),
    }))
}

pub(super) fn price(pence: i64) -> Price {
    Price(u32::try_from(pence).unwrap_or_default())
}

/// Says what an organisation charges from now on.
///
/// # Errors
/// When the database fails.
pub async fn set_tariff(
    services: &Services,
    permit: &Permit<KeepCharges>,
    tariff: Tariff,
) -> Result<(), StoreError> {
    let organisation = permit.act().organisation;
    let pence = [tariff.late, tariff.no_show].map(|rate| (rate.half.0, rate.full.0));
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO charge_tariff (organisation_id, is_on, late_half, late_full, no_show_half, no_show_full) VALUES (",
        );
        let query = query.bind(organisation.0).comma(tariff.is_on);
        let query = pence.iter().fold(query, |query, (half, full)| {
            query.comma(i64::from(*half)).comma(i64::from(*full))
        });
        let query = query.sql(
            ") ON CONFLICT (organisation_id) DO UPDATE SET is_on = excluded.is_on, late_half = excluded.late_half, \
             late_full = excluded.late_full, no_show_half = excluded.no_show_half, no_show_full = excluded.no_show_full",
        );
        query.run(tx).await?;
        let after = (tariff.is_on, pence);
        let subject = format!("organisation {organisation}");
        note_new(services, tx, permit, subject, &after, ()).await
    })
}

/// What giving up a place on a session late costs; none where nothing is charged. For whoever is about to do so.
///
/// # Errors
/// When the database fails.
pub async fn late_charge(
    services: &Services,
    session: SessionId,
    organisation: OrganisationId,
) -> Result<Option<Price>, StoreError> {
    let on = services.db.reader();
    let tariff = tariff_on(on, organisation).await?;
    let length = length(on, session).await?;
    Ok(tariff.amount(Cause::LateCancellation, length))
}

pub(super) async fn length(
    on: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Length, StoreError> {
    let parts = parts_on(on, session).await?;
    let taught: TimeDelta = parts.iter().map(|one| one.ends_at - one.starts_at).sum();
    Ok(Length::of(taught))
}
