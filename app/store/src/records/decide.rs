//! Deciding on a claim: verify, refuse, ask back; and withdrawing what was verified.

use super::{
    claim_writes::{Said, add_step, facts, moved},
    entities::{claim, completion, completion_withdrawn},
    writes::{NewCompletion, Source, circumstances, record},
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    framework::restate,
    notifications::{self, Mail},
    query::Query,
    transact,
};
use domain::{
    access::{Permit, VerifyClaim},
    catalogue::{Course, Satisfies},
    ids::{ClaimId, CourseId, PersonId, StepId},
    records::{ClaimFacts, ClaimRefusal, ClaimState},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

/// Asks something back. `mail` tells the person, if they have an address.
///
/// # Errors
/// When the database fails.
pub async fn ask_back(
    services: &Services,
    permit: &Permit<VerifyClaim>,
    id: ClaimId,
    question: &str,
    mail: impl Fn(StepId) -> Option<Mail>,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    close(services, permit, id, ClaimState::Asked, question, mail).await
}

/// Refuses a claim with the reason.
///
/// # Errors
/// When the database fails.
pub async fn refuse(
    services: &Services,
    permit: &Permit<VerifyClaim>,
    id: ClaimId,
    reason: &str,
    mail: impl Fn(StepId) -> Option<Mail>,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    close(services, permit, id, ClaimState::Refused, reason, mail).await
}

async fn close(
    services: &Services,
    permit: &Permit<VerifyClaim>,
    id: ClaimId,
    to: ClaimState,
    words: &str,
    mail: impl Fn(StepId) -> Option<Mail>,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let step = match decided(
            services,
            tx,
            permit,
            id,
            (to, words),
            ClaimFacts::may_decide,
        )
        .await?
        {
            Ok(step) => step,
            Err(refusal) => return Ok(Noted::nothing(Err(refusal))),
        };
        tell(services, tx, mail(step)).await?;
        let subject = format!("claim {id}");
        note_new(services, tx, permit, subject, &(to, words), Ok(())).await
    })
}

/// Verifies a claim: what it satisfies, which is at least one level, is written into the record, stamped with the circumstances of its day.
///
/// # Errors
/// When the database fails.
pub async fn verify(
    services: &Services,
    permit: &Permit<VerifyClaim>,
    id: ClaimId,
    satisfied: &[Satisfies],
    mail: impl Fn(StepId) -> Option<Mail>,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    let to = ClaimState::Verified;
    transact!(services.db, |tx| {
        let step = match decided(services, tx, permit, id, (to, ""), ClaimFacts::may_decide).await?
        {
            Ok(step) => step,
            Err(refusal) => return Ok(Noted::nothing(Err(refusal))),
        };
        complete(services, tx, permit, id, satisfied).await?;
        tell(services, tx, mail(step)).await?;
        let subject = format!("claim {id}");
        note_new(services, tx, permit, subject, &(to, satisfied), Ok(())).await
    })
}

/// Writes a completion for each level that a verified claim satisfies.
async fn complete(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<VerifyClaim>,
    id: ClaimId,
    satisfied: &[Satisfies],
) -> Result<(), StoreError> {
    let Some(row) = claim::Entity::find_by_id(id.0).one(on).await? else {
        return Ok(());
    };
    let course = row
        .course_id
        .zip(row.edition)
        .map(|(course, edition)| (CourseId(course), edition.unsigned_abs()));
    let on_menu = match course {
        Some(course) => edition(on, course).await?,
        None => None,
    };
    let mode = on_menu
        .as_ref()
        .map_or("Outside course", |course| course.mode.title());
    let circumstances = circumstances(services, on, row.person_id.into(), row.completed_on).await?;
    for one in satisfied {
        let new = NewCompletion {
            person: row.person_id.into(),
            level: &one.level,
            worth: one.worth,
            missing: &one.missing,
            course: &row.title,
            mode,
            minutes: on_menu.as_ref().and_then(|c| c.minutes).unwrap_or(0),
            mark: None,
            content_version: course.map_or_else(String::new, |(_, edition)| edition.to_string()),
            source: Source::Outside {
                claim: id,
                course,
                approved_by: permit.by(),
            },
            completed_on: row.completed_on,
        };
        record(services, on, &circumstances, &new).await?;
    }
    Ok(())
}

