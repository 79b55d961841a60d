//! What each session costs.

use super::entities::{session_cost, session_in_kind};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, PlanCosts},
    costs::{Cost, CostKind, HalfDays, Money, SessionCosts},
    ids::SessionId,
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use std::collections::HashMap;
use uuid::Uuid;

/// What a session of the organisation of the permit costs.
///
/// # Errors
/// When the database fails.
pub async fn costs_of(
    services: &Services,
    permit: &Permit<PlanCosts>,
    session: SessionId,
) -> Result<SessionCosts, StoreError> {
    let narrow = |query: Query| query.sql(" AND s.id = ").bind(session.0);
    let mut costs = read(services.db.reader(), permit, narrow).await?;
    Ok(costs.remove(&session).unwrap_or_default())
}

/// What sessions of the organisation of the permit cost that began from an instant on, until another.
///
/// # Errors
/// When the database fails.
pub async fn list_costs(
    services: &Services,
    permit: &Permit<PlanCosts>,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<HashMap<SessionId, SessionCosts>, StoreError> {
    let narrow = |query: Query| {
        let query = query.sql(" AND s.starts_at >= ").bind(from);
        query.sql(" AND s.starts_at < ").bind(until)
    };
    read(services.db.reader(), permit, narrow).await
}

async fn read(
    on: &impl ConnectionTrait,
    permit: &Permit<PlanCosts>,
    narrow: impl Fn(Query) -> Query,
) -> Result<HashMap<SessionId, SessionCosts>, StoreError> {
    #[derive(FromQueryResult)]
    struct InKind {
        session_id: Uuid,
        half_days: i32,
    }
    let of = |columns: &str| {
        let query = Query::new(&format!(
            "SELECT {columns} x JOIN session s ON s.id = x.session_id WHERE s.organisation_id = "
        ));
        narrow(query.bind(permit.act().organisation.0))
    };
    let lines: Vec<session_cost::Model> = of("x.* FROM session_cost").all(on).await?;
    let in_kind: Vec<InKind> = of("x.session_id, x.half_days FROM session_in_kind")
        .all(on)
        .await?;
    let mut costs: HashMap<SessionId, SessionCosts> = HashMap::new();
    for row in lines {
        let of_session = costs.entry(row.session_id.into()).or_default();
        of_session.lines.extend(cost(&row));
    }
    for row in in_kind {
        let of_session = costs.entry(row.session_id.into()).or_default();
        of_session.in_kind = HalfDays(row.half_days.unsigned_abs());
    }
    Ok(costs)
}

fn cost(row: &session_cost::Model) -> Option<Cost> {
    Some(Cost {
        kind: CostKind::from_code(&row.kind)?,
        planned: Money(row.planned_pence),
        actual: row.actual_pence.map(Money),
    })
}

/// Says what a session costs.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not a session of the organisation of the permit.
pub async fn set_costs(
    services: &Services,
    permit: &Permit<PlanCosts>,
    session: SessionId,
    new: &SessionCosts,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        if !is_own(tx, permit, session).await? {
            return Err(StoreError::Conflict);
        }
        let narrow = |query: Query| query.sql(" AND s.id = ").bind(session.0);
        let before = read(tx, permit, narrow).await?.remove(&session);
        let before = before.unwrap_or_default();
        if before == *new {
            return Ok(Noted::nothing(()));
        }
        put(tx, session, new).await?;
        let entry = Entry {
            subject: format!("costs of session {session}"),
            before: Some(&before),
            after: Some(new),
        };
        note(services, tx, permit, entry, ()).await
    })
}

async fn is_own(
    on: &impl ConnectionTrait,
    permit: &Permit<PlanCosts>,
    session: SessionId,
) -> Result<bool, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM session WHERE id = ").bind(session.0);
    let query = query.sql(" AND organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    let found: Option<crate::query::Number> = query.one(on).await?;
    Ok(found.is_some_and(|found| found.number > 0))
}

/// Writes the costs in the place of what there was.
async fn put(
    on: &impl ConnectionTrait,
    session: SessionId,
    new: &SessionCosts,
) -> Result<(), StoreError> {
    for table in ["session_cost", "session_in_kind"] {
        let query = Query::new(&format!("DELETE FROM {table} WHERE session_id = "));
        query.bind(session.0).run(on).await?;
    }
    let rows = new.lines.iter().map(|line| {
        let row = session_cost::Model {
            session_id: session.into(),
            kind: line.kind.code().to_owned(),
            planned_pence: line.planned.0,
            actual_pence: line.actual.map(|actual| actual.0),
        };
        row.into_active_model()
    });
    if !new.lines.is_empty() {
        session_cost::Entity::insert_many(rows)
            .exec_without_returning(on)
            .await?;
    }
    if new.in_kind != HalfDays(0) {
        let row = session_in_kind::Model {
            session_id: session.into(),
            half_days: new.in_kind.0.cast_signed(),
        };
        session_in_kind::Entity::insert(row.into_active_model())
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}
