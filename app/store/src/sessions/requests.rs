//! Sessions that people ask for, and what came of it.

use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::lock_rows,
    notifications::{self, Mail},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{AnswerSessionRequests, AskForSession, Permit},
    ids::{CourseId, OrganisationId, PersonId, SessionId, SessionRequestId},
    sessions::{RequestRefusal, RequestState},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

/// What somebody asks for.
#[derive(Clone, Debug, Serialize)]
pub struct NewRequest {
    /// Which; made with the form, so that the same form twice is one request.
    pub id: SessionRequestId,
    /// For whose people.
    pub organisation: OrganisationId,
    /// The course; none for any that reaches a level.
    pub course: Option<CourseId>,
    /// The title of the course or of the level.
    pub about: String,
    /// For how many people.
    pub people: u32,
    /// Where it should be.
    pub place: String,
    /// On which days.
    pub dates: String,
    /// Why.
    pub why: String,
}

/// A request as it is shown.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RequestRow {
    /// Which.
    pub id: Uuid,
    /// Who asks.
    pub person_id: Uuid,
    /// Their name.
    pub name: String,
    /// For whose people.
    pub organisation: String,
    /// The course, if one is asked for.
    pub course_id: Option<Uuid>,
    /// The title of the course or of the level.
    pub about: String,
    /// For how many people.
    pub people: i32,
    /// Where it should be.
    pub place: String,
    /// On which days.
    pub dates: String,
    /// Why.
    pub why: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Who took it up.
    pub taken_by: Option<Uuid>,
    /// Their name.
    pub taken_by_name: Option<String>,
    /// When it was answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// The session that was put on for it.
    pub session_id: Option<Uuid>,
    /// Why it was declined.
    pub declined_why: String,
}

impl RequestRow {
    /// How it stands.
    pub fn state(&self) -> RequestState {
        state(self.decided_at, self.session_id, self.taken_by)
    }
}

fn state(
    decided_at: Option<DateTime<Utc>>,
    session: Option<Uuid>,
    taken_by: Option<Uuid>,
) -> RequestState {
    match (decided_at, session, taken_by) {
        (Some(_), Some(_), _) => RequestState::PutOn,
        (Some(_), None, _) => RequestState::Declined,
        (None, _, Some(by)) => RequestState::TakenUp { by: by.into() },
        (None, _, None) => RequestState::Open,
    }
}

const ROW: &str = "SELECT r.id, r.person_id, p.name, o.name AS organisation, r.course_id, r.about, r.people, r.place, \
     r.dates, r.why, r.asked_at, r.taken_by, k.name AS taken_by_name, r.decided_at, r.session_id, r.declined_why \
     FROM session_request r JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = r.organisation_id \
     LEFT JOIN person k ON k.id = r.taken_by WHERE ";

/// The most requests that a list shows.
const MOST: i64 = 100;

/// Asks for a session. The same request twice is one.
///
/// # Errors
/// When the database fails.
pub async fn ask_for_session(
    services: &Services,
    permit: &Permit<AskForSession>,
    new: &NewRequest,
) -> Result<(), StoreError> {
    let person = permit.act().person;
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO session_request (id, person_id, organisation_id, course_id, about, people, place, dates, why, \
             asked_at) VALUES (",
        );
        let query = query.bind(new.id.0).comma(person.0);
        let query = query.comma(new.organisation.0);
        let query = query
            .comma(new.course.map(Uuid::from))
            .comma(new.about.as_str());
        let query = query
            .comma(new.people.cast_signed())
            .comma(new.place.as_str());
        let query = query
            .comma(new.dates.as_str())
            .comma(new.why.as_str())
            .comma(services.now());
        if query.sql(") ON CONFLICT (id) DO NOTHING").run(tx).await? == 0 {
            return Ok(Noted::nothing(()));
        }
        let subject = format!("session request {}", new.id);
        note_new(services, tx, permit, subject, new, ()).await
    })
}

/// What the person of a permit has asked for, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn own_requests(
    services: &Services,
    permit: &Permit<AskForSession>,
) -> Result<Vec<RequestRow>, StoreError> {
    let query = Query::new(ROW)
        .sql("r.person_id = ")
        .bind(permit.act().person.0);
    let query = query.sql(" ORDER BY r.asked_at DESC, r.id LIMIT ");
    query.bind(MOST).all(services.db.reader()).await
}

/// What waits for an answer, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn open_requests(
    services: &Services,
    _permit: &Permit<AnswerSessionRequests>,
) -> Result<Vec<RequestRow>, StoreError> {
    let query = Query::new(ROW).sql("r.decided_at IS NULL ORDER BY r.asked_at, r.id LIMIT ");
    query.bind(MOST).all(services.db.reader()).await
}

