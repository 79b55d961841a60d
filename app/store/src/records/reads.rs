//! Reading the learner record.

use crate::{
    Services, StoreError,
    catalogue::{Recognised, recognised, recognised_on, training_of},
    query::Query,
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, SeePerson},
    framework::Held,
    ids::{BoardId, CertificateId, ClaimId, CompletionId, PersonId},
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
    /// Whether the level was reached, or a part of it.
    pub worth: Worth,
    /// With a part of something done elsewhere: what is missing.
    pub missing: String,
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
    /// The claim that brought it here, where it was done elsewhere.
    pub claim: Option<ClaimId>,
    /// Who has verified it, where it was done elsewhere.
    pub verified_by: Option<String>,
    /// That it no longer counts.
    pub withdrawn: Option<Withdrawn>,
    /// The boards in whose areas it does not count, because they have not ratified it, with their names.
    pub not_in: Vec<(BoardId, String)>,
}

/// That a completion no longer counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// From this day on.
    pub on: NaiveDate,
    /// Why.
    pub why: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    level: String,
    worth: String,
    missing: String,
    course: String,
    mode: String,
    right_answers: Option<i32>,
    questions: Option<i32>,
    completed_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    module_version_id: Option<Uuid>,
    course_id: Option<Uuid>,
    edition: Option<i32>,
    claim_id: Option<Uuid>,
    certificate: Option<Uuid>,
    serial: Option<String>,
    verified_by: Option<String>,
    withdrawn_on: Option<NaiveDate>,
    why: Option<String>,
}

impl Row {
    fn read(self, recognised: &Recognised) -> Completion {
        let training = training_of(self.module_version_id, self.course_id, self.edition);
        Completion {
            id: self.id.into(),
            level: self.level,
            worth: Worth::from_code(&self.worth).unwrap_or(Worth::Part),
            missing: self.missing,
            course: self.course,
            mode: self.mode,
            score: self
                .right_answers
                .zip(self.questions)
                .map(|(right, of)| (right.unsigned_abs(), of.unsigned_abs())),
            completed_on: self.completed_on,
            valid_until: self.valid_until,
            certificate: self.certificate.map(CertificateId).zip(self.serial),
            claim: self.claim_id.map(ClaimId),
            verified_by: self.verified_by,
            withdrawn: self.withdrawn_on.map(|on| Withdrawn {
                on,
                why: self.why.unwrap_or_default(),
            }),
            not_in: recognised.not_in(training),
        }
    }
}

/// Everything somebody has completed, the newest first; what was withdrawn too.
///
/// # Errors
/// When the database fails.
pub async fn completions(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<Completion>, StoreError> {
    let query = Query::new(
        "SELECT c.id, c.level, c.worth, c.missing, c.course, c.mode, c.right_answers, c.questions, c.completed_on, \
         c.valid_until, c.module_version_id, c.course_id, c.edition, c.claim_id, k.id AS certificate, \
         k.serial, a.name AS verified_by, w.withdrawn_on, w.why FROM completion c \
         LEFT JOIN certificate k ON k.completion_id = c.id AND k.replaced_on IS NULL AND k.revoked_on IS NULL \
         LEFT JOIN person a ON a.id = c.approved_by LEFT JOIN completion_withdrawn w ON w.completion_id = c.id \
         WHERE c.person_id = ",
    );
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    let rows: Vec<Row> = query
        .sql(" ORDER BY c.completed_on DESC, c.id DESC")
        .all(services.db.reader())
        .await?;
    let recognised = recognised(services).await?;
    Ok(rows.into_iter().map(|row| row.read(&recognised)).collect())
}

/// The levels among completions that still count, for the rules of the framework.
pub fn held(completions: &[Completion]) -> Vec<Held> {
    let levels = completions
        .iter()
        .filter(|c| c.worth == Worth::Level && c.withdrawn.is_none());
    levels
        .map(|c| Held {
            level: c.level.clone(),
            completed_on: c.completed_on,
            not_in: c.not_in.iter().map(|(board, _)| *board).collect(),
        })
        .collect()
}

/// The same for many people at once: two queries.
///
/// # Errors
/// When the database fails.
pub async fn held_by(
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Held>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
        level: String,
        completed_on: NaiveDate,
        module_version_id: Option<Uuid>,
        course_id: Option<Uuid>,
        edition: Option<i32>,
    }
    let query = Query::new(
        "SELECT c.person_id, c.level, c.completed_on, c.module_version_id, c.course_id, c.edition FROM completion c \
         WHERE c.worth = 'level' AND NOT EXISTS (SELECT 1 FROM completion_withdrawn w WHERE w.completion_id = c.id) \
         AND c.person_id IN (",
    );
    let rows: Vec<Row> = query
        .bind_all(people.iter().map(|person| person.0))
        .sql(")")
        .all(on)
        .await?;
    let recognition = recognised_on(on).await?.recognition;
    let mut held: HashMap<PersonId, Vec<Held>> = HashMap::new();
    for row in rows {
        let training = training_of(row.module_version_id, row.course_id, row.edition);
        held.entry(row.person_id.into()).or_default().push(Held {
            level: row.level,
            completed_on: row.completed_on,
            not_in: recognition.not_in(training),
        });
    }
    Ok(held)
}
