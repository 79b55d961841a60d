//! Changing how posts are sorted. Each change keeps what was before: a rule that is replaced is retired, an answer that is
//! given anew is kept, a decision by hand ends.

use super::super::{
    background::request,
    entities::{classification_rule, cohort_override, post_answer},
    reassess,
};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::{Number, Query},
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, SortPosts},
    framework::{Asked, ClassificationRule, RuleChange},
    ids::{ClassificationRuleId, CohortOverrideId, OrganisationId, PersonId, PostId},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// More people than this are reassessed in the background, so that nobody else waits for the database meanwhile.
pub(in crate::framework) const AT_ONCE: usize = 2_000;

/// A rule as the audit trail keeps it.
#[derive(Serialize)]
struct RuleNote<'a> {
    job_title: &'a str,
    team: &'a str,
    answers: &'a BTreeMap<String, bool>,
}

/// Changes the rules of an organisation and sorts those who move; `people` are those whom the preview named. Many are
/// sorted in the background.
///
/// # Errors
/// When the database fails; then nothing has changed.
pub async fn change_rules(
    services: &Services,
    permit: &Permit<SortPosts>,
    change: &RuleChange,
    people: &[PersonId],
) -> Result<(), StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let (subject, after) = match change {
            RuleChange::Add(rule, asked) => {
                let place = free_place(tx, organisation, *asked).await?;
                insert(services, tx, permit, rule, place).await?;
                (rule.id, Some(rule))
            }
            RuleChange::Replace(id, rule) => {
                let place = place_of(tx, *id, organisation).await?;
                retire(services, tx, *id, organisation).await?;
                insert(services, tx, permit, rule, place).await?;
                (*id, Some(rule))
            }
            RuleChange::MoveUp(id) => {
                move_up(tx, *id, organisation).await?;
                (*id, None)
            }
            RuleChange::Retire(id) => {
                retire(services, tx, *id, organisation).await?;
                (*id, None)
            }
        };
        if people.len() <= AT_ONCE {
            reassess(services, tx, people).await?;
        } else {
            request(
                services,
                tx,
                permit.by(),
                Some(organisation),
                "rules changed",
            )
            .await?;
        }
        let after = after.map(|rule| RuleNote {
            job_title: rule.job_title.as_str(),
            team: rule.team.as_str(),
            answers: &rule.answers,
        });
        let entry = Entry {
            subject: format!("rule {subject} {}", said(change)),
            before: None::<&()>,
            after: after.as_ref(),
        };
        note(services, tx, permit, entry, ()).await
    })
}

/// What was done to a rule, for the audit trail.
fn said(change: &RuleChange) -> &'static str {
    match change {
        RuleChange::Add(..) => "added",
        RuleChange::Replace(..) => "replaced",
        RuleChange::MoveUp(_) => "moved up",
        RuleChange::Retire(_) => "retired",
    }
}

async fn insert(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<SortPosts>,
    rule: &ClassificationRule,
    place: i64,
) -> Result<(), StoreError> {
    let row = classification_rule::Model {
        id: rule.id.into(),
        organisation_id: Some(permit.act().organisation.into()),
        place: i32::try_from(place).unwrap_or_default(),
        job_title: rule.job_title.as_str().to_owned(),
        team: rule.team.as_str().to_owned(),
        answers: serde_json::to_string(&rule.answers)?,
        decided_by: permit.by().map(Into::into),
        decided_at: services.now(),
        retired_at: None,
    };
    classification_rule::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(())
}

/// The rules in force of an organisation.
const OF: &str = "FROM classification_rule WHERE retired_at IS NULL AND organisation_id = ";

async fn free_place(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    asked: Asked,
) -> Result<i64, StoreError> {
    let number = match asked {
        Asked::First => "MIN(place) - 1",
        Asked::Last => "MAX(place) + 1",
    };
    let query = Query::new(&format!(
        "SELECT CAST(COALESCE({number}, 1) AS bigint) AS number {OF}"
    ));
    let found = query.bind(organisation.0).one::<Number>(on).await?;
    Ok(found.map_or(1, |found| found.number))
}

async fn place_of(
    on: &impl ConnectionTrait,
    rule: ClassificationRuleId,
    organisation: OrganisationId,
) -> Result<i64, StoreError> {
    let query = Query::new(&format!("SELECT CAST(place AS bigint) AS number {OF}"));
    let found = query
        .bind(organisation.0)
        .sql(" AND id = ")
        .bind(rule.0)
        .one::<Number>(on)
        .await?;
    found.map(|found| found.number).ok_or(StoreError::Conflict)
}

async fn retire(
    services: &Services,
    on: &impl ConnectionTrait,
    rule: ClassificationRuleId,
    organisation: OrganisationId,
) -> Result<(), StoreError> {
    let retired = Query::new("UPDATE classification_rule SET retired_at = ")
        .bind(services.now())
        .sql(" WHERE retired_at IS NULL AND organisation_id = ")
        .bind(organisation.0)
        .sql(" AND id = ")
        .bind(rule.0)
        .run(on)
        .await?;
    if retired == 0 {
        return Err(StoreError::Conflict);
    }
    Ok(())
}

