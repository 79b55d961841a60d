//! Completions without a certificate: which there are, and what an order of them would come to.

use super::issue::Ordered;
use crate::{
    Services, StoreError,
    catalogue::COUNTS_WITH_ITS_BOARD,
    evaluation::said_what_is_wanted,
    query::{Number, Query, containing},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{IssueCertificates, Permit, Scope},
    ids::{BoardId, CompletionId, OrganisationId},
    people::folded,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// What to look for among completions without a certificate.
#[derive(Clone, Debug, Default)]
pub struct CandidateFilter {
    /// One board of the scope.
    pub board: Option<BoardId>,
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
    /// Recorded by this instant, so that an order holds nothing that came in after it was confirmed.
    pub recorded_by: Option<DateTime<Utc>>,
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
    /// The last day on which it counts, if it expires.
    pub valid_until: Option<NaiveDate>,
}

/// A page of candidates.
#[derive(Clone, Debug)]
pub struct CandidatePage {
    /// The lines of this page.
    pub rows: Vec<Candidate>,
    /// How many there are on all pages.
    pub total: u64,
}

const CANDIDATE: &str = "SELECT c.id, c.person_id, p.name, o.name AS organisation, c.level, c.course, c.completed_on, c.valid_until";

/// Lines on one page.
pub const PAGE_SIZE: u32 = 50;

/// Completions in the boards of a scope that count, have no certificate in force, were not revoked, are not on order, and
/// wait for no evaluation.
///
/// # Errors
/// When the database fails.
pub async fn candidates(
    services: &Services,
    scope: &Scope,
    filter: &CandidateFilter,
) -> Result<CandidatePage, StoreError> {
    let count = wanted("SELECT COUNT(*) AS number", scope, filter, services.now());
    let total = count
        .one::<Number>(services.db.reader())
        .await?
        .map_or(0, |n| n.number.unsigned_abs());
    let query = wanted(CANDIDATE, scope, filter, services.now());
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
pub(super) fn wanted(
    select: &str,
    scope: &Scope,
    filter: &CandidateFilter,
    now: DateTime<Utc>,
) -> Query {
    let query = Query::new(select).sql(
        " FROM completion c JOIN person p ON p.id = c.person_id LEFT JOIN organisation o ON o.id = c.organisation_id \
         WHERE NOT EXISTS (SELECT 1 FROM certificate k WHERE k.completion_id = c.id) \
         AND NOT EXISTS (SELECT 1 FROM certificate_order r WHERE r.completion_id = c.id \
         AND r.issued_at IS NULL AND r.problem IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM completion_withdrawn w WHERE w.completion_id = c.id) AND ",
    );
    let query = said_what_is_wanted(query, now).sql(" AND ");
    let query = query.sql(COUNTS_WITH_ITS_BOARD).sql(" AND c.board_id IN (");
    let query = query.bind_all(scope.boards().iter().map(|b| b.0)).sql(")");
    let query = match filter.board {
        Some(board) => query.sql(" AND c.board_id = ").bind(board.0),
        None => query,
    };
    let query = match filter.recorded_by {
        Some(instant) => query.sql(" AND c.recorded_at <= ").bind(instant),
        None => query,
    };
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

/// The statement behind an order, and behind the page that asks whether it is meant.
pub(super) fn chosen(
    select: &str,
    scope: &Scope,
    board: BoardId,
    (ordered, now): (&Ordered, DateTime<Utc>),
) -> Query {
    let query = match ordered {
        Ordered::All(filter) => wanted(select, scope, filter, now),
        Ordered::These(ids) => wanted(select, scope, &CandidateFilter::default(), now)
            .sql(" AND c.id IN (")
            .bind_all(ids.iter().map(|i| i.0))
            .sql(")"),
    };
    query.sql(" AND c.board_id = ").bind(board.0)
}

/// What an order would come to.
#[derive(Clone, Debug)]
pub struct Selection {
    /// How many certificates it would issue.
    pub certificates: u64,
    /// How many people would be sent theirs by e-mail.
    pub with_email: u64,
    /// How many people have no e-mail address.
    pub without_email: u64,
    /// The first ten, in the order of the list.
    pub first: Vec<Candidate>,
}

/// What an order would come to if it were placed now. Nothing is ordered.
///
/// # Errors
/// When the database fails.
pub async fn selection(
    services: &Services,
    permit: &Permit<IssueCertificates>,
    scope: &Scope,
    ordered: &Ordered,
) -> Result<Selection, StoreError> {
    #[derive(FromQueryResult)]
    struct Counts {
        certificates: i64,
        with_email: i64,
        without_email: i64,
    }
    let board = permit.act().board;
    let counts = chosen(
        "SELECT COUNT(*) AS certificates, \
         COUNT(DISTINCT CASE WHEN p.email IS NOT NULL THEN p.id END) AS with_email, \
         COUNT(DISTINCT CASE WHEN p.email IS NULL THEN p.id END) AS without_email",
        scope,
        board,
        (ordered, services.now()),
    );
    let counts = counts.one::<Counts>(services.db.reader()).await?;
    let first = chosen(CANDIDATE, scope, board, (ordered, services.now()))
        .sql(" ORDER BY c.completed_on, c.id LIMIT 10");
    Ok(Selection {
        certificates: counts.as_ref().map_or(0, |c| c.certificates.unsigned_abs()),
        with_email: counts.as_ref().map_or(0, |c| c.with_email.unsigned_abs()),
        without_email: counts
            .as_ref()
            .map_or(0, |c| c.without_email.unsigned_abs()),
        first: first.all(services.db.reader()).await?,
    })
}

#[derive(FromQueryResult)]
pub(super) struct OfBoard {
    pub(super) board_id: Uuid,
}

/// The board in whose area something was completed, to ask whether somebody may see it.
///
/// # Errors
/// When the database fails.
pub async fn board_of_completion(
    services: &Services,
    id: CompletionId,
) -> Result<Option<BoardId>, StoreError> {
    let query = Query::new("SELECT board_id FROM completion WHERE board_id IS NOT NULL AND id = ");
    let found = query
        .bind(id.0)
        .one::<OfBoard>(services.db.reader())
        .await?;
    Ok(found.map(|found| found.board_id.into()))
}
