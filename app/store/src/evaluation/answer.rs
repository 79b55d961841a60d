//! What the holder of a booking has said of its session so far, and what they can be asked.

use super::entities::{confidence, evaluation, follow_up};
use crate::{Services, StoreError, query::Query, records};
use chrono::{DateTime, Utc};
use domain::{
    access::{EvaluateSession, Permit},
    evaluation::{
        Access, Answers, Confidence, Did, EvaluationRefusal, FollowUp, Pace, Rating, Stage, Wanted,
        Way, may_evaluate, may_follow_up,
    },
    ids::{BookingId, SessionId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use uuid::Uuid;

/// What was said right after a session.
#[derive(Clone, Debug)]
pub struct Given {
    /// In which way.
    pub way: Way,
    /// What; nothing where it is not by the form.
    pub answers: Answers,
    /// When first.
    pub answered_at: DateTime<Utc>,
}

/// What was said at a follow-up.
#[derive(Clone, Debug)]
pub struct Followed {
    /// At which.
    pub stage: Stage,
    /// What.
    pub said: FollowUp,
    /// When first.
    pub answered_at: DateTime<Utc>,
}

/// The evaluation of one booking, as its holder sees it.
#[derive(Clone, Debug)]
pub struct OfBooking {
    /// The booking.
    pub booking: BookingId,
    /// The session.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// The organisation that puts it on.
    pub organisation_name: String,
    /// Who has put it on, where that is known.
    pub organiser: Option<String>,
    /// Their address.
    pub organiser_email: Option<String>,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// What the board of the session's area wants.
    pub wanted: Wanted,
    /// Whether the register says that they were there for some of it.
    pub was_there: bool,
    /// What people can do afterwards, in the words of the course.
    pub outcomes: Vec<String>,
    /// What was said right after it.
    pub given: Option<Given>,
    /// What was said at follow-ups.
    pub follow_ups: Vec<Followed>,
}

impl OfBooking {
    /// Whether they can say what it was worth, or change what they said.
    ///
    /// # Errors
    /// [`EvaluationRefusal`] with the reason.
    pub fn may_evaluate(&self, now: DateTime<Utc>) -> Result<(), EvaluationRefusal> {
        let answered = self.given.as_ref().filter(|given| given.way == Way::Form);
        let answered_at = answered.map(|given| given.answered_at);
        may_evaluate(self.wanted, self.was_there, self.ended_at, answered_at, now)
    }

    /// At which stage they can say what came of it.
    ///
    /// # Errors
    /// [`EvaluationRefusal`] with the reason.
    pub fn may_follow_up(&self, now: DateTime<Utc>) -> Result<Stage, EvaluationRefusal> {
        let given = self.given.as_ref();
        let agreed = given.is_some_and(|given| given.answers.may_follow_up);
        let answered_at = |stage| self.followed(stage).map(|said| said.answered_at);
        may_follow_up(agreed, self.ended_at, answered_at, now)
    }

    /// What was said at a follow-up.
    pub fn followed(&self, stage: Stage) -> Option<&Followed> {
        self.follow_ups.iter().find(|said| said.stage == stage)
    }
}

#[derive(FromQueryResult)]
struct Row {
    session_id: Uuid,
    title: String,
    organisation_name: String,
    organiser: Option<String>,
    organiser_email: Option<String>,
    ends_at: DateTime<Utc>,
    wanted: String,
    course_id: Uuid,
    edition: i32,
    there: i64,
}

const ROW: &str = "SELECT b.session_id, s.title, o.name AS organisation_name, c.name AS organiser, c.email AS organiser_email, \
     s.ends_at, d.evaluation AS wanted, s.course_id, s.edition, (SELECT COUNT(*) FROM attendance a WHERE a.booking_id = b.id \
     AND a.mark IN ('attended', 'late', 'left_early', 'part') AND NOT EXISTS (SELECT 1 FROM attendance n \
     WHERE n.booking_id = a.booking_id AND n.part = a.part AND (n.marked_at > a.marked_at \
     OR (n.marked_at = a.marked_at AND n.id > a.id)))) AS there \
     FROM booking b JOIN session s ON s.id = b.session_id JOIN organisation o ON o.id = s.organisation_id \
     JOIN board d ON d.district_id = s.district_id LEFT JOIN person c ON c.id = s.created_by WHERE b.id = ";

/// The evaluation of a booking of the person whom the permit is about.
///
/// # Errors
/// When the database fails.
pub async fn of_booking(
    services: &Services,
    permit: &Permit<EvaluateSession>,
    id: BookingId,
) -> Result<Option<OfBooking>, StoreError> {
    of_booking_on(services.db.reader(), permit, id).await
}

pub(super) async fn of_booking_on(
    on: &impl ConnectionTrait,
    permit: &Permit<EvaluateSession>,
    id: BookingId,
) -> Result<Option<OfBooking>, StoreError> {
    let query = Query::new(ROW).bind(id.0).sql(" AND b.person_id = ");
    let Some(row) = query.bind(permit.act().person.0).one::<Row>(on).await? else {
        return Ok(None);
    };
    let course = records::edition(on, (row.course_id.into(), row.edition.unsigned_abs())).await?;
    let given = evaluation::Entity::find_by_id(id.0).one(on).await?;
    let follow_ups = follow_up::Entity::find()
        .filter(follow_up::Column::BookingId.eq(id.0))
        .all(on)
        .await?;
    let rated = confidence::Entity::find()
        .filter(confidence::Column::BookingId.eq(id.0))
        .order_by_asc(confidence::Column::Number)
        .all(on)
        .await?;
    let at = |stage: Stage| {
        let of_stage = rated.iter().filter(|row| row.stage == stage.code());
        of_stage.map(confidence_of).collect()
    };
    let followed = |row: follow_up::Model| {
        let stage = Stage::from_code(&row.stage)?;
        Some(Followed {
            stage,
            answered_at: row.answered_at,
            said: said(row, at(stage)),
        })
    };
    Ok(Some(OfBooking {
        booking: id,
        session: row.session_id.into(),
        title: row.title,
        organisation_name: row.organisation_name,
        organiser: row.organiser,
        organiser_email: row.organiser_email,
        ended_at: row.ends_at,
        wanted: Wanted::from_code(&row.wanted).unwrap_or_default(),
        was_there: row.there > 0,
        outcomes: course.map(|course| course.objectives).unwrap_or_default(),
        given: given.map(|row| given_of(row, at(Stage::After))),
        follow_ups: follow_ups.into_iter().filter_map(followed).collect(),
    }))
}

fn given_of(row: evaluation::Model, confidences: Vec<Confidence>) -> Given {
    Given {
        way: Way::from_code(&row.way).unwrap_or(Way::Form),
        answered_at: row.answered_at,
        answers: answers(row, confidences),
    }
}

pub(super) fn rating(number: Option<i32>) -> Option<Rating> {
    number
        .and_then(|number| u8::try_from(number).ok())
        .and_then(Rating::new)
}

pub(super) fn confidence_of(row: &confidence::Model) -> Confidence {
    Confidence {
        outcome: row.outcome.clone(),
        before: rating(row.before_rating),
        now: rating(row.now_rating),
    }
}

pub(super) fn answers(row: evaluation::Model, confidences: Vec<Confidence>) -> Answers {
    Answers {
        confidences,
        relevance: rating(row.relevance),
        trainer: rating(row.trainer),
        pace: row.pace.as_deref().and_then(Pace::from_code),
        access: row.access.as_deref().and_then(Access::from_code),
        will_do: row.will_do,
        more: row.more,
        may_follow_up: row.may_follow_up,
    }
}

pub(super) fn said(row: follow_up::Model, confidences: Vec<Confidence>) -> FollowUp {
    FollowUp {
        confidences,
        did: row.did.as_deref().and_then(Did::from_code),
        helped: row.helped,
        hindered: row.hindered,
    }
}
