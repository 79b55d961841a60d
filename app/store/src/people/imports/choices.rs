//! What people decide about a list that has been checked.

use super::{bulk::insert_or, open::OpenPlace, purge::purge};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{ImportStaff, Permit},
    ids::{OrganisationId, PersonId, StaffImportId},
    people::import::{PlaceChoice, State, Written},
};
use sea_orm::{ConnectionTrait, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Lets a checked list be checked again; whether it was one.
async fn check_again(
    on: &impl ConnectionTrait,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<bool, StoreError> {
    set_state(on, permit, id, (State::Checked, State::Checking)).await
}

/// Moves a list from one state to another; whether it was in the first.
async fn set_state(
    on: &impl ConnectionTrait,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
    (from, to): (State, State),
) -> Result<bool, StoreError> {
    let query = Query::new("UPDATE staff_import SET rows_done = 0, problem = NULL, state = ");
    let query = query.bind(to.code()).sql(" WHERE id = ").bind(id.0);
    let query = query
        .sql(" AND organisation_id = ")
        .bind(permit.act().organisation.0);
    let query = query.sql(" AND state = ").bind(from.code());
    Ok(query.run(on).await? == 1)
}

/// Says which organisations and teams are meant, for this list and the next ones, and has the list checked again.
///
/// # Errors
/// When the database fails.
pub async fn decide_places(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
    said: &[(OpenPlace, PlaceChoice)],
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        if !check_again(tx, permit, id).await? {
            return Ok(Noted::nothing(()));
        }
        remember(tx, permit.act().organisation, said).await?;
        let told: Vec<_> = said
            .iter()
            .map(|(place, choice)| (&place.organisation, &place.path, words(*choice)))
            .collect();
        let subject = format!("staff list {id}, places");
        note_new(services, tx, permit, subject, &told, ()).await
    })
}

/// The word of a choice, with the organisation and team it leads to.
fn words(choice: PlaceChoice) -> (&'static str, Option<Uuid>, Option<Uuid>) {
    match choice {
        PlaceChoice::Team(organisation, team) => {
            ("team", Some(organisation.0), team.map(Uuid::from))
        }
        PlaceChoice::Make(organisation) => ("make", Some(organisation.0), None),
        PlaceChoice::Organisation(organisation) => ("organisation", Some(organisation.0), None),
        PlaceChoice::Out => ("out", None, None),
    }
}

#[rustfmt::skip]
const CHOICE: [&str; 6] = ["home_id", "organisation", "path", "choice", "organisation_id", "team_id"];

/// Keeps what was said for the next lists too; of places that are written almost alike, what was said last.
async fn remember(
    on: &impl ConnectionTrait,
    home: OrganisationId,
    said: &[(OpenPlace, PlaceChoice)],
) -> Result<(), StoreError> {
    let mut by_key: BTreeMap<(String, String), PlaceChoice> = BTreeMap::new();
    for (place, choice) in said {
        let written = Written {
            organisation: place.organisation.clone(),
            path: place.path.clone(),
        };
        by_key.insert(written.key(), *choice);
    }
    let rows = by_key.into_iter().map(|((organisation, path), choice)| {
        let (word, organisation_id, team_id) = words(choice);
        vec![
            Value::from(home.0),
            organisation.into(),
            path.into(),
            word.into(),
            organisation_id.into(),
            team_id.into(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let replace = " ON CONFLICT (home_id, organisation, path) DO UPDATE SET choice = excluded.choice, \
                   organisation_id = excluded.organisation_id, team_id = excluded.team_id";
    insert_or(on, "staff_import_choice", &CHOICE, &rows, replace).await
}

const SAMENESS: [&str; 3] = ["import_id", "line", "person_id"];

/// Says whom rows are about, by their lines: somebody known, or somebody new. With `then_check` the list is checked again.
///
/// # Errors
/// When the database fails.
pub async fn decide_sameness(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
    said: &[(u32, Option<PersonId>)],
    then_check: bool,
) -> Result<(), StoreError> {
    let to = if then_check {
        State::Checking
    } else {
        State::Checked
    };
    transact!(services.db, |tx| {
        if !set_state(tx, permit, id, (State::Checked, to)).await? {
            return Ok(Noted::nothing(()));
        }
        let by_line: BTreeMap<u32, Option<PersonId>> = said.iter().copied().collect();
        let rows = by_line.into_iter().map(|(line, person)| {
            let person = person.map(Uuid::from);
            vec![Value::from(id.0), line.cast_signed().into(), person.into()]
        });
        let rows: Vec<_> = rows.collect();
        let replace = " ON CONFLICT (import_id, line) DO UPDATE SET person_id = excluded.person_id";
        insert_or(tx, "staff_import_sameness", &SAMENESS, &rows, replace).await?;
        let subject = format!("staff list {id}, who is who");
        note_new(services, tx, permit, subject, &said, ()).await
    })
}

/// Says of the people whom a list misses whether they have left, organisation by organisation.
///
/// # Errors
/// When the database fails.
pub async fn decide_missing(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
    have_left: &[(OrganisationId, bool)],
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        if !set_state(tx, permit, id, (State::Checked, State::Checked)).await? {
            return Ok(Noted::nothing(()));
        }
        for (organisation, have_left) in have_left {
            let query =
                Query::new("UPDATE staff_import_organisation SET have_left = ").bind(*have_left);
            let query = query.sql(" WHERE import_id = ").bind(id.0);
            query
                .sql(" AND organisation_id = ")
                .bind(organisation.0)
                .run(tx)
                .await?;
        }
        let subject = format!("staff list {id}, people who are not in it");
        note_new(services, tx, permit, subject, &have_left, ()).await
    })
}

/// Lets a list be brought in; whether it could be. Posted twice it is brought in once.
///
/// # Errors
/// When the database fails.
pub async fn confirm(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<bool, StoreError> {
    let Some(by) = permit.by() else {
        return Err(StoreError::Conflict);
    };
    transact!(services.db, |tx| {
        let query =
            Query::new("UPDATE staff_import SET rows_done = 0, problem = NULL, confirmed_by = ");
        let query = query.bind(by.0).sql(", state = ");
        let query = query.bind(State::Committing.code());
        let query = query.sql(" WHERE id = ").bind(id.0);
        let query = query
            .sql(" AND organisation_id = ")
            .bind(permit.act().organisation.0);
        let query = query.sql(" AND state = ").bind(State::Checked.code());
        let query = query.sql(
            " AND NOT EXISTS (SELECT 1 FROM staff_import_organisation c WHERE c.import_id = staff_import.id \
             AND c.missing > 0 AND c.have_left IS NULL)",
        );
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        let subject = format!("staff list {id}");
        note_new(services, tx, permit, subject, &"confirmed", true).await
    })
}

/// Puts a list away that was not brought in, and forgets what it said; whether it could be.
///
/// # Errors
/// When the database fails.
pub async fn discard(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let mut discarded = false;
        for from in [State::Columns, State::Checked] {
            discarded |= set_state(tx, permit, id, (from, State::Discarded)).await?;
        }
        if !discarded {
            return Ok(Noted::nothing(false));
        }
        purge(tx, &[id]).await?;
        let subject = format!("staff list {id}");
        note_new(services, tx, permit, subject, &"put away", true).await
    })
}
