//! Deciding about an identity: linking it to a person, refusing it, taking either back.

use super::coming::linked;
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::{Number, Query},
    transact,
};
use domain::{
    access::{LinkSignIn, Permit},
    employer_sign_in::Because,
    ids::{IdentityId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// What came of deciding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It is as decided.
    Done,
    /// Somebody else has decided before; nothing has changed.
    Before,
    /// The person has no post in the organisation; nothing has changed.
    NoPost,
}

/// Links an identity that waits to a person with a post in its organisation. Another identity of the person there is
/// linked no more, and must be decided about when it comes again.
///
/// # Errors
/// When the database fails.
pub async fn link(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    id: IdentityId,
    person: PersonId,
) -> Result<Decided, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        if !has_post(services, tx, permit, person).await? {
            return Ok(Noted::nothing(Decided::NoPost));
        }
        let query = Query::new("UPDATE employer_identity SET decided_by = ")
            .bind(permit.by().map(Uuid::from))
            .sql(" WHERE person_id IS NULL AND refused_at IS NULL AND id = ")
            .bind(id.0);
        let query = query.sql(" AND organisation_id = ").bind(organisation.0);
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(Decided::Before));
        }
        let others = let_go(services, tx, permit, " AND person_id = ", person.into()).await?;
        let account = linked(services, tx, id, person).await?;
        let after = ("signs in at", organisation, id, account, ("before", others));
        let subject = format!("person {person}");
        note_new(services, tx, permit, subject, &after, Decided::Done).await
    })
}

/// Whether a person has a post in the organisation, held or to begin.
async fn has_post(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<LinkSignIn>,
    person: PersonId,
) -> Result<bool, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM post WHERE organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    let query = query.sql(" AND person_id = ").bind(person.0);
    let query = query.sql(" AND (ends_on IS NULL OR ends_on >= ");
    let query = query.bind(services.today()).sql(")");
    let found: Option<Number> = query.one(on).await?;
    Ok(found.is_some_and(|n| n.number > 0))
}

/// Ends links of the permit's organisation, and the sign-ins of those who were linked: whoever is signed in may not be
/// who they seemed to be. Those who were linked.
async fn let_go(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<LinkSignIn>,
    which: &str,
    value: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        person_id: Uuid,
    }
    let query = Query::new(
        "SELECT id, person_id FROM employer_identity WHERE person_id IS NOT NULL AND organisation_id = ",
    );
    let query = query.bind(permit.act().organisation.0);
    let rows: Vec<Row> = query.sql(which).bind(value).all(on).await?;
    let query = Query::new(
        "DELETE FROM sign_in WHERE account_id IN (SELECT id FROM account WHERE person_id IN (",
    );
    let query = query.bind_all(rows.iter().map(|row| row.person_id));
    query.sql("))").run(on).await?;
    let query = Query::new("UPDATE employer_identity SET person_id = NULL, because = ");
    let query = query.bind(Because::Ended.code()).sql(", decided_at = ");
    let query = query.bind(services.now()).sql(", decided_by = ");
    let query = query.bind(permit.by().map(Uuid::from));
    let query = query.sql(" WHERE id IN (");
    let query = query.bind_all(rows.iter().map(|row| row.id));
    query.sql(")").run(on).await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// Ends the link of an identity to a person. It waits when it comes again.
///
/// # Errors
/// When the database fails.
pub async fn end_link(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    id: IdentityId,
) -> Result<Decided, StoreError> {
    transact!(services.db, |tx| {
        let people = let_go(services, tx, permit, " AND id = ", id.into()).await?;
        let Some(person) = people.first() else {
            return Ok(Noted::nothing(Decided::Before));
        };
        let after = ("signs in no more at", permit.act().organisation, id);
        let subject = format!("person {person}");
        note_new(services, tx, permit, subject, &after, Decided::Done).await
    })
}

/// Refuses an identity that waits.
///
/// # Errors
/// When the database fails.
pub async fn refuse(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    id: IdentityId,
) -> Result<Decided, StoreError> {
    let now = services.now();
    let query = || {
        let query = Query::new("UPDATE employer_identity SET refused_at = ").bind(now);
        let query = query.sql(", decided_at = ").bind(now);
        let query = query
            .sql(", decided_by = ")
            .bind(permit.by().map(Uuid::from));
        query.sql(" WHERE person_id IS NULL AND refused_at IS NULL")
    };
    decide(services, permit, id, query, "refused").await
}

/// Takes a refusal back: the identity waits again.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    id: IdentityId,
) -> Result<Decided, StoreError> {
    let query = || {
        Query::new("UPDATE employer_identity SET refused_at = NULL WHERE refused_at IS NOT NULL")
    };
    decide(services, permit, id, query, "waits again").await
}

async fn decide(
    services: &Services,
    permit: &Permit<LinkSignIn>,
    id: IdentityId,
    query: impl Fn() -> Query,
    decided: &'static str,
) -> Result<Decided, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let query = query().sql(" AND organisation_id = ").bind(organisation.0);
        if query.sql(" AND id = ").bind(id.0).run(tx).await? == 0 {
            return Ok(Noted::nothing(Decided::Before));
        }
        let subject = format!("identity {id}");
        note_new(services, tx, permit, subject, &decided, Decided::Done).await
    })
}
