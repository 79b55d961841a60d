//! An administrator made on the command line: the way in when nobody inside can open the door.

use super::entities::{account, person, role_grant};
use crate::{Services, StoreError, audit::note_new, query::Query, transact};
use domain::{
    access::{GrantRole, Permit, Role},
    ids::{AccountId, PersonId},
    people::folded,
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde::Serialize;
use uuid::Uuid;

/// Who is to be administrator.
#[derive(Clone, Debug, Serialize)]
pub struct NewAdministrator {
    /// The name, for somebody who is not here yet.
    pub name: String,
    /// The e-mail address, in lower case.
    pub email: String,
    /// The hash of a new password; never written into the audit trail.
    #[serde(skip)]
    pub password_hash: String,
}

/// Makes somebody administrator, with a new password. Whoever has the address already stays who they are, with posts,
/// records and second factor; their account is opened again if it was closed, and they are signed out everywhere. Whoever
/// is new works nowhere: an administrator needs no post.
///
/// # Errors
/// When the database fails.
pub async fn make_administrator(
    services: &Services,
    permit: &Permit<GrantRole>,
    new: &NewAdministrator,
) -> Result<PersonId, StoreError> {
    transact!(services.db, |tx| {
        let person = person_of(services, tx, new).await?;
        let account = account_of(services, tx, person, &new.password_hash).await?;
        let query = Query::new("DELETE FROM sign_in WHERE account_id = ");
        query.bind(account.0).run(tx).await?;
        grant(services, tx, person).await?;
        let subject = format!("person {person}");
        note_new(services, tx, permit, subject, new, person).await
    })
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The person with the address, or a new one.
async fn person_of(
    services: &Services,
    on: &impl ConnectionTrait,
    new: &NewAdministrator,
) -> Result<PersonId, StoreError> {
    let known = Query::new("SELECT id FROM person WHERE email = ").bind(new.email.as_str());
    if let Some(known) = known.one::<Id>(on).await? {
        return Ok(known.id.into());
    }
    let row = person::Model {
        id: services.new_id(),
        name: new.name.clone(),
        search_name: folded(&new.name),
        email: Some(new.email.clone()),
        demo: false,
        created_at: services.now(),
    };
    let id = PersonId(row.id);
    person::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(id)
}

/// The person's account with the new password, open.
async fn account_of(
    services: &Services,
    on: &impl ConnectionTrait,
    person: PersonId,
    password_hash: &str,
) -> Result<AccountId, StoreError> {
    let query = Query::new("UPDATE account SET closed_at = NULL, password_hash = ");
    let query = query.bind(password_hash).sql(" WHERE person_id = ");
    let known = query.bind(person.0).sql(" RETURNING id");
    if let Some(known) = known.one::<Id>(on).await? {
        return Ok(known.id.into());
    }
    let row = account::Model {
        id: services.new_id(),
        person_id: person.into(),
        password_hash: Some(password_hash.to_owned()),
        totp_secret: None,
        totp_confirmed_at: None,
        totp_last_step: 0,
        created_at: services.now(),
        closed_at: None,
    };
    let id = AccountId(row.id);
    account::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(id)
}

/// Grants the role from today, unless it is held.
async fn grant(
    services: &Services,
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<(), StoreError> {
    let today = services.today();
    let role = Role::Administrator.code();
    let query = Query::new("SELECT id FROM role_grant WHERE person_id = ").bind(person.0);
    let query = query.sql(" AND role = ").bind(role);
    let query = query.sql(" AND starts_on <= ").bind(today);
    let query = query.sql(" AND (ends_on IS NULL OR ends_on >= ");
    let held: Option<Id> = query.bind(today).sql(")").one(on).await?;
    if held.is_some() {
        return Ok(());
    }
    let row = role_grant::Model {
        id: services.new_id(),
        person_id: person.into(),
        role: role.to_owned(),
        organisation_id: None,
        board_id: None,
        starts_on: today,
        ends_on: None,
        granted_by: None,
    };
    role_grant::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(())
}
