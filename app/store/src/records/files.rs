//! Files that show that training was done, each kept once under the hash of its bytes, where only the program reads.

use super::entities::evidence;
use crate::{
    Services, StoreError, hex,
    query::{Number, Query},
};
use domain::{
    access::{Permit, SeePerson, VerifyClaim},
    ids::{ClaimId, StepId},
    records::EvidenceKind,
};
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, sea_query::OnConflict,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A file that was sent, its kind told by its bytes and its name cleaned.
#[derive(Clone, Debug)]
pub struct NewEvidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Keeps a file unless it is kept already; its hash.
pub(super) async fn keep(
    services: &Services,
    on: &impl ConnectionTrait,
    new: &NewEvidence,
) -> Result<String, StoreError> {
    let hash = hex(&Sha256::digest(&new.bytes));
    let row = evidence::Model {
        hash: hash.clone(),
        kind: new.kind.code().to_owned(),
        bytes: new.bytes.clone(),
        kept_at: services.now(),
    };
    let once = OnConflict::column(evidence::Column::Hash)
        .do_nothing()
        .to_owned();
    evidence::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .exec_without_returning(on)
        .await?;
    Ok(hash)
}

/// A file of evidence.
#[derive(Clone, Debug)]
pub struct File {
    /// What it is.
    pub kind: EvidenceKind,
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The file that came with a step of a claim of the person.
///
/// # Errors
/// When the database fails.
pub async fn evidence_of(
    services: &Services,
    permit: &Permit<SeePerson>,
    claim: ClaimId,
    step: StepId,
) -> Result<Option<File>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        kind: String,
        name: String,
        bytes: Vec<u8>,
    }
    let query = Query::new(
        "SELECT e.kind, s.evidence_name AS name, e.bytes FROM claim_step s JOIN claim c ON c.id = s.claim_id \
         JOIN evidence e ON e.hash = s.evidence_hash WHERE c.person_id = ",
    );
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    let query = query.sql(" AND c.id = ").bind(claim.0);
    let query = query.sql(" AND s.id = ").bind(step.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.and_then(|row| {
        Some(File {
            kind: EvidenceKind::from_code(&row.kind)?,
            name: row.name,
            bytes: row.bytes,
        })
    }))
}

/// How many other claims came with a file of this one, for whoever verifies.
///
/// # Errors
/// When the database fails.
pub async fn sent_elsewhere(
    services: &Services,
    _permit: &Permit<VerifyClaim>,
    claim: ClaimId,
) -> Result<u64, StoreError> {
    let query = Query::new(
        "SELECT COUNT(DISTINCT o.claim_id) AS number FROM claim_step s JOIN claim_step o \
         ON o.evidence_hash = s.evidence_hash AND o.claim_id <> s.claim_id WHERE s.claim_id = ",
    );
    let found: Option<Number> = query.bind(claim.0).one(services.db.reader()).await?;
    Ok(found.map_or(0, |n| n.number.unsigned_abs()))
}
