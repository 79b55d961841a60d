//! Leaving people out of a proposal by hand, before anybody agrees to it.

use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{AnonymiseLeavers, Permit},
    ids::{AnonymisingId, PersonId},
};
use sea_orm::FromQueryResult;

/// Somebody who might be left out of a proposal.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Leaver {
    /// The name.
    pub name: String,
    /// Whether nothing has been decided yet about the proposal or about them.
    pub is_open: bool,
}

/// Somebody on a proposal.
///
/// # Errors
/// When the database fails.
pub async fn leaver(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
    person: PersonId,
) -> Result<Option<Leaver>, StoreError> {
    let query = Query::new(
        "SELECT p.name, x.agreed_at IS NULL AND x.withdrawn_at IS NULL AND l.left_out_why IS NULL AS is_open \
         FROM anonymising_person l JOIN person p ON p.id = l.person_id JOIN anonymising x ON x.id = l.anonymising_id \
         WHERE x.id = ",
    );
    let query = query.bind(id.0).sql(" AND x.organisation_id = ");
    let query = query.bind(permit.act().organisation.0).sql(" AND p.id = ");
    query.bind(person.0).one(services.db.reader()).await
}

/// Leaves somebody out of a proposal that waits, with a reason; whether they were still on it.
///
/// # Errors
/// When the database fails.
pub async fn leave_out(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
    person: PersonId,
    why: &str,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        // The proposal is written to first, so that nobody agrees to it at the same moment.
        let waits = Query::new(
            "UPDATE anonymising SET done = done + 1 WHERE agreed_at IS NULL AND withdrawn_at IS NULL AND id = ",
        )
            .bind(id.0)
            .sql(" AND organisation_id = ")
            .bind(permit.act().organisation.0)
            .sql(
                " AND EXISTS (SELECT 1 FROM anonymising_person l WHERE l.left_out_why IS NULL \
                 AND l.anonymising_id = anonymising.id AND l.person_id = ",
            )
            .bind(person.0)
            .sql(")")
            .run(tx)
            .await?;
        if waits == 0 {
            return Ok(Noted::nothing(false));
        }
        Query::new("UPDATE anonymising_person SET left_out_why = ")
            .bind(why.to_owned())
            .sql(" WHERE anonymising_id = ")
            .bind(id.0)
            .sql(" AND person_id = ")
            .bind(person.0)
            .run(tx)
            .await?;
        let after = ("left out", person, why);
        note_new(
            services,
            tx,
            permit,
            format!("anonymising {id}"),
            &after,
            true,
        )
        .await
    })
}
