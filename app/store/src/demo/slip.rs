//! The joining slip of the demo, good for another time once it has been used.

use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    people::{hashed, joining_slip},
    transact,
};
use domain::{
    access::{ManageDemo, Permit},
    people::normal_slip_code,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// Prints the demo's slip again, with the same code, where it has been used: what newcomers are told to type works. Nothing
/// happens without the demo, or while the slip has not been used.
///
/// # Errors
/// When the database fails.
pub async fn renew_slip(
    services: &Services,
    permit: &Permit<ManageDemo>,
    code: &str,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let last = joining_slip::Entity::find()
            .filter(joining_slip::Column::CodeHash.eq(hashed(&normal_slip_code(code))))
            .order_by_desc(joining_slip::Column::CreatedAt)
            .one(tx)
            .await?;
        let Some(last) = last.filter(|slip| slip.used_at.is_some()) else {
            return Ok(Noted::nothing(()));
        };
        let slip = joining_slip::Model {
            id: services.new_id(),
            created_at: services.now(),
            used_at: None,
            ..last
        };
        let subject = format!("account {}", slip.account_id);
        joining_slip::Entity::insert(slip.into_active_model())
            .exec_without_returning(tx)
            .await?;
        note_new(services, tx, permit, subject, &"joining slip", ()).await
    })
}
