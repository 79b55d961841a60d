//! Reading claims of training done elsewhere.

use crate::{
    Services, StoreError,
    people::within,
    query::{Number, Query, containing},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Permit, Scope, SeePerson},
    catalogue::Course,
    ids::{ClaimId, CourseId, OrganisationId, PersonId, StepId},
    people::folded,
    records::{ClaimFacts, ClaimState},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A claim as it stands.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Which.
    pub id: ClaimId,
    /// What decides who may do what with it.
    pub facts: ClaimFacts,
    /// Whose training it is.
    pub name: String,
    /// Who entered it.
    pub claimed_by: Option<String>,
    /// The course of the menu in its edition of then, if it is one.
    pub course: Option<(CourseId, u32)>,
    /// What the menu says about that course today.
    pub on_menu: Option<Course>,
    /// What it was called.
    pub title: String,
    /// Who provided it.
    pub provider: String,
    /// The day.
    pub completed_on: NaiveDate,
    /// When it was claimed.
    pub claimed_at: DateTime<Utc>,
}

impl Claim {
    /// Whether it waits, and is for a course that satisfies a level, if only in part.
    pub fn waits_for(&self, level: &str) -> bool {
        let course = self.on_menu.as_ref();
        self.facts.state.is_open() && course.is_some_and(|course| course.towards(level).is_some())
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    name: String,
    claimed_by_id: Option<Uuid>,
    claimed_by: Option<String>,
    course_id: Option<Uuid>,
    edition: Option<i32>,
    document: Option<String>,
    title: String,
    provider: String,
    completed_on: NaiveDate,
    state: String,
    claimed_at: DateTime<Utc>,
}

const ROW: &str = "SELECT c.id, c.person_id, p.name, c.claimed_by AS claimed_by_id, e.name AS claimed_by, c.course_id, \
     c.edition, m.document, c.title, c.provider, c.completed_on, c.state, c.claimed_at FROM claim c \
     JOIN person p ON p.id = c.person_id LEFT JOIN person e ON e.id = c.claimed_by \
     LEFT JOIN course m ON m.id = c.course_id";

impl Row {
    fn read(self) -> Result<Claim, StoreError> {
        let document = self.document.as_deref();
        Ok(Claim {
            id: self.id.into(),
            facts: ClaimFacts {
                person: self.person_id.into(),
                claimed_by: self.claimed_by_id.map(PersonId),
                state: ClaimState::from_code(&self.state).unwrap_or(ClaimState::Refused),
            },
            name: self.name,
            claimed_by: self.claimed_by,
            course: self
                .course_id
                .zip(self.edition)
                .map(|(course, edition)| (course.into(), edition.unsigned_abs())),
            on_menu: document.map(serde_json::from_str).transpose()?,
            title: self.title,
            provider: self.provider,
            completed_on: self.completed_on,
            claimed_at: self.claimed_at,
        })
    }
}

/// Whose claim it is, to ask whether somebody may see it.
///
/// # Errors
/// When the database fails.
pub async fn person_of_claim(
    services: &Services,
    id: ClaimId,
) -> Result<Option<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Of {
        person_id: Uuid,
    }
    let query = Query::new("SELECT person_id FROM claim WHERE id = ").bind(id.0);
    let found: Option<Of> = query.one(services.db.reader()).await?;
    Ok(found.map(|row| row.person_id.into()))
}

/// A claim of the person.
///
/// # Errors
/// When the database fails.
pub async fn claim(
    services: &Services,
    permit: &Permit<SeePerson>,
    id: ClaimId,
) -> Result<Option<Claim>, StoreError> {
    let query = Query::new(ROW).sql(" WHERE c.id = ").bind(id.0);
    let query = query
        .sql(" AND c.person_id = ")
        .bind(permit.act().target.person.map(Uuid::from));
    let row: Option<Row> = query.one(services.db.reader()).await?;
    row.map(Row::read).transpose()
}

/// Everything that was claimed for the person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn claims_of(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<Claim>, StoreError> {
    let query = Query::new(ROW)
        .sql(" WHERE c.person_id = ")
        .bind(permit.act().target.person.map(Uuid::from));
    let rows: Vec<Row> = query
        .sql(" ORDER BY c.claimed_at DESC, c.id DESC")
        .all(services.db.reader())
        .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Something that happened to a claim.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// What the claim came to.
    pub state: ClaimState,
    /// Who did it.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// What was said.
    pub words: String,
    /// The name of the file that came with it.
    pub evidence: Option<String>,
}