/// Changes places with the rule before it; nothing happens to the first one.
async fn move_up(
    on: &impl ConnectionTrait,
    rule: ClassificationRuleId,
    organisation: OrganisationId,
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Before {
        id: Uuid,
        place: i32,
    }
    let place = place_of(on, rule, organisation).await?;
    let before: Option<Before> = Query::new(&format!("SELECT id, place {OF}"))
        .bind(organisation.0)
        .sql(" AND place < ")
        .bind(place)
        .sql(" ORDER BY place DESC LIMIT 1")
        .one(on)
        .await?;
    let Some(before) = before else {
        return Ok(());
    };
    for (id, place) in [(before.id, place), (rule.0, before.place.into())] {
        Query::new("UPDATE classification_rule SET place = ")
            .bind(place)
            .sql(" WHERE id = ")
            .bind(id)
            .run(on)
            .await?;
    }
    Ok(())
}

/// Answers a question about the person in a post.
///
/// # Errors
/// When the database fails.
pub async fn answer_for_person(
    services: &Services,
    permit: &Permit<SortPosts>,
    (person, post): (PersonId, PostId),
    question: &str,
    yes: bool,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let same = Query::new(
            "SELECT COUNT(*) AS number FROM post_answer WHERE replaced_at IS NULL AND post_id = ",
        )
        .bind(post.0)
        .sql(" AND question = ")
        .bind(question.to_owned())
        .sql(" AND yes = ")
        .bind(yes)
        .one::<Number>(tx)
        .await?;
        if same.is_some_and(|found| found.number > 0) {
            return Ok(Noted::nothing(()));
        }
        Query::new("UPDATE post_answer SET replaced_at = ")
            .bind(services.now())
            .sql(" WHERE replaced_at IS NULL AND post_id = ")
            .bind(post.0)
            .sql(" AND question = ")
            .bind(question.to_owned())
            .run(tx)
            .await?;
        let row = post_answer::Model {
            id: services.new_id(),
            post_id: post.into(),
            question: question.to_owned(),
            yes,
            decided_by: permit.by().map(Into::into),
            decided_at: services.now(),
            replaced_at: None,
        };
        post_answer::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        reassess(services, tx, &[person]).await?;
        let subject = format!("post {post} question {question}");
        note_new(services, tx, permit, subject, &yes, ()).await
    })
}

/// A decision by hand, before it is kept.
#[derive(Clone, Debug, Serialize)]
pub struct NewDecision {
    /// Code of the cohort.
    pub cohort: String,
    /// Given, or taken.
    pub is_in: bool,
    /// Why.
    pub reason: String,
    /// The last day, if it ends.
    pub until_on: Option<NaiveDate>,
}

/// Gives a cohort to a post, or takes it, from today. An earlier decision about the same cohort ends.
///
/// # Errors
/// When the database fails.
pub async fn decide_by_hand(
    services: &Services,
    permit: &Permit<SortPosts>,
    (person, post): (PersonId, PostId),
    new: &NewDecision,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        Query::new("UPDATE cohort_override SET ended_at = ")
            .bind(services.now())
            .sql(" WHERE ended_at IS NULL AND post_id = ")
            .bind(post.0)
            .sql(" AND cohort = ")
            .bind(new.cohort.clone())
            .run(tx)
            .await?;
        let row = cohort_override::Model {
            id: services.new_id(),
            post_id: post.into(),
            cohort: new.cohort.clone(),
            is_in: new.is_in,
            reason: new.reason.clone(),
            from_on: services.today(),
            until_on: new.until_on,
            decided_by: permit.by().map(Into::into),
            decided_at: services.now(),
            ended_at: None,
        };
        cohort_override::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        reassess(services, tx, &[person]).await?;
        note_new(services, tx, permit, format!("post {post}"), new, ()).await
    })
}

/// Ends a decision by hand; whether it was still in force.
///
/// # Errors
/// When the database fails.
pub async fn end_decision(
    services: &Services,
    permit: &Permit<SortPosts>,
    (person, post): (PersonId, PostId),
    decision: CohortOverrideId,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let ended = Query::new("UPDATE cohort_override SET ended_at = ")
            .bind(services.now())
            .sql(" WHERE ended_at IS NULL AND id = ")
            .bind(decision.0)
            .sql(" AND post_id = ")
            .bind(post.0)
            .run(tx)
            .await?;
        if ended == 0 {
            return Ok(Noted::nothing(false));
        }
        reassess(services, tx, &[person]).await?;
        let entry = Entry {
            subject: format!("post {post}"),
            before: Some(&decision),
            after: None::<&()>,
        };
        note(services, tx, permit, entry, true).await
    })
}
