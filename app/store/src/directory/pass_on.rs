//! What time alone changes about questions: nobody answered, and the board takes over.

use super::questions::{AdviceMail, AdviceTeller, AdviceTold, acting_for, tell_to_answer};
use crate::{
    Services, StoreError, audit::Noted, db::skip_locked, notifications, query::Query, transact,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A question that nobody answered in time.
#[derive(FromQueryResult)]
struct Late {
    id: Uuid,
    board_id: Uuid,
    board: String,
    about: String,
    name: String,
    email: Option<String>,
}

/// Passes the next question on to its board's queue, because its days are over or whoever was asked has left; whether
/// there was one. Those who act for the board are told, and whoever asked.
///
/// # Errors
/// When the database fails.
pub async fn pass_on_next(
    services: &Services,
    teller: AdviceTeller<'_>,
) -> Result<bool, StoreError> {
    let today = services.today();
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE advice SET passed_on_at = ").bind(services.now());
        let query = query.sql(
            " WHERE id IN (SELECT a.id FROM advice a WHERE a.answered_at IS NULL AND a.passed_on_at IS NULL \
             AND a.asked_id IS NOT NULL AND (a.answer_by_on < ",
        );
        let query = query.bind(today).sql(
            " OR NOT EXISTS (SELECT 1 FROM post t WHERE t.person_id = a.asked_id AND (t.ends_on IS NULL OR t.ends_on >= ",
        );
        let query = query
            .bind(today)
            .sql("))) ORDER BY a.asked_at LIMIT 1")
            .sql(skip_locked(services.db.engine()));
        let passed: Option<Passed> = query.sql(") RETURNING id").one(tx).await?;
        let Some(passed) = passed else {
            return Ok(Noted::nothing(false));
        };
        let query = Query::new(
            "SELECT a.id, a.board_id, b.name AS board, a.about, p.name, p.email FROM advice a \
             JOIN board b ON b.id = a.board_id JOIN person p ON p.id = a.asker_id WHERE a.id = ",
        );
        let late: Option<Late> = query.bind(passed.id).one(tx).await?;
        let late = late.ok_or(StoreError::Conflict)?;
        let told = acting_for(tx, late.board_id.into(), today).await?;
        let question = (late.id.into(), late.about.as_str());
        tell_to_answer(services, tx, question, &told, teller).await?;
        if let Some(told) = late.told() {
            notifications::put(services, tx, teller(&told)).await?;
        }
        Ok(Noted::in_the_row(true))
    })
}

#[derive(FromQueryResult)]
struct Passed {
    id: Uuid,
}

impl Late {
    fn told(&self) -> Option<AdviceTold> {
        Some(AdviceTold {
            advice: self.id.into(),
            what: AdviceMail::PassedOn {
                board: self.board.clone(),
            },
            name: self.name.clone(),
            address: self.email.clone()?,
            about: self.about.clone(),
        })
    }
}
