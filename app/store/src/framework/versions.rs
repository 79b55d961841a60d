//! Versions of frameworks: in force, to come, superseded, and examples to copy from. They never change.

use super::{
    entities::framework_version,
    writes::{EXAMPLE, PUBLISHED},
};
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    framework::Framework,
    ids::{FrameworkDraftId, FrameworkVersionId},
};
use sea_orm::{EntityTrait, FromQueryResult};
use std::sync::Arc;
use uuid::Uuid;

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// Which.
    pub id: FrameworkVersionId,
    /// The framework's name in addresses.
    pub name: String,
    /// The framework's title.
    pub title: String,
    /// The authors' version.
    pub version: String,
    /// The day from which it counts.
    pub effective_on: NaiveDate,
    /// Whether it is there to copy from only.
    pub is_example: bool,
    /// The draft it was published from; none where it was imported.
    pub draft: Option<FrameworkDraftId>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    title: String,
    version: String,
    effective_on: NaiveDate,
    standing: String,
    draft_id: Option<Uuid>,
}

impl From<Row> for VersionLine {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            title: row.title,
            version: row.version,
            effective_on: row.effective_on,
            is_example: row.standing == EXAMPLE,
            draft: row.draft_id.map(Into::into),
        }
    }
}

/// All versions: those of the partnership's framework by the day from which they count, the last first, then examples.
///
/// # Errors
/// When the database fails.
pub async fn versions(services: &Services) -> Result<Vec<VersionLine>, StoreError> {
    let query = Query::new(
        "SELECT id, name, title, version, effective_on, standing, draft_id FROM framework_version \
         ORDER BY CASE WHEN standing = ",
    );
    let query = query.bind(PUBLISHED);
    let rows: Vec<Row> = query
        .sql(" THEN 0 ELSE 1 END, effective_on DESC, imported_at DESC")
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().map(VersionLine::from).collect())
}

/// What a version says.
///
/// # Errors
/// When the database fails or the stored version cannot be read.
pub async fn document(
    services: &Services,
    id: FrameworkVersionId,
) -> Result<Option<Arc<Framework>>, StoreError> {
    if let Some(framework) = services.shelf.frameworks.get(id.0) {
        return Ok(Some(framework));
    }
    let found = framework_version::Entity::find_by_id(id.0)
        .one(services.db.reader())
        .await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let framework = serde_json::from_str(&row.document)?;
    Ok(Some(services.shelf.frameworks.keep(id.0, framework)))
}
