//! Deciding what is arranged, and ending it. Whoever it touches stands anew in the same transaction, or, where they are
//! many, in the background.

use super::{
    super::{background::request, cohorts::AT_ONCE, restate},
    preview::people_of,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{ArrangeTraining, Permit},
    framework::{Arrangement, ForcedUpdate, Wave},
    ids::{ForcedUpdateId, WaveId},
};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

/// A wave as the audit trail keeps it.
#[derive(Serialize)]
struct WaveNote<'a> {
    title: &'a str,
    level: &'a str,
    cohort: Option<&'a str>,
    organisation: Option<Uuid>,
    team: Option<Uuid>,
    in_post_by: NaiveDate,
    due_on: NaiveDate,
    method: &'a str,
}

/// Lets some go first. The same form sent twice does it once.
///
/// # Errors
/// When the database fails; then nothing has changed.
pub async fn begin_wave(
    services: &Services,
    permit: &Permit<ArrangeTraining>,
    id: WaveId,
    title: &str,
    wave: &Wave,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO wave (id, title, level, cohort, organisation_id, team_id, in_post_by, due_on, method, \
             decided_by, decided_at) VALUES (",
        );
        let new = query
            .bind(id.0)
            .comma(title.to_owned())
            .comma(wave.level.clone())
            .comma(wave.cohort.clone())
            .comma(wave.organisation.map(Uuid::from))
            .comma(wave.team.map(Uuid::from))
            .comma(wave.in_post_by)
            .comma(wave.due_on)
            .comma(wave.method.clone())
            .comma(permit.by().map(Uuid::from))
            .comma(services.now())
            .sql(") ON CONFLICT (id) DO NOTHING")
            .run(tx)
            .await?;
        if new == 0 {
            return Ok(Noted::nothing(()));
        }
        stand_anew(services, tx, permit, &Arrangement::Wave(wave.clone())).await?;
        let after = WaveNote {
            title,
            level: &wave.level,
            cohort: wave.cohort.as_deref(),
            organisation: wave.organisation.map(Uuid::from),
            team: wave.team.map(Uuid::from),
            in_post_by: wave.in_post_by,
            due_on: wave.due_on,
            method: &wave.method,
        };
        note_new(services, tx, permit, format!("wave {id}"), &after, ()).await
    })
}

/// Has a level taken again because the law changed. The same form sent twice does it once.
///
/// # Errors
/// When the database fails; then nothing has changed.
pub async fn begin_update(
    services: &Services,
    permit: &Permit<ArrangeTraining>,
    id: ForcedUpdateId,
    update: &ForcedUpdate,
    reason: &str,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO forced_update (id, level, completed_before, due_on, reason, decided_by, decided_at) VALUES (",
        );
        let new = query
            .bind(id.0)
            .comma(update.level.clone())
            .comma(update.completed_before)
            .comma(update.due_on)
            .comma(reason.to_owned())
            .comma(permit.by().map(Uuid::from))
            .comma(services.now())
            .sql(") ON CONFLICT (id) DO NOTHING")
            .run(tx)
            .await?;
        if new == 0 {
            return Ok(Noted::nothing(()));
        }
        stand_anew(services, tx, permit, &Arrangement::Update(update.clone())).await?;
        let after = (
            &update.level,
            update.completed_before,
            update.due_on,
            reason,
        );
        let subject = format!("forced update {id}");
        note_new(services, tx, permit, subject, &after, ()).await
    })
}

/// Something that is arranged, with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arranged {
    /// Some go first.
    Wave(WaveId, Wave),
    /// The law changed.
    Update(ForcedUpdateId, ForcedUpdate),
}

impl Arranged {
    /// What it is.
    pub fn arrangement(&self) -> Arrangement {
        match self {
            Self::Wave(_, wave) => Arrangement::Wave(wave.clone()),
            Self::Update(_, update) => Arrangement::Update(update.clone()),
        }
    }
}

/// Ends a wave or a forced update; whether it was in force.
///
/// # Errors
/// When the database fails; then nothing has changed.
pub async fn end_arrangement(
    services: &Services,
    permit: &Permit<ArrangeTraining>,
    arranged: &Arranged,
) -> Result<bool, StoreError> {
    let (table, called, id) = match arranged {
        Arranged::Wave(id, _) => ("wave", "wave", id.0),
        Arranged::Update(id, _) => ("forced_update", "forced update", id.0),
    };
    transact!(services.db, |tx| {
        let ended = Query::new(&format!("UPDATE {table} SET ended_at = "))
            .bind(services.now())
            .sql(" WHERE ended_at IS NULL AND id = ")
            .bind(id)
            .run(tx)
            .await?;
        if ended == 0 {
            return Ok(Noted::nothing(false));
        }
        stand_anew(services, tx, permit, &arranged.arrangement()).await?;
        let subject = format!("{called} {id}");
        note_new(services, tx, permit, subject, &"ended", true).await
    })
}

/// Works out anew where those stand whom an arrangement is about.
async fn stand_anew(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<ArrangeTraining>,
    arrangement: &Arrangement,
) -> Result<(), StoreError> {
    let people = people_of(on, arrangement).await?;
    if people.len() <= AT_ONCE {
        return restate(services, on, &people).await;
    }
    let (organisation, why) = match arrangement {
        Arrangement::Wave(wave) => (wave.organisation, "some go first"),
        Arrangement::Update(_) => (None, "the law changed"),
    };
    request(services, on, permit.by(), organisation, why).await
}
