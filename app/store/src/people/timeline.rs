//! All that is known to have happened to a person, the newest first, from the rows that say so.
//!
//! Four queries, however much has happened: for what has a day, for what has an instant, and two for what only the
//! audit trail tells.

use super::told;
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Permit, SeePerson},
    calendar,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub on: NaiveDate,
    /// The instant, where it is known.
    pub at: Option<DateTime<Utc>>,
    /// What happened, in one word of the table it was read from.
    pub kind: String,
    /// What it happened to: a course, a job title, the code of a level or cohort.
    pub what: String,
    /// More about it: an organisation, a reason, the state a claim came to.
    pub detail: String,
    /// A day that goes with it: until when.
    pub until_on: Option<NaiveDate>,
    /// Who did it, where that was somebody else or is worth saying.
    pub by: Option<String>,
}

#[derive(FromQueryResult)]
struct DayRow {
    day: NaiveDate,
    kind: String,
    what: String,
    detail: String,
    until_on: Option<NaiveDate>,
    by_name: Option<String>,
}

#[derive(FromQueryResult)]
struct InstantRow {
    moment: DateTime<Utc>,
    kind: String,
    what: String,
    detail: String,
    until_on: Option<NaiveDate>,
    by_name: Option<String>,
}

/// What has a day: posts, roles, cohorts, completions, absences. `{person}` stands for the person.
const BY_DAY: [&str; 9] = [
    "SELECT t.starts_on AS day, 'post-begun' AS kind, t.job_title AS what, o.name AS detail, CAST(NULL AS date) AS until_on, \
     CAST(NULL AS text) AS by_name FROM post t JOIN organisation o ON o.id = t.organisation_id WHERE t.person_id = {person}",
    "SELECT t.ends_on, 'post-ended', t.job_title, o.name, CAST(NULL AS date), CAST(NULL AS text) FROM post t \
     JOIN organisation o ON o.id = t.organisation_id WHERE t.ends_on IS NOT NULL AND t.person_id = {person}",
    "SELECT r.starts_on, 'role-given', r.role, COALESCE(o.name, b.name, ''), r.ends_on, g.name FROM role_grant r \
     LEFT JOIN organisation o ON o.id = r.organisation_id LEFT JOIN board b ON b.id = r.board_id \
     LEFT JOIN person g ON g.id = r.granted_by WHERE r.person_id = {person}",
    "SELECT r.ends_on, 'role-ended', r.role, COALESCE(o.name, b.name, ''), CAST(NULL AS date), CAST(NULL AS text) \
     FROM role_grant r LEFT JOIN organisation o ON o.id = r.organisation_id LEFT JOIN board b ON b.id = r.board_id \
     WHERE r.ends_on IS NOT NULL AND r.person_id = {person}",
    "SELECT m.since_on, 'cohort-begun', m.cohort, m.reason, m.until_on, d.name FROM membership m \
     JOIN post t ON t.id = m.post_id LEFT JOIN person d ON d.id = m.decided_by WHERE t.person_id = {person}",
    "SELECT m.until_on, 'cohort-ended', m.cohort, '', CAST(NULL AS date), CAST(NULL AS text) FROM membership m \
     JOIN post t ON t.id = m.post_id WHERE m.until_on IS NOT NULL AND t.person_id = {person}",
    "SELECT c.completed_on, 'completed', c.course, c.mode, c.valid_until, a.name FROM completion c \
     LEFT JOIN person a ON a.id = c.approved_by WHERE c.person_id = {person}",
    "SELECT a.from_on, 'away', t.job_title, '', a.to_on, CAST(NULL AS text) FROM absence a \
     JOIN post t ON t.id = a.post_id WHERE t.person_id = {person}",
    "SELECT a.to_on, 'back', t.job_title, '', CAST(NULL AS date), CAST(NULL AS text) FROM absence a \
     JOIN post t ON t.id = a.post_id WHERE a.to_on IS NOT NULL AND t.person_id = {person}",
];

