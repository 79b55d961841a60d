//! What boards have ratified.

use super::{
    entities::ratification,
    recognition::{recognised_on, training_of},
};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    records::restate_area,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, RatifyTraining},
    catalogue::Training,
    ids::{BoardId, RatificationId},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde::Serialize;
use uuid::Uuid;

/// A decision of a board: who decided it for the board, on which day, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The day.
    pub on: NaiveDate,
    /// The person acting for the board.
    pub by: String,
    /// A note, or the reason for withdrawing.
    pub words: String,
}

/// Training that a board has ratified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratified {
    /// Which decision.
    pub id: RatificationId,
    /// The board.
    pub board: BoardId,
    /// Its name.
    pub board_name: String,
    /// What it has ratified.
    pub training: Training,
    /// The decision.
    pub ratified: Decision,
    /// That it has been withdrawn.
    pub withdrawn: Option<Decision>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    board_id: Uuid,
    board_name: String,
    module_version_id: Option<Uuid>,
    course_id: Option<Uuid>,
    edition: Option<i32>,
    ratified_on: NaiveDate,
    ratified_by: String,
    note: String,
    withdrawn_on: Option<NaiveDate>,
    withdrawn_by: Option<String>,
    withdrawn_why: Option<String>,
}

const ROW: &str = "SELECT r.id, r.board_id, b.name AS board_name, r.module_version_id, r.course_id, r.edition, \
     r.ratified_on, r.ratified_by, r.note, r.withdrawn_on, r.withdrawn_by, r.withdrawn_why FROM ratification r \
     JOIN board b ON b.id = r.board_id WHERE ";

impl Row {
    fn read(self) -> Option<Ratified> {
        Some(Ratified {
            id: self.id.into(),
            board: self.board_id.into(),
            board_name: self.board_name,
            training: training_of(self.module_version_id, self.course_id, self.edition)?,
            ratified: Decision {
                on: self.ratified_on,
                by: self.ratified_by,
                words: self.note,
            },
            withdrawn: self.withdrawn_on.map(|on| Decision {
                on,
                by: self.withdrawn_by.unwrap_or_default(),
                words: self.withdrawn_why.unwrap_or_default(),
            }),
        })
    }
}

/// Everything that any board has ratified and not withdrawn, by the names of the boards.
///
/// # Errors
/// When the database fails.
pub async fn in_force(services: &Services) -> Result<Vec<Ratified>, StoreError> {
    let query = Query::new(ROW).sql("r.withdrawn_on IS NULL ORDER BY b.name, r.id");
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Every decision of a board about some training, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn every_decision(
    services: &Services,
    permit: &Permit<RatifyTraining>,
    training: Training,
) -> Result<Vec<Ratified>, StoreError> {
    let query = Query::new(ROW)
        .sql("r.board_id = ")
        .bind(permit.act().board.0);
    let rows: Vec<Row> = about(query, training)
        .sql(" ORDER BY r.ratified_on DESC, r.recorded_at DESC")
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Narrows a query of ratifications `r` to some training.
fn about(query: Query, training: Training) -> Query {
    match training {
        Training::Module(version) => query.sql(" AND r.module_version_id = ").bind(version.0),
        Training::Course(course, edition) => query
            .sql(" AND r.course_id = ")
            .bind(course.0)
            .sql(" AND r.edition = ")
            .bind(edition.cast_signed()),
    }
}

/// Ratifies training for a board; false, and nothing done, when it is ratified already.
///
/// # Errors
/// When the database fails.
pub async fn ratify(
    services: &Services,
    permit: &Permit<RatifyTraining>,
    training: Training,
    decision: &Decision,
) -> Result<bool, StoreError> {
    let board = permit.act().board;
    let (module_version, course, edition) = match training {
        Training::Module(version) => (Some(version.0), None, None),
        Training::Course(course, edition) => (None, Some(course.0), Some(edition.cast_signed())),
    };
    let row = ratification::Model {
        id: services.new_id(),
        board_id: board.into(),
        module_version_id: module_version,
        course_id: course,
        edition,
        ratified_on: decision.on,
        ratified_by: decision.by.clone(),
        note: decision.words.clone(),
        recorded_by: permit.by().map(Into::into),
        recorded_at: services.now(),
        withdrawn_on: None,
        withdrawn_by: None,
        withdrawn_why: None,
        withdrawal_recorded_by: None,
        withdrawal_recorded_at: None,
    };
    let kept = transact!(services.db, |tx| {
        ratification::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(tx)
            .await?;
        renew(services, tx, board, training).await?;
        let subject = format!("board {board} {training}");
        note_new(services, tx, permit, subject, decision, true).await
    });
    match kept {
        Err(StoreError::Conflict) => Ok(false),
        kept => kept,
    }
}

/// Withdraws what a board has ratified; false, and nothing done, when it is not ratified.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_ratification(
    services: &Services,
    permit: &Permit<RatifyTraining>,
    before: &Ratified,
    decision: &Decision,
) -> Result<bool, StoreError> {
    let board = permit.act().board;
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE ratification SET withdrawn_on = ").bind(decision.on);
        let query = query
            .sql(", withdrawn_by = ")
            .bind(decision.by.as_str())
            .sql(", withdrawn_why = ")
            .bind(decision.words.as_str());
        let query = query
            .sql(", withdrawal_recorded_by = ")
            .bind(permit.by().map(Uuid::from))
            .sql(", withdrawal_recorded_at = ")
            .bind(services.now());
        let query = query
            .sql(" WHERE withdrawn_on IS NULL AND id = ")
            .bind(before.id.0);
        let query = query.sql(" AND board_id = ").bind(board.0);
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        renew(services, tx, board, before.training).await?;
        let entry = Entry {
            subject: format!("board {board} {}", before.training),
            before: Some(&before.ratified),
            after: Some(decision),
        };
        note(services, tx, permit, entry, true).await
    })
}

/// Where the board counts ratified training only, those who have done it stand otherwise now.
async fn renew(
    services: &Services,
    on: &impl ConnectionTrait,
    board: BoardId,
    training: Training,
) -> Result<(), StoreError> {
    if recognised_on(on).await?.is_strict(board) {
        restate_area(services, on, board, Some(training)).await?;
    }
    Ok(())
}
