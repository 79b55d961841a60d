//! Reading certificates.

use super::{candidates::PAGE_SIZE, entities::certificate};
use crate::{
    Services, StoreError,
    query::{Number, Query, containing},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Permit, ReviseCertificate, Scope, SeePerson},
    certificates::{CertificateFacts, Status, status},
    ids::{BoardId, CertificateId, PersonId},
    people::folded,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

/// A certificate in a list.
#[derive(Clone, Debug)]
pub struct CertificateRow {
    /// Which.
    pub id: CertificateId,
    /// The board that issued it.
    pub board: BoardId,
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub facts: CertificateFacts,
    /// The code of its check page.
    pub code: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// How it stands today.
    pub status: Status,
    /// Why it was revoked, for the board's eyes.
    pub revoked_why: Option<String>,
    /// The size of its file, in bytes.
    pub size: u64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    board_id: Uuid,
    person_id: Uuid,
    facts: String,
    code: String,
    issued_at: DateTime<Utc>,
    valid_until: Option<NaiveDate>,
    replaced_on: Option<NaiveDate>,
    revoked_on: Option<NaiveDate>,
    revoked_why: Option<String>,
    size: i32,
}

const ROW: &str = "SELECT id, board_id, person_id, facts, code, issued_at, valid_until, replaced_on, revoked_on, revoked_why, \
     length(pdf) AS size FROM certificate ";

impl Row {
    fn read(self, today: NaiveDate) -> Result<CertificateRow, StoreError> {
        Ok(CertificateRow {
            id: self.id.into(),
            board: self.board_id.into(),
            person: self.person_id.into(),
            facts: serde_json::from_str(&self.facts)?,
            code: self.code,
            issued_at: self.issued_at,
            status: status(self.valid_until, self.replaced_on, self.revoked_on, today),
            revoked_why: self.revoked_why,
            size: u64::from(self.size.unsigned_abs()),
        })
    }
}

/// All certificates of a person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_person(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<CertificateRow>, StoreError> {
    let query = Query::new(ROW)
        .sql("WHERE person_id = ")
        .bind(permit.act().target.person.map(Uuid::from));
    let rows: Vec<Row> = query
        .sql(" ORDER BY issued_at DESC")
        .all(services.db.reader())
        .await?;
    rows.into_iter()
        .map(|row| row.read(services.today()))
        .collect()
}

/// Certificates issued in the boards of a scope, the newest first, one page of fifty; with a part of a name or a number
/// to look for.
///
/// # Errors
/// When the database fails.
pub async fn issued(
    services: &Services,
    scope: &Scope,
    text: &str,
    page: u32,
) -> Result<(Vec<CertificateRow>, u64), StoreError> {
    let chosen = |query: Query| {
        let query = query
            .sql("WHERE board_id IN (")
            .bind_all(scope.boards().iter().map(|b| b.0))
            .sql(")");
        if text.trim().is_empty() {
            return query;
        }
        let query = query
            .sql(" AND (serial LIKE ")
            .bind(containing(&text.trim().to_uppercase()));
        let query =
            query.sql(" ESCAPE '!' OR person_id IN (SELECT id FROM person WHERE search_name LIKE ");
        query.bind(containing(&folded(text))).sql(" ESCAPE '!'))")
    };
    let count = chosen(Query::new("SELECT COUNT(*) AS number FROM certificate "));
    let total = count
        .one::<Number>(services.db.reader())
        .await?
        .map_or(0, |n| n.number.unsigned_abs());
    let offset = page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let query = chosen(Query::new(ROW))
        .sql(" ORDER BY issued_at DESC, serial DESC LIMIT ")
        .bind(i64::from(PAGE_SIZE));
    let rows: Vec<Row> = query
        .sql(" OFFSET ")
        .bind(i64::from(offset))
        .all(services.db.reader())
        .await?;
    Ok((
        rows.into_iter()
            .map(|row| row.read(services.today()))
            .collect::<Result<_, _>>()?,
        total,
    ))
}

/// A certificate that its board looks at.
///
/// # Errors
/// When the database fails.
pub async fn certificate(
    services: &Services,
    permit: &Permit<ReviseCertificate>,
    id: CertificateId,
) -> Result<Option<CertificateRow>, StoreError> {
    let query = Query::new(ROW)
        .sql("WHERE id = ")
        .bind(id.0)
        .sql(" AND board_id = ")
        .bind(permit.act().board.0);
    query
        .one::<Row>(services.db.reader())
        .await?
        .map(|row| row.read(services.today()))
        .transpose()
}

