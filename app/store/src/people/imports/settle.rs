//! What follows from people and posts that a list has changed, their cohorts and what they must reach: some hundred people
//! at a time, because working it out for all of them at once would keep others from writing.

use super::{
    purge::{purge, purge_cells},
    work::{Claim, problem},
};
use crate::{Services, StoreError, audit::Noted, framework::reassess, query::Query, transact};
use domain::{
    ids::{PersonId, StaffImportId},
    people::import::State,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Rows dealt with by one transaction.
const ROWS: i64 = 500;

/// Works through the people of a list that was brought in or taken back, from where an earlier try has stopped.
pub(super) async fn settle(
    services: &Services,
    mut claim: Claim,
    state: State,
) -> Result<(), StoreError> {
    let id = claim.id;
    let mut done = done(services, id).await?;
    loop {
        let kept = transact!(services.db, |tx| {
            let touched = touched(tx, id, done).await?;
            let Some((last, _)) = touched.last().copied() else {
                return Ok(Noted::nothing(None));
            };
            let people: BTreeSet<PersonId> = touched.iter().map(|(_, person)| *person).collect();
            let people: Vec<PersonId> = people.into_iter().collect();
            reassess(services, tx, &people).await?;
            let until = claim.keep(services, tx, last + 1).await?;
            Ok(Noted::in_the_row(Some((last + 1, until))))
        })?;
        let Some((next, until)) = kept else { break };
        claim.goes_on(until);
        done = next;
    }
    finish(services, &claim, state).await
}

/// Forgets where people stand in the posts that a list has added, some hundred at a time: to forget it together with the
/// posts would keep others from writing twice as long. If the list stays in after all, it is worked out again.
pub(super) async fn forget_standing(
    services: &Services,
    claim: &mut Claim,
) -> Result<(), StoreError> {
    let mut done = done(services, claim.id).await?;
    loop {
        let kept = transact!(services.db, |tx| {
            let added = added(tx, claim.id, done).await?;
            let Some((last, _)) = added.last().copied() else {
                return Ok(Noted::nothing(None));
            };
            Query::new("DELETE FROM standing WHERE post_id IN (")
                .bind_all(added.iter().map(|(_, post)| *post))
                .sql(")")
                .run(tx)
                .await?;
            let until = claim.keep(services, tx, last + 1).await?;
            Ok(Noted::in_the_row(Some((last + 1, until))))
        })?;
        let Some((next, until)) = kept else {
            return Ok(());
        };
        claim.goes_on(until);
        done = next;
    }
}

/// The next rows that have added a post, with which.
async fn added(
    on: &impl ConnectionTrait,
    id: StaffImportId,
    from: u32,
) -> Result<Vec<(u32, Uuid)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        place: i32,
        post_id: Uuid,
    }
    let query = Query::new("SELECT place, post_id FROM staff_import_row WHERE import_id = ");
    let query = query
        .bind(id.0)
        .sql(" AND place >= ")
        .bind(from.cast_signed());
    let query = query.sql(" AND post_step = 'add' ORDER BY place LIMIT ");
    let rows: Vec<Row> = query.bind(ROWS).all(on).await?;
    let added = |row: Row| (row.place.unsigned_abs(), row.post_id);
    Ok(rows.into_iter().map(added).collect())
}

async fn done(services: &Services, id: StaffImportId) -> Result<u32, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        rows_done: i32,
    }
    let query = Query::new("SELECT rows_done FROM staff_import WHERE id = ").bind(id.0);
    let row = query.one::<Row>(services.db.reader()).await?;
    Ok(row.map_or(0, |row| row.rows_done.unsigned_abs()))
}

/// The next rows that have changed somebody who is there, with whom.
async fn touched(
    on: &impl ConnectionTrait,
    id: StaffImportId,
    from: u32,
) -> Result<Vec<(u32, PersonId)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        place: i32,
        person_id: Uuid,
    }
    let query = Query::new(
        "SELECT r.place, r.person_id FROM staff_import_row r JOIN person p ON p.id = r.person_id WHERE r.import_id = ",
    );
    let query = query
        .bind(id.0)
        .sql(" AND r.place >= ")
        .bind(from.cast_signed());
    let query = query.sql(
        " AND r.kind IN ('new', 'changed', 'moved', 'leaver', 'missing') ORDER BY r.place LIMIT ",
    );
    let rows: Vec<Row> = query.bind(ROWS).all(on).await?;
    let touched = |row: Row| (row.place.unsigned_abs(), row.person_id.into());
    Ok(rows.into_iter().map(touched).collect())
}

/// Ends the work on a list, with the reason where taking it back has failed, and forgets what earlier lists of the same
/// organisations said, which can no longer be taken back.
async fn finish(services: &Services, claim: &Claim, state: State) -> Result<(), StoreError> {
    let id = claim.id;
    transact!(services.db, |tx| {
        if state == State::Undoing {
            claim.end(tx, State::Undone, None).await?;
            purge(tx, &[id]).await?;
        } else {
            let problem = problem(tx, id).await?;
            claim.end(tx, State::Committed, problem.as_deref()).await?;
            purge_cells(tx, id).await?;
            purge(tx, &earlier(tx, id).await?).await?;
        }
        Ok(Noted::in_the_row(()))
    })
}

/// Lists that were brought in before this one and share an organisation with it.
async fn earlier(
    on: &impl ConnectionTrait,
    id: StaffImportId,
) -> Result<Vec<StaffImportId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let query = Query::new(
        "SELECT DISTINCT e.id FROM staff_import e JOIN staff_import_organisation c ON c.import_id = e.id \
         JOIN staff_import_organisation o ON o.organisation_id = c.organisation_id WHERE e.is_superseded \
         AND o.import_id = ",
    );
    let rows: Vec<Row> = query.bind(id.0).all(on).await?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}
