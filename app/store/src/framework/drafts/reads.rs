//! Reading drafts.

use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{CommentOnFramework, Permit},
    framework::{Framework, Section, Stage},
    ids::{FrameworkDraftId, FrameworkVersionId},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Which.
    pub id: FrameworkDraftId,
    /// Its title.
    pub title: String,
    /// The version it will be.
    pub version: String,
    /// How far it has come.
    pub stage: Stage,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// By whom.
    pub changed_by: String,
}

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Which.
    pub id: FrameworkDraftId,
    /// What it says so far.
    pub framework: Framework,
    /// Counted up with every change.
    pub edition: i64,
    /// The version it was copied from.
    pub copied_from: FrameworkVersionId,
    /// How far it has come.
    pub stage: Stage,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// By whom.
    pub changed_by: String,
    /// The part that was changed last.
    pub changed_part: Option<Section>,
    /// When it was shared.
    pub shared_at: Option<DateTime<Utc>>,
    /// The version it has become.
    pub version: Option<FrameworkVersionId>,
}

/// How far a draft has come, from what has happened to it.
pub(super) fn stage(is_shared: bool, is_published: bool, is_given_up: bool) -> Stage {
    match (is_published, is_given_up, is_shared) {
        (true, _, _) => Stage::Published,
        (_, true, _) => Stage::GivenUp,
        (_, _, true) => Stage::Shared,
        _ => Stage::Draft,
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    document: String,
    edition: i64,
    copied_from: Uuid,
    created_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    changed_by_name: String,
    changed_part: String,
    shared_at: Option<DateTime<Utc>>,
    published_at: Option<DateTime<Utc>>,
    given_up_at: Option<DateTime<Utc>>,
    version_id: Option<Uuid>,
}

/// A draft. Whether it has been shared decides who may see it; the page asks.
///
/// # Errors
/// When the database fails or the stored draft cannot be read.
pub async fn draft(
    services: &Services,
    _permit: &Permit<CommentOnFramework>,
    id: FrameworkDraftId,
) -> Result<Option<Draft>, StoreError> {
    let query = Query::new(
        "SELECT d.id, d.document, d.edition, d.copied_from, d.created_at, d.changed_at, d.changed_by_name, d.changed_part, \
         d.shared_at, d.published_at, d.given_up_at, v.id AS version_id FROM framework_draft d \
         LEFT JOIN framework_version v ON v.draft_id = d.id WHERE d.id = ",
    );
    let found = query.bind(id.0).one::<Row>(services.db.reader()).await?;
    let Some(row) = found else {
        return Ok(None);
    };
    Ok(Some(Draft {
        id: row.id.into(),
        framework: serde_json::from_str(&row.document)?,
        edition: row.edition,
        copied_from: row.copied_from.into(),
        stage: stage(
            row.shared_at.is_some(),
            row.published_at.is_some(),
            row.given_up_at.is_some(),
        ),
        created_at: row.created_at,
        changed_at: row.changed_at,
        changed_by: row.changed_by_name,
        changed_part: Section::from_code(&row.changed_part),
        shared_at: row.shared_at,
        version: row.version_id.map(Into::into),
    }))
}

#[derive(FromQueryResult)]
struct Line {
    id: Uuid,
    title: String,
    version: String,
    changed_at: DateTime<Utc>,
    changed_by_name: String,
    is_shared: bool,
    is_given_up: bool,
}

/// The drafts that have not been published, the one changed last first; those given up at the end.
///
/// # Errors
/// When the database fails.
pub async fn drafts(
    services: &Services,
    _permit: &Permit<CommentOnFramework>,
) -> Result<Vec<DraftLine>, StoreError> {
    let query = Query::new(
        "SELECT id, title, version, changed_at, changed_by_name, shared_at IS NOT NULL AS is_shared, \
         given_up_at IS NOT NULL AS is_given_up FROM framework_draft WHERE published_at IS NULL \
         ORDER BY CASE WHEN given_up_at IS NULL THEN 0 ELSE 1 END, changed_at DESC, id",
    );
    let rows: Vec<Line> = query.all(services.db.reader()).await?;
    let line = |row: Line| DraftLine {
        id: row.id.into(),
        title: row.title,
        version: row.version,
        stage: stage(row.is_shared, false, row.is_given_up),
        changed_at: row.changed_at,
        changed_by: row.changed_by_name,
    };
    Ok(rows.into_iter().map(line).collect())
}
