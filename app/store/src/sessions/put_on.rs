//! Putting sessions on.

use super::{
    entities::{session, session_part, session_trainer},
    requests::{RequestTeller, decide},
    run::NewSession,
};
use crate::{Services, StoreError, audit::note_new, transact};
use domain::{
    access::{AnswerSessionRequests, Permit, RunSession},
    ids::{SessionId, SessionRequestId},
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};

/// Puts a session on.
///
/// # Errors
/// [`StoreError::Conflict`] when the organisation has this course on at that time in that place already.
pub async fn put_on(
    services: &Services,
    permit: &Permit<RunSession>,
    new: &NewSession,
) -> Result<SessionId, StoreError> {
    let ids = put_on_all(services, permit, std::slice::from_ref(new), None).await?;
    ids.first().copied().ok_or(StoreError::Conflict)
}

/// The request that is answered by putting sessions on, by whose leave, and how whoever asked is told.
pub type Answering<'a> = (
    SessionRequestId,
    &'a Permit<AnswerSessionRequests>,
    RequestTeller<'a>,
);

/// Puts some sessions on: all of them or none. A request that they answer is answered with the first; one that has been
/// answered meanwhile stays as it is.
///
/// # Errors
/// [`StoreError::Conflict`] as with [`put_on`], for any of them.
pub async fn put_on_all(
    services: &Services,
    permit: &Permit<RunSession>,
    new: &[NewSession],
    answering: Option<Answering<'_>>,
) -> Result<Vec<SessionId>, StoreError> {
    let ids: Vec<SessionId> = new.iter().map(|_| services.new_id()).collect();
    let all: Vec<_> = ids.iter().copied().zip(new).collect();
    let row = |(id, new): &(SessionId, &NewSession)| {
        let nothing = nothing(services, permit, (*id, new));
        new.row(nothing).into_active_model()
    };
    transact!(services.db, |tx| {
        session::Entity::insert_many(all.iter().map(row))
            .exec_without_returning(tx)
            .await?;
        put_parts(services, tx, &all).await?;
        if let (Some(answering), Some(first)) = (answering, ids.first()) {
            answer(services, tx, answering, *first).await?;
        }
        let subject = match all.as_slice() {
            [(only, _)] => format!("session {only}"),
            _ => format!("organisation {}", permit.act().organisation),
        };
        note_new(services, tx, permit, subject, &all, ids.clone()).await
    })
}

/// Answers a request with a session. One that has been answered meanwhile stays as it is: the sessions are on all the same.
async fn answer(
    services: &Services,
    on: &impl ConnectionTrait,
    (request, permit, teller): Answering<'_>,
    session: SessionId,
) -> Result<(), StoreError> {
    let which = (request, permit.by());
    let decided = decide(services, on, which, (Some(session), ""), teller).await?;
    if decided.is_ok() {
        let subject = format!("session request {request}");
        let _noted = note_new(services, on, permit, subject, &session, ()).await?;
    }
    Ok(())
}

/// A session that is on, before anything is said of it.
fn nothing(
    services: &Services,
    permit: &Permit<RunSession>,
    (id, new): (SessionId, &NewSession),
) -> session::Model {
    session::Model {
        id: id.into(),
        course_id: new.course.into(),
        edition: new.edition.cast_signed(),
        title: new.title.clone(),
        organisation_id: permit.act().organisation.into(),
        district_id: new.district.into(),
        venue: String::new(),
        link: String::new(),
        note: String::new(),
        open_to: String::new(),
        open_team_id: None,
        open_cohort: None,
        places: 0,
        taken: 0,
        reserved: 0,
        reserved_for: None,
        reserved_until: None,
        asked: 0,
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        notice_days: 0,
        needs_approval: false,
        starts_at: new.starts_at(),
        ends_at: new.ends_at(),
        number: 1,
        share: new.share.percent().into(),
        created_by: permit.by().map(Into::into),
        created_at: services.now(),
        cancelled_by: None,
        cancelled_at: None,
        cancelled_why: None,
        venue_id: None,
        room: String::new(),
        minimum: 0,
        is_tentative: false,
        seats: 0,
        over_percent: 0,
        materials: String::new(),
        prices: String::new(),
    }
}

/// Adds the parts and the trainers of some sessions.
pub(super) async fn put_parts(
    services: &Services,
    on: &impl ConnectionTrait,
    all: &[(SessionId, &NewSession)],
) -> Result<(), StoreError> {
    let parts = all.iter().flat_map(|(id, new)| {
        (1..).zip(&new.parts).map(|(number, part)| {
            let row = session_part::Model {
                session_id: (*id).into(),
                number,
                starts_at: part.starts_at,
                ends_at: part.ends_at,
            };
            row.into_active_model()
        })
    });
    session_part::Entity::insert_many(parts)
        .exec_without_returning(on)
        .await?;
    let trainers = all.iter().flat_map(|(id, new)| {
        new.trainers.iter().map(|person| {
            let row = session_trainer::Model {
                id: services.new_id(),
                session_id: (*id).into(),
                person_id: (*person).into(),
            };
            row.into_active_model()
        })
    });
    let trainers: Vec<_> = trainers.collect();
    if !trainers.is_empty() {
        session_trainer::Entity::insert_many(trainers)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}
