//! New revisions under the same number, and revoking.

use super::{entities::certificate, reads::CertificateRow};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    notifications::{self, Mail},
    query::Query,
    transact,
};
use domain::{
    access::{Permit, ReviseCertificate},
    certificates::CertificateFacts,
    ids::CertificateId,
};
use sea_orm::{EntityTrait, IntoActiveModel};

/// A new revision, drawn already.
#[derive(Clone, Debug)]
pub struct Revision {
    /// What it says: the same number, a higher revision.
    pub facts: CertificateFacts,
    /// The code of its own check page.
    pub code: String,
    /// Its file.
    pub pdf: Vec<u8>,
}

/// Keeps a new revision and marks the old one as replaced. None when the old one is no longer in force.
///
/// # Errors
/// When the database fails.
pub async fn revise(
    services: &Services,
    permit: &Permit<ReviseCertificate>,
    old: &CertificateRow,
    revision: &Revision,
    mail: impl Fn(CertificateId) -> Option<Mail>,
) -> Result<Option<CertificateId>, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE certificate SET replaced_on = ").bind(services.today());
        let query = query
            .sql(" WHERE replaced_on IS NULL AND revoked_on IS NULL AND id = ")
            .bind(old.id.0);
        if query
            .sql(" AND board_id = ")
            .bind(permit.act().board.0)
            .run(tx)
            .await?
            == 0
        {
            return Ok(Noted::nothing(None));
        }
        let Some(before) = certificate::Entity::find_by_id(old.id.0).one(tx).await? else {
            return Ok(Noted::nothing(None));
        };
        let id = services.new_id::<CertificateId>();
        let row = certificate::Model {
            id: id.into(),
            revision: revision.facts.revision.cast_signed(),
            code: revision.code.clone(),
            facts: serde_json::to_string(&revision.facts)?,
            pdf: revision.pdf.clone(),
            issued_at: services.now(),
            issued_by: permit.by().map(Into::into),
            replaced_on: None,
            ..before
        };
        certificate::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        if let Some(mail) = mail(id) {
            notifications::put(services, tx, mail).await?;
        }
        let entry = Entry {
            subject: format!("certificate {id}"),
            before: Some(&old.facts),
            after: Some(&revision.facts),
        };
        note(services, tx, permit, entry, Some(id)).await
    })
}

/// Revokes a certificate with the reason; whether it was in force.
///
/// # Errors
/// When the database fails.
pub async fn revoke(
    services: &Services,
    permit: &Permit<ReviseCertificate>,
    id: CertificateId,
    why: &str,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE certificate SET revoked_on = ").bind(services.today());
        let query = query
            .sql(", revoked_why = ")
            .bind(why)
            .sql(" WHERE revoked_on IS NULL AND replaced_on IS NULL AND id = ");
        let query = query
            .bind(id.0)
            .sql(" AND board_id = ")
            .bind(permit.act().board.0);
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        note_new(
            services,
            tx,
            permit,
            format!("certificate {id}"),
            &why,
            true,
        )
        .await
    })
}
