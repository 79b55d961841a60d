//! Reading certificates, and completions that have none.

use super::entities::{certificate, certificate_batch};
use crate::{
    Services, StoreError, framework,
    query::{Number, Query, containing},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{IssueCertificates, Permit, ReviseCertificate, Scope, SeePerson},
    certificates::{CertificateFacts, Status, status},
    framework::Framework,
    ids::{BatchId, BoardId, CertificateId, CompletionId, OrganisationId, PersonId},
    learning::Module,
    people::folded,
    records::Worth,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

/// What to look for among completions without a certificate.
#[derive(Clone, Debug, Default)]
pub struct CandidateFilter {
    /// One organisation.
    pub organisation: Option<OrganisationId>,
    /// One level.
    pub level: String,
    /// Part of a name.
    pub text: String,
    /// Completed on or after.
    pub from: Option<NaiveDate>,
    /// Completed on or before.
    pub to: Option<NaiveDate>,
    /// The page, counted from 1.
    pub page: u32,
}

/// A completion without a certificate in force.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Candidate {
    /// The completion.
    pub id: Uuid,
    /// The person.
    pub person_id: Uuid,
    /// The person's name.
    pub name: String,
    /// The organisation of the day.
    pub organisation: Option<String>,
    /// Code of the level.
    pub level: String,
    /// What was taken.
    pub course: String,
    /// The day.
    pub completed_on: NaiveDate,
}

/// A page of candidates.
#[derive(Clone, Debug)]
pub struct CandidatePage {
    /// The lines of this page.
    pub rows: Vec<Candidate>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Lines on one page.
pub const PAGE_SIZE: u32 = 50;

/// Completions in the boards of a scope that have no certificate in force, were not revoked, and are not on order.
///
/// # Errors
/// When the database fails.
pub async fn candidates(
    services: &Services,
    scope: &Scope,
    filter: &CandidateFilter,
) -> Result<CandidatePage, StoreError> {
    let count = wanted("SELECT COUNT(*) AS number", scope, filter);
    let total = count
        .one::<Number>(services.db.reader())
        .await?
        .map_or(0, |n| n.number.unsigned_abs());
    let query = wanted(
        "SELECT c.id, c.person_id, p.name, o.name AS organisation, c.level, c.course, c.completed_on",
        scope,
        filter,
    );
    let offset = filter.page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let query = query
        .sql(" ORDER BY c.completed_on, c.id LIMIT ")
        .bind(i64::from(PAGE_SIZE));
    let rows = query
        .sql(" OFFSET ")
        .bind(i64::from(offset))
        .all(services.db.reader())
        .await?;
    Ok(CandidatePage { rows, total })
}

/// The statement behind the list and behind an order of all that it shows.
pub(super) fn wanted(select: &str, scope: &Scope, filter: &CandidateFilter) -> Query {
    let query = Query::new(select).sql(
        " FROM completion c JOIN person p ON p.id = c.person_id LEFT JOIN organisation o ON o.id = c.organisation_id \
         WHERE NOT EXISTS (SELECT 1 FROM certificate k WHERE k.completion_id = c.id) \
         AND NOT EXISTS (SELECT 1 FROM certificate_order r WHERE r.completion_id = c.id \
         AND r.issued_at IS NULL AND r.problem IS NULL) AND c.board_id IN (",
    );
    let query = query.bind_all(scope.boards().iter().map(|b| b.0)).sql(")");
    let query = match filter.organisation {
        Some(organisation) => query.sql(" AND c.organisation_id = ").bind(organisation.0),
        None => query,
    };
    let query = match filter.level.as_str() {
        "" => query,
        level => query.sql(" AND c.level = ").bind(level),
    };
    let query = match filter.from {
        Some(day) => query.sql(" AND c.completed_on >= ").bind(day),
        None => query,
    };
    let query = match filter.to {
        Some(day) => query.sql(" AND c.completed_on <= ").bind(day),
        None => query,
    };
    match folded(&filter.text).as_str() {
        "" => query,
        text => query
            .sql(" AND p.search_name LIKE ")
            .bind(containing(text))
            .sql(" ESCAPE '!'"),
    }
}

/// Why a certificate cannot be made from a completion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such completion in the board's area.
    #[error("This completion is not in your board's area")]
    NotHere,
    /// The board has not said who signs.
    #[error("Enter who signs your board's certificates before you issue any")]
    NoSignatory,
}

#[derive(FromQueryResult)]
struct FactsRow {
    person_id: Uuid,
    name: String,
    email: Option<String>,
    level: String,
    worth: String,
    course: String,
    mode: String,
    minutes: i32,
    right_answers: Option<i32>,
    questions: Option<i32>,
    content_version: String,
    document: Option<String>,
    completed_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    board_id: Uuid,
    board_name: String,
    logo: Option<String>,
    signatory_name: String,
    signatory_role: String,
}

