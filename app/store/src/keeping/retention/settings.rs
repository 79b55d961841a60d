//! For how long an organisation keeps its leavers by name.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{AnonymiseLeavers, Permit, SetRetention},
    ids::OrganisationId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What an organisation has decided.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Retention {
    /// The organisation.
    pub name: String,
    /// The years, if it has decided.
    pub years: Option<i32>,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
}

/// What an organisation has decided; none when there is no such organisation.
///
/// # Errors
/// When the database fails.
pub async fn retention(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
) -> Result<Option<Retention>, StoreError> {
    let query = Query::new(
        "SELECT o.name, r.years, d.name AS by, r.decided_at FROM organisation o \
         LEFT JOIN retention r ON r.organisation_id = o.id LEFT JOIN person d ON d.id = r.decided_by WHERE o.id = ",
    );
    query
        .bind(permit.act().organisation.0)
        .one(services.db.reader())
        .await
}

/// The years of every organisation that has decided.
pub(super) async fn all_years(
    on: &impl ConnectionTrait,
) -> Result<BTreeMap<OrganisationId, u32>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
        years: i32,
    }
    let rows: Vec<Row> = Query::new("SELECT organisation_id, years FROM retention")
        .all(on)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.organisation_id.into(), row.years.unsigned_abs()))
        .collect())
}

/// Sets for how many years an organisation keeps its leavers by name.
///
/// # Errors
/// When the database fails.
pub async fn set_retention(
    services: &Services,
    permit: &Permit<SetRetention>,
    years: u32,
) -> Result<(), StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let before = all_years(tx).await?.get(&organisation).copied();
        if before == Some(years) {
            return Ok(Noted::nothing(()));
        }
        let query = Query::new(
            "INSERT INTO retention (organisation_id, years, decided_by, decided_at) VALUES (",
        );
        let query = query.bind(organisation.0).comma(years.cast_signed());
        let query = query
            .comma(permit.by().map(Uuid::from))
            .comma(services.now());
        let query = query.sql(
            ") ON CONFLICT (organisation_id) DO UPDATE SET years = excluded.years, decided_by = excluded.decided_by, \
             decided_at = excluded.decided_at",
        );
        query.run(tx).await?;
        let entry = Entry {
            subject: format!("organisation {organisation}"),
            before: before.as_ref(),
            after: Some(&years),
        };
        note(services, tx, permit, entry, ()).await
    })
}
