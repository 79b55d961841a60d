//! Reading the learner record.

use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    access::{Permit, SeePerson},
    framework::Held,
    ids::{CertificateId, CompletionId, PersonId},
    records::Worth,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// A completion, with its certificate in force if it has one.
#[derive(Clone, Debug)]
pub struct Completion {
    /// Which.
    pub id: CompletionId,
    /// Code of the level.
    pub level: String,
    /// Whether the level was reached, or prepared for.
    pub worth: Worth,
    /// What was taken.
    pub course: String,
    /// How it was delivered.
    pub mode: String,
    /// Right answers and questions, where there was a quiz.
    pub score: Option<(u32, u32)>,
    /// The day.
    pub completed_on: NaiveDate,
    /// The last day on which it counts, if it expires.
    pub valid_until: Option<NaiveDate>,
    /// Its certificate in force, with its number.
    pub certificate: Option<(CertificateId, String)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    level: String,
    worth: String,
    course: String,
    mode: String,
    right_answers: Option<i32>,
    questions: Option<i32>,
    completed_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    certificate: Option<Uuid>,
    serial: Option<String>,
}

impl From<Row> for Completion {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            level: row.level,
            worth: if row.worth == Worth::Level.code() {
                Worth::Level
            } else {
                Worth::Part
            },
            course: row.course,
            mode: row.mode,
            score: row
                .right_answers
                .zip(row.questions)
                .map(|(right, of)| (right.unsigned_abs(), of.unsigned_abs())),
            completed_on: row.completed_on,
            valid_until: row.valid_until,
            certificate: row.certificate.map(CertificateId).zip(row.serial),
        }
    }
}

/// Everything somebody has completed, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn completions(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<Completion>, StoreError> {
    let query = Query::new(
        "SELECT c.id, c.level, c.worth, c.course, c.mode, c.right_answers, c.questions, c.completed_on, c.valid_until, \
         k.id AS certificate, k.serial FROM completion c \
         LEFT JOIN certificate k ON k.completion_id = c.id AND k.replaced_on IS NULL AND k.revoked_on IS NULL \
         WHERE c.person_id = ",
    );
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    let rows: Vec<Row> = query
        .sql(" ORDER BY c.completed_on DESC, c.id DESC")
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().map(Completion::from).collect())
}

/// The levels among completions, for the rules of the framework.
pub fn held(completions: &[Completion]) -> Vec<Held> {
    let levels = completions.iter().filter(|c| c.worth == Worth::Level);
    levels
        .map(|c| Held {
            level: c.level.clone(),
            completed_on: c.completed_on,
        })
        .collect()
}

/// The levels that some people have completed.
pub(crate) async fn held_by(
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Held>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
        level: String,
        completed_on: NaiveDate,
    }
    let query = Query::new("SELECT person_id, level, completed_on FROM completion WHERE worth = ");
    let rows: Vec<Row> = query
        .bind(Worth::Level.code())
        .sql(" AND person_id IN (")
        .bind_all(people.iter().map(|person| person.0))
        .sql(")")
        .all(on)
        .await?;
    let mut held: HashMap<PersonId, Vec<Held>> = HashMap::new();
    for row in rows {
        held.entry(row.person_id.into()).or_default().push(Held {
            level: row.level,
            completed_on: row.completed_on,
        });
    }
    Ok(held)
}
