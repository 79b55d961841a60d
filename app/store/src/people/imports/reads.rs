//! Reading one list.

use super::columns::{KeptHeading, KeptHeadings};
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{ImportStaff, Permit},
    ids::{OrganisationId, PersonId, StaffImportId},
    people::import::{Counts, Covered, State},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A list that was sent.
#[derive(Clone, Debug)]
pub struct Import {
    /// Which.
    pub id: StaffImportId,
    /// Whose list it is.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// The name of the file.
    pub file_name: String,
    /// Its SHA-256.
    pub file_hash: String,
    /// How it was read.
    pub read_as: String,
    /// Its columns.
    pub headings: KeptHeadings,
    /// Whether it names everybody.
    pub is_whole: bool,
    /// The organisations whose people its sender may bring in.
    pub may_bring: Vec<OrganisationId>,
    /// How far it is.
    pub state: State,
    /// How many rows it has.
    pub rows: u32,
    /// How many are done in the step under way.
    pub rows_done: u32,
    /// How many outcomes there are of each kind.
    pub counts: Counts,
    /// Why it was checked again.
    pub problem: Option<String>,
    /// Who sent it.
    pub sent_by: Who,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Who confirmed it.
    pub confirmed_by: Option<Who>,
    /// When it was brought in.
    pub committed_at: Option<DateTime<Utc>>,
    /// Whether another list has been brought in since, so that it can no longer be taken back.
    pub is_superseded: bool,
    /// Who took it back.
    pub undone_by: Option<Who>,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
    /// The organisations it is about, each with its name, how many people it misses, and whether these have left.
    pub covered: Vec<(String, Covered, Option<bool>)>,
    /// How many of its places nobody knows.
    pub open_places: u32,
    /// How many of its rows may be about somebody known.
    pub undecided: u32,
}

/// Somebody, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
}

fn who(id: Option<Uuid>, name: Option<String>) -> Option<Who> {
    let (id, name) = id.zip(name)?;
    Some(Who {
        id: id.into(),
        name,
    })
}

/// The organisations that a list is about, its own first; none when there is no such list. Whoever sees the list must be
/// permitted each of them.
///
/// # Errors
/// When the database fails.
pub async fn organisations_of(
    services: &Services,
    id: StaffImportId,
) -> Result<Vec<OrganisationId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
    }
    let query =
        Query::new("SELECT organisation_id, 0 AS place FROM staff_import WHERE id = ").bind(id.0);
    let query = query.sql(
        " UNION SELECT organisation_id, 1 AS place FROM staff_import_organisation WHERE import_id = ",
    );
    let rows: Vec<Row> = query
        .bind(id.0)
        .sql(" ORDER BY place, organisation_id")
        .all(services.db.reader())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| row.organisation_id.into())
        .collect())
}

#[derive(FromQueryResult)]
struct Row {
    organisation_id: Uuid,
    organisation_name: String,
    file_name: String,
    file_hash: String,
    read_as: String,
    head_line: i32,
    headings: String,
    is_whole: bool,
    may_bring: String,
    state: String,
    in_list: i32,
    rows_done: i32,
    counts: String,
    problem: Option<String>,
    sent_by: Uuid,
    sent_name: String,
    sent_at: DateTime<Utc>,
    confirmed_by: Option<Uuid>,
    confirmed_name: Option<String>,
    committed_at: Option<DateTime<Utc>>,
    is_superseded: bool,
    undone_by: Option<Uuid>,
    undone_name: Option<String>,
    undone_at: Option<DateTime<Utc>>,
    open_places: i64,
    undecided: i64,
}

/// A list, with everything that is to be said of it.
///
/// # Errors
/// When the database fails.
pub async fn find(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
) -> Result<Option<Import>, StoreError> {
    let query = Query::new(
        "SELECT i.organisation_id, o.name AS organisation_name, i.file_name, i.file_hash, i.read_as, i.head_line, \
         i.headings, i.is_whole, i.may_bring, i.state, i.row_count AS in_list, i.rows_done, i.counts, i.problem, i.sent_by, \
         s.name AS sent_name, i.sent_at, i.confirmed_by, c.name AS confirmed_name, i.committed_at, i.is_superseded, \
         i.undone_by, \
         u.name AS undone_name, i.undone_at, (SELECT COUNT(*) FROM staff_import_place p WHERE p.import_id = i.id \
         AND p.state IN ('unknown_organisation', 'unknown_team')) AS open_places, (SELECT COUNT(*) FROM staff_import_row r \
         WHERE r.import_id = i.id AND r.kind = 'held' AND r.open_place IS NULL) AS undecided FROM staff_import i \
         JOIN organisation o ON o.id = i.organisation_id JOIN person s ON s.id = i.sent_by \
         LEFT JOIN person c ON c.id = i.confirmed_by LEFT JOIN person u ON u.id = i.undone_by WHERE i.id = ",
    );
    let query = query.bind(id.0).sql(" AND i.organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    let Some(row) = query.one::<Row>(services.db.reader()).await? else {
        return Ok(None);
    };
    let headings: Vec<KeptHeading> = serde_json::from_str(&row.headings)?;
    Ok(Some(Import {
        id,
        organisation: row.organisation_id.into(),
        organisation_name: row.organisation_name,
        file_name: row.file_name,
        file_hash: row.file_hash,
        read_as: row.read_as,
        headings: KeptHeadings {
            line: row.head_line.unsigned_abs(),
            headings,
        },
        is_whole: row.is_whole,
        may_bring: serde_json::from_str(&row.may_bring)?,
        state: State::from_code(&row.state).unwrap_or(State::Discarded),
        rows: row.in_list.unsigned_abs(),
        rows_done: row.rows_done.unsigned_abs(),
        counts: serde_json::from_str(&row.counts)?,
        problem: row.problem,
        sent_by: Who {
            id: row.sent_by.into(),
            name: row.sent_name,
        },
        sent_at: row.sent_at,
        confirmed_by: who(row.confirmed_by, row.confirmed_name),
        committed_at: row.committed_at,
        is_superseded: row.is_superseded,
        undone_by: who(row.undone_by, row.undone_name),
        undone_at: row.undone_at,
        covered: covered(services, id).await?,
        open_places: u32::try_from(row.open_places).unwrap_or_default(),
        undecided: u32::try_from(row.undecided).unwrap_or_default(),
    }))
}

/// The organisations that a list is about, by name.
async fn covered(
    services: &Services,
    id: StaffImportId,
) -> Result<Vec<(String, Covered, Option<bool>)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
        name: String,
        listed: i32,
        missing: i32,
        have_left: Option<bool>,
    }
    let query = Query::new(
        "SELECT c.organisation_id, o.name, c.listed, c.missing, c.have_left FROM staff_import_organisation c \
         JOIN organisation o ON o.id = c.organisation_id WHERE c.import_id = ",
    );
    let rows: Vec<Row> = query
        .bind(id.0)
        .sql(" ORDER BY o.name")
        .all(services.db.reader())
        .await?;
    let covered = |row: Row| {
        let covered = Covered {
            organisation: row.organisation_id.into(),
            listed: row.listed.unsigned_abs(),
            missing: row.missing.unsigned_abs(),
        };
        (row.name, covered, row.have_left)
    };
    Ok(rows.into_iter().map(covered).collect())
}
