//! Changing who somebody is: the name, and the e-mail address with which they sign in.

use super::{entities::person, grants::end_sign_ins};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    notifications::{self, Mail},
    query::{Number, Query},
    transact,
};
use domain::{
    access::{ChangePerson, Permit},
    ids::PersonId,
    people::folded,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// What becomes of somebody's e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// It stays as it is.
    Stays,
    /// It becomes another, in lower case, or none.
    Becomes(Option<String>),
}

/// What has changed about a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The name.
    pub name: bool,
    /// The e-mail address.
    pub email: bool,
}

/// Changes a person's name and e-mail address. Certificates issued before stay as they are.
///
/// With a new address, whatever let somebody in by the old one ends: sign-ins, unused links and joining slips. `mail` is
/// sent to the old address, if there is an account.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else has the address.
pub async fn change_person(
    services: &Services,
    permit: &Permit<ChangePerson>,
    name: &str,
    address: &Address,
    mail: impl Fn(&str) -> Mail,
) -> Result<Changed, StoreError> {
    let Some(id) = permit.act().target.person else {
        return Ok(Changed::default());
    };
    transact!(services.db, |tx| {
        let Some(before) = person::Entity::find_by_id(id.0).one(tx).await? else {
            return Ok(Noted::nothing(Changed::default()));
        };
        let email = match address {
            Address::Stays => before.email.clone(),
            Address::Becomes(email) => email.clone(),
        };
        let changed = Changed {
            name: before.name != name,
            email: before.email != email,
        };
        if changed == Changed::default() {
            return Ok(Noted::nothing(changed));
        }
        let change = person::ActiveModel {
            id: Set(id.into()),
            name: Set(name.to_owned()),
            search_name: Set(folded(name)),
            email: Set(email.clone()),
            ..Default::default()
        };
        person::Entity::update(change).exec(tx).await?;
        if changed.email {
            end_ways_in(services, tx, id).await?;
            if let Some(old) = &before.email
                && has_account(tx, id).await?
            {
                notifications::put(services, tx, mail(old)).await?;
            }
        }
        let entry = Entry {
            subject: format!("person {id}"),
            before: Some(&(&before.name, &before.email)),
            after: Some(&(name, &email)),
        };
        note(services, tx, permit, entry, changed).await
    })
}

/// Ends whatever lets somebody in without a password: sign-ins, links and slips.
async fn end_ways_in(
    services: &Services,
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<(), StoreError> {
    end_sign_ins(on, person).await?;
    for table in ["account_link", "joining_slip"] {
        let query = Query::new(&format!("UPDATE {table} SET used_at = ")).bind(services.now());
        let query = query.sql(
            " WHERE used_at IS NULL AND account_id IN (SELECT id FROM account WHERE person_id = ",
        );
        query.bind(person.0).sql(")").run(on).await?;
    }
    Ok(())
}

async fn has_account(on: &impl ConnectionTrait, person: PersonId) -> Result<bool, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM account WHERE closed_at IS NULL");
    let query = query.sql(" AND person_id = ").bind(Uuid::from(person));
    let found: Option<Number> = query.one(on).await?;
    Ok(found.is_some_and(|found| found.number > 0))
}
