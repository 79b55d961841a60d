//! Somebody comes from a provider: who are they here?

use super::entities::employer_identity;
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::once_more,
    people::open_account_on,
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{LinkSignIn, Permit},
    employer_sign_in::{Because, Candidate, Identity, Told, first_sign_in},
    ids::{AccountId, IdentityId, OrganisationId, PersonId},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// They are known, and may sign in.
    Known(AccountId),
    /// Somebody has to decide who they are.
    Waits(Because),
    /// Somebody has refused them.
    Refused,
    /// The person they are linked to has no post in the organisation any more.
    Left,
    /// The account of the person is closed.
    Closed,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    because: Option<String>,
    person_id: Option<Uuid>,
    refused_at: Option<DateTime<Utc>>,
}

/// Who an identity of an organisation's provider is here. One that is new is linked to the person it fits, or waits; one
/// that waits is looked at again, as the staff list may have changed.
///
/// # Errors
/// When the database fails.
pub async fn come(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    identity: &Identity,
    told: &Told,
) -> Result<Came, StoreError> {
    once_more(|| came(services, permit, identity, told)).await
}

async fn came(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    identity: &Identity,
    told: &Told,
) -> Result<Came, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let (id, person, because) = match find(tx, organisation, identity).await? {
            Some(row) => {
                seen(services, tx, row.id, told, row.person_id.is_none()).await?;
                if row.refused_at.is_some() {
                    return Ok(Noted::in_the_row(Came::Refused));
                }
                let because = row.because.as_deref().and_then(Because::from_code);
                (IdentityId(row.id), row.person_id, because)
            }
            None => (
                meet(services, tx, organisation, identity, told).await?,
                None,
                None,
            ),
        };
        if let Some(person) = person {
            let came = known(services, tx, organisation, person.into()).await?;
            return Ok(Noted::in_the_row(came));
        }
        if let Some(because) = because.filter(|because| !because.looks_again()) {
            return Ok(Noted::in_the_row(Came::Waits(because)));
        }
        let candidates = candidates(services, tx, organisation, told).await?;
        match first_sign_in(told, &candidates) {
            Ok(person) => {
                let account = linked(services, tx, id, person).await?;
                let subject = format!("person {person}");
                let after = ("signs in at", organisation, id, "by e-mail address");
                note_new(services, tx, permit, subject, &after, Came::Known(account)).await
            }
            Err(because) => {
                let query = Query::new("UPDATE employer_identity SET because = ");
                let query = query.bind(because.code()).sql(" WHERE id = ").bind(id.0);
                query.run(tx).await?;
                Ok(Noted::in_the_row(Came::Waits(because)))
            }
        }
    })
}

async fn find(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    identity: &Identity,
) -> Result<Option<Row>, StoreError> {
    let query = Query::new(
        "SELECT id, because, person_id, refused_at FROM employer_identity WHERE organisation_id = ",
    );
    let query = query.bind(organisation.0);
    let query = query.sql(" AND issuer = ").bind(identity.issuer.as_str());
    let query = query.sql(" AND tenant = ").bind(identity.tenant.as_str());
    let query = query.sql(" AND subject = ").bind(identity.subject.as_str());
    query.one(on).await
}

/// Notes that somebody was here; what was told of them is kept only until they are linked.
async fn seen(
    services: &Services,
    on: &impl ConnectionTrait,
    id: Uuid,
    told: &Told,
    keeps: bool,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE employer_identity SET last_seen_at = ").bind(services.now());
    let query = if keeps {
        let query = query.sql(", name = ").bind(told.name.as_str());
        let query = query.sql(", email = ").bind(told.email.clone());
        query
            .sql(", employee_number = ")
            .bind(told.employee_number.clone())
    } else {
        query
    };
    query.sql(" WHERE id = ").bind(id).run(on).await?;
    Ok(())
}

async fn meet(
    services: &Services,
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    identity: &Identity,
    told: &Told,
) -> Result<IdentityId, StoreError> {
    let id = services.new_id::<IdentityId>();
    let row = employer_identity::Model {
        id: id.into(),
        organisation_id: organisation.into(),
        issuer: identity.issuer.clone(),
        tenant: identity.tenant.clone(),
        subject: identity.subject.clone(),
        name: told.name.clone(),
        email: told.email.clone(),
        employee_number: told.employee_number.clone(),
        because: None,
        person_id: None,
        refused_at: None,
        decided_by: None,
        decided_at: None,
        first_seen_at: services.now(),
        last_seen_at: services.now(),
    };
    employer_identity::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(id)
}

/// Those with a post here, held or to begin, who have the address that was told.
async fn candidates(
    services: &Services,
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    told: &Told,
) -> Result<Vec<Candidate>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person: Uuid,
        staff_number: Option<String>,
        is_linked: bool,
    }
    let query = Query::new(
        "SELECT p.id AS person, t.staff_number, EXISTS (SELECT 1 FROM employer_identity i WHERE i.person_id = p.id \
         AND i.organisation_id = t.organisation_id) AS is_linked FROM person p JOIN post t ON t.person_id = p.id \
         WHERE p.email = ",
    );
    let query = query.bind(told.email.clone());
    let query = query.sql(" AND t.organisation_id = ").bind(organisation.0);
    let query = query.sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    let query = query.bind(services.today()).sql(") ORDER BY p.id");
    let mut candidates: Vec<Candidate> = Vec::new();
    for row in query.all::<Row>(on).await? {
        let person = PersonId(row.person);
        if candidates.last().is_none_or(|last| last.person != person) {
            candidates.push(Candidate {
                person,
                staff_numbers: Vec::new(),
                is_linked: row.is_linked,
            });
        }
        if let Some(candidate) = candidates.last_mut() {
            candidate.staff_numbers.extend(row.staff_number);
        }
    }
    Ok(candidates)
}

/// Links an identity to a person and opens their account where there is none. What was told of them goes: it is the
/// person's now.
pub(super) async fn linked(
    services: &Services,
    on: &impl ConnectionTrait,
    id: IdentityId,
    person: PersonId,
) -> Result<AccountId, StoreError> {
    let query = Query::new("UPDATE employer_identity SET person_id = ").bind(person.0);
    let query = query
        .sql(", name = '', email = NULL, employee_number = NULL, because = NULL, decided_at = ");
    let query = query.bind(services.now()).sql(" WHERE id = ").bind(id.0);
    query.run(on).await?;
    open_account_on(services, on, person).await
}

/// Whether a person who is linked may sign in.
async fn known(
    services: &Services,
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<Came, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        is_closed: bool,
        has_post: bool,
    }
    let query = Query::new(
        "SELECT a.id, a.closed_at IS NOT NULL AS is_closed, EXISTS (SELECT 1 FROM post t WHERE t.person_id = a.person_id \
         AND t.organisation_id = ",
    );
    let query = query.bind(organisation.0);
    let query = query.sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    let query = query.bind(services.today());
    let query = query.sql(")) AS has_post FROM account a WHERE a.person_id = ");
    let row: Option<Row> = query.bind(person.0).one(on).await?;
    Ok(match row {
        None => Came::Closed,
        Some(row) if row.is_closed => Came::Closed,
        Some(row) if !row.has_post => Came::Left,
        Some(row) => Came::Known(row.id.into()),
    })
}