/// What has an instant: decisions, claims, certificates, quizzes.
const BY_INSTANT: [&str; 12] = [
    "SELECT c.decided_at AS moment, CASE WHEN c.is_in THEN 'cohort-given' ELSE 'cohort-taken' END AS kind, \
     c.cohort AS what, c.reason AS detail, c.until_on, d.name AS by_name FROM cohort_override c \
     JOIN post t ON t.id = c.post_id LEFT JOIN person d ON d.id = c.decided_by WHERE t.person_id = {person}",
    "SELECT c.ended_at, 'decision-ended', c.cohort, c.reason, CAST(NULL AS date), CAST(NULL AS text) FROM cohort_override c \
     JOIN post t ON t.id = c.post_id WHERE c.ended_at IS NOT NULL AND t.person_id = {person}",
    "SELECT p.decided_at, CASE WHEN p.yes THEN 'answered-yes' ELSE 'answered-no' END, p.question, '', CAST(NULL AS date), d.name \
     FROM post_answer p JOIN post t ON t.id = p.post_id LEFT JOIN person d ON d.id = p.decided_by WHERE t.person_id = {person}",
    "SELECT e.granted_at, 'exempted', e.level, e.reason, e.until_on, d.name FROM exemption e \
     LEFT JOIN person d ON d.id = e.granted_by WHERE e.person_id = {person}",
    "SELECT e.ended_at, 'exemption-ended', e.level, '', CAST(NULL AS date), CAST(NULL AS text) FROM exemption e \
     WHERE e.ended_at IS NOT NULL AND e.person_id = {person}",
    "SELECT a.assigned_at, 'date-set', a.level, a.reason, a.due_on, d.name FROM assigned_date a \
     LEFT JOIN person d ON d.id = a.assigned_by WHERE a.person_id = {person}",
    "SELECT a.ended_at, 'date-ended', a.level, '', CAST(NULL AS date), CAST(NULL AS text) FROM assigned_date a \
     WHERE a.ended_at IS NOT NULL AND a.person_id = {person}",
    "SELECT s.at, 'claim', c.title, s.state, CAST(NULL AS date), b.name FROM claim_step s JOIN claim c ON c.id = s.claim_id \
     LEFT JOIN person b ON b.id = s.by_id WHERE c.person_id = {person}",
    "SELECT c.issued_at, 'certificate', c.serial, n.course, c.valid_until, b.name FROM certificate c \
     JOIN completion n ON n.id = c.completion_id LEFT JOIN person b ON b.id = c.issued_by WHERE c.person_id = {person}",
    "SELECT s.started_at, 'module-begun', m.title, '', CAST(NULL AS date), CAST(NULL AS text) FROM study s \
     JOIN module_version m ON m.id = s.module_version_id WHERE s.person_id = {person}",
    "SELECT a.submitted_at, CASE WHEN a.passed THEN 'quiz-passed' ELSE 'quiz-failed' END, m.title, '', CAST(NULL AS date), \
     CAST(NULL AS text) FROM attempt a JOIN study s ON s.id = a.study_id \
     JOIN module_version m ON m.id = s.module_version_id WHERE a.submitted_at IS NOT NULL AND s.person_id = {person}",
    "SELECT d.named_at, 'deputy', p.name, '', d.to_on, n.name FROM deputy d JOIN person p ON p.id = d.deputy_id \
     LEFT JOIN person n ON n.id = d.named_by WHERE d.manager_id = {person}",
];

/// What happened to a person up to today, the newest first: so many events from the first or a later one, and whether
/// there are more.
///
/// # Errors
/// When the database fails.
pub async fn timeline(
    services: &Services,
    permit: &Permit<SeePerson>,
    (skip, take): (usize, usize),
) -> Result<(Vec<Event>, bool), StoreError> {
    let on = services.db.reader();
    let person = permit.act().target.person.map(Uuid::from);
    let most = skip + take + 1;
    let days: Vec<DayRow> = all_of(&BY_DAY, person)
        .sql(") e WHERE day <= ")
        .bind(services.today())
        .sql(" ORDER BY day DESC LIMIT ")
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .all(on)
        .await?;
    let instants: Vec<InstantRow> = all_of(&BY_INSTANT, person)
        .sql(") e ORDER BY moment DESC LIMIT ")
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .all(on)
        .await?;
    let told = told::of(services, person, most).await?;
    let mut events: Vec<Event> = days.into_iter().map(Event::from).collect();
    events.extend(instants.into_iter().map(Event::from).chain(told));
    // What has no instant stands under what has one on the same day.
    events.sort_by_key(|event| std::cmp::Reverse((event.on, event.at)));
    let is_more = events.len() > skip + take;
    Ok((events.into_iter().skip(skip).take(take).collect(), is_more))
}

/// The statements put together, each about the person.
fn all_of(parts: &[&str], person: Option<Uuid>) -> Query {
    let mut query = Query::new("SELECT * FROM (");
    for (number, part) in parts.iter().enumerate() {
        query = query.sql(if number == 0 { "" } else { " UNION ALL " });
        for (place, text) in part.split("{person}").enumerate() {
            query = if place == 0 {
                query
            } else {
                query.bind(person)
            };
            query = query.sql(text);
        }
    }
    query
}

impl From<DayRow> for Event {
    fn from(row: DayRow) -> Self {
        Self {
            on: row.day,
            at: None,
            kind: row.kind,
            what: row.what,
            detail: row.detail,
            until_on: row.until_on,
            by: row.by_name,
        }
    }
}

impl From<InstantRow> for Event {
    fn from(row: InstantRow) -> Self {
        Self {
            on: calendar::day_of(row.moment),
            at: Some(row.moment),
            kind: row.kind,
            what: row.what,
            detail: row.detail,
            until_on: row.until_on,
            by: row.by_name,
        }
    }
}
