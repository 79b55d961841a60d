//! Taking a list back: everything is again as it was before, unless something has come of it meanwhile.

use super::{
    addresses::{self, Tell},
    audit::permit_of,
    commit::{COUNTS, about},
    settle,
    work::Claim,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{ImportStaff, Permit},
    ids::StaffImportId,
    people::import::State,
};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, SqlErr};
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

/// What is said when the database knows of something that refers to what a list has added.
const REFERRED: &str = "The list could not be taken back, because something in Cascade refers to people or teams that it added.";

/// What is said when somebody else has by now what would be given back.
const TAKEN: &str = "The list could not be taken back, because an address or a number that it has changed is somebody else’s by now.";

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

async fn may(
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
    match query.one::<Row>(on).await? {
        None => return Ok(Err(NoUndo::NotIn)),
        Some(row) if row.is_superseded => return Ok(Err(NoUndo::Later)),
        Some(_) => {}
    }
    let dependents = dependents(on, id).await?;
    Ok(if dependents.is_empty() {
        Ok(())
    } else {
        Err(NoUndo::Depended(dependents))
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
         UNION SELECT r.name, 'was changed afterwards' AS why FROM staff_import_row r LEFT JOIN post p ON p.id = r.post_id \
         WHERE r.import_id = {{id}} AND r.post_step IS NOT NULL AND ({POST_DIFFERS}) \
         UNION SELECT r.name, 'was changed afterwards' AS why FROM staff_import_row r \
         LEFT JOIN post p ON p.id = r.ended_post_id WHERE r.import_id = {{id}} AND r.ended_post_id IS NOT NULL AND {COUNTS} \
         AND (p.id IS NULL OR p.ends_on IS DISTINCT FROM r.ended_on) \
         UNION SELECT r.name, 'was changed afterwards' AS why FROM staff_import_row r \
         LEFT JOIN person p ON p.id = r.person_id WHERE r.import_id = {{id}} AND r.person_step IS NOT NULL \
         AND (p.id IS NULL OR p.name <> r.person_name OR p.email IS DISTINCT FROM r.email) \
         ORDER BY name, why LIMIT "
    );
    about(&sql, id.0).bind(MOST).all(on).await
}

/// Lets a list be taken back by the job, if nothing depends on it.
///
/// # Errors
/// When the database fails.
pub async fn ask_undo(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<Result<(), NoUndo>, StoreError> {
    let Some(by) = permit.by() else {
        return Err(StoreError::Conflict);
    };
    transact!(services.db, |tx| {
        if let Err(why) = may(tx, id).await? {
            return Ok(Noted::nothing(Err(why)));
        }
        let query =
            Query::new("UPDATE staff_import SET rows_done = 0, problem = NULL, undone_by = ");
        let query = query
            .bind(by.0)
            .sql(", state = ")
            .bind(State::Undoing.code());
        let query = query.sql(" WHERE id = ").bind(id.0);
        let query = query
            .sql(" AND organisation_id = ")
            .bind(permit.act().organisation.0);
        let query = query.sql(" AND state = ").bind(State::Committed.code());
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(Err(NoUndo::NotIn)));
        }
        let subject = format!("staff list {id}");
        note_new(services, tx, permit, subject, &"to be taken back", Ok(())).await
    })
}

/// The posts that a list has added.
const ADDED: &str =
    "(SELECT post_id FROM staff_import_row WHERE import_id = {id} AND post_step = 'add')";

/// The statements that take a list back, in the order in which they respect the references.
const STATEMENTS: [&str; 14] = [
    "DELETE FROM absence WHERE id IN (SELECT id FROM staff_import_absence WHERE import_id = {id} AND step = 'add')",
    "UPDATE absence SET to_on = a.was_to_on FROM staff_import_absence a WHERE a.import_id = {id} AND a.step = 'change' \
     AND absence.id = a.id",
    "DELETE FROM membership WHERE post_id IN {added}",
    "DELETE FROM standing WHERE post_id IN {added}",
    "DELETE FROM standing WHERE team_id IN (SELECT id FROM staff_import_team WHERE import_id = {id})",
    "UPDATE role_grant SET ends_on = s.was_ends_on FROM staff_import_grant s WHERE s.import_id = {id} \
     AND role_grant.id = s.id AND role_grant.ends_on = s.ends_on",
    "DELETE FROM post WHERE id IN {added}",
    "UPDATE post SET organisation_id = b.organisation_id, team_id = b.team_id, job_title = b.job_title, \
     contract = b.contract, staff_number = b.staff_number, assignment_number = b.assignment_number, \
     manager_id = b.manager_id, starts_on = b.starts_on, ends_on = b.ends_on, is_main = b.is_main, \
     is_listed = b.is_listed FROM staff_import_post b WHERE b.import_id = {id} AND post.id = b.id",
    "UPDATE person SET name = b.name, search_name = b.search_name, email = b.email FROM staff_import_person b \
     WHERE b.import_id = {id} AND person.id = b.id",
    // What was noted of reminders and nobody was told.
    "DELETE FROM reminder WHERE digest_id IS NULL \
     AND person_id IN (SELECT person_id FROM staff_import_row WHERE import_id = {id} AND person_step = 'add')",
    "UPDATE reminder SET recipient_id = NULL, outcome = 'no-manager' WHERE digest_id IS NULL \
     AND recipient_id IN (SELECT person_id FROM staff_import_row WHERE import_id = {id} AND person_step = 'add')",
    "DELETE FROM person WHERE id IN (SELECT person_id FROM staff_import_row WHERE import_id = {id} AND person_step = 'add')",
    "DELETE FROM staff_import_choice WHERE team_id IN (SELECT id FROM staff_import_team WHERE import_id = {id})",
    "DELETE FROM team WHERE id IN (SELECT id FROM staff_import_team WHERE import_id = {id})",
];

/// Takes a list back, whole, or leaves it in with the reason.
pub(super) async fn undo(
    services: &Services,
    mut claim: Claim,
    tell: &impl Tell,
) -> Result<(), StoreError> {
    let permit = permit_of(claim.undone_by, claim.organisation)?;
    let id = claim.id;
    settle::forget_standing(services, &mut claim).await?;
    let undone = transact!(services.db, |tx| {
        if may(tx, id).await?.is_err() {
            claim.end(tx, State::Committing, Some(REFERRED)).await?;
            return Ok(Noted::in_the_row(()));
        }
        addresses::will_change_back(services, tx, &claim, tell).await?;
        for statement in STATEMENTS {
            let statement = statement.replace("{added}", ADDED);
            about(&statement, id.0).run(tx).await?;
        }
        let query = Query::new("UPDATE staff_import SET rows_done = 0, undone_at = ");
        let query = query.bind(services.now());
        query.sql(" WHERE id = ").bind(id.0).run(tx).await?;
        claim.end(tx, State::Undoing, None).await?;
        let subject = format!("staff list {id}");
        note_new(services, tx, &permit, subject, &"taken back", ()).await
    });
    let problem = match undone {
        Err(StoreError::Database(error)) if is_referred(&error) => REFERRED,
        Err(StoreError::Conflict) => TAKEN,
        outcome => return outcome,
    };
    transact!(services.db, |tx| {
        claim.end(tx, State::Committing, Some(problem)).await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Whether something still refers to what was to be deleted.
fn is_referred(error: &DbErr) -> bool {
    matches!(
        error.sql_err(),
        Some(SqlErr::ForeignKeyConstraintViolation(_))
    )
}
