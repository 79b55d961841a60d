//! Sealing entries into the chain, and checking it.
//!
//! The hash of an entry covers its place, all its fields and the hash before it (SHA-256), so that an entry changed,
//! taken out or put in between breaks every hash after it.

use super::{Noted, entities::audit};
use crate::{Services, StoreError, transact};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use sha2::{Digest, Sha256};

/// Entries read at a time.
const PAGE: u64 = 500;

/// The result of checking a whole chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Entries in the chain.
    pub entries: u64,
    /// Where it is broken first, if it is.
    pub broken: Option<Broken>,
}

/// Where a chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The place of the first entry that is missing or changed.
    pub place: i64,
}

/// Seals the entries not in the chain yet, in the order of their ids; how many.
///
/// # Errors
/// When the database fails. [`StoreError::Conflict`] when another server sealed at the same time: nothing is lost, the
/// next run goes on.
pub async fn seal(services: &Services) -> Result<u64, StoreError> {
    transact!(services.db, |tx| {
        let open = audit::Entity::find()
            .filter(audit::Column::Place.is_null())
            .order_by_asc(audit::Column::Id)
            .limit(PAGE)
            .all(tx)
            .await?;
        let sealed = open.len() as u64;
        let last = audit::Entity::find()
            .filter(audit::Column::Place.is_not_null())
            .order_by_desc(audit::Column::Place)
            .one(tx)
            .await?;
        let (mut place, mut before) = last.map_or((0, Vec::new()), |e| {
            (e.place.unwrap_or(0), e.hash.unwrap_or_default())
        });
        for entry in open {
            place += 1;
            before = hash(&entry, place, &before);
            let updated = audit::Entity::update_many()
                .col_expr(audit::Column::Place, Expr::value(place))
                .col_expr(audit::Column::Hash, Expr::value(before.clone()))
                .filter(audit::Column::Id.eq(entry.id))
                .filter(audit::Column::Place.is_null())
                .exec(tx)
                .await?;
            // Another server has sealed it since it was read. Sealing it again would break the chain.
            if updated.rows_affected != 1 {
                return Err(StoreError::Conflict);
            }
        }
        Ok(Noted::in_the_row(sealed))
    })
}

/// Reads the whole chain and computes it again.
///
/// # Errors
/// When the database fails.
pub async fn check(services: &Services) -> Result<Checked, StoreError> {
    let (mut place, mut before) = (0_i64, Vec::new());
    loop {
        let page = audit::Entity::find()
            .filter(audit::Column::Place.gt(place))
            .order_by_asc(audit::Column::Place)
            .limit(PAGE)
            .all(services.db.reader())
            .await?;
        if page.is_empty() {
            return Ok(Checked {
                entries: place.unsigned_abs(),
                broken: None,
            });
        }
        for entry in page {
            let expected = hash(&entry, place + 1, &before);
            if entry.place != Some(place + 1) || entry.hash.as_ref() != Some(&expected) {
                return Ok(Checked {
                    entries: place.unsigned_abs(),
                    broken: Some(Broken { place: place + 1 }),
                });
            }
            (place, before) = (place + 1, expected);
        }
    }
}

fn hash(entry: &audit::Model, place: i64, before: &[u8]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    field(before);
    field(&place.to_be_bytes());
    field(entry.id.as_bytes());
    field(&entry.at.timestamp_micros().to_be_bytes());
    field(
        entry
            .actor
            .map(|a| *a.as_bytes())
            .unwrap_or_default()
            .as_slice(),
    );
    field(entry.act.as_bytes());
    field(entry.subject.as_bytes());
    field(entry.before_json.as_deref().unwrap_or_default().as_bytes());
    field(entry.after_json.as_deref().unwrap_or_default().as_bytes());
    hasher.finalize().to_vec()
}
