//! When a list changes an e-mail address, everything ends that the old one opened, and the old one is told.
//!
//! Rule P28 of `docs/rules/people.md`.

use super::{commit::about, work::Claim};
use crate::{
    Services, StoreError,
    notifications::{self, Hours, Mail},
    query::Query,
};
use domain::ids::{PersonId, StaffImportId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Somebody whose address a list has changed.
#[derive(Clone, Debug)]
pub struct OldAddress {
    /// The list.
    pub list: StaffImportId,
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The address that is theirs no longer.
    pub address: String,
    /// Who confirmed the list, or asked for it to be taken back.
    pub by: String,
}

/// Writes the mail that tells an old address.
pub trait Tell: Fn(&OldAddress) -> Mail + Send + Sync {}

impl<T: Fn(&OldAddress) -> Mail + Send + Sync> Tell for T {}

/// The accounts of those whose address is not the one that is kept as it was before the list.
const ACCOUNTS: &str = "SELECT a.id FROM staff_import_person b JOIN person p ON p.id = b.id \
                        JOIN account a ON a.person_id = p.id WHERE p.email IS DISTINCT FROM b.email AND b.import_id = ";

/// Mails written by one statement.
const MAILS: usize = 30;

/// Which of the two addresses is the old one.
#[derive(Clone, Copy)]
enum Old {
    /// The one from before the list, which is in now.
    Before,
    /// The one that the list has brought, which is about to be taken back.
    Brought,
}

/// After a list has brought other addresses.
pub(super) async fn have_changed(
    services: &Services,
    on: &impl ConnectionTrait,
    claim: &Claim,
    tell: &impl Tell,
) -> Result<(), StoreError> {
    end_and_tell(services, on, (claim, claim.confirmed_by), Old::Before, tell).await
}

/// Before the addresses that a list has brought are taken back.
pub(super) async fn will_change_back(
    services: &Services,
    on: &impl ConnectionTrait,
    claim: &Claim,
    tell: &impl Tell,
) -> Result<(), StoreError> {
    end_and_tell(services, on, (claim, claim.undone_by), Old::Brought, tell).await
}

async fn end_and_tell(
    services: &Services,
    on: &impl ConnectionTrait,
    (claim, by): (&Claim, Option<PersonId>),
    old: Old,
    tell: &impl Tell,
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        address: String,
        by_name: String,
    }
    let id = claim.id.0;
    let accounts = |query: Query| query.sql(ACCOUNTS).bind(id).sql(")");
    accounts(Query::new("DELETE FROM sign_in WHERE account_id IN ("))
        .run(on)
        .await?;
    for table in ["account_link", "joining_slip"] {
        let query = Query::new(&format!("UPDATE {table} SET used_at = ")).bind(services.now());
        let query = query.sql(" WHERE used_at IS NULL AND account_id IN (");
        accounts(query).run(on).await?;
    }
    let address = match old {
        Old::Before => "b.email",
        Old::Brought => "p.email",
    };
    let query = about(
        &format!(
            "SELECT p.id, p.name, {address} AS address, w.name AS by_name FROM staff_import_person b \
             JOIN person p ON p.id = b.id JOIN account a ON a.person_id = p.id AND a.closed_at IS NULL, person w \
             WHERE b.import_id = {{id}} AND {address} IS NOT NULL AND p.email IS DISTINCT FROM b.email AND w.id = "
        ),
        id,
    );
    let query = query.bind(by.map(Uuid::from)).sql(" ORDER BY p.id");
    let rows: Vec<Row> = query.all(on).await?;
    let mail = |row: &Row| {
        tell(&OldAddress {
            list: claim.id,
            person: row.id.into(),
            name: row.name.clone(),
            address: row.address.clone(),
            by: row.by_name.clone(),
        })
    };
    for rows in rows.chunks(MAILS) {
        let mails = rows.iter().map(mail).collect();
        notifications::put_all(services, on, mails, Hours::Any).await?;
    }
    Ok(())
}
