//! What is kept of how posts are sorted: rules, answers about people, decisions by hand.

use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Permit, SeePerson},
    framework::{Answers, ClassificationRule, CohortOverride, Decided, OwnAnswer, Pattern},
    ids::{PersonId, PostId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct RuleRow {
    id: Uuid,
    organisation_id: Option<Uuid>,
    job_title: String,
    team: String,
    answers: String,
    decided_by: Option<Uuid>,
    decided_at: DateTime<Utc>,
}

/// The columns of a rule.
pub(super) const RULE: &str =
    "id, organisation_id, job_title, team, answers, decided_by, decided_at";

/// The order in which rules are asked: an organisation's own, then those of the partnership. Neither database is trusted
/// with where it sorts what is missing.
pub(super) const IN_ORDER: &str =
    " ORDER BY CASE WHEN organisation_id IS NULL THEN 1 ELSE 0 END, place, id";

fn rule(row: &RuleRow) -> Result<ClassificationRule, StoreError> {
    let answers: Answers = serde_json::from_str(&row.answers)?;
    Ok(ClassificationRule {
        id: row.id.into(),
        organisation: row.organisation_id.map(Into::into),
        job_title: Pattern::new(&row.job_title),
        team: Pattern::new(&row.team),
        answers,
        decided_by: row.decided_by.map(Into::into),
        decided_at: row.decided_at,
    })
}

/// Reads rules with a statement that selects [`RULE`].
pub(super) async fn rules(
    on: &impl ConnectionTrait,
    query: Query,
) -> Result<Vec<ClassificationRule>, StoreError> {
    let rows: Vec<RuleRow> = query.all(on).await?;
    rows.iter().map(rule).collect()
}

/// The rules that may sort a post of one of these people, in the order in which they are asked.
pub(in super::super) async fn rules_for(
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<Vec<ClassificationRule>, StoreError> {
    let query = Query::new(&format!(
        "SELECT {RULE} FROM classification_rule WHERE retired_at IS NULL AND (organisation_id IS NULL OR \
         organisation_id IN (SELECT organisation_id FROM post WHERE person_id IN ("
    ));
    let query = query.bind_all(people.iter().map(|person| person.0));
    rules(on, query.sql("))) ").sql(IN_ORDER)).await
}

#[derive(FromQueryResult)]
struct AnswerRow {
    post_id: Uuid,
    question: String,
    yes: bool,
    decided_by: Option<Uuid>,
    decided_at: DateTime<Utc>,
}

/// The answers about people in their posts, by post.
pub(in super::super) async fn own_answers_of(
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<HashMap<Uuid, Vec<OwnAnswer>>, StoreError> {
    let query = Query::new(
        "SELECT a.post_id, a.question, a.yes, a.decided_by, a.decided_at FROM post_answer a \
         JOIN post t ON t.id = a.post_id WHERE a.replaced_at IS NULL AND t.person_id IN (",
    );
    let rows: Vec<AnswerRow> = query
        .bind_all(people.iter().map(|person| person.0))
        .sql(") ORDER BY a.question")
        .all(on)
        .await?;
    let mut by_post: HashMap<Uuid, Vec<OwnAnswer>> = HashMap::new();
    for row in rows {
        by_post.entry(row.post_id).or_default().push(OwnAnswer {
            question: row.question,
            yes: row.yes,
            decided: Decided {
                by: row.decided_by.map(Into::into),
                at: row.decided_at,
            },
        });
    }
    Ok(by_post)
}

#[derive(FromQueryResult)]
struct OverrideRow {
    post_id: Uuid,
    cohort: String,
    is_in: bool,
    reason: String,
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
    decided_by: Option<Uuid>,
    decided_at: DateTime<Utc>,
}

/// The decisions by hand about posts of these people, by post, the newest first.
pub(in super::super) async fn overrides_of(
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<HashMap<Uuid, Vec<CohortOverride>>, StoreError> {
    let query = Query::new(
        "SELECT c.post_id, c.cohort, c.is_in, c.reason, c.from_on, c.until_on, c.decided_by, c.decided_at \
         FROM cohort_override c JOIN post t ON t.id = c.post_id WHERE c.ended_at IS NULL AND t.person_id IN (",
    );
    let rows: Vec<OverrideRow> = query
        .bind_all(people.iter().map(|person| person.0))
        .sql(") ORDER BY c.decided_at DESC, c.id")
        .all(on)
        .await?;
    let mut by_post: HashMap<Uuid, Vec<CohortOverride>> = HashMap::new();
    for row in rows {
        by_post
            .entry(row.post_id)
            .or_default()
            .push(CohortOverride {
                cohort: row.cohort,
                is_in: row.is_in,
                reason: row.reason,
                from_on: row.from_on,
                until_on: row.until_on,
                decided: Decided {
                    by: row.decided_by.map(Into::into),
                    at: row.decided_at,
                },
            });
    }
    Ok(by_post)
}

/// A decision by hand, as a page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OverrideShown {
    /// Which.
    pub id: Uuid,
    /// The post.
    pub post_id: Uuid,
    /// Code of the cohort.
    pub cohort: String,
    /// Given, or taken.
    pub is_in: bool,
    /// Why.
    pub reason: String,
    /// The last day, if it ends.
    pub until_on: Option<NaiveDate>,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: DateTime<Utc>,
}

/// The decisions by hand in force about the posts of a person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn overrides(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<OverrideShown>, StoreError> {
    let query = Query::new(
        "SELECT c.id, c.post_id, c.cohort, c.is_in, c.reason, c.until_on, d.name AS decided_by, c.decided_at \
         FROM cohort_override c JOIN post t ON t.id = c.post_id LEFT JOIN person d ON d.id = c.decided_by \
         WHERE c.ended_at IS NULL AND (c.until_on IS NULL OR c.until_on >= ",
    );
    query
        .bind(services.today())
        .sql(") AND t.person_id = ")
        .bind(permit.act().target.person.map(Uuid::from))
        .sql(" ORDER BY c.decided_at DESC, c.id")
        .all(services.db.reader())
        .await
}

/// The answers about a person in each post.
///
/// # Errors
/// When the database fails.
pub async fn own_answers(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<HashMap<PostId, Vec<OwnAnswer>>, StoreError> {
    let person: Vec<PersonId> = permit.act().target.person.into_iter().collect();
    let answers = own_answers_of(services.db.reader(), &person).await?;
    Ok(answers
        .into_iter()
        .map(|(post, own)| (post.into(), own))
        .collect())
}
