//! Importing frameworks.

use super::entities::framework_version;
use crate::{
    Imported, Services, StoreError,
    audit::{Noted, note_new},
    transact,
};
use domain::{
    access::{ImportContent, Permit},
    framework::Framework,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Keeps a framework whose version is not kept yet.
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
        let note = &framework.change_note;
        note_new(services, tx, permit, subject, note, Imported::New).await
    })
}