/// What a certificate for a completion would say today, with the person and the address it would be sent to. The serial
/// and the check address are as given.
///
/// # Errors
/// When the database fails.
pub async fn facts_for(
    services: &Services,
    board: BoardId,
    completion: CompletionId,
    serial: &str,
    check_url: &str,
) -> Result<Result<(CertificateFacts, PersonId, Option<String>), Refused>, StoreError> {
    let query = Query::new(
        "SELECT c.person_id, p.name, p.email, c.level, c.worth, c.course, c.mode, c.minutes, c.right_answers, \
         c.questions, c.content_version, m.document, c.completed_on, c.valid_until, b.id AS board_id, \
         b.name AS board_name, b.logo, b.signatory_name, b.signatory_role FROM completion c \
         JOIN person p ON p.id = c.person_id JOIN board b ON b.id = c.board_id \
         LEFT JOIN module_version m ON m.id = c.module_version_id WHERE c.id = ",
    );
    let query = query
        .bind(completion.0)
        .sql(" AND c.board_id = ")
        .bind(board.0);
    let Some(row) = query.one::<FactsRow>(services.db.reader()).await? else {
        return Ok(Err(Refused::NotHere));
    };
    if row.signatory_name.is_empty() {
        return Ok(Err(Refused::NoSignatory));
    }
    let framework = framework::in_force(services, services.today()).await?;
    let outcomes = match &row.document {
        Some(document) => serde_json::from_str::<Module>(document)?.outcomes,
        None => Vec::new(),
    };
    let person = PersonId(row.person_id);
    let email = row.email.clone();
    let level = level_title(
        framework.as_ref().map(|f| f.framework.as_ref()),
        &row.level,
        &row.worth,
    );
    let facts = CertificateFacts {
        serial: serial.to_owned(),
        revision: 1,
        board: row.board_id.into(),
        board_name: row.board_name,
        board_logo: row.logo,
        learner_name: row.name,
        course: row.course,
        level,
        completed_on: row.completed_on,
        mode: row.mode,
        cpd_minutes: row.minutes.unsigned_abs(),
        score: row
            .right_answers
            .zip(row.questions)
            .map(|(r, of)| (r.unsigned_abs(), of.unsigned_abs())),
        outcomes,
        content_version: row.content_version,
        signatory_name: row.signatory_name,
        signatory_role: row.signatory_role,
        issued_on: services.today(),
        valid_until: row.valid_until,
        check_url: check_url.to_owned(),
    };
    Ok(Ok((facts, person, email)))
}

/// "AW Awareness", or "E-learning for FP Frontline practitioner" where a session completes the level.
fn level_title(framework: Option<&Framework>, code: &str, worth: &str) -> String {
    let title = framework
        .and_then(|f| f.level(code))
        .map_or("", |level| &level.title);
    let level = format!("{code} {title}");
    let level = level.trim_end();
    if worth == Worth::Part.code() {
        format!("E-learning for {level}")
    } else {
        level.to_owned()
    }
}

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

/// The person a certificate belongs to, to ask whether somebody may see it.
///
/// # Errors
/// When the database fails.
pub async fn owner_of(
    services: &Services,
    id: CertificateId,
) -> Result<Option<PersonId>, StoreError> {
    let row = certificate::Entity::find_by_id(id.0)
        .one(services.db.reader())
        .await?;
    Ok(row.map(|row| row.person_id.into()))
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

/// How far an order has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Which.
    pub id: BatchId,
    /// Certificates ordered.
    pub wanted: u32,
    /// Certificates issued.
    pub issued: u32,
    /// Names that could not be issued, each with the reason.
    pub problems: Vec<(String, String)>,
    /// When it was ordered.
    pub ordered_at: DateTime<Utc>,
    /// When the last one was done.
    pub finished_at: Option<DateTime<Utc>>,
}

/// An order of the board.
///
/// # Errors
/// When the database fails.
pub async fn batch(
    services: &Services,
    permit: &Permit<IssueCertificates>,
    id: BatchId,
) -> Result<Option<Batch>, StoreError> {
    let row = certificate_batch::Entity::find_by_id(id.0)
        .filter(certificate_batch::Column::BoardId.eq(permit.act().board.0))
        .one(services.db.reader())
        .await?;
    match row {
        Some(row) => progress(services, row).await.map(Some),
        None => Ok(None),
    }
}

/// The order of the board placed last.
///
/// # Errors
/// When the database fails.
pub async fn latest_batch(
    services: &Services,
    permit: &Permit<IssueCertificates>,
) -> Result<Option<Batch>, StoreError> {
    let row = certificate_batch::Entity::find()
        .filter(certificate_batch::Column::BoardId.eq(permit.act().board.0))
        .order_by_desc(certificate_batch::Column::OrderedAt)
        .one(services.db.reader())
        .await?;
    match row {
        Some(row) => progress(services, row).await.map(Some),
        None => Ok(None),
    }
}

async fn progress(services: &Services, row: certificate_batch::Model) -> Result<Batch, StoreError> {
    #[derive(FromQueryResult)]
    struct Problem {
        name: String,
        problem: String,
    }
    let query = Query::new(
        "SELECT COUNT(*) AS number FROM certificate_order WHERE issued_at IS NOT NULL AND batch_id = ",
    );
    let issued = query
        .bind(row.id)
        .one::<Number>(services.db.reader())
        .await?
        .map_or(0, |n| n.number);
    let query = Query::new(
        "SELECT p.name, r.problem FROM certificate_order r JOIN completion c ON c.id = r.completion_id \
         JOIN person p ON p.id = c.person_id WHERE r.problem IS NOT NULL AND r.batch_id = ",
    );
    let problems: Vec<Problem> = query
        .bind(row.id)
        .sql(" ORDER BY p.search_name")
        .all(services.db.reader())
        .await?;
    Ok(Batch {
        id: row.id.into(),
        wanted: row.wanted.unsigned_abs(),
        issued: u32::try_from(issued).unwrap_or(0),
        problems: problems.into_iter().map(|p| (p.name, p.problem)).collect(),
        ordered_at: row.ordered_at,
        finished_at: row.finished_at,
    })
}
