//! Second factors that are lost or given another phone, and the recovery codes that help meanwhile.

use super::{entities::recovery_code, hashed};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    notifications::{self, Mail},
    query::{Number, Query},
    transact,
};
use domain::{
    access::{ChangeOwnAccount, Permit, ResetSecondFactor},
    ids::AccountId,
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// Takes somebody's second factor away with its recovery codes, signs them out everywhere, and tells them by mail where
/// they have an address; false when there was none to take away. With a role they set up a new one before anything else.
///
/// # Errors
/// When the database fails.
pub async fn reset_second_factor(
    services: &Services,
    permit: &Permit<ResetSecondFactor>,
    mail: Option<&Mail>,
) -> Result<bool, StoreError> {
    let person = permit.act().target.person.map(Uuid::from);
    transact!(services.db, |tx| {
        let account = Query::new("SELECT id FROM account WHERE person_id = ").bind(person);
        let Some(account) = account.one::<Id>(tx).await? else {
            return Ok(Noted::nothing(false));
        };
        let account = AccountId(account.id);
        if !forget(tx, account).await? {
            return Ok(Noted::nothing(false));
        }
        end_sign_ins(tx, account, None).await?;
        if let Some(mail) = mail {
            notifications::put(services, tx, mail.clone()).await?;
        }
        let (subject, what) = (format!("account {account}"), "second factor taken away");
        note_new(services, tx, permit, subject, &what, true).await
    })
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Gives one's own second factor up to set up another: it is gone with its recovery codes, every other sign-in ends, and
/// the present one counts as without until the new one is confirmed.
///
/// # Errors
/// When the database fails.
pub async fn give_up_second_factor(
    services: &Services,
    permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
    present: &str,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        if !forget(tx, account).await? {
            return Ok(Noted::nothing(()));
        }
        end_sign_ins(tx, account, Some(present)).await?;
        let query = Query::new("UPDATE sign_in SET second_factor_at = NULL WHERE token_hash = ");
        query.bind(hashed(present)).run(tx).await?;
        let (subject, what) = (format!("account {account}"), "second factor given up");
        note_new(services, tx, permit, subject, &what, ()).await
    })
}

/// Whether there was a second factor to forget.
async fn forget(on: &impl ConnectionTrait, account: AccountId) -> Result<bool, StoreError> {
    let query = Query::new(
        "UPDATE account SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = 0 \
         WHERE totp_confirmed_at IS NOT NULL AND id = ",
    );
    let was_there = query.bind(account.0).run(on).await? == 1;
    forget_codes(on, account).await?;
    Ok(was_there)
}

async fn forget_codes(on: &impl ConnectionTrait, account: AccountId) -> Result<(), StoreError> {
    let query = Query::new("DELETE FROM recovery_code WHERE account_id = ");
    query.bind(account.0).run(on).await.map(|_| ())
}

async fn end_sign_ins(
    on: &impl ConnectionTrait,
    account: AccountId,
    except: Option<&str>,
) -> Result<(), StoreError> {
    let query = Query::new("DELETE FROM sign_in WHERE account_id = ").bind(account.0);
    let query = query
        .sql(" AND token_hash <> ")
        .bind(hashed(except.unwrap_or_default()));
    query.run(on).await.map(|_| ())
}

/// Keeps new recovery codes in place of all older ones.
///
/// # Errors
/// When the database fails.
pub async fn renew_recovery_codes(
    services: &Services,
    permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
    codes: &[String],
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        keep_codes(tx, account, codes).await?;
        let subject = format!("account {account}");
        note_new(services, tx, permit, subject, &"recovery codes", ()).await
    })
}

/// Keeps the hashes of new recovery codes in place of all older ones, inside another transaction.
pub(super) async fn keep_codes(
    on: &impl ConnectionTrait,
    account: AccountId,
    codes: &[String],
) -> Result<(), StoreError> {
    forget_codes(on, account).await?;
    let rows = codes.iter().map(|code| {
        recovery_code::Model {
            account_id: account.into(),
            code_hash: hashed(code),
            used_at: None,
        }
        .into_active_model()
    });
    recovery_code::Entity::insert_many(rows)
        .exec_without_returning(on)
        .await?;
    Ok(())
}

/// How many recovery codes have not been used.
///
/// # Errors
/// When the database fails.
pub async fn recovery_codes_left(
    services: &Services,
    _permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
) -> Result<u32, StoreError> {
    let query = Query::new(
        "SELECT COUNT(*) AS number FROM recovery_code WHERE used_at IS NULL AND account_id = ",
    );
    let left: Option<Number> = query.bind(account.0).one(services.db.reader()).await?;
    Ok(left.map_or(0, |left| u32::try_from(left.number).unwrap_or(u32::MAX)))
}
