//! A list arrives.

use super::columns::KeptHeadings;
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::once_more,
    query::Query,
    transact,
};
use domain::{
    access::{ImportStaff, Permit},
    ids::{OrganisationId, StaffImportId},
    people::import::State,
};
use sea_orm::FromQueryResult;
use serde::Serialize;
use uuid::Uuid;

/// Rows kept together.
const PART: usize = 2_000;

/// A list as it arrives, without what is private.
#[derive(Clone, Debug)]
pub struct NewList {
    /// The name of the file.
    pub file_name: String,
    /// The SHA-256 of the file, in hexadecimal digits.
    pub file_hash: String,
    /// How it was read.
    pub read_as: String,
    /// Its columns.
    pub headings: KeptHeadings,
    /// Whether it names everybody.
    pub is_whole: bool,
    /// The organisations whose people the sender may bring in.
    pub may_bring: Vec<OrganisationId>,
    /// Whether the sender is an administrator.
    pub by_administrator: bool,
    /// Its rows.
    pub parts: Vec<Part>,
}

/// Some thousand rows.
#[derive(Clone, Debug)]
pub struct Part {
    rows: u32,
    cells: String,
}

/// Packs rows, each a line with the cells that are kept.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn parts<'a>(rows: impl Iterator<Item = (u32, Vec<&'a str>)>) -> Result<Vec<Part>, StoreError> {
    let (mut parts, mut chunk) = (Vec::new(), Vec::with_capacity(PART));
    let mut rows = rows.peekable();
    while let Some(row) = rows.next() {
        chunk.push(row);
        if chunk.len() == PART || rows.peek().is_none() {
            parts.push(Part {
                rows: u32::try_from(chunk.len()).unwrap_or_default(),
                cells: serde_json::to_string(&chunk)?,
            });
            chunk.clear();
        }
    }
    Ok(parts)
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is a new list.
    New(StaffImportId),
    /// The same file was sent before.
    Known(StaffImportId),
}

/// Keeps a list that somebody has sent, to be checked or, where its columns are not clear, to be asked about. The same
/// file for the same organisation is one list, unless the one before was taken back or put away.
///
/// # Errors
/// When the database fails.
pub async fn send(
    services: &Services,
    permit: &Permit<ImportStaff>,
    new: &NewList,
) -> Result<Sent, StoreError> {
    once_more(|| keep(services, permit, new)).await
}

async fn keep(
    services: &Services,
    permit: &Permit<ImportStaff>,
    new: &NewList,
) -> Result<Sent, StoreError> {
    #[derive(FromQueryResult)]
    struct Known {
        id: Uuid,
    }
    #[derive(Serialize)]
    struct Arrived<'a> {
        file: &'a str,
        hash: &'a str,
        rows: u32,
    }
    let organisation = permit.act().organisation;
    let Some(by) = permit.by() else {
        return Err(StoreError::Conflict);
    };
    let rows = new.parts.iter().map(|part| part.rows).sum::<u32>();
    transact!(services.db, |tx| {
        let known = Query::new("SELECT id FROM staff_import WHERE organisation_id = ")
            .bind(organisation.0)
            .sql(" AND file_hash = ")
            .bind(new.file_hash.as_str())
            .sql(" AND state NOT IN ('undone', 'discarded')");
        if let Some(known) = known.one::<Known>(tx).await? {
            return Ok(Noted::nothing(Sent::Known(known.id.into())));
        }
        let id = services.new_id::<StaffImportId>();
        let query = Query::new(
            "INSERT INTO staff_import (id, organisation_id, file_name, file_hash, read_as, head_line, headings, is_whole, \
             may_bring, by_administrator, state, row_count, sent_by, sent_at) VALUES (",
        );
        query
            .bind_all([
                sea_orm::Value::from(id.0),
                organisation.0.into(),
                new.file_name.clone().into(),
                new.file_hash.clone().into(),
                new.read_as.clone().into(),
                new.headings.line.cast_signed().into(),
                serde_json::to_string(&new.headings.headings)?.into(),
                new.is_whole.into(),
                serde_json::to_string(&new.may_bring)?.into(),
                new.by_administrator.into(),
                state_of(&new.headings).code().into(),
                rows.cast_signed().into(),
                by.0.into(),
                services.now().into(),
            ])
            .sql(")")
            .run(tx)
            .await?;
        for (place, part) in (0_i32..).zip(&new.parts) {
            let query =
                Query::new("INSERT INTO staff_import_part (import_id, place, cells) VALUES (");
            query
                .bind_all([
                    sea_orm::Value::from(id.0),
                    place.into(),
                    part.cells.clone().into(),
                ])
                .sql(")")
                .run(tx)
                .await?;
        }
        let arrived = Arrived {
            file: &new.file_name,
            hash: &new.file_hash,
            rows,
        };
        let subject = format!("staff list {id}");
        note_new(services, tx, permit, subject, &arrived, Sent::New(id)).await
    })
}

/// How far a list is that has just arrived, or whose columns were just set.
pub(super) fn state_of(headings: &KeptHeadings) -> State {
    let layout = headings.layout();
    if layout.is_unsure() || !layout.missing().is_empty() {
        State::Columns
    } else {
        State::Checking
    }
}

/// The SHA-256 of a file, in hexadecimal digits.
pub fn file_hash(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    crate::hex(&Sha256::digest(bytes))
}
