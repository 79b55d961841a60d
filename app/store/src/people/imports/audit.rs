//! The trail of a list: who brought it in or took it back, and what it changed of whom.

use super::rows::Told;
use crate::{
    Services, StoreError,
    audit::{Entry, note},
    query::Query,
};
use domain::{
    access::{Actor, Grant, ImportStaff, Permit, Role, permit},
    ids::{AccountId, OrganisationId, PersonId, StaffImportId},
    people::import::Change,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

/// Rows told by one entry.
const ROWS: i64 = 200;

/// The permit of the person who confirmed a list or asked for it to be taken back; it was checked when they did.
///
/// # Errors
/// [`StoreError::Conflict`] when nobody did.
pub(super) fn permit_of(
    person: Option<PersonId>,
    organisation: OrganisationId,
) -> Result<Permit<ImportStaff>, StoreError> {
    let person = person.ok_or(StoreError::Conflict)?;
    let grant = Grant {
        role: Role::TrainingLead,
        organisation: Some(organisation),
        board: None,
        whose: None,
    };
    let by = Actor::Person {
        person,
        account: AccountId(person.0),
        name: String::new(),
        grants: vec![grant],
    };
    permit(&by, ImportStaff { organisation }).map_err(|_| StoreError::Conflict)
}

/// Notes what a list changes of people who are there already, before and after. Whoever is new is told by their own rows.
pub(super) async fn note_changes(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        place: i32,
        line: Option<i32>,
        name: String,
        person_id: Option<Uuid>,
        told: String,
    }
    #[derive(Serialize)]
    struct Changed {
        line: Option<i32>,
        name: String,
        person: Option<Uuid>,
        changes: Vec<Change>,
    }
    let mut last = -1;
    loop {
        let query = Query::new(
            "SELECT r.place, r.line, r.name, r.person_id, r.told FROM staff_import_row r WHERE r.import_id = ",
        );
        let query = query.bind(id.0).sql(" AND r.place > ").bind(last);
        let query = query.sql(
            " AND (r.kind IN ('changed', 'moved', 'leaver') OR (r.kind = 'missing' AND EXISTS (SELECT 1 \
             FROM staff_import_organisation c WHERE c.import_id = r.import_id AND c.organisation_id = r.organisation_id \
             AND c.have_left))) ORDER BY r.place LIMIT ",
        );
        let rows: Vec<Row> = query.bind(ROWS).all(on).await?;
        let Some(end) = rows.last() else {
            return Ok(());
        };
        last = end.place;
        let mut changed = Vec::with_capacity(rows.len());
        for row in rows {
            let told: Told = serde_json::from_str(&row.told)?;
            changed.push(Changed {
                line: row.line,
                name: row.name,
                person: row.person_id,
                changes: told.changes,
            });
        }
        let entry = Entry {
            subject: format!("staff list {id}, rows up to {last}"),
            before: None::<&()>,
            after: Some(&changed),
        };
        let _noted = note(services, on, permit, entry, ()).await?;
    }
}
