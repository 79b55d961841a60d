//! Reassessing many people in the background: some hundreds in a transaction, so that the site stays usable, and from
//! where it stood when a server dies.

use super::reassess;
use crate::{
    Services, StoreError,
    audit::Noted,
    db::skip_locked,
    query::{Number, Query},
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Scope,
    ids::{OrganisationId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// People reassessed in one transaction.
const CHUNK: i64 = 500;

/// Asks for all people of an organisation to be reassessed, or for everybody, in the caller's transaction.
pub(super) async fn request(
    services: &Services,
    on: &impl ConnectionTrait,
    by: Option<PersonId>,
    organisation: Option<OrganisationId>,
    why: &str,
) -> Result<(), StoreError> {
    let query = Query::new("SELECT COUNT(DISTINCT person_id) AS number FROM post");
    let query = match organisation {
        Some(organisation) => query.sql(" WHERE organisation_id = ").bind(organisation.0),
        None => query,
    };
    let total = query.one::<Number>(on).await?.map_or(0, |n| n.number);
    Query::new("INSERT INTO reassessment (id, organisation_id, why, requested_by, requested_at, total) VALUES (")
        .bind(services.new_id::<Uuid>())
        .comma(organisation.map(Uuid::from))
        .comma(why.to_owned())
        .comma(by.map(Uuid::from))
        .comma(services.now())
        .comma(total)
        .sql(")")
        .run(on)
        .await?;
    services.jobs.notify_one();
    Ok(())
}

#[derive(FromQueryResult)]
struct Open {
    id: Uuid,
    organisation_id: Option<Uuid>,
    after_person: Option<Uuid>,
}

/// Reassesses the next people of the oldest request; how many, none when there is no request.
///
/// # Errors
/// When the database fails.
pub async fn reassess_next(services: &Services) -> Result<Option<usize>, StoreError> {
    transact!(services.db, |tx| {
        let now = services.now();
        let oldest = Query::new("SELECT id, organisation_id, after_person FROM reassessment WHERE finished_at IS NULL ORDER BY requested_at, id LIMIT 1")
            .sql(skip_locked(services.db.engine()));
        let Some(open) = oldest.one::<Open>(tx).await? else {
            return Ok(Noted::nothing(None));
        };
        let people = next_people(tx, &open).await?;
        reassess(services, tx, &people).await?;
        let query = Query::new("UPDATE reassessment SET done = done + ")
            .bind(i64::try_from(people.len()).unwrap_or_default());
        let query = match people.last() {
            Some(last) => query.sql(", after_person = ").bind(last.0),
            None => query.sql(", finished_at = ").bind(now),
        };
        query.sql(" WHERE id = ").bind(open.id).run(tx).await?;
        Ok(Noted::in_the_row(Some(people.len())))
    })
}

async fn next_people(on: &impl ConnectionTrait, open: &Open) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let query = Query::new("SELECT DISTINCT person_id FROM post WHERE person_id > ")
        .bind(open.after_person.unwrap_or_default());
    let query = match open.organisation_id {
        Some(organisation) => query.sql(" AND organisation_id = ").bind(organisation),
        None => query,
    };
    let rows: Vec<Row> = query
        .sql(" ORDER BY person_id LIMIT ")
        .bind(CHUNK)
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id.into()).collect())
}

/// How far a request has come.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Reassessment {
    /// Why it was asked for.
    pub why: String,
    /// When.
    pub requested_at: DateTime<Utc>,
    /// How many people it is about.
    pub total: i64,
    /// How many have been reassessed.
    pub done: i64,
}

/// The requests that are not finished and touch people of a scope.
///
/// # Errors
/// When the database fails.
pub async fn under_way(
    services: &Services,
    scope: &Scope,
) -> Result<Vec<Reassessment>, StoreError> {
    let query = Query::new(
        "SELECT why, requested_at, total, done FROM reassessment WHERE finished_at IS NULL",
    );
    let query = if scope.is_everywhere() {
        query
    } else {
        query
            .sql(" AND (organisation_id IS NULL OR organisation_id IN (")
            .bind_all(scope.organisations().iter().map(|o| o.0))
            .sql("))")
    };
    query
        .sql(" ORDER BY requested_at")
        .all(services.db.reader())
        .await
}
