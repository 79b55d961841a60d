//! Sign-ins: what a cookie stands for.

use super::{entities::sign_in, hashed};
use crate::{Services, StoreError, audit::Noted, query::Query, transact};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{ChangeOwnAccount, Grant, Permit, Role},
    ids::{AccountId, PersonId},
};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// Somebody who has signed in, as each request finds them.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// The person.
    pub person: PersonId,
    /// The name to show.
    pub name: String,
    /// The token that their forms carry.
    pub form_token: String,
    /// When the second factor was given, if it was.
    pub second_factor_at: Option<DateTime<Utc>>,
    /// Whether a second factor has been set up.
    pub has_second_factor: bool,
    /// When it began.
    pub signed_in_at: DateTime<Utc>,
    /// When they were last seen, to the minute.
    pub seen_at: DateTime<Utc>,
    /// The roles held today.
    pub grants: Vec<Grant>,
    /// Whether the demo partnership is loaded, which every page says.
    pub in_demo: bool,
}

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    person_id: Uuid,
    name: String,
    form_token: String,
    second_factor_at: Option<DateTime<Utc>>,
    totp_confirmed_at: Option<DateTime<Utc>>,
    signed_in_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    role: Option<String>,
    holder_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    board_id: Option<Uuid>,
    in_demo: bool,
}

/// Who a cookie stands for, with the roles held on the day, those held as the deputy of a line manager among them; nobody when the sign-in has ended or the account is closed.
///
/// # Errors
/// When the database fails.
pub async fn visit(
    services: &Services,
    token: &str,
    today: NaiveDate,
) -> Result<Option<SignedIn>, StoreError> {
    let query = Query::new(
        "SELECT s.account_id, a.person_id, p.name, s.form_token, s.second_factor_at, a.totp_confirmed_at, s.signed_in_at, \
         s.seen_at, g.role, g.person_id AS holder_id, g.organisation_id, g.board_id, \
         EXISTS (SELECT 1 FROM district WHERE demo) AS in_demo FROM sign_in s \
         JOIN account a ON a.id = s.account_id AND a.closed_at IS NULL JOIN person p ON p.id = a.person_id \
         LEFT JOIN deputy d ON d.deputy_id = a.person_id AND d.ended_at IS NULL AND d.from_on <= ",
    )
    .bind(today)
    .sql(" AND d.to_on >= ")
    .bind(today)
    .sql(
        " LEFT JOIN role_grant g ON (g.person_id = a.person_id OR (g.person_id = d.manager_id AND g.role = ",
    )
    .bind(Role::Manager.code())
    .sql(")) AND g.starts_on <= ");
    let query = query
        .bind(today)
        .sql(" AND (g.ends_on IS NULL OR g.ends_on >= ")
        .bind(today);
    let rows: Vec<Row> = query
        .sql(") WHERE s.token_hash = ")
        .bind(hashed(token))
        .all(services.db.reader())
        .await?;
    let mut grants: Vec<Grant> = Vec::new();
    for grant in rows.iter().filter_map(grant) {
        // Each deputyship brings one's own roles once more.
        if !grants.contains(&grant) {
            grants.push(grant);
        }
    }
    Ok(rows.into_iter().next().map(|row| SignedIn {
        account: row.account_id.into(),
        person: row.person_id.into(),
        name: row.name,
        form_token: row.form_token,
        second_factor_at: row.second_factor_at,
        has_second_factor: row.totp_confirmed_at.is_some(),
        signed_in_at: row.signed_in_at,
        seen_at: row.seen_at,
        grants,
        in_demo: row.in_demo,
    }))
}

fn grant(row: &Row) -> Option<Grant> {
    Some(Grant {
        role: Role::from_code(row.role.as_deref()?)?,
        organisation: row.organisation_id.map(Into::into),
        board: row.board_id.map(Into::into),
        whose: row
            .holder_id
            .filter(|holder| *holder != row.person_id)
            .map(Into::into),
    })
}

/// Begins a sign-in and gives the secret for the cookie. `agent` is the browser's own description.
///
/// # Errors
/// When the database fails.
pub async fn begin_sign_in(
    services: &Services,
    account: AccountId,
    second_factor: bool,
    agent: &str,
) -> Result<String, StoreError> {
    let token = services.ids.secret();
    let now = services.now();
    let row = sign_in::Model {
        token_hash: hashed(&token),
        account_id: account.into(),
        form_token: services.ids.secret(),
        second_factor_at: second_factor.then_some(now),
        signed_in_at: now,
        seen_at: now,
        agent: agent.chars().take(200).collect(),
    };
    transact!(services.db, |tx| {
        sign_in::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(tx)
            .await?;
        Ok(Noted::in_the_row(token.clone()))
    })
}

/// Notes that somebody was seen now.
///
/// # Errors
/// When the database fails.
pub async fn seen(services: &Services, token: &str) -> Result<(), StoreError> {
    let query = Query::new("UPDATE sign_in SET seen_at = ").bind(services.now());
    let query = query.sql(" WHERE token_hash = ").bind(hashed(token));
    query.run_alone(&services.db).await.map(|_| ())
}

/// Replaces a sign-in by a new one with the second factor given; the secret for the new cookie.
///
/// # Errors
/// When the database fails.
pub async fn note_second_factor(
    services: &Services,
    account: AccountId,
    old_token: &str,
    agent: &str,
) -> Result<String, StoreError> {
    end_sign_in(services, old_token).await?;
    begin_sign_in(services, account, true, agent).await
}

/// Ends a sign-in.
///
/// # Errors
/// When the database fails.
pub async fn end_sign_in(services: &Services, token: &str) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        Query::new("DELETE FROM sign_in WHERE token_hash = ")
            .bind(hashed(token))
            .run(tx)
            .await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Ends all sign-ins of one's own account but the present one; how many.
///
/// # Errors
/// When the database fails.
pub async fn end_other_sign_ins(
    services: &Services,
    _permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
    present: Option<&str>,
) -> Result<u64, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("DELETE FROM sign_in WHERE account_id = ").bind(account.0);
        let ended = query
            .sql(" AND token_hash <> ")
            .bind(hashed(present.unwrap_or_default()))
            .run(tx)
            .await?;
        Ok(Noted::in_the_row(ended))
    })
}

/// One of somebody's sign-ins.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// When it began.
    pub signed_in_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
    /// The browser's own description.
    pub agent: String,
    /// Whether it is the one that asks.
    pub is_present: bool,
}

/// The sign-ins of one's own account, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn sign_ins(
    services: &Services,
    _permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
    present: &str,
) -> Result<Vec<SignIn>, StoreError> {
    let query = Query::new("SELECT * FROM sign_in WHERE account_id = ").bind(account.0);
    let rows: Vec<sign_in::Model> = query
        .sql(" ORDER BY seen_at DESC")
        .all(services.db.reader())
        .await?;
    let present = hashed(present);
    let read = |row: sign_in::Model| SignIn {
        signed_in_at: row.signed_in_at,
        seen_at: row.seen_at,
        agent: row.agent,
        is_present: row.token_hash == present,
    };
    Ok(rows.into_iter().map(read).collect())
}
