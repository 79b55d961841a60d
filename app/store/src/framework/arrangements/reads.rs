//! Reading what is arranged.

use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    framework::{ForcedUpdate, Wave},
    ids::{ForcedUpdateId, WaveId},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// That some go first, as a page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct WaveShown {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Code of the level.
    pub level: String,
    /// Code of the cohort; none for all.
    pub cohort: Option<String>,
    /// The organisation; none for all.
    pub organisation_id: Option<Uuid>,
    /// Its name.
    pub organisation: Option<String>,
    /// The team; none for all.
    pub team_id: Option<Uuid>,
    /// Its name.
    pub team: Option<String>,
    /// Whoever starts later has the framework's own time.
    pub in_post_by: NaiveDate,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// How it is best done; empty where that was left open.
    pub method: String,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// When it ended, if it has.
    pub ended_at: Option<DateTime<Utc>>,
}

impl WaveShown {
    /// As the rules read it.
    pub fn wave(&self) -> Wave {
        Wave {
            level: self.level.clone(),
            cohort: self.cohort.clone(),
            organisation: self.organisation_id.map(Into::into),
            team: self.team_id.map(Into::into),
            in_post_by: self.in_post_by,
            due_on: self.due_on,
            method: self.method.clone(),
        }
    }
}

const WAVES: &str = "SELECT w.id, w.title, w.level, w.cohort, w.organisation_id, o.name AS organisation, w.team_id, \
     t.name AS team, w.in_post_by, w.due_on, w.method, p.name AS decided_by, w.decided_at, w.ended_at FROM wave w \
     LEFT JOIN organisation o ON o.id = w.organisation_id LEFT JOIN team t ON t.id = w.team_id \
     LEFT JOIN person p ON p.id = w.decided_by";

/// The latest hundred waves, those in force first.
///
/// # Errors
/// When the database fails.
pub async fn waves(services: &Services) -> Result<Vec<WaveShown>, StoreError> {
    Query::new(WAVES)
        .sql(" ORDER BY CASE WHEN w.ended_at IS NULL THEN 0 ELSE 1 END, w.due_on DESC, w.id LIMIT 100")
        .all(services.db.reader())
        .await
}

/// One wave, in force or ended.
///
/// # Errors
/// When the database fails.
pub async fn find_wave(services: &Services, id: WaveId) -> Result<Option<WaveShown>, StoreError> {
    let query = Query::new(WAVES).sql(" WHERE w.id = ").bind(id.0);
    query.one(services.db.reader()).await
}

/// That a level has to be taken again early, as a page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct UpdateShown {
    /// Which.
    pub id: Uuid,
    /// Code of the level.
    pub level: String,
    /// What was completed before this day is out of date.
    pub completed_before: NaiveDate,
    /// The last day on which it still counts.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// When it ended, if it has.
    pub ended_at: Option<DateTime<Utc>>,
}

impl UpdateShown {
    /// As the rules read it.
    pub fn update(&self) -> ForcedUpdate {
        ForcedUpdate {
            level: self.level.clone(),
            completed_before: self.completed_before,
            due_on: self.due_on,
        }
    }
}

const UPDATES: &str = "SELECT u.id, u.level, u.completed_before, u.due_on, u.reason, p.name AS decided_by, \
     u.decided_at, u.ended_at FROM forced_update u LEFT JOIN person p ON p.id = u.decided_by";

/// The latest hundred forced updates, those in force first.
///
/// # Errors
/// When the database fails.
pub async fn updates(services: &Services) -> Result<Vec<UpdateShown>, StoreError> {
    Query::new(UPDATES)
        .sql(" ORDER BY CASE WHEN u.ended_at IS NULL THEN 0 ELSE 1 END, u.due_on DESC, u.id LIMIT 100")
        .all(services.db.reader())
        .await
}

/// One forced update, in force or ended.
///
/// # Errors
/// When the database fails.
pub async fn find_update(
    services: &Services,
    id: ForcedUpdateId,
) -> Result<Option<UpdateShown>, StoreError> {
    let query = Query::new(UPDATES).sql(" WHERE u.id = ").bind(id.0);
    query.one(services.db.reader()).await
}
