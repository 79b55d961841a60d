//! Accounts: passwords, links, second factors.

use super::{
    entities::{account, account_link},
    hashed,
    second_factors::keep_codes,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::once_more,
    notifications::{self, Mail},
    query::{Number, Query},
    transact,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    access::{Act, ChangeOwnAccount, Permit, SeePerson},
    ids::{AccountId, OrganisationId, PersonId},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// An account as signing in needs it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Whose.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// The person's e-mail address.
    pub email: Option<String>,
    /// The hash of the password, if one has been set.
    pub password_hash: Option<String>,
    /// The secret of the second factor, if one has been offered.
    pub totp_secret: Option<Vec<u8>>,
    /// When the second factor was confirmed; only then does it count.
    pub totp_confirmed_at: Option<DateTime<Utc>>,
    /// The last time step whose code was taken; none up to it is taken again.
    pub totp_last_step: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    name: String,
    email: Option<String>,
    password_hash: Option<String>,
    totp_secret: Option<Vec<u8>>,
    totp_confirmed_at: Option<DateTime<Utc>>,
    totp_last_step: i64,
}

impl From<Row> for Account {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            person: row.person_id.into(),
            name: row.name,
            email: row.email,
            password_hash: row.password_hash,
            totp_secret: row.totp_secret,
            totp_confirmed_at: row.totp_confirmed_at,
            totp_last_step: row.totp_last_step,
        }
    }
}

const ACCOUNT: &str = "SELECT a.id, a.person_id, p.name, p.email, a.password_hash, a.totp_secret, a.totp_confirmed_at, \
     a.totp_last_step FROM account a JOIN person p ON p.id = a.person_id ";

/// The open account with an e-mail address, in lower case.
///
/// # Errors
/// When the database fails.
pub async fn account_by_email(
    services: &Services,
    email: &str,
) -> Result<Option<Account>, StoreError> {
    let query = Query::new(ACCOUNT)
        .sql("WHERE a.closed_at IS NULL AND p.email = ")
        .bind(email);
    Ok(query
        .one::<Row>(services.db.reader())
        .await?
        .map(Account::from))
}

/// The open account with an id.
///
/// # Errors
/// When the database fails.
pub async fn account(services: &Services, id: AccountId) -> Result<Option<Account>, StoreError> {
    let query = Query::new(ACCOUNT)
        .sql("WHERE a.closed_at IS NULL AND a.id = ")
        .bind(id.0);
    Ok(query
        .one::<Row>(services.db.reader())
        .await?
        .map(Account::from))
}

/// The open account of the person who holds a post with a staff number in an organisation on a day.
///
/// # Errors
/// When the database fails.
pub async fn account_by_staff_number(
    services: &Services,
    organisation: OrganisationId,
    staff_number: &str,
    today: NaiveDate,
) -> Result<Option<Account>, StoreError> {
    let query =
        Query::new(ACCOUNT).sql("JOIN post t ON t.person_id = p.id WHERE a.closed_at IS NULL");
    let query = query.sql(" AND t.organisation_id = ").bind(organisation.0);
    let query = query.sql(" AND t.staff_number = ").bind(staff_number);
    let query = query.sql(" AND t.starts_on <= ").bind(today);
    let query = query
        .sql(" AND (t.ends_on IS NULL OR t.ends_on >= ")
        .bind(today)
        .sql(") LIMIT 1");
    Ok(query
        .one::<Row>(services.db.reader())
        .await?
        .map(Account::from))
}

/// How far somebody's account is.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AccountState {
    /// Whether a password has been set.
    pub has_password: bool,
    /// Whether a second factor has been set up.
    pub has_second_factor: bool,
    /// Whether they sign in at an employer.
    pub has_employer: bool,
    /// Until when the newest unused link works, or worked.
    pub link_until: Option<DateTime<Utc>>,
    /// Until when the code on the unused joining slip works, or worked.
    pub slip_until: Option<DateTime<Utc>>,
    /// When the account was closed.
    pub closed_at: Option<DateTime<Utc>>,
}

