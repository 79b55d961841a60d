//! Claiming training done elsewhere, adding to a claim, and taking it back.

use super::{
    entities::{claim, claim_step},
    files::{self, NewEvidence},
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Act, ClaimTraining, Permit},
    ids::{ClaimId, CourseId, PersonId, StepId},
    records::{ClaimFacts, ClaimRefusal, ClaimState, same_course},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// Training that somebody has done elsewhere.
#[derive(Clone, Debug)]
pub struct NewClaim {
    /// The course of the menu in its edition of today, if it is one.
    pub course: Option<(CourseId, u32)>,
    /// What it is called.
    pub title: String,
    /// Who provided it.
    pub provider: String,
    /// The day.
    pub completed_on: NaiveDate,
    /// What there is to say about it.
    pub note: String,
    /// The file that shows it.
    pub evidence: NewEvidence,
}

/// What came of claiming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// It is claimed now.
    Now(ClaimId),
    /// The same training on the same day has been claimed before.
    Before(ClaimId),
}

/// Claims training for the person of the permit.
///
/// # Errors
/// When the database fails.
pub async fn claim_training(
    services: &Services,
    permit: &Permit<ClaimTraining>,
    new: &NewClaim,
) -> Result<Claimed, StoreError> {
    let Some(person) = permit.act().target.person else {
        return Err(StoreError::Conflict);
    };
    let row = claim::Model {
        id: services.new_id(),
        person_id: person.into(),
        course_id: new.course.map(|(course, _)| course.into()),
        edition: new.course.map(|(_, edition)| edition.cast_signed()),
        title: new.title.clone(),
        provider: new.provider.clone(),
        same: same_course(new.course.map(|(course, _)| course), &new.title),
        completed_on: new.completed_on,
        state: ClaimState::Waiting.code().to_owned(),
        claimed_by: permit.by().map(Into::into),
        claimed_at: services.now(),
    };
    let id = ClaimId(row.id);
    let kept = transact!(services.db, |tx| {
        claim::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(tx)
            .await?;
        let said = Said {
            words: &new.note,
            evidence: Some(&new.evidence),
        };
        add_step(services, tx, permit, id, ClaimState::Waiting, said).await?;
        let what = (person, &new.title, &new.provider, new.completed_on);
        note_new(services, tx, permit, format!("claim {id}"), &what, id).await
    });
    match kept {
        Err(StoreError::Conflict) => before(services, &row).await.map(Claimed::Before),
        kept => kept.map(Claimed::Now),
    }
}

/// The claim that stands in the way of another one.
async fn before(services: &Services, row: &claim::Model) -> Result<ClaimId, StoreError> {
    #[derive(FromQueryResult)]
    struct Id {
        id: Uuid,
    }
    let query = Query::new(
        "SELECT id FROM claim WHERE state IN ('waiting', 'asked', 'verified') AND person_id = ",
    );
    let query = query.bind(row.person_id);
    let query = query.sql(" AND same = ").bind(row.same.as_str());
    let query = query.sql(" AND completed_on = ").bind(row.completed_on);
    let found: Option<Id> = query.one(services.db.reader()).await?;
    found.map(|row| row.id.into()).ok_or(StoreError::Conflict)
}

/// Answers what was asked back, or adds something to a claim that waits. It then waits to be verified.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    services: &Services,
    permit: &Permit<ClaimTraining>,
    id: ClaimId,
    words: &str,
    evidence: Option<&NewEvidence>,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    let said = Said { words, evidence };
    change(services, permit, id, ClaimState::Waiting, said).await
}

/// Takes a claim back that nobody has decided on.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    services: &Services,
    permit: &Permit<ClaimTraining>,
    id: ClaimId,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    change(services, permit, id, ClaimState::TakenBack, Said::nothing()).await
}

async fn change(
    services: &Services,
    permit: &Permit<ClaimTraining>,
    id: ClaimId,
    to: ClaimState,
    said: Said<'_>,
) -> Result<Result<(), ClaimRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let facts = facts(tx, permit.act().target.person, id).await?;
        let may = facts
            .ok_or(ClaimRefusal::NotTheirs)
            .and_then(|facts| facts.may_change(permit.by()).map(|()| facts));
        let facts = match may {
            Ok(facts) => facts,
            Err(refusal) => return Ok(Noted::nothing(Err(refusal))),
        };
        if !moved(tx, id, facts.state, to).await? {
            return Ok(Noted::nothing(Err(ClaimRefusal::NotWaiting)));
        }
        add_step(services, tx, permit, id, to, said).await?;
        note_new(
            services,
            tx,
            permit,
            format!("claim {id}"),
            &(to, said.words),
            Ok(()),
        )
        .await
    })
}

/// What somebody says with a step, and sends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub words: &'a str,
    pub evidence: Option<&'a NewEvidence>,
}

impl Said<'_> {
    /// Nothing at all.
    pub fn nothing() -> Self {
        Self {
            words: "",
            evidence: None,
        }
    }
}

/// What decides who may do what with a claim of somebody.
pub(super) async fn facts(
    on: &impl ConnectionTrait,
    person: Option<PersonId>,
    id: ClaimId,
) -> Result<Option<ClaimFacts>, StoreError> {
    let row = claim::Entity::find_by_id(id.0).one(on).await?;
    let facts = row.and_then(|row| {
        Some(ClaimFacts {
            person: row.person_id.into(),
            claimed_by: row.claimed_by.map(Into::into),
            state: ClaimState::from_code(&row.state)?,
        })
    });
    Ok(facts.filter(|facts| Some(facts.person) == person))
}

/// Brings a claim from one state to another; false when it is no longer in the first.
pub(super) async fn moved(
    on: &impl ConnectionTrait,
    id: ClaimId,
    from: ClaimState,
    to: ClaimState,
) -> Result<bool, StoreError> {
    let query = Query::new("UPDATE claim SET state = ").bind(to.code());
    let query = query.sql(" WHERE id = ").bind(id.0);
    let query = query.sql(" AND state = ").bind(from.code());
    Ok(query.run(on).await? > 0)
}

/// Adds what happened to a claim.
pub(super) async fn add_step<A: Act>(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<A>,
    claim: ClaimId,
    state: ClaimState,
    said: Said<'_>,
) -> Result<StepId, StoreError> {
    let hash = match said.evidence {
        Some(new) => Some(files::keep(services, on, new).await?),
        None => None,
    };
    let row = claim_step::Model {
        id: services.new_id(),
        claim_id: claim.into(),
        state: state.code().to_owned(),
        by_id: permit.by().map(Into::into),
        at: services.now(),
        words: said.words.to_owned(),
        evidence_hash: hash,
        evidence_name: said.evidence.map(|new| new.name.clone()),
    };
    let id = StepId(row.id);
    claim_step::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(id)
}
