//! Reading frameworks.

use super::entities::framework_version;
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{framework::Framework, ids::FrameworkVersionId};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use std::sync::Arc;
use uuid::Uuid;

/// The framework in force on a day.
#[derive(Clone, Debug)]
pub struct InForce {
    /// Its version.
    pub id: FrameworkVersionId,
    /// What it says.
    pub framework: Arc<Framework>,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The framework in force on a day: the published version that took effect last. None before the first one is imported.
///
/// # Errors
/// When the database fails.
pub async fn in_force(services: &Services, day: NaiveDate) -> Result<Option<InForce>, StoreError> {
    in_force_on(services, services.db.reader(), day).await
}

/// The same within a transaction, which must not wait for a second connection while it holds one.
pub(crate) async fn in_force_on(
    services: &Services,
    on: &impl ConnectionTrait,
    day: NaiveDate,
) -> Result<Option<InForce>, StoreError> {
    let latest = Query::new(
        "SELECT id FROM framework_version WHERE standing = 'published' AND effective_on <= ",
    )
    .bind(day)
    .sql(" ORDER BY effective_on DESC, imported_at DESC LIMIT 1");
    read(services, on, latest).await
}

/// The version published last, in force by now or later.
///
/// # Errors
/// When the database fails.
pub async fn latest_version(services: &Services) -> Result<Option<InForce>, StoreError> {
    latest(services, services.db.reader()).await
}

/// The same within a transaction.
pub(super) async fn latest(
    services: &Services,
    on: &impl ConnectionTrait,
) -> Result<Option<InForce>, StoreError> {
    let latest = Query::new(
        "SELECT id FROM framework_version WHERE standing = 'published' \
         ORDER BY effective_on DESC, imported_at DESC LIMIT 1",
    );
    read(services, on, latest).await
}

/// The version whose id a query gives, from the shelf or the database.
async fn read(
    services: &Services,
    on: &impl ConnectionTrait,
    which: Query,
) -> Result<Option<InForce>, StoreError> {
    let Some(Id { id }) = which.one(on).await? else {
        return Ok(None);
    };
    if let Some(framework) = services.shelf.frameworks.get(id) {
        return Ok(Some(InForce {
            id: id.into(),
            framework,
        }));
    }
    let Some(row) = framework_version::Entity::find_by_id(id).one(on).await? else {
        return Ok(None);
    };
    let framework = services
        .shelf
        .frameworks
        .keep(id, serde_json::from_str(&row.document)?);
    Ok(Some(InForce {
        id: id.into(),
        framework,
    }))
}
