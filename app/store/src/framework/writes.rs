//! Importing frameworks.

use super::entities::framework_version;
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    transact,
};
use domain::{
    access::{ImportContent, Permit},
    framework::Framework,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Keeps a framework whose version is not kept yet; whether it was new.
///
/// # Errors
/// When the database fails.
pub async fn import(
    services: &Services,
    permit: &Permit<ImportContent>,
    framework: &Framework,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let known = framework_version::Entity::find()
            .filter(framework_version::Column::Name.eq(&framework.name))
            .filter(framework_version::Column::Version.eq(&framework.version))
            .one(tx)
            .await?;
        if known.is_some() {
            return Ok(Noted::nothing(false));
        }
        let row = framework_version::Model {
            id: services.new_id(),
            name: framework.name.clone(),
            version: framework.version.clone(),
            effective_on: framework.effective_on,
            document: serde_json::to_string(framework)?,
            imported_at: services.now(),
        };
        let subject = format!("framework {} {}", row.name, row.version);
        framework_version::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        note_new(services, tx, permit, subject, &framework.change_note, true).await
    })
}
