//! The log: who was reminded of what, when, and what came of it.

use crate::{
    Services, StoreError,
    notifications::MOST_TRIES,
    query::{Number, Query, containing},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{access::Scope, ids::OrganisationId, people::folded, reminders::Outcome};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// What the log is narrowed to. What is none means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// One organisation.
    pub organisation: Option<OrganisationId>,
    /// One level, by its code.
    pub level: Option<String>,
    /// One outcome.
    pub outcome: Option<Outcome>,
    /// Part of a name: whose training it is.
    pub name: String,
    /// Noted from this day on.
    pub from: Option<NaiveDate>,
    /// Noted until this day.
    pub to: Option<NaiveDate>,
}

/// A line of the log.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LogRow {
    /// Whose training it is.
    pub person_id: Uuid,
    /// The name.
    pub person: String,
    /// The organisation.
    pub organisation: String,
    /// Code of the level.
    pub level: String,
    /// The date it speaks of.
    pub due_on: NaiveDate,
    /// The word of the step.
    pub step: String,
    /// Who gets it, if that is somebody else: the line manager.
    pub manager: Option<String>,
    /// Who reminded by hand.
    pub asked_by: Option<String>,
    /// The word of the outcome.
    pub outcome: String,
    /// When it was noted.
    pub made_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
}

impl LogRow {
    /// What came of it.
    pub fn what_came(&self) -> Outcome {
        Outcome::from_code(&self.outcome).unwrap_or(Outcome::Waiting)
    }
}

/// A page of the log.
#[derive(Clone, Debug)]
pub struct LogPage {
    /// The lines of this page.
    pub rows: Vec<LogRow>,
    /// How many there are on all pages.
    pub total: u64,
}

/// The log of a scope, the newest first: so many from one on.
///
/// # Errors
/// When the database fails.
pub async fn log(
    services: &Services,
    scope: &Scope,
    filter: &LogFilter,
    (skip, take): (u64, u64),
) -> Result<LogPage, StoreError> {
    let on = services.db.reader();
    let outcome = format!(
        "CASE WHEN r.outcome = 'sent' AND x.sent_at IS NULL AND x.tries >= {MOST_TRIES} THEN 'not-taken' \
         ELSE r.outcome END"
    );
    let count = found(
        Query::new("SELECT COUNT(*) AS number"),
        &outcome,
        scope,
        filter,
    );
    let total = count.one::<Number>(on).await?;
    let select = Query::new(&format!(
        "SELECT r.person_id, p.name AS person, o.name AS organisation, r.level, r.due_on, r.step, \
         CASE WHEN r.recipient_id <> r.person_id THEN q.name END AS manager, b.name AS asked_by, {outcome} AS outcome, \
         r.made_at, x.sent_at"
    ));
    let rows = found(select, &outcome, scope, filter)
        .sql(" ORDER BY r.made_at DESC, p.search_name, r.person_id, r.level, r.step LIMIT ")
        .bind(i64::try_from(take).unwrap_or(i64::MAX))
        .sql(" OFFSET ")
        .bind(i64::try_from(skip).unwrap_or(i64::MAX))
        .all(on)
        .await?;
    Ok(LogPage {
        rows,
        total: total.map_or(0, |n| n.number.unsigned_abs()),
    })
}

fn found(select: Query, outcome: &str, scope: &Scope, filter: &LogFilter) -> Query {
    let query = select.sql(
        " FROM reminder r JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = r.organisation_id \
         LEFT JOIN person q ON q.id = r.recipient_id LEFT JOIN person b ON b.id = r.asked_by \
         LEFT JOIN digest g ON g.id = r.digest_id LEFT JOIN outbox x ON x.key = g.mail_key WHERE ",
    );
    let query = if scope.is_everywhere() {
        query.sql("1 = 1")
    } else {
        let query = query.sql("r.organisation_id IN (");
        query
            .bind_all(scope.organisations().iter().map(|o| o.0))
            .sql(")")
    };
    let query = match filter.organisation {
        Some(organisation) => query.sql(" AND r.organisation_id = ").bind(organisation.0),
        None => query,
    };
    let query = match &filter.level {
        Some(level) => query.sql(" AND r.level = ").bind(level.clone()),
        None => query,
    };
    let query = match filter.outcome {
        Some(one) => query
            .sql(" AND ")
            .sql(outcome)
            .sql(" = ")
            .bind(one.code().to_owned()),
        None => query,
    };
    let query = match filter.from {
        Some(day) => query.sql(" AND r.made_on >= ").bind(day),
        None => query,
    };
    let query = match filter.to {
        Some(day) => query.sql(" AND r.made_on <= ").bind(day),
        None => query,
    };
    let name = folded(&filter.name);
    if name.is_empty() {
        return query;
    }
    query
        .sql(" AND p.search_name LIKE ")
        .bind(containing(&name))
        .sql(" ESCAPE '!'")
}