/// A course as it was in an edition: after the latest change that was still the same training.
pub(crate) async fn edition(
    on: &impl ConnectionTrait,
    (course, edition): (CourseId, u32),
) -> Result<Option<Course>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        document: String,
    }
    let query = Query::new("SELECT document FROM course_change WHERE course_id = ").bind(course.0);
    let query = query.sql(" AND edition = ").bind(edition.cast_signed());
    let row: Option<Row> = query.sql(" ORDER BY number DESC LIMIT 1").one(on).await?;
    Ok(row
        .map(|row| serde_json::from_str(&row.document))
        .transpose()?)
}

/// Withdraws what a verified claim has brought into the record: it stays there and no longer counts. Certificates in
/// force that were issued for it are revoked with it.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    services: &Services,
    permit: &Permit<VerifyClaim>,
    id: ClaimId,
    reason: &str,
    mail: impl Fn(StepId) -> Option<Mail>,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    let to = ClaimState::Withdrawn;
    transact!(services.db, |tx| {
        let step = match decided(
            services,
            tx,
            permit,
            id,
            (to, reason),
            ClaimFacts::may_withdraw,
        )
        .await?
        {
            Ok(step) => step,
            Err(refusal) => return Ok(Noted::nothing(Err(refusal))),
        };
        let completions = completion::Entity::find()
            .filter(completion::Column::ClaimId.eq(id.0))
            .all(tx)
            .await?;
        let ids: Vec<_> = completions.iter().map(|completion| completion.id).collect();
        let revoked = withdraw_completions(services, tx, &ids, (permit.by(), reason)).await?;
        if let Some(person) = permit.act().target.person {
            restate(services, tx, &[person]).await?;
        }
        tell(services, tx, mail(step)).await?;
        let subject = format!("claim {id}");
        let what = (to, reason, revoked);
        note_new(services, tx, permit, subject, &what, Ok(())).await
    })
}

/// Writes that completions no longer count, and revokes the certificates in force that were issued for them; how many.
pub(super) async fn withdraw_completions(
    services: &Services,
    on: &impl ConnectionTrait,
    ids: &[Uuid],
    (by, why): (Option<PersonId>, &str),
) -> Result<u64, StoreError> {
    let rows = ids.iter().map(|id| {
        let row = completion_withdrawn::Model {
            completion_id: *id,
            withdrawn_on: services.today(),
            why: why.to_owned(),
            withdrawn_by: by.map(Into::into),
            withdrawn_at: services.now(),
        };
        row.into_active_model()
    });
    completion_withdrawn::Entity::insert_many(rows)
        .exec_without_returning(on)
        .await?;
    let query = Query::new("UPDATE certificate SET revoked_on = ").bind(services.today());
    let query = query
        .sql(", revoked_why = ")
        .bind(why)
        .sql(" WHERE replaced_on IS NULL AND revoked_on IS NULL AND completion_id IN (");
    query.bind_all(ids.iter().copied()).sql(")").run(on).await
}

/// Brings a claim to where somebody decided it should be, if they may.
async fn decided(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<VerifyClaim>,
    id: ClaimId,
    (to, words): (ClaimState, &str),
    may: fn(&ClaimFacts, Option<PersonId>) -> Result<(), ClaimRefusal>,
) -> Result<Result<StepId, ClaimRefusal>, StoreError> {
    let Some(facts) = facts(on, permit.act().target.person, id).await? else {
        return Ok(Err(ClaimRefusal::NotWaiting));
    };
    if let Err(refusal) = may(&facts, permit.by()) {
        return Ok(Err(refusal));
    }
    if !moved(on, id, facts.state, to).await? {
        return Ok(Err(ClaimRefusal::NotWaiting));
    }
    let said = Said {
        words,
        evidence: None,
    };
    Ok(Ok(add_step(services, on, permit, id, to, said).await?))
}

async fn tell(
    services: &Services,
    on: &impl ConnectionTrait,
    mail: Option<Mail>,
) -> Result<(), StoreError> {
    match mail {
        Some(mail) => notifications::put(services, on, mail).await,
        None => Ok(()),
    }
}
