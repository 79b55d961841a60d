//! Module and framework versions at hand.

use super::entities::module_version;
use crate::{Services, StoreError, shelf::Documents};
use domain::{framework::Framework, ids::ModuleVersionId, learning::Module};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::sync::Arc;

/// Versions already read.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    pub(crate) modules: Documents<Module>,
    pub(crate) frameworks: Documents<Framework>,
}

/// One version of a module, from the shelf or the database.
///
/// # Errors
/// When the database fails or the stored module cannot be read.
pub async fn module(
    services: &Services,
    id: ModuleVersionId,
) -> Result<Option<Arc<Module>>, StoreError> {
    module_on(services, services.db.reader(), id).await
}

/// The same within a transaction, which must not wait for a second connection while it holds one.
pub(super) async fn module_on(
    services: &Services,
    on: &impl ConnectionTrait,
    id: ModuleVersionId,
) -> Result<Option<Arc<Module>>, StoreError> {
    if let Some(module) = services.shelf.modules.get(id.into()) {
        return Ok(Some(module));
    }
    let Some(row) = module_version::Entity::find_by_id(id.0).one(on).await? else {
        return Ok(None);
    };
    Ok(Some(
        services
            .shelf
            .modules
            .keep(id.into(), serde_json::from_str(&row.document)?),
    ))
}
