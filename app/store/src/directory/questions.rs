//! Questions that people ask of somebody in the directory, or of a board.

use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::lock_rows,
    notifications::{self, Hours, Mail},
    query::Query,
    reminders::proclaimed_on,
    transact,
};
use chrono::{DateTime, Months, NaiveDate, Utc};
use domain::{
    access::{AnswerAdvice, AskForAdvice, Permit, Role, Target},
    calendar,
    directory::{AdviceRefusal, AdviceState, Answered, Timeliness, answer_by, timeliness},
    ids::{AdviceId, BoardId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

/// A question to be asked.
#[derive(Clone, Debug, Serialize)]
pub struct NewAdvice {
    /// Which; made with the form, so that the same form twice is one question.
    pub id: AdviceId,
    /// The board whose queue it is in, or comes to.
    pub board: BoardId,
    /// Who is asked; none for the board.
    pub asked: Option<PersonId>,
    /// What it is about, in a line.
    pub about: String,
    /// The question.
    pub question: String,
}

/// A question as it is shown.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AdviceRow {
    /// Which.
    pub id: Uuid,
    /// Who asks.
    pub asker_id: Uuid,
    /// Their name.
    pub asker: String,
    /// Who was asked, unless it was the board.
    pub asked_id: Option<Uuid>,
    /// Their name.
    pub asked: Option<String>,
    /// The board.
    pub board: String,
    /// What it is about.
    pub about: String,
    /// The question.
    pub question: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// The last day for whoever was asked.
    pub answer_by_on: NaiveDate,
    /// When it went to the board's queue.
    pub passed_on_at: Option<DateTime<Utc>>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// The answer.
    pub answer: String,
}

impl AdviceRow {
    /// How it stands.
    pub fn state(&self) -> AdviceState {
        state(self.answered_at, self.passed_on_at, self.asked_id)
    }
}

fn state(
    answered_at: Option<DateTime<Utc>>,
    passed_on_at: Option<DateTime<Utc>>,
    asked: Option<Uuid>,
) -> AdviceState {
    match (answered_at, passed_on_at, asked) {
        (Some(_), _, _) => AdviceState::Answered,
        (None, None, Some(asked)) => AdviceState::WithPerson {
            person: asked.into(),
        },
        (None, _, _) => AdviceState::InQueue,
    }
}

const ROW: &str = "SELECT a.id, a.asker_id, p.name AS asker, a.asked_id, q.name AS asked, b.name AS board, a.about, \
     a.question, a.asked_at, a.answer_by_on, a.passed_on_at, w.name AS answered_by, a.answered_at, a.answer FROM advice a \
     JOIN person p ON p.id = a.asker_id JOIN board b ON b.id = a.board_id LEFT JOIN person q ON q.id = a.asked_id \
     LEFT JOIN person w ON w.id = a.answered_by WHERE ";

/// The most questions that a list shows.
const MOST: i64 = 100;

/// A mail about a question, to one person.
#[derive(Clone, Debug)]
pub struct AdviceTold {
    /// Which question.
    pub advice: AdviceId,
    /// What is told.
    pub what: AdviceMail,
    /// The name of whoever is told.
    pub name: String,
    /// Their address.
    pub address: String,
    /// What the question is about.
    pub about: String,
}

/// What is told of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdviceMail {
    /// That it waits for their answer.
    Asked,
    /// That it went to the board of this name, because nobody answered.
    PassedOn {
        /// The board's name.
        board: String,
    },
    /// The answer.
    Answered {
        /// Who answered.
        by: String,
        /// What.
        answer: String,
    },
}

/// Writes a mail about a question.
pub type AdviceTeller<'a> = &'a (dyn Fn(&AdviceTold) -> Mail + Send + Sync);

/// Asks. The same question twice is one. Whoever is to answer is told: the person, or those who act for the board.
///
/// # Errors
/// When the database fails.
pub async fn ask_for_advice(
    services: &Services,
    permit: &Permit<AskForAdvice>,
    new: &NewAdvice,
    teller: AdviceTeller<'_>,
) -> Result<(), StoreError> {
    let today = services.today();
    transact!(services.db, |tx| {
        let by = answer_by(today, &proclaimed_on(tx, today).await?);
        let query = Query::new(
            "INSERT INTO advice (id, asker_id, board_id, asked_id, about, question, asked_at, answer_by_on) VALUES (",
        );
        let query = query
            .bind(new.id.0)
            .comma(permit.act().person.0)
            .comma(new.board.0)
            .comma(new.asked.map(Uuid::from))
            .comma(new.about.as_str())
            .comma(new.question.as_str())
            .comma(services.now())
            .comma(by);
        if query.sql(") ON CONFLICT (id) DO NOTHING").run(tx).await? == 0 {
            return Ok(Noted::nothing(()));
        }
        let told = match new.asked {
            Some(person) => vec![person],
            None => acting_for(tx, new.board, today).await?,
        };
        tell_to_answer(services, tx, (new.id, &new.about), &told, teller).await?;
        let subject = format!("advice {}", new.id);
        let noted = (new.board, new.asked);
        note_new(services, tx, permit, subject, &noted, ()).await
    })
}

