//! Importing frameworks.

use super::entities::framework_version;
use crate::{
    Imported, Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{ImportContent, Permit},
    framework::Framework,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

/// Keeps a framework whose version is not kept yet.
///
/// It is published as it comes in as long as the partnership keeps its framework in files: the first one, and later versions
/// of the same. Any other framework is an example to copy from, and so is everything once a version has been published in the
/// browser, where boards endorse it.
///
/// # Errors
/// When the database fails.
pub async fn import(
    services: &Services,
    permit: &Permit<ImportContent>,
    framework: &Framework,
) -> Result<Imported, StoreError> {
    transact!(services.db, |tx| {
        let known = framework_version::Entity::find()
            .filter(framework_version::Column::Name.eq(&framework.name))
            .filter(framework_version::Column::Version.eq(&framework.version))
            .one(tx)
            .await?;
        if let Some(known) = known {
            let known = serde_json::from_str::<Framework>(&known.document);
            let is_same = known.is_ok_and(|known| known == *framework);
            return Ok(Noted::nothing(Imported::known(is_same)));
        }
        let now = services.now();
        let (standing, is_first) = match published(tx).await? {
            None => (PUBLISHED, true),
            Some(own) if own.name == framework.name && own.draft_id.is_none() => (PUBLISHED, false),
            Some(_) => (EXAMPLE, false),
        };
        let row = framework_version::Model {
            id: services.new_id(),
            name: framework.name.clone(),
            version: framework.version.clone(),
            effective_on: framework.effective_on,
            document: serde_json::to_string(framework)?,
            imported_at: now,
            title: framework.title.clone(),
            standing: standing.to_owned(),
            draft_id: None,
            published_by: None,
            // Before the first version there is nobody whose standing could change.
            begun_at: is_first.then_some(now),
        };
        let subject = format!("framework {} {}", row.name, row.version);
        framework_version::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        let note = &framework.change_note;
        note_new(services, tx, permit, subject, note, Imported::New).await
    })
}

/// The word under which versions are kept that are, were or will be in force.
pub(super) const PUBLISHED: &str = "published";

/// The word under which versions are kept that are there to copy from.
pub(super) const EXAMPLE: &str = "example";

#[derive(FromQueryResult)]
struct Published {
    name: String,
    draft_id: Option<Uuid>,
}

/// The version published last; one that was written in the browser before any other.
async fn published(on: &impl ConnectionTrait) -> Result<Option<Published>, StoreError> {
    let query = Query::new("SELECT name, draft_id FROM framework_version WHERE standing = ")
        .bind(PUBLISHED)
        .sql(" ORDER BY CASE WHEN draft_id IS NULL THEN 1 ELSE 0 END, effective_on DESC LIMIT 1");
    query.one(on).await
}
