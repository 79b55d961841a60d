//! Taking a board's part of the directory out, which is kept in the audit trail with its purpose.

use super::entries::{Entry, Sought, Within, columns, found, read};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    organisations::district_of,
    transact,
};
use domain::{
    access::{ExportDirectory, Permit},
    directory::Listed,
};
use serde::Serialize;

/// What the trail says of a file that was taken out.
#[derive(Serialize)]
struct Taken<'a> {
    purpose: &'a str,
    level: &'a str,
    entries: usize,
}

/// The entries of the board of a permit that are listed to everybody, for a purpose, which is noted with their number.
///
/// # Errors
/// When the database fails.
pub async fn export_directory(
    services: &Services,
    permit: &Permit<ExportDirectory>,
    level: &str,
    purpose: &str,
) -> Result<Vec<Entry>, StoreError> {
    let board = permit.act().board;
    let today = services.today();
    let districts = Vec::from_iter(district_of(services, board).await?);
    let sought = Sought {
        level: level.to_owned(),
        ..Sought::default()
    };
    transact!(services.db, |tx| {
        let within = Within {
            districts: &districts,
            listed: &[Listed::Everyone],
        };
        let query = found(columns(today), &within, &sought, today);
        let query = query.sql(" ORDER BY p.search_name, t.id");
        let entries = read(tx, query, today).await?;
        if entries.is_empty() {
            return Ok(Noted::nothing(entries));
        }
        let taken = Taken {
            purpose,
            level,
            entries: entries.len(),
        };
        let subject = format!("directory of board {board}");
        note_new(services, tx, permit, subject, &taken, entries).await
    })
}
