//! Bringing a list in: what was worked out becomes people and posts, by a few statements in one transaction.

use super::{
    addresses::{self, Tell},
    audit::{note_changes, permit_of},
    work::Claim,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::{Number, Query},
    transact,
};
use chrono::{Days, NaiveDate};
use domain::people::import::State;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// What is said when somebody changed what a list is about while it waited.
const CHANGED: &str = "Somebody has changed people or teams that this list is about since it was checked. It has been \
                       checked again. Look it over once more.";

/// A statement in which `{id}` stands for the list.
pub(super) fn about(sql: &str, id: Uuid) -> Query {
    let mut pieces = sql.split("{id}");
    let first = Query::new(pieces.next().unwrap_or_default());
    pieces.fold(first, |query, piece| query.bind(id).sql(piece))
}

/// A statement in which `{id}` stands for the list and `{day}` for a day.
fn about_day(sql: &str, id: Uuid, day: NaiveDate) -> Query {
    let mut pieces = sql.split("{day}");
    let first = about(pieces.next().unwrap_or_default(), id);
    pieces.fold(first, |query, piece| {
        let mut rest = piece.split("{id}");
        let query = query.bind(day).sql(rest.next().unwrap_or_default());
        rest.fold(query, |query, piece| query.bind(id).sql(piece))
    })
}

/// Whether somebody who is missing was said to have left; for rows `r`.
pub(super) const COUNTS: &str = "(r.kind <> 'missing' OR EXISTS (SELECT 1 FROM staff_import_organisation c \
                                 WHERE c.import_id = r.import_id AND c.organisation_id = r.organisation_id AND c.have_left))";

/// A post `p` that is no longer as it was kept in `b`.
const POST_DIFFERS: &str = "p.id IS NULL OR p.organisation_id <> b.organisation_id OR p.team_id IS DISTINCT FROM b.team_id \
     OR p.job_title <> b.job_title OR p.contract <> b.contract OR p.staff_number IS DISTINCT FROM b.staff_number \
     OR p.assignment_number IS DISTINCT FROM b.assignment_number OR p.manager_id IS DISTINCT FROM b.manager_id \
     OR p.starts_on <> b.starts_on OR p.ends_on IS DISTINCT FROM b.ends_on OR p.is_main <> b.is_main \
     OR p.is_listed <> b.is_listed";

/// The statements that bring a list in, in the order in which they respect the references.
fn statements() -> [String; 9] {
    [
        "INSERT INTO team (id, organisation_id, parent_id, name) SELECT id, organisation_id, parent_id, name \
         FROM staff_import_team WHERE import_id = {id} ORDER BY place"
            .to_owned(),
        "UPDATE person SET name = r.person_name, search_name = r.search_name, email = r.email FROM staff_import_row r \
         WHERE r.import_id = {id} AND r.person_step = 'change' AND person.id = r.person_id"
            .to_owned(),
        "INSERT INTO person (id, name, search_name, email, demo, created_at) SELECT r.person_id, r.person_name, \
         r.search_name, r.email, false, i.committed_at FROM staff_import_row r JOIN staff_import i ON i.id = r.import_id \
         WHERE r.import_id = {id} AND r.person_step = 'add' ORDER BY r.place"
            .to_owned(),
        format!(
            "UPDATE post SET ends_on = r.ended_on FROM staff_import_row r WHERE r.import_id = {{id}} \
             AND r.ended_post_id = post.id AND {COUNTS}"
        ),
        "UPDATE post SET organisation_id = r.organisation_id, team_id = r.team_id, job_title = r.job_title, \
         contract = r.contract, staff_number = r.post_number, assignment_number = r.assignment_number, \
         manager_id = r.manager_id, starts_on = r.starts_on, ends_on = r.ends_on, is_main = r.is_main, is_listed = true \
         FROM staff_import_row r WHERE r.import_id = {id} AND r.post_step = 'change' AND post.id = r.post_id"
            .to_owned(),
        "INSERT INTO post (id, person_id, organisation_id, team_id, job_title, contract, staff_number, assignment_number, \
         manager_id, starts_on, ends_on, is_main, is_listed) SELECT r.post_id, r.person_id, r.organisation_id, r.team_id, \
         r.job_title, r.contract, r.post_number, r.assignment_number, r.manager_id, r.starts_on, r.ends_on, r.is_main, true \
         FROM staff_import_row r WHERE r.import_id = {id} AND r.post_step = 'add' ORDER BY r.place"
            .to_owned(),
        "UPDATE absence SET to_on = a.to_on FROM staff_import_absence a WHERE a.import_id = {id} AND a.step = 'change' \
         AND absence.id = a.id"
            .to_owned(),
        "INSERT INTO absence (id, post_id, kind, from_on, to_on, import_id) SELECT id, post_id, kind, from_on, to_on, \
         import_id FROM staff_import_absence WHERE import_id = {id} AND step = 'add'"
            .to_owned(),
        "UPDATE staff_import SET is_superseded = true WHERE state = 'committed' AND id IN (SELECT c.import_id \
         FROM staff_import_organisation c JOIN staff_import_organisation o ON o.organisation_id = c.organisation_id \
         WHERE o.import_id = {id})"
            .to_owned(),
    ]
}

