//! Reading what is to become of rows: in pages, or all of a kind for a file.

use super::ROWS_ON_A_PAGE;
use crate::{
    Services, StoreError,
    query::{Number, Query},
};
use domain::{
    access::{ImportStaff, Permit},
    ids::{PersonId, StaffImportId},
    people::import::{Change, Fault, Kind, Outcome},
};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is told about a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// What is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
    /// What is worth knowing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The people of whom one may be meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<PersonId>,
}

impl Told {
    pub(super) fn of(outcome: &Outcome) -> Self {
        Self {
            changes: outcome.changes.clone(),
            faults: outcome.faults.clone(),
            remarks: outcome.remarks.clone(),
            candidates: outcome.candidates.clone(),
        }
    }
}

/// One row of a list, with what is to become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The line in the file; none for somebody who is not in it.
    pub line: Option<u32>,
    /// Whom it is about.
    pub name: String,
    /// Their staff number.
    pub staff_number: String,
    /// What is told about it.
    pub told: Told,
    /// The row as it was sent, where it is not brought in.
    pub cells: Vec<String>,
    /// Whether it waits for its place to be decided on.
    pub waits_for_place: bool,
    /// What was said about it: somebody known, or nobody.
    pub said: Option<Option<PersonId>>,
}

#[derive(FromQueryResult)]
struct Row {
    line: Option<i32>,
    name: String,
    staff_number: String,
    told: String,
    cells: Option<String>,
    open_place: Option<i32>,
    is_said: bool,
    said: Option<Uuid>,
}

impl TryFrom<Row> for Listed {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let cells = row.cells.as_deref().map(serde_json::from_str).transpose()?;
        Ok(Self {
            line: row.line.map(i32::unsigned_abs),
            name: row.name,
            staff_number: row.staff_number,
            told: serde_json::from_str(&row.told)?,
            cells: cells.unwrap_or_default(),
            waits_for_place: row.open_place.is_some(),
            said: row.is_said.then(|| row.said.map(Into::into)),
        })
    }
}

/// A page of rows.
#[derive(Clone, Debug)]
pub struct RowPage {
    /// The rows of this page.
    pub rows: Vec<Listed>,
    /// How many there are on all pages.
    pub total: u64,
}

fn select(what: &str, id: StaffImportId, kind: Kind) -> Query {
    let query = Query::new(what);
    let query = query.sql(
        " FROM staff_import_row r LEFT JOIN staff_import_left_out o ON o.import_id = r.import_id AND o.line = r.line \
         LEFT JOIN staff_import_sameness s ON s.import_id = r.import_id AND s.line = r.line WHERE r.import_id = ",
    );
    query.bind(id.0).sql(" AND r.kind = ").bind(kind.code())
}

const COLUMNS: &str = "SELECT r.line, r.name, r.staff_number, r.told, o.cells, r.open_place, \
                       s.line IS NOT NULL AS is_said, s.person_id AS said";

/// The rows of a kind, in the order of the file.
///
/// # Errors
/// When the database fails.
pub async fn page_of_rows(
    services: &Services,
    _permit: &Permit<ImportStaff>,
    id: StaffImportId,
    kind: Kind,
    page: u32,
) -> Result<RowPage, StoreError> {
    paged(services, |what| select(what, id, kind), page).await
}

/// The rows of which a human has to say whom they are about.
///
/// # Errors
/// When the database fails.
pub async fn undecided(
    services: &Services,
    _permit: &Permit<ImportStaff>,
    id: StaffImportId,
    page: u32,
) -> Result<RowPage, StoreError> {
    let query = |what: &str| select(what, id, Kind::Held).sql(" AND r.open_place IS NULL");
    paged(services, query, page).await
}

async fn paged(
    services: &Services,
    query: impl Fn(&str) -> Query,
    page: u32,
) -> Result<RowPage, StoreError> {
    let on = services.db.reader();
    let total = query("SELECT COUNT(*) AS number").one::<Number>(on).await?;
    let rows = query(COLUMNS).sql(" ORDER BY r.place LIMIT ");
    let rows = rows.bind(i64::from(ROWS_ON_A_PAGE)).sql(" OFFSET ");
    let before = i64::from(page.saturating_sub(1)) * i64::from(ROWS_ON_A_PAGE);
    let rows: Vec<Row> = rows.bind(before).all(on).await?;
    Ok(RowPage {
        rows: rows
            .into_iter()
            .map(Listed::try_from)
            .collect::<Result<_, _>>()?,
        total: total.map_or(0, |n| n.number.unsigned_abs()),
    })
}

/// All rows of a kind, for a file.
///
/// # Errors
/// When the database fails.
pub async fn all_rows(
    services: &Services,
    _permit: &Permit<ImportStaff>,
    id: StaffImportId,
    kind: Kind,
) -> Result<Vec<Listed>, StoreError> {
    let query = select(COLUMNS, id, kind).sql(" ORDER BY r.place");
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    rows.into_iter().map(Listed::try_from).collect()
}