/// What happened to a claim of the person, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn steps(
    services: &Services,
    permit: &Permit<SeePerson>,
    id: ClaimId,
) -> Result<Vec<Step>, StoreError> {
    #[derive(FromQueryResult)]
    struct StepRow {
        id: Uuid,
        state: String,
        done_by: Option<String>,
        at: DateTime<Utc>,
        words: String,
        evidence: Option<String>,
    }
    let query = Query::new(
        "SELECT s.id, s.state, p.name AS done_by, s.at, s.words, s.evidence_name AS evidence FROM claim_step s \
         JOIN claim c ON c.id = s.claim_id LEFT JOIN person p ON p.id = s.by_id WHERE s.claim_id = ",
    );
    let query = query.bind(id.0).sql(" AND c.person_id = ");
    let rows: Vec<StepRow> = query
        .bind(permit.act().target.person.map(Uuid::from))
        .sql(" ORDER BY s.at DESC, s.id DESC")
        .all(services.db.reader())
        .await?;
    let read = |row: StepRow| Step {
        id: row.id.into(),
        state: ClaimState::from_code(&row.state).unwrap_or(ClaimState::Waiting),
        by: row.done_by,
        at: row.at,
        words: row.words,
        evidence: row.evidence,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// What to look for among claims.
#[derive(Clone, Debug)]
pub struct ClaimFilter {
    /// How they stand; however they stand when none is given.
    pub state: Option<ClaimState>,
    /// Part of a name or of a course's title.
    pub text: String,
    /// One organisation.
    pub organisation: Option<OrganisationId>,
    /// The page, counted from 1.
    pub page: u32,
}

/// A page of claims.
#[derive(Clone, Debug)]
pub struct ClaimPage {
    /// The lines of this page.
    pub rows: Vec<Claim>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Lines on one page.
pub const PAGE_SIZE: u32 = 50;

/// Claims of people within a scope, those that have waited longest first.
///
/// # Errors
/// When the database fails.
pub async fn list_claims(
    services: &Services,
    scope: &Scope,
    filter: &ClaimFilter,
) -> Result<ClaimPage, StoreError> {
    let today = services.today();
    let count =
        Query::new("SELECT COUNT(*) AS number FROM claim c JOIN person p ON p.id = c.person_id");
    let count: Option<Number> = chosen(count, scope, filter, today)
        .one(services.db.reader())
        .await?;
    let offset = filter.page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let query = chosen(Query::new(ROW), scope, filter, today)
        .sql(" ORDER BY c.claimed_at, c.id LIMIT ")
        .bind(i64::from(PAGE_SIZE));
    let rows: Vec<Row> = query
        .sql(" OFFSET ")
        .bind(i64::from(offset))
        .all(services.db.reader())
        .await?;
    Ok(ClaimPage {
        rows: rows.into_iter().map(Row::read).collect::<Result<_, _>>()?,
        total: count.map_or(0, |n| n.number.unsigned_abs()),
    })
}

/// How many claims of people within a scope wait for somebody to verify them.
///
/// # Errors
/// When the database fails.
pub async fn count_claims_waiting(services: &Services, scope: &Scope) -> Result<u64, StoreError> {
    let filter = ClaimFilter {
        state: Some(ClaimState::Waiting),
        text: String::new(),
        organisation: None,
        page: 1,
    };
    let count = Query::new("SELECT COUNT(*) AS number FROM claim c");
    let count: Option<Number> = chosen(count, scope, &filter, services.today())
        .one(services.db.reader())
        .await?;
    Ok(count.map_or(0, |n| n.number.unsigned_abs()))
}

fn chosen(query: Query, scope: &Scope, filter: &ClaimFilter, today: NaiveDate) -> Query {
    let query = query.sql(
        " WHERE EXISTS (SELECT 1 FROM post t WHERE t.person_id = c.person_id AND (t.ends_on IS NULL OR t.ends_on >= ",
    );
    let query = within(query.bind(today).sql(")"), scope);
    let query = match filter.organisation {
        Some(organisation) => query.sql(" AND t.organisation_id = ").bind(organisation.0),
        None => query,
    };
    let query = query.sql(")");
    let query = match filter.state {
        Some(state) => query.sql(" AND c.state = ").bind(state.code()),
        None => query,
    };
    match folded(&filter.text).as_str() {
        "" => query,
        text => query
            .sql(" AND (p.search_name LIKE ")
            .bind(containing(text))
            .sql(" ESCAPE '!' OR LOWER(c.title) LIKE ")
            .bind(containing(&filter.text.trim().to_lowercase()))
            .sql(" ESCAPE '!')"),
    }
}
