//! Identities that wait for somebody to decide, and those refused.

use crate::{
    Services, StoreError,
    query::{Number, Query},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{LinkSignIn, Permit, Scope},
    employer_sign_in::Because,
    ids::{IdentityId, OrganisationId},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// An identity that is linked to nobody, with what its provider told last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: IdentityId,
    /// Whose provider it comes from.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The employee number.
    pub employee_number: Option<String>,
    /// Why it waits.
    pub because: Option<Because>,
    /// When it first came.
    pub first_seen_at: DateTime<Utc>,
    /// When it last came.
    pub last_seen_at: DateTime<Utc>,
    /// When it was refused.
    pub refused_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    organisation: String,
    name: String,
    email: Option<String>,
    employee_number: Option<String>,
    because: Option<String>,
    first_seen_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    refused_at: Option<DateTime<Utc>>,
}

impl From<Row> for Waiting {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            organisation: row.organisation_id.into(),
            organisation_name: row.organisation,
            name: row.name,
            email: row.email,
            employee_number: row.employee_number,
            because: row.because.as_deref().and_then(Because::from_code),
            first_seen_at: row.first_seen_at,
            last_seen_at: row.last_seen_at,
            refused_at: row.refused_at,
        }
    }
}

const COLUMNS: &str = "SELECT i.id, i.organisation_id, o.name AS organisation, i.name, i.email, i.employee_number, i.because, \
     i.first_seen_at, i.last_seen_at, i.refused_at FROM employer_identity i JOIN organisation o ON o.id = i.organisation_id";

/// Which of those linked to nobody a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that wait.
    #[default]
    Waiting,
    /// Those refused.
    Refused,
}

impl Which {
    fn sql(self) -> &'static str {
        match self {
            Self::Waiting => " WHERE i.person_id IS NULL AND i.refused_at IS NULL",
            Self::Refused => " WHERE i.person_id IS NULL AND i.refused_at IS NOT NULL",
        }
    }
}

fn within(query: Query, scope: &Scope) -> Query {
    if scope.is_everywhere() {
        return query;
    }
    let query = query.sql(" AND i.organisation_id IN (");
    let query = query.bind_all(scope.organisations().iter().map(|o| o.0));
    query.sql(")")
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those that wait.
    pub waiting: u64,
    /// Those refused.
    pub refused: u64,
}

/// How many identities within a scope are linked to nobody.
///
/// # Errors
/// When the database fails.
pub async fn count(services: &Services, scope: &Scope) -> Result<Counted, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        found: i64,
        refused: i64,
    }
    let query = Query::new(
        "SELECT COUNT(*) AS found, COUNT(i.refused_at) AS refused FROM employer_identity i WHERE i.person_id IS NULL",
    );
    let row: Option<Row> = within(query, scope).one(services.db.reader()).await?;
    Ok(row.map_or_else(Counted::default, |row| Counted {
        waiting: (row.found - row.refused).unsigned_abs(),
        refused: row.refused.unsigned_abs(),
    }))
}

/// Lines on one page.
pub const PAGE_SIZE: u32 = 50;

/// A page of those linked to nobody.
#[derive(Clone, Debug)]
pub struct WaitingPage {
    /// The lines of this page.
    pub rows: Vec<Waiting>,
    /// How many lines there are on all pages.
    pub total: u64,
}

/// Identities within a scope that wait, or were refused; those that came first first.
///
/// # Errors
/// When the database fails.
pub async fn list_waiting(
    services: &Services,
    scope: &Scope,
    which: Which,
    page: u32,
) -> Result<WaitingPage, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM employer_identity i").sql(which.sql());
    let total: Option<Number> = within(query, scope).one(services.db.reader()).await?;
    let query = within(Query::new(COLUMNS).sql(which.sql()), scope);
    let offset = page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let query = query.sql(" ORDER BY i.first_seen_at, i.id LIMIT ");
    let query = query.bind(i64::from(PAGE_SIZE));
    let query = query.sql(" OFFSET ").bind(i64::from(offset));
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    Ok(WaitingPage {
        rows: rows.into_iter().map(Waiting::from).collect(),
        total: total.map_or(0, |n| n.number.unsigned_abs()),
    })
}

/// The organisation whose provider an identity comes from, for asking who may decide about it.
///
/// # Errors
/// When the database fails.
pub async fn organisation_of(
    services: &Services,
    id: IdentityId,
) -> Result<Option<OrganisationId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
    }
    let query = Query::new("SELECT organisation_id FROM employer_identity WHERE id = ").bind(id.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(|row| row.organisation_id.into()))
}

/// An identity that waits, or was refused; none when it is linked.
///
/// # Errors
/// When the database fails.
pub async fn find_waiting(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    id: IdentityId,
) -> Result<Option<Waiting>, StoreError> {
    let query = Query::new(COLUMNS).sql(" WHERE i.person_id IS NULL AND i.id = ");
    let query = query.bind(id.0).sql(" AND i.organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(Waiting::from))
}