/// All revisions under the number of a certificate, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn revisions(
    services: &Services,
    permit: &Permit<ReviseCertificate>,
    serial: &str,
) -> Result<Vec<CertificateRow>, StoreError> {
    let query = Query::new(ROW)
        .sql("WHERE serial = ")
        .bind(serial)
        .sql(" AND board_id = ")
        .bind(permit.act().board.0);
    let rows: Vec<Row> = query
        .sql(" ORDER BY revision DESC")
        .all(services.db.reader())
        .await?;
    rows.into_iter()
        .map(|row| row.read(services.today()))
        .collect()
}

/// The holder of a certificate, as the records have them today.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Holder {
    /// The name, which may have changed since the certificate was issued.
    pub name: String,
    /// The e-mail address, to send a new revision to.
    pub email: Option<String>,
}

/// Who holds a certificate of a board.
///
/// # Errors
/// When the database fails.
pub async fn holder(
    services: &Services,
    permit: &Permit<ReviseCertificate>,
    id: CertificateId,
) -> Result<Option<Holder>, StoreError> {
    let query = Query::new(
        "SELECT p.name, p.email FROM certificate k JOIN person p ON p.id = k.person_id WHERE k.id = ",
    );
    let query = query
        .bind(id.0)
        .sql(" AND k.board_id = ")
        .bind(permit.act().board.0);
    query.one(services.db.reader()).await
}

/// The file of a certificate of a board, with its number and revision.
///
/// # Errors
/// When the database fails.
pub async fn pdf_for_board(
    services: &Services,
    permit: &Permit<ReviseCertificate>,
    id: CertificateId,
) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    let row = certificate::Entity::find_by_id(id.0)
        .filter(certificate::Column::BoardId.eq(permit.act().board.0))
        .one(services.db.reader())
        .await?;
    // The file of somebody who has been anonymised is gone; number and facts stay.
    let row = row.filter(|row| !row.pdf.is_empty());
    Ok(row.map(|row| (row.serial, row.pdf)))
}

/// The file of a certificate of a person.
///
/// # Errors
/// When the database fails.
pub async fn pdf_of(
    services: &Services,
    permit: &Permit<SeePerson>,
    id: CertificateId,
) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    let person = permit.act().target.person.map(Uuid::from);
    let row = certificate::Entity::find_by_id(id.0)
        .one(services.db.reader())
        .await?;
    Ok(row
        .filter(|row| Some(row.person_id) == person)
        .map(|row| (row.serial, row.pdf)))
}

/// The board that issued a certificate and the person it belongs to, to ask whether somebody may see it.
///
/// # Errors
/// When the database fails.
pub async fn place_of(
    services: &Services,
    id: CertificateId,
) -> Result<Option<(BoardId, PersonId)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Place {
        board_id: Uuid,
        person_id: Uuid,
    }
    let query = Query::new("SELECT board_id, person_id FROM certificate WHERE id = ").bind(id.0);
    let place = query.one::<Place>(services.db.reader()).await?;
    Ok(place.map(|place| (place.board_id.into(), place.person_id.into())))
}

/// What anyone with a certificate's code is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The number.
    pub serial: String,
    /// The name on it.
    pub name: String,
    /// The course on it.
    pub course: String,
    /// The day on it.
    pub completed_on: NaiveDate,
    /// The board that issued it.
    pub board: String,
    /// How it stands.
    pub status: Status,
}

/// Looks a code up. Public: whoever holds the certificate may check it.
///
/// # Errors
/// When the database fails.
pub async fn by_code(services: &Services, code: &str) -> Result<Option<Checked>, StoreError> {
    let query = Query::new(ROW).sql("WHERE code = ").bind(code);
    let Some(row) = query.one::<Row>(services.db.reader()).await? else {
        return Ok(None);
    };
    let row = row.read(services.today())?;
    Ok(Some(Checked {
        serial: row.facts.serial,
        name: row.facts.learner_name,
        course: row.facts.course,
        completed_on: row.facts.completed_on,
        board: row.facts.board_name,
        status: row.status,
    }))
}