/// Those who act for a board today.
pub(super) async fn acting_for(
    on: &impl ConnectionTrait,
    board: BoardId,
    today: NaiveDate,
) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let query = Query::new("SELECT DISTINCT person_id FROM role_grant WHERE role = ");
    let query = query.bind(Role::BusinessManager.code());
    let query = query.sql(" AND board_id = ").bind(board.0);
    let query = query.sql(" AND starts_on <= ").bind(today);
    let query = query.sql(" AND (ends_on IS NULL OR ends_on >= ");
    let rows: Vec<Row> = query.bind(today).sql(")").all(on).await?;
    Ok(rows.into_iter().map(|row| row.person_id.into()).collect())
}

/// Tells people that a question waits for their answer. Those without an address find it on their pages.
pub(super) async fn tell_to_answer(
    services: &Services,
    on: &impl ConnectionTrait,
    (advice, about): (AdviceId, &str),
    people: &[PersonId],
    teller: AdviceTeller<'_>,
) -> Result<(), StoreError> {
    let query = Query::new("SELECT name, email FROM person WHERE email IS NOT NULL AND id IN (");
    let query = query.bind_all(people.iter().map(|person| person.0));
    let rows: Vec<Addressed> = query.sql(") ORDER BY id").all(on).await?;
    let told = rows.into_iter().filter_map(|row| {
        Some(AdviceTold {
            advice,
            what: AdviceMail::Asked,
            name: row.name,
            address: row.email?,
            about: about.to_owned(),
        })
    });
    let mails = told.map(|told| teller(&told)).collect();
    notifications::put_all(services, on, mails, Hours::Any).await
}

#[derive(FromQueryResult)]
struct Addressed {
    name: String,
    email: Option<String>,
}

/// Whom a question is about, for asking who may answer: whoever was asked, and the board. None when there is none.
///
/// # Errors
/// When the database fails.
pub async fn advice_target(
    services: &Services,
    id: AdviceId,
) -> Result<Option<Target>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        asked_id: Option<Uuid>,
        board_id: Uuid,
    }
    let query = Query::new("SELECT asked_id, board_id FROM advice WHERE id = ").bind(id.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(|row| Target {
        person: row.asked_id.map(Into::into),
        boards: vec![row.board_id.into()],
        ..Target::default()
    }))
}

/// A question, for whoever may answer it: the target of the permit comes from [`advice_target`].
///
/// # Errors
/// When the database fails.
pub async fn find_advice(
    services: &Services,
    _permit: &Permit<AnswerAdvice>,
    id: AdviceId,
) -> Result<Option<AdviceRow>, StoreError> {
    let query = Query::new(ROW).sql("a.id = ").bind(id.0);
    query.one(services.db.reader()).await
}

/// A question of the person of a permit.
///
/// # Errors
/// When the database fails.
pub async fn own_advice(
    services: &Services,
    permit: &Permit<AskForAdvice>,
    id: AdviceId,
) -> Result<Option<AdviceRow>, StoreError> {
    let query = Query::new(ROW).sql("a.id = ").bind(id.0);
    let query = query.sql(" AND a.asker_id = ").bind(permit.act().person.0);
    query.one(services.db.reader()).await
}

/// What the person of a permit has asked, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn asks(
    services: &Services,
    permit: &Permit<AskForAdvice>,
) -> Result<Vec<AdviceRow>, StoreError> {
    let query = Query::new(ROW).sql("a.asker_id = ");
    let query = query.bind(permit.act().person.0);
    let query = query.sql(" ORDER BY a.asked_at DESC, a.id LIMIT ");
    query.bind(MOST).all(services.db.reader()).await
}

/// What the person of a permit was asked: what waits first, the oldest at the top.
///
/// # Errors
/// When the database fails.
pub async fn asked_of(
    services: &Services,
    permit: &Permit<AnswerAdvice>,
) -> Result<Vec<AdviceRow>, StoreError> {
    let query = Query::new(ROW).sql("a.asked_id = ");
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    let query = query.sql(" ORDER BY a.answered_at IS NOT NULL, a.asked_at, a.id LIMIT ");
    query.bind(MOST).all(services.db.reader()).await
}

