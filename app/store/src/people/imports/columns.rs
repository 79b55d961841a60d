//! The columns of a list, and what an organisation's headings have been said to mean.

use super::{begin::state_of, bulk::insert_or};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    query::Query,
    transact,
};
use domain::{
    access::{ImportStaff, Permit},
    ids::{OrganisationId, StaffImportId},
    people::import::{Heading, Layout, Meaning, Remembered, heading_key},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One column of a list that has been sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHeading {
    /// Its heading.
    pub text: String,
    /// The word for what it means.
    pub meaning: String,
    /// The place of its cells among those that are kept; none where they are not.
    pub kept: Option<usize>,
    /// A few of its cells, where somebody has to say what it means.
    pub samples: Vec<String>,
}

impl KeptHeading {
    /// What it means.
    pub fn meaning(&self) -> Meaning {
        Meaning::from_code(&self.meaning)
    }
}

/// The columns of a list that has been sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptHeadings {
    /// The line of the heading row.
    pub line: u32,
    /// The columns.
    pub headings: Vec<KeptHeading>,
}

impl KeptHeadings {
    /// The columns whose cells are kept, by their places there.
    pub fn layout(&self) -> Layout {
        let kept = self.headings.iter().filter_map(|heading| {
            Some(Heading {
                place: heading.kept?,
                text: heading.text.clone(),
                meaning: heading.meaning(),
            })
        });
        Layout {
            line: self.line,
            headings: kept.collect(),
        }
    }
}

/// What the headings of an organisation's lists have been said to mean.
///
/// # Errors
/// When the database fails.
pub async fn remembered(
    services: &Services,
    permit: &Permit<ImportStaff>,
) -> Result<Remembered, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        heading: String,
        meaning: String,
    }
    let query =
        Query::new("SELECT heading, meaning FROM staff_import_heading WHERE organisation_id = ")
            .bind(permit.act().organisation.0);
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let meaning = |row: Row| Some((row.heading, Meaning::choice(&row.meaning)?));
    Ok(rows.into_iter().filter_map(meaning).collect())
}

/// Says what columns mean, by their places among all columns; remembers it for the organisation's next lists, and forgets
/// the cells of those that are left out. Afterwards the list is checked, if nothing is open. Nothing happens to a list
/// that the program is at work on, or that is dealt with.
///
/// # Errors
/// When the database fails.
pub async fn set_columns(
    services: &Services,
    permit: &Permit<ImportStaff>,
    id: StaffImportId,
    before: &KeptHeadings,
    said: &[(usize, Meaning)],
) -> Result<(), StoreError> {
    let mut after = before.clone();
    let mut dropped = Vec::new();
    for (index, meaning) in said {
        let Some(heading) = after.headings.get_mut(*index) else {
            continue;
        };
        meaning.code().clone_into(&mut heading.meaning);
        heading.samples.clear();
        if *meaning == Meaning::NotNeeded {
            dropped.extend(heading.kept.take());
        }
    }
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE staff_import SET state = ").bind(state_of(&after).code());
        let query = query
            .sql(", headings = ")
            .bind(serde_json::to_string(&after.headings)?)
            .sql(" WHERE id = ")
            .bind(id.0);
        let query = query.sql(" AND organisation_id = ").bind(organisation.0);
        let query = query.sql(" AND state IN ('columns', 'checked')");
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(()));
        }
        forget(tx, id, &dropped).await?;
        remember(tx, organisation, before, said).await?;
        let entry = Entry {
            subject: format!("staff list {id}"),
            before: Some(&meanings(before)),
            after: Some(&meanings(&after)),
        };
        note(services, tx, permit, entry, ()).await
    })
}

const HEADING: [&str; 3] = ["organisation_id", "heading", "meaning"];

/// Keeps what columns mean for the organisation's next lists; of headings that are alike, what was said last.
async fn remember(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    before: &KeptHeadings,
    said: &[(usize, Meaning)],
) -> Result<(), StoreError> {
    let heading = |(index, meaning): &(usize, Meaning)| {
        let heading = before.headings.get(*index)?;
        Some((heading_key(&heading.text), meaning.code()))
    };
    let by_key: BTreeMap<String, _> = said.iter().filter_map(heading).collect();
    let rows = by_key.into_iter().map(|(heading, meaning)| {
        vec![Value::from(organisation.0), heading.into(), meaning.into()]
    });
    let rows: Vec<_> = rows.collect();
    let replace =
        " ON CONFLICT (organisation_id, heading) DO UPDATE SET meaning = excluded.meaning";
    insert_or(on, "staff_import_heading", &HEADING, &rows, replace).await
}

fn meanings(headings: &KeptHeadings) -> Vec<(&str, &str)> {
    let each = headings.headings.iter();
    each.map(|h| (h.text.as_str(), h.meaning.as_str()))
        .collect()
}

/// Empties the cells of columns that are left out.
async fn forget(
    on: &impl ConnectionTrait,
    id: StaffImportId,
    dropped: &[usize],
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        cells: String,
    }
    if dropped.is_empty() {
        return Ok(());
    }
    for place in 0_i32.. {
        let query = Query::new("SELECT cells FROM staff_import_part WHERE import_id = ").bind(id.0);
        let part = query
            .sql(" AND place = ")
            .bind(place)
            .one::<Row>(on)
            .await?;
        let Some(part) = part else { break };
        let mut rows: Vec<(u32, Vec<String>)> = serde_json::from_str(&part.cells)?;
        for (_, cells) in &mut rows {
            for kept in dropped {
                if let Some(cell) = cells.get_mut(*kept) {
                    cell.clear();
                }
            }
        }
        let query = Query::new("UPDATE staff_import_part SET cells = ");
        let query = query.bind(serde_json::to_string(&rows)?);
        let query = query.sql(" WHERE import_id = ").bind(id.0);
        query.sql(" AND place = ").bind(place).run(on).await?;
    }
    Ok(())
}
