//! Whether a board counts ratified training only.

use super::entities::ratified_only;
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    records::restate_area,
    transact,
};
use chrono::NaiveDate;
use domain::access::{Permit, SetBoard};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use serde::Serialize;
use uuid::Uuid;

/// What training counts in the area of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Counted {
    /// All of it.
    Everything,
    /// What the board has ratified, and nothing else.
    RatifiedOnly,
}

/// How strict a board is, and what that touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strictness {
    /// Since when it counts ratified training only, if it does.
    pub since: Option<NaiveDate>,
    /// Levels that people who work in its area have completed.
    pub completions: u64,
    /// Those among them that are of training which it has not ratified.
    pub unratified: u64,
    /// The people to whom these belong.
    pub people: u64,
}

/// How strict a board is, and what counts or would not count if it were.
///
/// # Errors
/// When the database fails.
pub async fn strictness(
    services: &Services,
    permit: &Permit<SetBoard>,
) -> Result<Strictness, StoreError> {
    #[derive(FromQueryResult)]
    struct Since {
        from_on: NaiveDate,
    }
    #[derive(FromQueryResult)]
    struct Counts {
        completions: i64,
        unratified: i64,
        people: i64,
    }
    let board = permit.act().board;
    let since =
        Query::new("SELECT from_on FROM ratified_only WHERE until_on IS NULL AND board_id = ");
    let since: Option<Since> = since.bind(board.0).one(services.db.reader()).await?;
    let query = Query::new(
        "SELECT COUNT(*) AS completions, COUNT(CASE WHEN d.id IS NULL THEN 1 END) AS unratified, \
         COUNT(DISTINCT CASE WHEN d.id IS NULL THEN c.person_id END) AS people FROM completion c \
         LEFT JOIN ratification d ON d.withdrawn_on IS NULL AND d.board_id = ",
    );
    let query = query.bind(board.0).sql(
        " AND (d.module_version_id = c.module_version_id OR (d.course_id = c.course_id AND d.edition = c.edition)) \
         WHERE c.worth = 'level' AND NOT EXISTS (SELECT 1 FROM completion_withdrawn w WHERE w.completion_id = c.id) \
         AND c.person_id IN (SELECT t.person_id FROM post t JOIN organisation o ON o.id = t.organisation_id \
         JOIN board b ON b.district_id = o.district_id WHERE (t.ends_on IS NULL OR t.ends_on >= ",
    );
    let query = query.bind(services.today()).sql(") AND b.id = ");
    let counts: Option<Counts> = query
        .bind(board.0)
        .sql(")")
        .one(services.db.reader())
        .await?;
    let count = |of: fn(&Counts) -> i64| counts.as_ref().map_or(0, |c| of(c).unsigned_abs());
    Ok(Strictness {
        since: since.map(|row| row.from_on),
        completions: count(|c| c.completions),
        unratified: count(|c| c.unratified),
        people: count(|c| c.people),
    })
}

/// Sets what training counts in the area of a board; false, and nothing done, when it is so already.
///
/// # Errors
/// When the database fails.
pub async fn set_counted(
    services: &Services,
    permit: &Permit<SetBoard>,
    counted: Counted,
) -> Result<bool, StoreError> {
    let board = permit.act().board;
    let set = transact!(services.db, |tx| {
        if counted == Counted::RatifiedOnly {
            let row = ratified_only::Model {
                id: services.new_id(),
                board_id: board.into(),
                from_on: services.today(),
                decided_by: permit.by().map(Into::into),
                decided_at: services.now(),
                until_on: None,
                ended_by: None,
                ended_at: None,
            };
            ratified_only::Entity::insert(row.into_active_model())
                .exec_without_returning(tx)
                .await?;
        } else {
            let query = Query::new("UPDATE ratified_only SET until_on = ").bind(services.today());
            let query = query
                .sql(", ended_by = ")
                .bind(permit.by().map(Uuid::from))
                .sql(", ended_at = ")
                .bind(services.now());
            let query = query.sql(" WHERE until_on IS NULL AND board_id = ");
            if query.bind(board.0).run(tx).await? == 0 {
                return Ok(Noted::nothing(false));
            }
        }
        restate_area(services, tx, board, None).await?;
        note_new(
            services,
            tx,
            permit,
            format!("board {board}"),
            &counted,
            true,
        )
        .await
    });
    match set {
        Err(StoreError::Conflict) => Ok(false),
        set => set,
    }
}
