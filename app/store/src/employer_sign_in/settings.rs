//! How an organisation's people sign in at their employer.

use super::CAN_SIGN_IN;
use crate::{
    Services, StoreError,
    audit::{Entry, note},
    query::{Number, Query},
    transact,
};
use domain::{
    access::{Permit, Role, SetEmployerSignIn},
    employer_sign_in::SecondFactor,
    ids::OrganisationId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use std::fmt;
use uuid::Uuid;

/// What the program proves itself to a provider with. Never printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// A secret as it was typed.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself, to be sent to the provider.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The provider of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Whose people it signs in.
    pub organisation: OrganisationId,
    /// Whether anybody may sign in with it.
    pub is_on: bool,
    /// What it is called on the sign-in page.
    pub title: String,
    /// Its issuer.
    pub issuer: String,
    /// What it calls Cascade.
    pub client_id: String,
    /// What Cascade proves itself with.
    pub client_secret: ClientSecret,
    /// The tenants whose people may sign in, in lower case.
    pub tenants: Vec<String>,
    /// Who asks for the second factor.
    pub second_factor: SecondFactor,
}

/// What the audit trail says of a provider: everything but the secret.
#[derive(Serialize)]
struct Shown<'a> {
    is_on: bool,
    title: &'a str,
    issuer: &'a str,
    client_id: &'a str,
    client_secret: &'static str,
    tenants: &'a [String],
    second_factor: SecondFactor,
}

impl Provider {
    fn shown(&self, client_secret: &'static str) -> Shown<'_> {
        Shown {
            is_on: self.is_on,
            title: &self.title,
            issuer: &self.issuer,
            client_id: &self.client_id,
            client_secret,
            tenants: &self.tenants,
            second_factor: self.second_factor,
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    organisation_id: Uuid,
    is_on: bool,
    title: String,
    issuer: String,
    client_id: String,
    client_secret: String,
    tenants: String,
    second_factor: String,
}

impl From<Row> for Provider {
    fn from(row: Row) -> Self {
        Self {
            organisation: row.organisation_id.into(),
            is_on: row.is_on,
            title: row.title,
            issuer: row.issuer,
            client_id: row.client_id,
            client_secret: ClientSecret(row.client_secret),
            tenants: row.tenants.lines().map(str::to_owned).collect(),
            second_factor: SecondFactor::from_code(&row.second_factor)
                .unwrap_or(SecondFactor::Ours),
        }
    }
}

/// The provider of an organisation, whether it is on or off.
///
/// # Errors
/// When the database fails.
pub async fn find_provider(
    services: &Services,
    organisation: OrganisationId,
) -> Result<Option<Provider>, StoreError> {
    find_on(services.db.reader(), organisation).await
}

async fn find_on(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Option<Provider>, StoreError> {
    let query = Query::new(
        "SELECT organisation_id, is_on, title, issuer, client_id, client_secret, tenants, second_factor \
         FROM employer_sign_in WHERE organisation_id = ",
    );
    let row: Option<Row> = query.bind(organisation.0).one(on).await?;
    Ok(row.map(Provider::from))
}

/// A provider that is on, as the sign-in page offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Whose people it signs in.
    pub organisation: OrganisationId,
    /// What it is called.
    pub title: String,
}

/// The providers that are on, by title.
///
/// # Errors
/// When the database fails.
pub async fn list_offered(services: &Services) -> Result<Vec<Offered>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
        title: String,
    }
    let query = Query::new(
        "SELECT organisation_id, title FROM employer_sign_in WHERE is_on ORDER BY title, organisation_id",
    );
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let read = |row: Row| Offered {
        organisation: row.organisation_id.into(),
        title: row.title,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// How many people sign in with a provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Users {
    /// Those linked.
    pub linked: u64,
    /// Those among them who have no password, and so no other way.
    pub only_so: u64,
}

/// How many people sign in with the provider of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn users(
    services: &Services,
    permit: &Permit<SetEmployerSignIn>,
) -> Result<Users, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        linked: i64,
        only_so: i64,
    }
    let query = Query::new(
        "SELECT COUNT(*) AS linked, COUNT(*) - COUNT(a.password_hash) AS only_so FROM employer_identity i \
         JOIN account a ON a.person_id = i.person_id WHERE i.organisation_id = ",
    );
    let query = query.bind(permit.act().organisation.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map_or_else(Users::default, |row| Users {
        linked: row.linked.unsigned_abs(),
        only_so: row.only_so.unsigned_abs(),
    }))
}

/// Keeps the provider of an organisation in place of what was kept.
///
/// # Errors
/// [`StoreError::Conflict`] when afterwards no administrator could sign in any more; then nothing has changed.
pub async fn set_provider(
    services: &Services,
    permit: &Permit<SetEmployerSignIn>,
    new: &Provider,
) -> Result<(), StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let before = find_on(tx, organisation).await?;
        let could = count_administrators(services, tx).await?;
        upsert(services, organisation, new).run(tx).await?;
        if could > 0 && count_administrators(services, tx).await? == 0 {
            return Err(StoreError::Conflict);
        }
        let is_same = before
            .as_ref()
            .is_some_and(|before| before.client_secret == new.client_secret);
        let (old, after) = (
            before.as_ref().map(|before| before.shown("kept")),
            new.shown(if is_same { "kept" } else { "changed" }),
        );
        let entry = Entry {
            subject: format!("organisation {organisation}"),
            before: old.as_ref(),
            after: Some(&after),
        };
        note(services, tx, permit, entry, ()).await
    })
}

fn upsert(services: &Services, organisation: OrganisationId, new: &Provider) -> Query {
    let query = Query::new(
        "INSERT INTO employer_sign_in (organisation_id, is_on, title, issuer, client_id, client_secret, tenants, \
         second_factor, changed_at) VALUES (",
    );
    let query = query.bind(organisation.0).sql(", ").bind(new.is_on);
    let query = query.sql(", ").bind(new.title.as_str());
    let query = query.sql(", ").bind(new.issuer.as_str());
    let query = query.sql(", ").bind(new.client_id.as_str());
    let query = query.sql(", ").bind(new.client_secret.reveal());
    let query = query.sql(", ").bind(new.tenants.join("\n"));
    let query = query.sql(", ").bind(new.second_factor.code());
    query.sql(", ").bind(services.now()).sql(
        ") ON CONFLICT (organisation_id) DO UPDATE SET is_on = excluded.is_on, title = excluded.title, \
         issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret, \
         tenants = excluded.tenants, second_factor = excluded.second_factor, changed_at = excluded.changed_at",
    )
}

/// How many administrators of today can sign in.
async fn count_administrators(
    services: &Services,
    on: &impl ConnectionTrait,
) -> Result<i64, StoreError> {
    let today = services.today();
    let query = Query::new(
        "SELECT COUNT(*) AS number FROM role_grant g JOIN account a ON a.person_id = g.person_id \
         AND a.closed_at IS NULL AND ",
    );
    let query = query.sql(CAN_SIGN_IN).sql(" WHERE g.role = ");
    let query = query.bind(Role::Administrator.code());
    let query = query.sql(" AND g.starts_on <= ").bind(today);
    let query = query.sql(" AND (g.ends_on IS NULL OR g.ends_on >= ");
    let found: Option<Number> = query.bind(today).sql(")").one(on).await?;
    Ok(found.map_or(0, |n| n.number))
}
