//! Moving back what was merged, as long as nothing that moved has been changed since.

use super::{
    Moved, Was,
    merge::{end_sign_ins, set_email, set_main, swap},
    moves::{MOVES, give},
    reminders,
};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    framework::reassess,
    query::{Number, Query},
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Act, MergeRecords, Permit, SeeAllHeld},
    ids::{MergerId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A merger in force.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MergerRow {
    /// Which.
    pub id: Uuid,
    /// The name of the record that went into this one.
    pub name: String,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// Who merged them.
    pub by: Option<String>,
}

/// The mergers into a person's record that are in force, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn mergers_of(
    services: &Services,
    permit: &Permit<MergeRecords>,
) -> Result<Vec<MergerRow>, StoreError> {
    let query = Query::new(
        "SELECT m.id, p.name, m.merged_at, d.name AS by FROM merger m JOIN person p ON p.id = m.merged_id \
         LEFT JOIN person d ON d.id = m.merged_by WHERE m.undone_at IS NULL AND m.kept_id = ",
    );
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    query
        .sql(" ORDER BY m.merged_at DESC, m.id DESC")
        .all(services.db.reader())
        .await
}

/// The record that somebody's has been merged into. Whether it may be seen is asked where it is shown.
///
/// # Errors
/// When the database fails.
pub async fn merged_into(
    services: &Services,
    person: PersonId,
) -> Result<Option<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        kept_id: Uuid,
    }
    let query = Query::new("SELECT kept_id FROM merger WHERE undone_at IS NULL AND merged_id = ");
    let row: Option<Row> = query.bind(person.0).one(services.db.reader()).await?;
    Ok(row.map(|row| row.kept_id.into()))
}

#[derive(FromQueryResult)]
struct Merger {
    id: Uuid,
    kept_id: Uuid,
    merged_id: Uuid,
    moved: String,
    was: String,
    merged_at: DateTime<Utc>,
}

async fn find(
    on: &impl ConnectionTrait,
    permit: &Permit<MergeRecords>,
    id: MergerId,
) -> Result<Option<(Merger, Moved, Was)>, StoreError> {
    let query = Query::new(
        "SELECT id, kept_id, merged_id, moved, was, merged_at FROM merger WHERE undone_at IS NULL AND id = ",
    );
    let query = query.bind(id.0).sql(" AND kept_id = ");
    let found = query.bind(permit.act().target.person.map(Uuid::from));
    let Some(row) = found.one::<Merger>(on).await? else {
        return Ok(None);
    };
    let (moved, was) = (
        serde_json::from_str(&row.moved)?,
        serde_json::from_str(&row.was)?,
    );
    Ok(Some((row, moved, was)))
}

/// What has happened since two records were merged, for which the merger cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// Another record was merged into the same one.
    Later,
    /// Rows that moved have moved on, of this kind.
    MovedOn(String),
    /// Something was done, by the name of its act, when, by whom.
    Done(String, DateTime<Utc>, Option<String>),
    /// A module was gone on with.
    Studied(String, DateTime<Utc>),
}

/// What stands in the way of undoing a merger; none when there is no such merger.
///
/// # Errors
/// When the database fails.
pub async fn since(
    services: &Services,
    permit: &Permit<MergeRecords>,
    id: MergerId,
) -> Result<Option<Vec<Since>>, StoreError> {
    let on = services.db.reader();
    match find(on, permit, id).await? {
        Some((row, moved, _)) => Ok(Some(all_since(on, &row, &moved).await?)),
        None => Ok(None),
    }
}

async fn all_since(
    on: &impl ConnectionTrait,
    row: &Merger,
    moved: &Moved,
) -> Result<Vec<Since>, StoreError> {
    let query =
        Query::new("SELECT COUNT(*) AS number FROM merger WHERE undone_at IS NULL AND kept_id = ");
    let query = query.bind(row.kept_id).sql(" AND merged_at > ");
    let later = query.bind(row.merged_at).one::<Number>(on).await?;
    let mut all = Vec::new();
    if later.is_some_and(|later| later.number > 0) {
        all.push(Since::Later);
    }
    all.extend(moved_on(on, row, moved).await?);
    all.extend(done_since(on, row, moved).await?);
    all.extend(studied_since(on, row, moved).await?);
    Ok(all)
}

/// The rows that moved, by words, table and column.
fn kinds(
    moved: &Moved,
) -> impl Iterator<Item = (&'static str, &'static str, &'static str, &[Uuid])> {
    let account = ("Account", "account", "person_id");
    let known = MOVES
        .iter()
        .map(|one| (one.words, one.table, one.column))
        .chain([account]);
    known.filter_map(|(words, table, column)| {
        let ids = moved.get(&format!("{table}.{column}"))?;
        Some((words, table, column, ids.as_slice()))
    })
}

