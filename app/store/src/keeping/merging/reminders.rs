//! Reminders have no ids of their own: which of them moved is kept by what makes each of them one.

use super::moves::REMINDERS;
use crate::{StoreError, query::Query};
use chrono::NaiveDate;
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What makes a reminder one: whose training, of which level, by when, at which step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromQueryResult)]
pub(super) struct Reminder {
    person_id: Uuid,
    level: String,
    due_on: NaiveDate,
    step: String,
}

/// The reminders that moved: those about the person, and those they were to get, which may be about others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reminders {
    about: Vec<Reminder>,
    to: Vec<Reminder>,
}

const COLUMNS: &str = "SELECT x.person_id, x.level, x.due_on, x.step";

/// Moves reminders to the record that is kept; which.
pub(super) async fn carry(
    on: &impl ConnectionTrait,
    kept: PersonId,
    merged: PersonId,
) -> Result<Reminders, StoreError> {
    let to = Query::new(COLUMNS)
        .sql(" FROM reminder x WHERE x.recipient_id = ")
        .bind(merged.0)
        .all(on)
        .await?;
    write(on, "recipient_id", &to, kept).await?;
    let about = REMINDERS.moving(COLUMNS, kept, merged).all(on).await?;
    write(on, "person_id", &about, kept).await?;
    Ok(Reminders { about, to })
}

/// Moves them back.
pub(super) async fn give_back(
    on: &impl ConnectionTrait,
    moved: Reminders,
    kept: PersonId,
    merged: PersonId,
) -> Result<(), StoreError> {
    let there = |one: Reminder| Reminder {
        person_id: kept.0,
        ..one
    };
    let about: Vec<Reminder> = moved.about.into_iter().map(there).collect();
    write(on, "person_id", &about, merged).await?;
    write(on, "recipient_id", &moved.to, merged).await
}

async fn write(
    on: &impl ConnectionTrait,
    column: &str,
    which: &[Reminder],
    to: PersonId,
) -> Result<(), StoreError> {
    for some in which.chunks(200) {
        Query::new(&format!("UPDATE reminder SET {column} = "))
            .bind(to.0)
            .sql(" WHERE (person_id, level, due_on, step) IN (VALUES ")
            .each_row(some, |query, one| {
                query
                    .bind(one.person_id)
                    .comma(one.level.clone())
                    .comma(one.due_on)
                    .comma(one.step.clone())
            })
            .sql(")")
            .run(on)
            .await?;
    }
    Ok(())
}