/// The statements that end the roles of leavers, where no other post in the organisation goes on; `{day}` is yesterday.
/// Roles that have ended sign their holders out.
fn ends_of_roles() -> [String; 3] {
    [
        format!(
            "INSERT INTO staff_import_grant (import_id, id, was_ends_on, ends_on) SELECT {{id}}, g.id, g.ends_on, \
             MAX(CASE WHEN p.ends_on < {{day}} THEN {{day}} ELSE p.ends_on END) FROM staff_import_row r \
             JOIN post p ON p.id = COALESCE(r.ended_post_id, r.post_id) \
             JOIN role_grant g ON g.person_id = p.person_id AND g.organisation_id = p.organisation_id \
             WHERE r.import_id = {{id}} AND r.kind IN ('leaver', 'missing') AND {COUNTS} \
             AND (g.ends_on IS NULL OR g.ends_on > p.ends_on) AND NOT EXISTS (SELECT 1 FROM post o \
             WHERE o.person_id = p.person_id AND o.organisation_id = p.organisation_id \
             AND (o.ends_on IS NULL OR o.ends_on > p.ends_on)) GROUP BY g.id, g.ends_on"
        ),
        "UPDATE role_grant SET ends_on = s.ends_on FROM staff_import_grant s WHERE s.import_id = {id} \
         AND role_grant.id = s.id"
            .to_owned(),
        "DELETE FROM sign_in WHERE account_id IN (SELECT a.id FROM account a JOIN role_grant g ON g.person_id = a.person_id \
         JOIN staff_import_grant s ON s.id = g.id WHERE s.import_id = {id} AND s.ends_on <= {day})"
            .to_owned(),
    ]
}

/// Brings a list in, whole. When what it is about has changed since it was checked, nothing is brought in and the list is
/// checked again.
pub(super) async fn commit(
    services: &Services,
    claim: Claim,
    tell: &impl Tell,
) -> Result<(), StoreError> {
    let permit = permit_of(claim.confirmed_by, claim.organisation)?;
    let id = claim.id;
    let brought_in = transact!(services.db, |tx| {
        forget_who_is_still_here(tx, id.0).await?;
        if has_changed(services, tx, id.0).await? {
            claim.end(tx, State::Checking, Some(CHANGED)).await?;
            return Ok(Noted::in_the_row(()));
        }
        let query = Query::new("UPDATE staff_import SET rows_done = 0, committed_at = ");
        let query = query.bind(services.now());
        query.sql(" WHERE id = ").bind(id.0).run(tx).await?;
        for statement in statements() {
            about(&statement, id.0).run(tx).await?;
        }
        let yesterday = services.today() - Days::new(1);
        for statement in ends_of_roles() {
            about_day(&statement, id.0, yesterday).run(tx).await?;
        }
        addresses::have_changed(services, tx, &claim, tell).await?;
        note_changes(services, tx, &permit, id).await?;
        claim.end(tx, State::Committing, None).await?;
        let subject = format!("staff list {id}");
        note_new(services, tx, &permit, subject, &"brought in", ()).await
    });
    match brought_in {
        // Somebody has taken an address or a number of the list meanwhile.
        Err(StoreError::Conflict) => transact!(services.db, |tx| {
            claim.end(tx, State::Checking, Some(CHANGED)).await?;
            Ok(Noted::in_the_row(()))
        }),
        outcome => outcome,
    }
}