/// A request, for whoever answers requests.
///
/// # Errors
/// When the database fails.
pub async fn find_request(
    services: &Services,
    _permit: &Permit<AnswerSessionRequests>,
    id: SessionRequestId,
) -> Result<Option<RequestRow>, StoreError> {
    let query = Query::new(ROW).sql("r.id = ").bind(id.0);
    query.one(services.db.reader()).await
}

/// A request of the person of a permit.
///
/// # Errors
/// When the database fails.
pub async fn own_request(
    services: &Services,
    permit: &Permit<AskForSession>,
    id: SessionRequestId,
) -> Result<Option<RequestRow>, StoreError> {
    let query = Query::new(ROW).sql("r.id = ").bind(id.0);
    let query = query.sql(" AND r.person_id = ").bind(permit.act().person.0);
    query.one(services.db.reader()).await
}

/// Takes a request up.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no such request.
pub async fn take_up(
    services: &Services,
    permit: &Permit<AnswerSessionRequests>,
    id: SessionRequestId,
) -> Result<Result<(), RequestRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let row = held(services, tx, id).await?.ok_or(StoreError::Conflict)?;
        if let Err(refusal) = row.state().may_answer(permit.by()) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        if row.taken_by.is_some() {
            return Ok(Noted::nothing(Ok(())));
        }
        let by = permit.by().map(Uuid::from);
        let query = Query::new("UPDATE session_request SET taken_by = ").bind(by);
        let query = query.sql(", taken_at = ").bind(services.now());
        query.sql(" WHERE id = ").bind(id.0).run(tx).await?;
        let subject = format!("session request {id}");
        note_new(services, tx, permit, subject, &"taken up", Ok(())).await
    })
}

/// What became of a request, for whoever asked.
#[derive(Clone, Debug)]
pub struct RequestTold {
    /// Which.
    pub request: SessionRequestId,
    /// The name of who asked.
    pub name: String,
    /// Their address.
    pub address: String,
    /// The title of the course or of the level.
    pub about: String,
    /// The session that was put on; none when it was declined.
    pub session: Option<SessionId>,
    /// Why it was declined.
    pub why: String,
}

/// Writes the mail that tells who asked.
pub type RequestTeller<'a> = &'a (dyn Fn(&RequestTold) -> Mail + Send + Sync);

/// Declines a request with the reason, which whoever asked is told.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no such request.
pub async fn decline_request(
    services: &Services,
    permit: &Permit<AnswerSessionRequests>,
    id: SessionRequestId,
    why: &str,
    teller: RequestTeller<'_>,
) -> Result<Result<(), RequestRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let answer = (None, why);
        if let Err(refusal) = decide(services, tx, (id, permit.by()), answer, teller).await? {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let subject = format!("session request {id}");
        note_new(services, tx, permit, subject, &why, Ok(())).await
    })
}

/// Keeps the answer to a request, and tells whoever asked.
pub(super) async fn decide(
    services: &Services,
    on: &impl ConnectionTrait,
    (id, by): (SessionRequestId, Option<PersonId>),
    (session, why): (Option<SessionId>, &str),
    teller: RequestTeller<'_>,
) -> Result<Result<(), RequestRefusal>, StoreError> {
    let row = held(services, on, id).await?.ok_or(StoreError::Conflict)?;
    if let Err(refusal) = row.state().may_answer(by) {
        return Ok(Err(refusal));
    }
    let query = Query::new("UPDATE session_request SET decided_by = ").bind(by.map(Uuid::from));
    let query = query.sql(", decided_at = ").bind(services.now());
    let query = query.sql(", session_id = ").bind(session.map(Uuid::from));
    let query = query.sql(", declined_why = ").bind(why);
    query.sql(" WHERE id = ").bind(id.0).run(on).await?;
    if let Some(address) = row.email {
        let told = RequestTold {
            request: id,
            name: row.name,
            address,
            about: row.about,
            session,
            why: why.to_owned(),
        };
        notifications::put(services, on, teller(&told)).await?;
    }
    Ok(Ok(()))
}

/// A request that no other transaction changes until this one is over.
#[derive(FromQueryResult)]
struct Held {
    name: String,
    email: Option<String>,
    about: String,
    taken_by: Option<Uuid>,
    decided_at: Option<DateTime<Utc>>,
    session_id: Option<Uuid>,
}

impl Held {
    fn state(&self) -> RequestState {
        state(self.decided_at, self.session_id, self.taken_by)
    }
}

async fn held(
    services: &Services,
    on: &impl ConnectionTrait,
    id: SessionRequestId,
) -> Result<Option<Held>, StoreError> {
    let query = Query::new(
        "SELECT p.name, p.email, r.about, r.taken_by, r.decided_at, r.session_id FROM session_request r \
         JOIN person p ON p.id = r.person_id WHERE r.id = ",
    );
    let query = query.bind(id.0).sql(lock_rows(services.db.engine()));
    query.one(on).await
}
