//! Keeping what a check has found: the outcomes, the rows that stay out, the places, and whom the list misses.

use super::{
    bulk::{rows_of, values},
    check::part,
    keep::keep_outcomes,
    work::Claim,
};
use crate::{Services, StoreError, audit::Noted, query::Query, transact};
use domain::{
    ids::StaffImportId,
    people::import::{Counts, Kind, Place, Plan, State, Written},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use std::collections::HashSet;
use uuid::Uuid;

/// Rows kept by one transaction.
const CHUNK: usize = 2_000;

/// Keeps the plan, some thousand outcomes at a time, and then says that the list has been checked.
pub(super) async fn keep(
    services: &Services,
    mut claim: Claim,
    mut plan: Plan,
    written: &[(Written, u32)],
) -> Result<(), StoreError> {
    let (mut counts, mut done, mut left_out) = (Counts::default(), 0_u32, HashSet::new());
    loop {
        let outcomes: Vec<_> = plan.by_ref().take(CHUNK).collect();
        if outcomes.is_empty() {
            break;
        }
        let after = done + u32::try_from(outcomes.len()).unwrap_or_default();
        let until = transact!(services.db, |tx| {
            keep_outcomes(tx, claim.id, done, &outcomes, plan.known()).await?;
            Ok(Noted::in_the_row(claim.keep(services, tx, after).await?))
        })?;
        claim.goes_on(until);
        for outcome in &outcomes {
            counts.add(outcome.kind);
            if matches!(outcome.kind, Kind::Rejected | Kind::Held) {
                left_out.extend(outcome.line);
            }
        }
        done = after;
    }
    keep_left_out(services, claim.id, &left_out).await?;
    transact!(services.db, |tx| {
        keep_places(tx, claim.id, &plan, written).await?;
        let query =
            Query::new("UPDATE staff_import SET counts = ").bind(serde_json::to_string(&counts)?);
        query.sql(" WHERE id = ").bind(claim.id.0).run(tx).await?;
        let problem = problem(tx, claim.id).await?;
        claim.end(tx, State::Checked, problem.as_deref()).await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Keeps the rows that are not brought in as they were sent, to be mended and sent again.
async fn keep_left_out(
    services: &Services,
    id: StaffImportId,
    lines: &HashSet<u32>,
) -> Result<(), StoreError> {
    for place in 0.. {
        let Some(part) = part(services, id, place).await? else {
            break;
        };
        let mut rows = Vec::new();
        for (line, cells) in part.iter().filter(|(line, _)| lines.contains(line)) {
            rows.push(vec![
                Value::from(id.0),
                line.cast_signed().into(),
                serde_json::to_string(cells)?.into(),
            ]);
        }
        if rows.is_empty() {
            continue;
        }
        transact!(services.db, |tx| {
            let query =
                Query::new("INSERT INTO staff_import_left_out (import_id, line, cells) VALUES ");
            values(query, rows.iter().cloned()).run(tx).await?;
            Ok(Noted::in_the_row(()))
        })?;
    }
    Ok(())
}

/// Why the list is checked again, if it is; said until it is brought in.
async fn problem(
    on: &impl ConnectionTrait,
    id: StaffImportId,
) -> Result<Option<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        problem: Option<String>,
    }
    let query = Query::new("SELECT problem FROM staff_import WHERE id = ").bind(id.0);
    Ok(query.one::<Row>(on).await?.and_then(|row| row.problem))
}

async fn keep_places(
    on: &impl ConnectionTrait,
    id: StaffImportId,
    plan: &Plan,
    written: &[(Written, u32)],
) -> Result<(), StoreError> {
    let mut places = Vec::new();
    for (number, ((written, rows), place)) in (0_i32..).zip(written.iter().zip(plan.at())) {
        let (state, organisation) = match place {
            Place::At(organisation, _) => ("at", Some(organisation.0)),
            Place::UnknownOrganisation => ("unknown_organisation", None),
            Place::UnknownTeam(organisation) => ("unknown_team", Some(organisation.0)),
            Place::NotYours(_) => ("not_yours", None),
            Place::Out => ("out", None),
        };
        places.push(vec![
            Value::from(id.0),
            number.into(),
            written.organisation.clone().into(),
            serde_json::to_string(&written.path)?.into(),
            rows.cast_signed().into(),
            state.into(),
            organisation.into(),
        ]);
    }
    for chunk in places.chunks(rows_of(7)) {
        let query = Query::new(
            "INSERT INTO staff_import_place (import_id, place, organisation, path, row_count, state, organisation_id) VALUES ",
        );
        values(query, chunk.iter().cloned()).run(on).await?;
    }
    let organisations = plan.covered().iter().map(|covered| {
        vec![
            Value::from(id.0),
            covered.organisation.0.into(),
            covered.listed.cast_signed().into(),
            covered.missing.cast_signed().into(),
        ]
    });
    let organisations: Vec<_> = organisations.collect();
    if !organisations.is_empty() {
        let query = Query::new(
            "INSERT INTO staff_import_organisation (import_id, organisation_id, listed, missing) VALUES ",
        );
        values(query, organisations).run(on).await?;
    }
    let teams = (0_i32..).zip(plan.places().made()).map(|(place, team)| {
        vec![
            Value::from(id.0),
            team.id.0.into(),
            place.into(),
            team.organisation.0.into(),
            team.parent.map(Uuid::from).into(),
            team.name.clone().into(),
        ]
    });
    let teams: Vec<_> = teams.collect();
    for chunk in teams.chunks(rows_of(6)) {
        let query = Query::new(
            "INSERT INTO staff_import_team (import_id, id, place, organisation_id, parent_id, name) VALUES ",
        );
        values(query, chunk.iter().cloned()).run(on).await?;
    }
    Ok(())
}
