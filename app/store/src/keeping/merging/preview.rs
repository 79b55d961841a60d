//! What would move, before anything does, and which records are likely to be of one person.

use super::super::own::about;
use super::moves::{self, Counted};
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{MergeRecords, Permit, Scope},
    ids::PersonId,
    keeping::Record,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// What is known of one of two records.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that the database answers"
)]
#[derive(Clone, Debug, FromQueryResult)]
pub struct Facts {
    id: Uuid,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// Whether there is an open account.
    pub has_account: bool,
    /// When it was last used to sign in, where that is still known.
    pub seen_at: Option<DateTime<Utc>>,
    holds_role: bool,
    is_merged: bool,
    is_anonymised: bool,
}

impl Facts {
    /// What decides whether it may be merged.
    pub fn record(&self) -> Record {
        Record {
            person: self.id.into(),
            holds_role: self.holds_role,
            is_merged: self.is_merged,
            is_anonymised: self.is_anonymised,
        }
    }
}

/// How much of one kind would move.
#[derive(Clone, Debug)]
pub struct Moving {
    /// What.
    pub words: String,
    /// How many the record that is kept has itself.
    pub kept: i64,
    /// How many would move to it.
    pub moving: i64,
    /// How many would stay behind, because it has the same.
    pub staying: i64,
}

impl From<Counted> for Moving {
    fn from(counted: Counted) -> Self {
        Self {
            words: counted.words,
            kept: counted.kept,
            moving: counted.moving,
            staying: counted.staying,
        }
    }
}

/// Two records side by side.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The one that is kept.
    pub kept: Facts,
    /// The one that is merged into it.
    pub merged: Facts,
    /// What would move.
    pub moving: Vec<Moving>,
}

/// Two records side by side; none when one is not there.
///
/// # Errors
/// When the database fails.
pub async fn compare(
    services: &Services,
    permit: &Permit<MergeRecords>,
    merged: PersonId,
) -> Result<Option<Compared>, StoreError> {
    let Some(kept) = permit.act().target.person else {
        return Ok(None);
    };
    let on = services.db.reader();
    let Some([kept_facts, merged_facts]) = facts(on, [kept, merged], services.today()).await?
    else {
        return Ok(None);
    };
    let moving = moves::count(on, kept, merged).await?;
    Ok(Some(Compared {
        kept: kept_facts,
        merged: merged_facts,
        moving: moving.into_iter().map(Moving::from).collect(),
    }))
}

/// What is known of two records, in their order.
pub(super) async fn facts(
    on: &impl ConnectionTrait,
    people: [PersonId; 2],
    today: NaiveDate,
) -> Result<Option<[Facts; 2]>, StoreError> {
    let query = Query::new(
        "SELECT p.id, p.name, p.email, p.created_at, p.anonymised_at IS NOT NULL AS is_anonymised, \
         EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id AND a.closed_at IS NULL) AS has_account, \
         (SELECT MAX(s.seen_at) FROM sign_in s JOIN account a ON a.id = s.account_id WHERE a.person_id = p.id) AS seen_at, \
         EXISTS (SELECT 1 FROM merger m WHERE m.merged_id = p.id AND m.undone_at IS NULL) AS is_merged, \
         EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND (g.ends_on IS NULL OR g.ends_on >= ",
    );
    let query = query
        .bind(today)
        .sql(")) AS holds_role FROM person p WHERE p.id IN (");
    let query = query.bind_all(people.map(|person| person.0)).sql(")");
    let rows: Vec<Facts> = query.all(on).await?;
    let find = |person: PersonId| rows.iter().find(|row| row.id == person.0).cloned();
    Ok(find(people[0]).zip(find(people[1])).map(|(a, b)| [a, b]))
}

/// Somebody who may be the same person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Candidate {
    /// Who.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether the name is the same.
    pub same_name: bool,
    /// Whether the same organisation has given the same staff number, now or before.
    pub same_number: bool,
}

/// Records that are likely to be of the person of the permit, for a human to look at. Ten at most, within a scope.
///
/// # Errors
/// When the database fails.
pub async fn likely(
    services: &Services,
    permit: &Permit<MergeRecords>,
    scope: &Scope,
) -> Result<Vec<Candidate>, StoreError> {
    let Some(person) = permit.act().target.person else {
        return Ok(Vec::new());
    };
    let sql = "WITH me AS (SELECT search_name FROM person WHERE id = {person}), \
         numbers AS (SELECT o.person_id FROM post t JOIN post o ON o.organisation_id = t.organisation_id \
         AND o.staff_number = t.staff_number AND o.person_id <> t.person_id WHERE t.person_id = {person}) \
         SELECT p.id, p.name, p.email, p.search_name = (SELECT search_name FROM me) AS same_name, \
         p.id IN (SELECT person_id FROM numbers) AS same_number FROM person p \
         WHERE p.id <> {person} AND p.anonymised_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM merger m WHERE m.merged_id = p.id AND m.undone_at IS NULL) \
         AND (p.search_name = (SELECT search_name FROM me) OR p.id IN (SELECT person_id FROM numbers))";
    let query = about(Query::new(""), sql, person);
    let query = if scope.is_everywhere() {
        query
    } else {
        query
            .sql(" AND EXISTS (SELECT 1 FROM post t WHERE t.person_id = p.id AND t.organisation_id IN (")
            .bind_all(scope.organisations().iter().map(|o| o.0))
            .sql(") AND (t.ends_on IS NULL OR t.ends_on >= ")
            .bind(services.today())
            .sql("))")
    };
    query
        .sql(" ORDER BY p.search_name, p.id LIMIT 10")
        .all(services.db.reader())
        .await
}
