//! Whom a change of what is arranged would touch, before it is made.

use super::super::{facts::facts_of, reads::in_force_on};
use crate::{
    Services, StoreError,
    query::{Number, Query},
};
use domain::{
    access::{ArrangeTraining, Permit},
    framework::{Arrangement, ForcedUpdate, Impact, Rearrangement, Wave, touches_rearranged},
    ids::PersonId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// People read at once.
const CHUNK: usize = 1_000;

/// Works out what the change would do to everybody it is about, today. Changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn preview_arrangement(
    services: &Services,
    _permit: &Permit<ArrangeTraining>,
    change: &Rearrangement,
) -> Result<Impact, StoreError> {
    let (on, today) = (services.db.reader(), services.today());
    let mut impact = Impact::default();
    let Some(in_force) = in_force_on(services, on, today).await? else {
        return Ok(impact);
    };
    let (people, about) = if let Rearrangement::Begin(wave @ Arrangement::Wave(its)) = change {
        (may_be_touched(on, its).await?, count(on, wave).await?)
    } else {
        let people = people_of(on, change.arrangement()).await?;
        let about = people.len() as u64;
        (people, about)
    };
    for chunk in people.chunks(CHUNK) {
        let (everybody, before) = facts_of(on, chunk).await?;
        let after = before.after(change);
        for (_, facts) in &everybody {
            let touched = touches_rearranged(&in_force.framework, &before, &after, facts, today);
            impact.count(&touched, today);
        }
    }
    impact.people = about;
    Ok(impact)
}

/// How many people an arrangement is about.
async fn count(on: &impl ConnectionTrait, arrangement: &Arrangement) -> Result<u64, StoreError> {
    let query = about("COUNT(DISTINCT s.person_id) AS number", arrangement);
    let found = query.one::<Number>(on).await?;
    Ok(found.map_or(0, |n| n.number.unsigned_abs()))
}

/// Those of a wave whose last day may be another with it: whoever is valid beyond it has no other one, unless they were
/// or will be away, which moves it for them.
async fn may_be_touched(
    on: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Vec<PersonId>, StoreError> {
    let query = about("DISTINCT s.person_id", &Arrangement::Wave(wave.clone()))
        .sql(" AND (s.completed_on IS NULL OR s.valid_until < s.due_on OR s.valid_until < ")
        .bind(wave.due_on)
        .sql(" OR EXISTS (SELECT 1 FROM absence a WHERE a.post_id = s.post_id))");
    listed(query, on).await
}

#[derive(FromQueryResult)]
struct Row {
    person_id: Uuid,
}

/// Everybody whom an arrangement is about: those whose posts are asked for its level where it counts.
pub(super) async fn people_of(
    on: &impl ConnectionTrait,
    arrangement: &Arrangement,
) -> Result<Vec<PersonId>, StoreError> {
    listed(about("DISTINCT s.person_id", arrangement), on).await
}

async fn listed(query: Query, on: &impl ConnectionTrait) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<Row> = query.sql(" ORDER BY s.person_id").all(on).await?;
    Ok(rows.into_iter().map(|row| row.person_id.into()).collect())
}

/// What is asked of the standings that an arrangement is about.
fn about(what: &str, arrangement: &Arrangement) -> Query {
    let query = Query::new(&format!(
        "SELECT {what} FROM standing s JOIN post t ON t.id = s.post_id WHERE s.level = "
    ))
    .bind(arrangement.level().to_owned());
    match arrangement {
        Arrangement::Wave(wave) => of_wave(query, wave),
        Arrangement::Update(update) => of_update(query, update),
    }
}

fn of_wave(query: Query, wave: &Wave) -> Query {
    let query = query.sql(" AND t.starts_on <= ").bind(wave.in_post_by);
    let query = match wave.organisation {
        Some(organisation) => query.sql(" AND s.organisation_id = ").bind(organisation.0),
        None => query,
    };
    let query = match wave.team {
        Some(team) => query.sql(" AND s.team_id = ").bind(team.0),
        None => query,
    };
    match &wave.cohort {
        Some(cohort) => query
            .sql(" AND s.post_id IN (SELECT post_id FROM membership WHERE cohort = ")
            .bind(cohort.clone())
            .sql(")"),
        None => query,
    }
}

fn of_update(query: Query, update: &ForcedUpdate) -> Query {
    query
        .sql(" AND s.completed_on < ")
        .bind(update.completed_before)
}
