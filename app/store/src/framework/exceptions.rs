//! Exceptions for people: exempt from a level for a time, or with a date of their own. Rules: docs/rules/standing.md.

use super::restate;
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{ExcusePeople, Permit, SeePerson},
    ids::{ExemptionId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

/// What is decided for people about a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exception {
    /// They need not reach it until the day after.
    Exempt {
        /// The last day.
        until_on: NaiveDate,
    },
    /// They have until this day.
    Date {
        /// The last day in time.
        due_on: NaiveDate,
    },
}

/// People about whom one thing is done together, because one permit and one level hold for all of them.
#[derive(Clone, Debug)]
pub struct Alike<A> {
    /// What allows it.
    pub permit: Permit<A>,
    /// Code of the level.
    pub level: String,
    /// Who they are.
    pub people: Vec<PersonId>,
}

/// Decides for people about levels, for all of them or for none; about how many. Whoever has no post in the organisation
/// of their permit that asks for the level is passed over.
///
/// # Errors
/// When the database fails; then nothing has been decided.
pub async fn except(
    services: &Services,
    all: &[Alike<ExcusePeople>],
    exception: &Exception,
    reason: &str,
) -> Result<usize, StoreError> {
    transact!(services.db, |tx| {
        let mut decided = Noted::nothing(0);
        for alike in all {
            decided = except_alike(services, tx, alike, (exception, reason), decided).await?;
        }
        Ok(decided)
    })
}

/// Decides for those alike, and adds them to how many it has been.
async fn except_alike(
    services: &Services,
    on: &impl ConnectionTrait,
    Alike {
        permit,
        level,
        people,
    }: &Alike<ExcusePeople>,
    (exception, reason): (&Exception, &str),
    before: Noted<usize>,
) -> Result<Noted<usize>, StoreError> {
    let people = asked_for(on, permit, people, level).await?;
    if people.is_empty() {
        return Ok(before);
    }
    for chunk in people.chunks(500) {
        keep(services, on, permit, chunk, level, exception, reason).await?;
    }
    restate(services, on, &people).await?;
    let subject = format!("level {level} of {} people", people.len());
    let decided = before.into_value() + people.len();
    let after = (exception, reason, &people);
    note_new(services, on, permit, subject, &after, decided).await
}

/// Those of the people whom a post in the organisation asks for the level.
async fn asked_for(
    on: &impl ConnectionTrait,
    permit: &Permit<ExcusePeople>,
    people: &[PersonId],
    level: &str,
) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let mut found = Vec::new();
    for chunk in people.chunks(500) {
        let rows: Vec<Row> =
            Query::new("SELECT DISTINCT person_id FROM standing WHERE organisation_id = ")
                .bind(permit.act().organisation.0)
                .sql(" AND level = ")
                .bind(level.to_owned())
                .sql(" AND person_id IN (")
                .bind_all(chunk.iter().map(|person| person.0))
                .sql(") ORDER BY person_id")
                .all(on)
                .await?;
        found.extend(rows.into_iter().map(|row| PersonId::from(row.person_id)));
    }
    Ok(found)
}

async fn keep(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<ExcusePeople>,
    people: &[PersonId],
    level: &str,
    exception: &Exception,
    reason: &str,
) -> Result<(), StoreError> {
    let (now, by) = (services.now(), permit.by().map(Uuid::from));
    let table = match exception {
        Exception::Exempt { .. } => "exemption",
        Exception::Date { .. } => "assigned_date",
    };
    Query::new(&format!("UPDATE {table} SET ended_at = "))
        .bind(now)
        .sql(" WHERE ended_at IS NULL AND level = ")
        .bind(level.to_owned())
        .sql(" AND person_id IN (")
        .bind_all(people.iter().map(|person| person.0))
        .sql(")")
        .run(on)
        .await?;
    let query = match exception {
        Exception::Exempt { until_on } => Query::new(
            "INSERT INTO exemption (id, person_id, level, reason, granted_by, granted_at, from_on, until_on) VALUES ",
        )
        .each_row(people, |query, person| {
            let query = first(services, query, *person, level, reason, by, now);
            query.comma(services.today()).comma(*until_on)
        }),
        Exception::Date { due_on } => Query::new(
            "INSERT INTO assigned_date (id, person_id, level, reason, assigned_by, assigned_at, due_on) VALUES ",
        )
        .each_row(people, |query, person| {
            first(services, query, *person, level, reason, by, now).comma(*due_on)
        }),
    };
    query.run(on).await?;
    Ok(())
}

/// The columns that both kinds begin with.
fn first(
    services: &Services,
    query: Query,
    person: PersonId,
    level: &str,
    reason: &str,
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Query {
    query
        .bind(services.new_id::<Uuid>())
        .comma(person.0)
        .comma(level.to_owned())
        .comma(reason.to_owned())
        .comma(by)
        .comma(now)
}

/// An exception in force, as a page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ExceptionShown {
    /// Which.
    pub id: Uuid,
    /// Code of the level.
    pub level: String,
    /// Why.
    pub reason: String,
    /// The last day of an exemption; none for a date.
    pub until_on: Option<NaiveDate>,
    /// The date; none for an exemption.
    pub due_on: Option<NaiveDate>,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: DateTime<Utc>,
}

/// The exceptions in force for a person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn exceptions(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<ExceptionShown>, StoreError> {
    let person = permit.act().target.person.map(Uuid::from);
    let query = Query::new(
        "SELECT e.id, e.level, e.reason, e.until_on, CAST(NULL AS date) AS due_on, d.name AS decided_by, \
         e.granted_at AS decided_at FROM exemption e LEFT JOIN person d ON d.id = e.granted_by \
         WHERE e.ended_at IS NULL AND e.until_on >= ",
    );
    let query = query
        .bind(services.today())
        .sql(" AND e.person_id = ")
        .bind(person);
    let query = query.sql(
        " UNION ALL SELECT a.id, a.level, a.reason, CAST(NULL AS date), a.due_on, d.name, a.assigned_at \
         FROM assigned_date a LEFT JOIN person d ON d.id = a.assigned_by WHERE a.ended_at IS NULL AND a.person_id = ",
    );
    query
        .bind(person)
        .sql(" ORDER BY 7 DESC")
        .all(services.db.reader())
        .await
}

/// Ends an exception before its time; whether it was in force.
///
/// # Errors
/// When the database fails.
pub async fn end_exception(
    services: &Services,
    permit: &Permit<ExcusePeople>,
    person: PersonId,
    exception: ExemptionId,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let mut ended = 0;
        for table in ["exemption", "assigned_date"] {
            ended += Query::new(&format!("UPDATE {table} SET ended_at = "))
                .bind(services.now())
                .sql(" WHERE ended_at IS NULL AND id = ")
                .bind(exception.0)
                .sql(" AND person_id = ")
                .bind(person.0)
                .run(tx)
                .await?;
        }
        if ended == 0 {
            return Ok(Noted::nothing(false));
        }
        restate(services, tx, &[person]).await?;
        let entry = Entry {
            subject: format!("person {person}"),
            before: Some(&exception),
            after: None::<&()>,
        };
        note(services, tx, permit, entry, true).await
    })
}