/// How far the account of a person is; none when they have no account.
///
/// # Errors
/// When the database fails.
pub async fn account_state(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Option<AccountState>, StoreError> {
    let query = Query::new(
        "SELECT a.password_hash IS NOT NULL AS has_password, a.totp_confirmed_at IS NOT NULL AS has_second_factor, \
         EXISTS (SELECT 1 FROM employer_identity i JOIN employer_sign_in e ON e.organisation_id = i.organisation_id \
         AND e.is_on WHERE i.person_id = a.person_id) AS has_employer, (SELECT l.expires_at FROM account_link l WHERE l.account_id = a.id AND l.used_at IS NULL \
         ORDER BY l.expires_at DESC LIMIT 1) AS link_until, \
         (SELECT s.expires_at FROM joining_slip s WHERE s.account_id = a.id AND s.used_at IS NULL \
         ORDER BY s.expires_at DESC LIMIT 1) AS slip_until, a.closed_at FROM account a WHERE a.person_id = ",
    );
    query
        .bind(permit.act().target.person.map(Uuid::from))
        .one(services.db.reader())
        .await
}

/// Opens an account for a person who has none, without a password; or gives the one there is.
///
/// # Errors
/// When the database fails.
pub async fn open_account<P: Act>(
    services: &Services,
    permit: &Permit<P>,
    person: PersonId,
) -> Result<AccountId, StoreError> {
    once_more(|| account_opened(services, permit, person)).await
}

async fn account_opened<P: Act>(
    services: &Services,
    permit: &Permit<P>,
    person: PersonId,
) -> Result<AccountId, StoreError> {
    transact!(services.db, |tx| {
        if let Some(known) = find_account(tx, person).await? {
            return Ok(Noted::nothing(known));
        }
        let id = insert_account(services, tx, person).await?;
        note_new(services, tx, permit, format!("account {id}"), &person, id).await
    })
}

/// Opens an account within a transaction whose own entry says so; or gives the one there is.
pub(crate) async fn open_account_on(
    services: &Services,
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<AccountId, StoreError> {
    match find_account(on, person).await? {
        Some(known) => Ok(known),
        None => insert_account(services, on, person).await,
    }
}

async fn find_account(
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<Option<AccountId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Known {
        id: Uuid,
    }
    let query = Query::new("SELECT id FROM account WHERE person_id = ").bind(person.0);
    let known: Option<Known> = query.one(on).await?;
    Ok(known.map(|known| known.id.into()))
}

async fn insert_account(
    services: &Services,
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<AccountId, StoreError> {
    let id = services.new_id::<AccountId>();
    let row = account::Model {
        id: id.into(),
        person_id: person.into(),
        password_hash: None,
        totp_secret: None,
        totp_confirmed_at: None,
        totp_last_step: 0,
        created_at: services.now(),
        closed_at: None,
    };
    account::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(id)
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To set the first password.
    Invitation,
    /// To set a new one.
    Reset,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }
}

/// How long a link works.
pub const LINK_WORKS: TimeDelta = TimeDelta::hours(24);

/// Makes a link that works once and puts the mail that carries it into the outbox. `mail` is given the link's secret.
///
/// # Errors
/// When the database fails.
pub async fn send_link<P: Act>(
    services: &Services,
    permit: &Permit<P>,
    account: AccountId,
    purpose: Purpose,
    mail: impl Fn(&str) -> Mail,
) -> Result<(), StoreError> {
    let token = services.ids.secret();
    transact!(services.db, |tx| {
        let row = account_link::Model {
            token_hash: hashed(&token),
            account_id: account.into(),
            purpose: purpose.code().to_owned(),
            expires_at: services.now() + LINK_WORKS,
            used_at: None,
        };
        account_link::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        notifications::put(services, tx, mail(&token)).await?;
        note_new(
            services,
            tx,
            permit,
            format!("account {account}"),
            &purpose.code(),
            (),
        )
        .await
    })
}

/// The account for which a link works now.
///
/// # Errors
/// When the database fails.
pub async fn link(services: &Services, token: &str) -> Result<Option<Account>, StoreError> {
    let query = Query::new(ACCOUNT)
        .sql("JOIN account_link l ON l.account_id = a.id WHERE a.closed_at IS NULL");
    let query = query
        .sql(" AND l.used_at IS NULL AND l.expires_at > ")
        .bind(services.now());
    let query = query.sql(" AND l.token_hash = ").bind(hashed(token));
    Ok(query
        .one::<Row>(services.db.reader())
        .await?
        .map(Account::from))
}

/// Sets a password, uses up every link of the account, and ends its sign-ins; whether the link it was set with still
/// worked. Without a link the password is set in any case.
///
/// # Errors
/// When the database fails.
pub async fn set_password(
    services: &Services,
    permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
    password_hash: &str,
    link: Option<&str>,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        if let Some(token) = link {
            let query = Query::new("UPDATE account_link SET used_at = ").bind(services.now());
            let query = query
                .sql(" WHERE used_at IS NULL AND expires_at > ")
                .bind(services.now());
            if query
                .sql(" AND token_hash = ")
                .bind(hashed(token))
                .run(tx)
                .await?
                == 0
            {
                return Ok(Noted::nothing(false));
            }
        }
        let change = account::ActiveModel {
            id: Set(account.into()),
            password_hash: Set(Some(password_hash.to_owned())),
            ..Default::default()
        };
        account::Entity::update(change).exec(tx).await?;
        let query = Query::new("UPDATE account_link SET used_at = ").bind(services.now());
        let query = query.sql(" WHERE used_at IS NULL AND account_id = ");
        query.bind(account.0).run(tx).await?;
        Query::new("DELETE FROM sign_in WHERE account_id = ")
            .bind(account.0)
            .run(tx)
            .await?;
        note_new(
            services,
            tx,
            permit,
            format!("account {account}"),
            &"password",
            true,
        )
        .await
    })
}