/// What waits in the queues of the boards of a permit, the oldest at the top.
///
/// # Errors
/// When the database fails.
pub async fn board_queue(
    services: &Services,
    permit: &Permit<AnswerAdvice>,
) -> Result<Vec<AdviceRow>, StoreError> {
    let query = Query::new(ROW).sql("a.board_id IN (");
    let query = query.bind_all(permit.act().target.boards.iter().map(|board| board.0));
    let query = query.sql(
        ") AND a.answered_at IS NULL AND (a.asked_id IS NULL OR a.passed_on_at IS NOT NULL) \
         ORDER BY a.asked_at, a.id LIMIT ",
    );
    query.bind(MOST).all(services.db.reader()).await
}

/// How long answers took to the questions of the last twelve months in the area of the boards of a permit.
///
/// # Errors
/// When the database fails.
pub async fn advice_times(
    services: &Services,
    permit: &Permit<AnswerAdvice>,
) -> Result<Timeliness, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        asked_at: DateTime<Utc>,
        answered_at: Option<DateTime<Utc>>,
    }
    let today = services.today();
    let since = calendar::at_hour(today - Months::new(12), 0);
    let query = Query::new("SELECT asked_at, answered_at FROM advice WHERE board_id IN (");
    let query = query.bind_all(permit.act().target.boards.iter().map(|board| board.0));
    let query = query.sql(") AND asked_at >= ").bind(since);
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let proclaimed = proclaimed_on(services.db.reader(), today - Months::new(12)).await?;
    let answered = |row: &Row| Answered {
        asked_on: calendar::day_of(row.asked_at),
        answered_on: row.answered_at.map(calendar::day_of),
    };
    let questions: Vec<Answered> = rows.iter().map(answered).collect();
    Ok(timeliness(&questions, &proclaimed))
}

/// Answers a question, and tells whoever asked.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no such question. Inside, why it is not answered.
pub async fn answer_advice(
    services: &Services,
    permit: &Permit<AnswerAdvice>,
    id: AdviceId,
    answer: &str,
    teller: AdviceTeller<'_>,
) -> Result<Result<(), AdviceRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new(HELD).sql("a.id = ").bind(id.0);
        let query = query.sql(lock_rows(services.db.engine()));
        let row: Option<Held> = query.one(tx).await?;
        let row = row.ok_or(StoreError::Conflict)?;
        if let Err(refusal) = row.state().may_answer(row.asker_id.into(), permit.by()) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let by = permit.by().map(Uuid::from);
        let query = Query::new("UPDATE advice SET answered_by = ").bind(by);
        let query = query.sql(", answered_at = ").bind(services.now());
        let query = query.sql(", answer = ").bind(answer);
        query.sql(" WHERE id = ").bind(id.0).run(tx).await?;
        if let Some(told) = told_answer(tx, &row, id, (by, answer)).await? {
            notifications::put(services, tx, teller(&told)).await?;
        }
        let subject = format!("advice {id}");
        note_new(services, tx, permit, subject, &"answered", Ok(())).await
    })
}

async fn told_answer(
    on: &impl ConnectionTrait,
    row: &Held,
    advice: AdviceId,
    (by, answer): (Option<Uuid>, &str),
) -> Result<Option<AdviceTold>, StoreError> {
    let Some(address) = row.email.clone() else {
        return Ok(None);
    };
    let query = Query::new("SELECT name, email FROM person WHERE id = ").bind(by);
    let by: Option<Addressed> = query.one(on).await?;
    Ok(Some(AdviceTold {
        advice,
        what: AdviceMail::Answered {
            by: by.map(|by| by.name).unwrap_or_default(),
            answer: answer.to_owned(),
        },
        name: row.name.clone(),
        address,
        about: row.about.clone(),
    }))
}

const HELD: &str = "SELECT a.asker_id, a.asked_id, a.passed_on_at, a.answered_at, a.about, p.name, p.email FROM advice a \
     JOIN person p ON p.id = a.asker_id WHERE ";

/// A question that no other transaction changes until this one is over.
#[derive(FromQueryResult)]
struct Held {
    asker_id: Uuid,
    asked_id: Option<Uuid>,
    passed_on_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
    about: String,
    name: String,
    email: Option<String>,
}

impl Held {
    fn state(&self) -> AdviceState {
        state(self.answered_at, self.passed_on_at, self.asked_id)
    }
}