/// The posts of those who are missing and have not left stay as they are, whatever becomes of them.
async fn forget_who_is_still_here(on: &impl ConnectionTrait, id: Uuid) -> Result<(), StoreError> {
    let sql = format!(
        "DELETE FROM staff_import_post WHERE import_id = {{id}} AND id IN (SELECT r.ended_post_id FROM staff_import_row r \
         WHERE r.import_id = {{id}} AND r.kind = 'missing' AND NOT {COUNTS})"
    );
    about(&sql, id).run(on).await?;
    Ok(())
}

/// Whether people, posts or absences that a list changes are no longer as they were when it was checked, or somebody else
/// has one of its numbers now.
async fn has_changed(
    services: &Services,
    on: &impl ConnectionTrait,
    id: Uuid,
) -> Result<bool, StoreError> {
    let today = services.today();
    let questions = [
        about(
            &format!(
                "SELECT COUNT(*) AS number FROM staff_import_post b LEFT JOIN post p ON p.id = b.id \
                 WHERE b.import_id = {{id}} AND ({POST_DIFFERS})"
            ),
            id,
        ),
        about(
            "SELECT COUNT(*) AS number FROM staff_import_person b LEFT JOIN person p ON p.id = b.id \
             WHERE b.import_id = {id} AND (p.id IS NULL OR p.name <> b.name OR p.email IS DISTINCT FROM b.email)",
            id,
        ),
        about(
            "SELECT COUNT(*) AS number FROM staff_import_absence b LEFT JOIN absence a ON a.id = b.id \
             WHERE b.import_id = {id} AND b.step = 'change' AND (a.id IS NULL OR a.to_on IS DISTINCT FROM b.was_to_on)",
            id,
        ),
        about(
            "SELECT COUNT(*) AS number FROM staff_import_row r JOIN post p ON p.organisation_id = r.organisation_id \
             AND p.staff_number = r.post_number WHERE r.import_id = {id} AND r.post_step = 'add' \
             AND p.person_id <> r.person_id AND (p.ends_on IS NULL OR p.ends_on >= ",
            id,
        )
        .bind(today)
        .sql(")"),
        about(
            "SELECT COUNT(*) AS number FROM staff_import_row r LEFT JOIN person p ON p.id = r.person_id \
             WHERE r.import_id = {id} AND r.post_step = 'add' AND r.person_step IS NULL AND p.id IS NULL \
             AND NOT EXISTS (SELECT 1 FROM staff_import_row n WHERE n.import_id = r.import_id \
             AND n.person_step = 'add' AND n.person_id = r.person_id)",
            id,
        ),
        about(
            "SELECT COUNT(*) AS number FROM staff_import_row r JOIN staff_import i ON i.id = r.import_id \
             JOIN staff_import_person b ON b.import_id = r.import_id AND b.id = r.person_id \
             JOIN role_grant g ON g.person_id = r.person_id WHERE r.import_id = {id} AND r.person_step = 'change' \
             AND r.email IS DISTINCT FROM b.email AND NOT i.by_administrator AND (g.ends_on IS NULL OR g.ends_on >= ",
            id,
        )
        .bind(today)
        .sql(")"),
        about(
            "SELECT COUNT(*) AS number FROM staff_import_team n JOIN team t ON t.organisation_id = n.organisation_id \
             AND t.parent_id IS NOT DISTINCT FROM n.parent_id AND t.name = n.name WHERE n.import_id = {id}",
            id,
        ),
    ];
    for question in questions {
        let found = question.one::<Number>(on).await?;
        if found.is_some_and(|found| found.number > 0) {
            return Ok(true);
        }
    }
    Ok(false)
}