/// Kinds of rows of which some are no longer where they moved to.
async fn moved_on(
    on: &impl ConnectionTrait,
    row: &Merger,
    moved: &Moved,
) -> Result<Vec<Since>, StoreError> {
    #[derive(FromQueryResult)]
    struct There {
        words: String,
        number: i64,
    }
    let mut query = Query::new("");
    for (place, (words, table, column, ids)) in kinds(moved).enumerate() {
        let union = if place == 0 { "" } else { " UNION ALL " };
        let select = format!(
            "{union}SELECT '{words}' AS words, COUNT(*) AS number FROM {table} WHERE {column} = "
        );
        query = query.sql(&select).bind(row.kept_id).sql(" AND id IN (");
        query = query.bind_all(ids.iter().copied()).sql(")");
    }
    if moved.is_empty() {
        return Ok(Vec::new());
    }
    let there: Vec<There> = query.all(on).await?;
    let is_there = |words: &str, ids: &[Uuid]| {
        let found = there.iter().find(|one| one.words == words);
        found.is_some_and(|one| usize::try_from(one.number) == Ok(ids.len()))
    };
    Ok(kinds(moved)
        .filter(|(words, _, _, ids)| !is_there(words, ids))
        .map(|(words, ..)| Since::MovedOn(words.to_owned()))
        .collect())
}

/// How the audit trail calls the rows of a table, where not by its name.
fn subject(table: &str) -> &str {
    if table == "employer_identity" {
        "identity"
    } else {
        table
    }
}

/// Entries of the audit trail about the two people and what moved.
async fn done_since(
    on: &impl ConnectionTrait,
    row: &Merger,
    moved: &Moved,
) -> Result<Vec<Since>, StoreError> {
    #[derive(FromQueryResult)]
    struct Entry {
        act: String,
        at: DateTime<Utc>,
        name: Option<String>,
    }
    let people = [row.kept_id, row.merged_id].map(|id| format!("person {id}"));
    let rows = kinds(moved).filter(|(_, _, column, _)| *column == "person_id");
    let rows = rows.flat_map(|(_, table, _, ids)| {
        ids.iter().map(move |id| format!("{} {id}", subject(table)))
    });
    let query = Query::new(
        "SELECT a.act, a.at, d.name FROM audit a LEFT JOIN person d ON d.id = a.actor WHERE a.at > ",
    );
    let query = query.bind(row.merged_at).sql(" AND a.act NOT IN (");
    let query = query
        .bind_all([MergeRecords::NAME, SeeAllHeld::NAME])
        .sql(") AND a.subject IN (");
    let query = query.bind_all(people.into_iter().chain(rows));
    let entries: Vec<Entry> = query.sql(") ORDER BY a.at LIMIT 20").all(on).await?;
    let done = |entry: Entry| Since::Done(entry.act, entry.at, entry.name);
    Ok(entries.into_iter().map(done).collect())
}

/// Modules gone on with leave no entry, but their instant.
async fn studied_since(
    on: &impl ConnectionTrait,
    row: &Merger,
    moved: &Moved,
) -> Result<Vec<Since>, StoreError> {
    #[derive(FromQueryResult)]
    struct Study {
        module: String,
        updated_at: DateTime<Utc>,
    }
    let Some(ids) = moved.get("study.person_id") else {
        return Ok(Vec::new());
    };
    let query = Query::new("SELECT module, updated_at FROM study WHERE updated_at > ");
    let query = query
        .bind(row.merged_at)
        .sql(" AND id IN (")
        .bind_all(ids.iter().copied());
    let studies: Vec<Study> = query.sql(")").all(on).await?;
    let studied = |study: Study| Since::Studied(study.module, study.updated_at);
    Ok(studies.into_iter().map(studied).collect())
}

/// What came of undoing a merger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Both records are as they were.
    Done,
    /// Something stands in the way.
    NotAny(Vec<Since>),
    /// Somebody else has the e-mail address by now.
    Address,
}

/// Moves back what was merged. What was added since stays with the record that was kept.
///
/// # Errors
/// When the database fails.
pub async fn undo(
    services: &Services,
    permit: &Permit<MergeRecords>,
    id: MergerId,
) -> Result<Undone, StoreError> {
    let undone = transact!(services.db, |tx| {
        let Some((row, moved, was)) = find(tx, permit, id).await? else {
            return Ok(Noted::nothing(Undone::Done));
        };
        let since = all_since(tx, &row, &moved).await?;
        if !since.is_empty() {
            return Ok(Noted::nothing(Undone::NotAny(since)));
        }
        let (kept, merged) = (PersonId(row.kept_id), PersonId(row.merged_id));
        end_sign_ins(tx, [kept, merged]).await?;
        for (_, table, column, ids) in kinds(&moved) {
            give(tx, (table, column), ids, merged).await?;
        }
        reminders::give_back(tx, was.reminders, kept, merged).await?;
        set_main(tx, &was.main_posts, true).await?;
        if let Some(account) = was.closed {
            let query = Query::new("UPDATE account SET closed_at = NULL WHERE id = ");
            query.bind(account).run(tx).await?;
        }
        if let Some(accounts) = was.swapped {
            swap(tx, accounts).await?;
        }
        set_email(tx, kept, None).await?;
        set_email(tx, merged, was.merged_email.clone()).await?;
        set_email(tx, kept, was.kept_email.clone()).await?;
        let query = Query::new("UPDATE merger SET undone_at = ").bind(services.now());
        let query = query
            .sql(", undone_by = ")
            .bind(permit.by().map(Uuid::from));
        query.sql(" WHERE id = ").bind(row.id).run(tx).await?;
        reassess(services, tx, &[kept, merged]).await?;
        let entry = Entry {
            subject: format!("person {kept}"),
            before: Some(&("merged with", merged)),
            after: Some(&"undone"),
        };
        note(services, tx, permit, entry, Undone::Done).await
    });
    match undone {
        Err(StoreError::Conflict) => Ok(Undone::Address),
        undone => undone,
    }
}