/// Keeps the secret of a second factor that somebody is setting up. It counts once confirmed.
///
/// # Errors
/// When the database fails.
pub async fn offer_totp(
    services: &Services,
    _permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
    secret: &[u8],
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE account SET totp_secret = ").bind(secret.to_vec());
        let query = query
            .sql(" WHERE totp_confirmed_at IS NULL AND id = ")
            .bind(account.0);
        query.run(tx).await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Confirms a second factor with its first code, and keeps new recovery codes in place of older ones.
///
/// # Errors
/// When the database fails.
pub async fn confirm_totp(
    services: &Services,
    permit: &Permit<ChangeOwnAccount>,
    account: AccountId,
    step: i64,
    recovery_codes: &[String],
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let change = account::ActiveModel {
            id: Set(account.into()),
            totp_confirmed_at: Set(Some(services.now())),
            totp_last_step: Set(step),
            ..Default::default()
        };
        account::Entity::update(change).exec(tx).await?;
        keep_codes(tx, account, recovery_codes).await?;
        note_new(
            services,
            tx,
            permit,
            format!("account {account}"),
            &"second factor",
            (),
        )
        .await
    })
}

/// Takes the code of a time step; false when it, or a later one, has been taken before.
///
/// # Errors
/// When the database fails.
pub async fn use_totp_step(
    services: &Services,
    account: AccountId,
    step: i64,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE account SET totp_last_step = ").bind(step);
        let query = query
            .sql(" WHERE id = ")
            .bind(account.0)
            .sql(" AND totp_last_step < ")
            .bind(step);
        Ok(Noted::in_the_row(query.run(tx).await? == 1))
    })
}

/// Uses up a recovery code; false when there is no such code, or it has been used.
///
/// # Errors
/// When the database fails.
pub async fn use_recovery_code(
    services: &Services,
    account: AccountId,
    code: &str,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE recovery_code SET used_at = ").bind(services.now());
        let query = query
            .sql(" WHERE used_at IS NULL AND account_id = ")
            .bind(account.0);
        Ok(Noted::in_the_row(
            query
                .sql(" AND code_hash = ")
                .bind(hashed(code))
                .run(tx)
                .await?
                == 1,
        ))
    })
}

/// Whether anybody has an account.
///
/// # Errors
/// When the database fails.
pub async fn has_accounts(services: &Services) -> Result<bool, StoreError> {
    has_accounts_on(services.db.reader()).await
}

/// The same, inside a transaction.
pub(crate) async fn has_accounts_on(on: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM (SELECT 1 FROM account LIMIT 1) one");
    let count: Option<Number> = query.one(on).await?;
    Ok(count.is_some_and(|count| count.number > 0))
}
