//! Taking a list back: everything is again as it was before, unless something has come of it meanwhile.

use super::{
    addresses::{self, Tell},
    audit::permit_of,
    commit::about,
    may_undo::{NoUndo, is_in, is_overtaken, may},
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
use sea_orm::{DbErr, SqlErr};

/// What is said when the database knows of something that refers to what a list has added.
const REFERRED: &str = "The list could not be taken back, because something in Cascade refers to people or teams that it added.";

/// What is said when somebody else has by now what would be given back.
const TAKEN: &str = "The list could not be taken back, because an address or a number that it has changed is somebody else’s by now.";

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
    // Looked at before others have to wait, and again by the job.
    if let Err(why) = may(services.db.reader(), id).await? {
        return Ok(Err(why));
    }
    transact!(services.db, |tx| {
        if let Err(why) = is_in(tx, id).await? {
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
        if is_overtaken(tx, id).await? {
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
