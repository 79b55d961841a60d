//! What only the audit trail tells of a person: corrections of names, addresses and posts, mergers, new attempts at a quiz.

use super::timeline::Event;
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{Act, ChangePerson, MergeRecords, ResetAttempts, SetPost},
    calendar,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A row of the person's that entries speak of.
#[derive(FromQueryResult)]
struct Subject {
    kind: String,
    id: Uuid,
    title: String,
}

impl Subject {
    /// How the trail calls it.
    fn named(&self) -> String {
        format!("{} {}", self.kind, self.id)
    }
}

#[derive(FromQueryResult)]
struct Told {
    act: String,
    subject: String,
    at: DateTime<Utc>,
    before_json: String,
    after_json: Option<String>,
    name: Option<String>,
}

/// The newest of them, so many at most: two queries.
pub(super) async fn of(
    services: &Services,
    person: Option<Uuid>,
    most: usize,
) -> Result<Vec<Event>, StoreError> {
    let on = services.db.reader();
    let subjects: Vec<Subject> = Query::new(
        "SELECT 'study' AS kind, s.id, m.title FROM study s JOIN module_version m ON m.id = s.module_version_id \
         WHERE s.reset_at IS NOT NULL AND s.person_id = ",
    )
    .bind(person)
    .sql(" UNION ALL SELECT 'post', t.id, t.job_title FROM post t WHERE t.person_id = ")
    .bind(person)
    .sql(" UNION ALL SELECT 'person', p.id, p.name FROM person p WHERE p.id = ")
    .bind(person)
    .all(on)
    .await?;
    let acts = [
        ChangePerson::NAME,
        MergeRecords::NAME,
        ResetAttempts::NAME,
        SetPost::NAME,
    ];
    let told: Vec<Told> = Query::new(
        "SELECT u.act, u.subject, u.at, COALESCE(u.before_json, '') AS before_json, u.after_json, p.name FROM audit u \
         LEFT JOIN person p ON p.id = u.actor WHERE u.act IN (",
    )
    .bind_all(acts.map(str::to_owned))
    .sql(") AND u.subject IN (")
    .bind_all(subjects.iter().map(Subject::named))
    .sql(") ORDER BY u.at DESC LIMIT ")
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .all(on)
    .await?;
    let event = |told: Told| {
        let subject = subjects.iter().find(|one| one.named() == told.subject)?;
        let (kind, what, detail) = what_happened(&told, &subject.title)?;
        Some(Event {
            on: calendar::day_of(told.at),
            at: Some(told.at),
            kind: kind.to_owned(),
            what,
            detail,
            until_on: None,
            by: told.name,
        })
    };
    Ok(told.into_iter().filter_map(event).collect())
}

/// What an entry says, as kind, what and detail; nothing where a row says it better.
fn what_happened(told: &Told, title: &str) -> Option<(&'static str, String, String)> {
    let title = title.to_owned();
    if told.act == ResetAttempts::NAME {
        return Some(("attempts-reset", title, String::new()));
    }
    if told.act == ChangePerson::NAME {
        return changed(told);
    }
    if told.act == MergeRecords::NAME {
        let is_undone = told.after_json.as_deref() == Some("\"undone\"");
        let kind = if is_undone { "unmerged" } else { "merged" };
        return Some((kind, title, String::new()));
    }
    // A post that is new, or its last day, is told by the post itself.
    let is_correction = told.before_json.starts_with('{');
    is_correction.then(|| ("post-corrected", title, String::new()))
}

/// A name or an address that was corrected; an address is not repeated.
fn changed(told: &Told) -> Option<(&'static str, String, String)> {
    type Named = (String, Option<String>);
    let before: Named = serde_json::from_str(&told.before_json).ok()?;
    let after: Named = serde_json::from_str(told.after_json.as_deref()?).ok()?;
    if before.0 != after.0 {
        return Some(("renamed", after.0, before.0));
    }
    Some(("address-changed", String::new(), String::new()))
}
