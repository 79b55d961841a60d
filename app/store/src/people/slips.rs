//! Printed joining slips, for people without e-mail.

use super::{entities::joining_slip, hashed};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use chrono::TimeDelta;
use domain::{
    access::{InvitePerson, Permit},
    ids::{AccountId, OrganisationId},
    people::normal_slip_code,
};
use sea_orm::{EntityTrait, IntoActiveModel};

/// How long the code on a slip works.
pub const SLIP_WORKS: TimeDelta = TimeDelta::days(14);

/// Whom a slip is for.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The account.
    pub account: AccountId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The staff number there.
    pub staff_number: String,
}

/// Keeps the hash of a new slip's code, however it is written. Slips printed before for the same account stop working.
///
/// # Errors
/// When the database fails.
pub async fn print_slip(
    services: &Services,
    permit: &Permit<InvitePerson>,
    slip: &Slip,
    code: &str,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE joining_slip SET used_at = ").bind(services.now());
        query
            .sql(" WHERE used_at IS NULL AND account_id = ")
            .bind(slip.account.0)
            .run(tx)
            .await?;
        let row = joining_slip::Model {
            id: services.new_id(),
            account_id: slip.account.into(),
            organisation_id: slip.organisation.into(),
            staff_number: slip.staff_number.clone(),
            code_hash: hashed(&normal_slip_code(code)),
            created_at: services.now(),
            expires_at: services.now() + SLIP_WORKS,
            used_at: None,
        };
        joining_slip::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        note_new(
            services,
            tx,
            permit,
            format!("account {}", slip.account),
            &"joining slip",
            (),
        )
        .await
    })
}

/// Uses up the code of a slip, however it was typed; false when there is no such code, or it has been used or has expired.
///
/// # Errors
/// When the database fails.
pub async fn use_slip(
    services: &Services,
    account: AccountId,
    code: &str,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE joining_slip SET used_at = ").bind(services.now());
        let query = query
            .sql(" WHERE used_at IS NULL AND expires_at > ")
            .bind(services.now());
        let query = query.sql(" AND account_id = ").bind(account.0);
        Ok(Noted::in_the_row(
            query
                .sql(" AND code_hash = ")
                .bind(hashed(&normal_slip_code(code)))
                .run(tx)
                .await?
                > 0,
        ))
    })
}
