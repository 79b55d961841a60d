//! What came of sessions: who came, and what people said, without names. A fixed number of queries, however many sessions.

use super::{
    answer::{answers, confidence_of, said},
    entities::{confidence, evaluation, follow_up},
};
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, SeeSessionSummary},
    evaluation::{
        Answers, BookingFact, Confidence, FollowUp, Impact, Learned, Reaction, Stage, Turnout, Way,
        learned,
    },
    ids::SessionId,
    sessions::State,
};
use sea_orm::{FromQueryResult, QueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// Of which sessions.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// Of one.
    Session(SessionId),
    /// Of those that began from an instant on, until another.
    Between(DateTime<Utc>, DateTime<Utc>),
}

/// What came of a session.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Which.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// When it began.
    pub starts_at: DateTime<Utc>,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Who had booked and who came.
    pub turnout: Turnout,
    /// How they found it.
    pub reaction: Reaction,
    /// How many would rather tell somebody.
    pub would_tell: usize,
    /// How many have told somebody.
    pub have_told: usize,
    /// What they learned.
    pub learned: Vec<Learned>,
    /// What they do differently, follow-up by follow-up.
    pub impacts: Vec<(Stage, Impact)>,
}

/// Summaries of sessions that the organisations of the permit have put on, in the order of their days.
///
/// # Errors
/// When the database fails.
pub async fn list_summaries(
    services: &Services,
    permit: &Permit<SeeSessionSummary>,
    which: Which,
) -> Result<Vec<Summary>, StoreError> {
    let sessions = sessions(services, permit, which).await?;
    let mut bookings = bookings(services, permit, which).await?;
    let mut heard = heard(services, permit, which).await?;
    let summary = |row: SessionRow| {
        let of_session = bookings.remove(&row.id).unwrap_or_default();
        let heard = heard.remove(&row.id).unwrap_or_default();
        let places = usize::try_from(row.places).unwrap_or_default();
        Summary {
            session: row.id.into(),
            title: row.title,
            starts_at: row.starts_at,
            is_cancelled: row.cancelled_at.is_some(),
            turnout: Turnout::of(places, &of_session),
            reaction: Reaction::of(&heard.answers),
            would_tell: heard.would_tell,
            have_told: heard.have_told,
            learned: learned(
                heard.answers.iter().flat_map(|one| &one.confidences),
                Stage::After,
            ),
            impacts: [Stage::Weeks, Stage::Months]
                .map(|stage| (stage, heard.impact(stage)))
                .to_vec(),
        }
    };
    Ok(sessions.into_iter().map(summary).collect())
}

/// What those have said who were on a session.
#[derive(Default)]
struct Heard {
    answers: Vec<Answers>,
    would_tell: usize,
    have_told: usize,
    follow_ups: HashMap<Stage, Vec<FollowUp>>,
    asked: HashMap<Stage, usize>,
}

impl Heard {
    fn answer(&mut self, row: evaluation::Model, rated: &mut Rated) {
        match Way::from_code(&row.way) {
            Some(Way::Talk) => self.would_tell += 1,
            Some(Way::Told) => self.have_told += 1,
            Some(Way::Form) | None => {
                let confidences = rated.take(row.booking_id, Stage::After);
                self.answers.push(answers(row, confidences));
            }
        }
    }

    fn follow_up(&mut self, row: follow_up::Model, rated: &mut Rated) {
        if let Some(stage) = Stage::from_code(&row.stage) {
            let confidences = rated.take(row.booking_id, stage);
            let of_stage = self.follow_ups.entry(stage).or_default();
            of_stage.push(said(row, confidences));
        }
    }

    fn impact(&self, stage: Stage) -> Impact {
        let said = self.follow_ups.get(&stage).map_or(&[][..], Vec::as_slice);
        let asked = self.asked.get(&stage).copied().unwrap_or_default();
        Impact::of(stage, asked, said)
    }
}

/// Narrows a query over the sessions `s` to those that are asked for and may be seen.
fn narrowed(query: Query, permit: &Permit<SeeSessionSummary>, which: Which) -> Query {
    let own = &permit.act().target.organisations;
    let query = query.sql(" s.organisation_id IN (");
    let query = query.bind_all(own.iter().map(|one| one.0)).sql(")");
    match which {
        Which::Session(id) => query.sql(" AND s.id = ").bind(id.0),
        Which::Between(from, until) => {
            let query = query.sql(" AND s.starts_at >= ").bind(from);
            query.sql(" AND s.starts_at < ").bind(until)
        }
    }
}

