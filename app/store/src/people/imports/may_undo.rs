//! Whether a list may be taken back: what has come of it since it was brought in.

use super::commit::{COUNTS, about};
use crate::{Services, StoreError};
use domain::{
    access::{ImportStaff, Permit},
    ids::StaffImportId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::fmt::Write as _;
use thiserror::Error;

/// Why a list cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoUndo {
    /// It is not in, or is being taken back.
    #[error("This list is not one that has been brought in")]
    NotIn,
    /// Another list has been brought in since.
    #[error("Another list has been brought in since, so this one can no longer be taken back")]
    Later,
    /// Something depends on it.
    #[error("Something has come of this list since it was brought in")]
    Depended(Vec<Dependent>),
}

/// Somebody of whom something depends on a list.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Dependent {
    /// The name.
    pub name: String,
    /// What has come of it.
    pub why: String,
}

/// The most dependents that are told.
const MOST: i64 = 50;

/// Whether a list may be taken back.
///
/// # Errors
/// When the database fails.
pub async fn may_undo(
    services: &Services,
    _permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<Result<(), NoUndo>, StoreError> {
    may(services.db.reader(), id).await
}

pub(super) async fn may(
    on: &impl ConnectionTrait,
    id: StaffImportId,
) -> Result<Result<(), NoUndo>, StoreError> {
    if let Err(why) = is_in(on, id).await? {
        return Ok(Err(why));
    }
    let dependents = dependents(on, id).await?;
    Ok(if dependents.is_empty() {
        Ok(())
    } else {
        Err(NoUndo::Depended(dependents))
    })
}

/// Whether a list is in, and no other has been brought in since.
pub(super) async fn is_in(
    on: &impl ConnectionTrait,
    id: StaffImportId,
) -> Result<Result<(), NoUndo>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        is_superseded: bool,
    }
    let query = about(
        "SELECT is_superseded FROM staff_import WHERE id = {id} AND state IN ('committed', 'undoing') \
         AND undone_at IS NULL",
        id.0,
    );
    Ok(match query.one::<Row>(on).await? {
        None => Err(NoUndo::NotIn),
        Some(row) if row.is_superseded => Err(NoUndo::Later),
        Some(_) => Ok(()),
    })
}

/// What may have come of people that a list added, each as the end of a sentence and the table that says so.
const COME_OF_PEOPLE: [(&str, &str); 11] = [
    ("has an account", "account x ON x.person_id = r.person_id"),
    ("has begun a module", "study x ON x.person_id = r.person_id"),
    (
        "has completed training",
        "completion x ON x.person_id = r.person_id",
    ),
    (
        "has claimed training",
        "claim x ON x.person_id = r.person_id",
    ),
    (
        "signs in with the employer",
        "employer_identity x ON x.person_id = r.person_id",
    ),
    ("holds a role", "role_grant x ON x.person_id = r.person_id"),
    (
        "has been exempted",
        "exemption x ON x.person_id = r.person_id",
    ),
    (
        "has been given a date",
        "assigned_date x ON x.person_id = r.person_id",
    ),
    (
        "has been reminded of training",
        "reminder x ON x.person_id = r.person_id AND x.digest_id IS NOT NULL",
    ),
    (
        "has been told of people to remind",
        "digest x ON x.person_id = r.person_id",
    ),
    (
        "has another post",
        "post x ON x.person_id = r.person_id AND NOT EXISTS (SELECT 1 FROM staff_import_row o \
         WHERE o.import_id = r.import_id AND o.post_step = 'add' AND o.post_id = x.id)",
    ),
];

/// A post `p` that is no longer as a row `r` has left it.
const POST_DIFFERS: &str = "p.id IS NULL OR p.organisation_id <> r.organisation_id OR p.team_id IS DISTINCT FROM r.team_id \
     OR p.job_title <> r.job_title OR p.contract <> r.contract OR p.staff_number IS DISTINCT FROM r.post_number \
     OR p.assignment_number IS DISTINCT FROM r.assignment_number OR p.manager_id IS DISTINCT FROM r.manager_id \
     OR p.starts_on <> r.starts_on OR p.ends_on IS DISTINCT FROM r.ends_on OR p.is_main <> r.is_main";

/// Everybody of whom something depends on a list, with what.
async fn dependents(
    on: &impl ConnectionTrait,
    id: StaffImportId,
) -> Result<Vec<Dependent>, StoreError> {
    let mut sql = String::new();
    for (why, come_of) in COME_OF_PEOPLE {
        let _ = write!(
            sql,
            "SELECT r.name, '{why}' AS why FROM staff_import_row r JOIN {come_of} \
             WHERE r.import_id = {{id}} AND r.person_step = 'add' UNION ",
        );
    }
    let _ = write!(
        sql,
        "SELECT r.name, 'is the line manager of somebody else' AS why FROM staff_import_row r \
         JOIN post x ON x.manager_id = r.person_id WHERE r.import_id = {{id}} AND r.person_step = 'add' \
         AND NOT EXISTS (SELECT 1 FROM staff_import_row o WHERE o.import_id = r.import_id AND o.post_id = x.id \
         AND o.post_step IS NOT NULL) \
         UNION SELECT r.name, 'has completed training in the new post' AS why FROM staff_import_row r \
         JOIN completion x ON x.post_id = r.post_id WHERE r.import_id = {{id}} AND r.post_step = 'add' \
         UNION SELECT r.name, 'has been sorted by hand' AS why FROM staff_import_row r \
         JOIN cohort_override x ON x.post_id = r.post_id WHERE r.import_id = {{id}} AND r.post_step = 'add' \
         UNION SELECT r.name, 'has been sorted by hand' AS why FROM staff_import_row r \
         JOIN post_answer x ON x.post_id = r.post_id WHERE r.import_id = {{id}} AND r.post_step = 'add' \
         UNION {} ORDER BY name, why LIMIT ",
        changed()
    );
    about(&sql, id.0).bind(MOST).all(on).await
}

/// The statement that finds everybody who was changed after a list.
fn changed() -> String {
    format!(
        "SELECT r.name, 'was changed afterwards' AS why FROM staff_import_row r LEFT JOIN post p ON p.id = r.post_id \
         WHERE r.import_id = {{id}} AND r.post_step IS NOT NULL AND ({POST_DIFFERS}) \
         UNION SELECT r.name, 'was changed afterwards' AS why FROM staff_import_row r \
         LEFT JOIN post p ON p.id = r.ended_post_id WHERE r.import_id = {{id}} AND r.ended_post_id IS NOT NULL AND {COUNTS} \
         AND (p.id IS NULL OR p.ends_on IS DISTINCT FROM r.ended_on) \
         UNION SELECT r.name, 'was changed afterwards' AS why FROM staff_import_row r \
         LEFT JOIN person p ON p.id = r.person_id WHERE r.import_id = {{id}} AND r.person_step IS NOT NULL \
         AND (p.id IS NULL OR p.name <> r.person_name OR p.email IS DISTINCT FROM r.email)"
    )
}

/// Whether the list is superseded by now, or somebody was changed after it. Of what refers to people whom it has added, the
/// database knows itself and refuses to delete them.
pub(super) async fn is_overtaken(
    on: &impl ConnectionTrait,
    id: StaffImportId,
) -> Result<bool, StoreError> {
    if is_in(on, id).await?.is_err() {
        return Ok(true);
    }
    let query = about(&format!("{} LIMIT ", changed()), id.0).bind(1_i64);
    Ok(query.one::<Dependent>(on).await?.is_some())
}
