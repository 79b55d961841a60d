//! Keeping what a check has found: the outcomes, the rows that stay out, the places, and whom the list misses.

use super::{
    bulk::insert,
    check::part,
    keep::keep_outcomes,
    work::{Claim, problem},
};
use crate::{Services, StoreError, audit::Noted, query::Query, transact};
use domain::{
    ids::StaffImportId,
    people::import::{Counts, Kind, Place, Plan, State, Written},
};
use sea_orm::{ConnectionTrait, Value};
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

const LEFT_OUT: [&str; 3] = ["import_id", "line", "cells"];

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
            insert(tx, "staff_import_left_out", &LEFT_OUT, &rows).await?;
            Ok(Noted::in_the_row(()))
        })?;
    }
    Ok(())
}

#[rustfmt::skip]
const PLACE: [&str; 7] = [
    "import_id", "place", "organisation", "path", "row_count", "state", "organisation_id",
];

const ORGANISATION: [&str; 4] = ["import_id", "organisation_id", "listed", "missing"];

#[rustfmt::skip]
const TEAM: [&str; 6] = ["import_id", "id", "place", "organisation_id", "parent_id", "name"];

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
    insert(on, "staff_import_place", &PLACE, &places).await?;
    let organisations = plan.covered().iter().map(|covered| {
        vec![
            Value::from(id.0),
            covered.organisation.0.into(),
            covered.listed.cast_signed().into(),
            covered.missing.cast_signed().into(),
        ]
    });
    let organisations: Vec<_> = organisations.collect();
    insert(
        on,
        "staff_import_organisation",
        &ORGANISATION,
        &organisations,
    )
    .await?;
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
    insert(on, "staff_import_team", &TEAM, &teams).await
}