#[derive(FromQueryResult)]
struct SessionRow {
    id: Uuid,
    title: String,
    starts_at: DateTime<Utc>,
    places: i32,
    cancelled_at: Option<DateTime<Utc>>,
}

async fn sessions(
    services: &Services,
    permit: &Permit<SeeSessionSummary>,
    which: Which,
) -> Result<Vec<SessionRow>, StoreError> {
    let query = Query::new(
        "SELECT s.id, s.title, s.starts_at, s.places, s.cancelled_at FROM session s WHERE",
    );
    let query = narrowed(query, permit, which).sql(" ORDER BY s.starts_at, s.id");
    query.all(services.db.reader()).await
}

async fn bookings(
    services: &Services,
    permit: &Permit<SeeSessionSummary>,
    which: Which,
) -> Result<HashMap<Uuid, Vec<BookingFact>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        session_id: Uuid,
        person_id: Uuid,
        state: String,
        asked_at: DateTime<Utc>,
        ended_by: Option<Uuid>,
        ended_at: Option<DateTime<Utc>>,
        is_walk_in: bool,
    }
    let query = Query::new(
        "SELECT b.session_id, b.person_id, b.state, b.asked_at, b.ended_by, b.ended_at, b.is_walk_in FROM booking b \
         JOIN session s ON s.id = b.session_id WHERE",
    );
    let rows: Vec<Row> = narrowed(query, permit, which)
        .all(services.db.reader())
        .await?;
    let mut bookings: HashMap<Uuid, Vec<BookingFact>> = HashMap::new();
    for row in rows {
        let Some(state) = State::from_code(&row.state) else {
            continue;
        };
        bookings
            .entry(row.session_id)
            .or_default()
            .push(BookingFact {
                state,
                is_walk_in: row.is_walk_in,
                by_other: row.ended_by.is_some_and(|by| by != row.person_id),
                asked_at: row.asked_at,
                ended_at: row.ended_at,
            });
    }
    Ok(bookings)
}

/// What people have said, by session.
async fn heard(
    services: &Services,
    permit: &Permit<SeeSessionSummary>,
    which: Which,
) -> Result<HashMap<Uuid, Heard>, StoreError> {
    let on = services.db.reader();
    let of = |columns: &str| {
        let query = Query::new(&format!(
            "SELECT b.session_id, {columns} x JOIN booking b ON b.id = x.booking_id JOIN session s ON s.id = b.session_id \
             WHERE"
        ));
        narrowed(query, permit, which)
    };
    let rated = of("x.* FROM confidence").sql(" ORDER BY x.number");
    let mut rated = Rated::read(&rated.rows(on).await?)?;
    let mut heard: HashMap<Uuid, Heard> = HashMap::new();
    for row in of("x.* FROM evaluation").rows(on).await? {
        let of_session = heard.entry(row.try_get("", "session_id")?).or_default();
        of_session.answer(evaluation::Model::from_query_result(&row, "")?, &mut rated);
    }
    for row in of("x.* FROM follow_up").rows(on).await? {
        let of_session = heard.entry(row.try_get("", "session_id")?).or_default();
        of_session.follow_up(follow_up::Model::from_query_result(&row, "")?, &mut rated);
    }
    let asked = of("x.stage, COUNT(*) AS number FROM evaluation_asked");
    let asked: Vec<AskedRow> = asked.sql(" GROUP BY b.session_id, x.stage").all(on).await?;
    for row in asked {
        if let Some(stage) = Stage::from_code(&row.stage) {
            let number = usize::try_from(row.number).unwrap_or_default();
            let of_session = heard.entry(row.session_id).or_default();
            of_session.asked.insert(stage, number);
        }
    }
    Ok(heard)
}

#[derive(FromQueryResult)]
struct AskedRow {
    session_id: Uuid,
    stage: String,
    number: i64,
}

/// How confident people are, by booking and stage.
struct Rated(HashMap<(Uuid, String), Vec<Confidence>>);

impl Rated {
    fn read(rows: &[QueryResult]) -> Result<Self, StoreError> {
        let mut rated: HashMap<_, Vec<Confidence>> = HashMap::new();
        for row in rows {
            let row = confidence::Model::from_query_result(row, "")?;
            let known = rated.entry((row.booking_id, row.stage.clone()));
            known.or_default().push(confidence_of(&row));
        }
        Ok(Self(rated))
    }

    fn take(&mut self, booking: Uuid, stage: Stage) -> Vec<Confidence> {
        let key = (booking, stage.code().to_owned());
        self.0.remove(&key).unwrap_or_default()
    }
}
