//! What time alone changes: offers that run out, reserved places that are for everybody, access needs that go.

use super::{
    hold::{Ending, hold, keep},
    tell::Teller,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::{Number, Query},
    transact,
};
use chrono::TimeDelta;
use domain::{
    access::{Actor, SettleSessions, permit},
    ids::SessionId,
};
use sea_orm::FromQueryResult;
use std::collections::HashMap;
use uuid::Uuid;

/// Access needs are forgotten so long after a session.
const NEEDS_KEPT: TimeDelta = TimeDelta::days(30);

/// Ends offers of one session that have run out, and offers what is free to the next; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn settle_next(services: &Services, teller: Teller<'_>) -> Result<bool, StoreError> {
    let Some(id) = next(services).await? else {
        return Ok(false);
    };
    let Ok(program) = permit(&Actor::Program, SettleSessions {}) else {
        return Ok(false);
    };
    transact!(services.db, |tx| {
        let Some(mut held) = hold(services, tx, id).await? else {
            return Ok(Noted::nothing(false));
        };
        held.roll.settle(services.now());
        let ending = Ending::nobody();
        let changes = keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        if changes.is_empty() {
            return Ok(Noted::nothing(false));
        }
        note_new(
            services,
            tx,
            &program,
            format!("session {id}"),
            &changes,
            true,
        )
        .await
    })
}

/// A session with an offer that has run out, or with reserved places that somebody waits for and that are free by now.
async fn next(services: &Services) -> Result<Option<SessionId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        session_id: Uuid,
    }
    let now = services.now();
    let query = Query::new(
        "SELECT session_id FROM booking WHERE state IN ('offered', 'to_approve') AND offered_until <= ",
    );
    let query = query.bind(now).sql(
        " UNION SELECT s.id FROM session s JOIN booking b ON b.session_id = s.id AND b.state = 'waiting' \
         WHERE s.cancelled_at IS NULL AND s.taken < s.places AND s.reserved_until <= ",
    );
    let query = query.bind(now).sql(" AND s.opens_at <= ").bind(now);
    let query = query.sql(" AND s.closes_at > ").bind(now);
    // Booking closes when the session begins at the latest: by this an index leaves out all that are over.
    let query = query.sql(" AND s.starts_at > ").bind(now).sql(" LIMIT 1");
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(|row| row.session_id.into()))
}

/// Forgets what people needed and ate on sessions that ended 30 days ago; whether there was anything.
///
/// # Errors
/// When the database fails.
pub async fn forget_needs(services: &Services) -> Result<bool, StoreError> {
    let old = |query: Query| {
        let query = query.sql(
            " WHERE (access_needs <> '' OR dietary <> '') AND session_id IN (SELECT id FROM session WHERE ends_at < ",
        );
        query.bind(services.now() - NEEDS_KEPT).sql(")")
    };
    // There is hardly ever anything, and reading keeps nobody from writing.
    let any = old(Query::new("SELECT COUNT(*) AS number FROM booking"));
    let any: Option<Number> = any.one(services.db.reader()).await?;
    if any.is_none_or(|any| any.number == 0) {
        return Ok(false);
    }
    let forget = old(Query::new(
        "UPDATE booking SET access_needs = '', dietary = ''",
    ));
    Ok(forget.run_alone(&services.db).await? > 0)
}
