//! Proposals to anonymise: one person proposes, another agrees, and until then it can be withdrawn.

use super::due::due_on;
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{AnonymiseLeavers, Permit},
    ids::AnonymisingId,
    keeping::may_agree,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A proposal, and how far it has come.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Proposal {
    /// Which.
    pub id: Uuid,
    /// How many people it is about.
    pub people: i64,
    /// How many have been looked at.
    pub done: i64,
    /// How many of these were left out, because something had changed.
    pub left_out: i64,
    /// Who proposed it.
    pub proposed_by: Option<Uuid>,
    /// The name of that person.
    pub proposer: Option<String>,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who agreed.
    pub agreer: Option<String>,
    /// When.
    pub agreed_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When everybody had been looked at.
    pub finished_at: Option<DateTime<Utc>>,
}

const PROPOSAL: &str = "SELECT x.id, x.people, x.done, (SELECT COUNT(*) FROM anonymising_person l \
     WHERE l.anonymising_id = x.id AND l.left_out_why IS NOT NULL) AS left_out, x.proposed_by, p.name AS proposer, \
     x.proposed_at, a.name AS agreer, x.agreed_at, x.withdrawn_at, x.finished_at FROM anonymising x \
     LEFT JOIN person p ON p.id = x.proposed_by LEFT JOIN person a ON a.id = x.agreed_by WHERE x.organisation_id = ";

/// The proposals of an organisation, the latest first, ten at most.
///
/// # Errors
/// When the database fails.
pub async fn proposals(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
) -> Result<Vec<Proposal>, StoreError> {
    let query = Query::new(PROPOSAL).bind(permit.act().organisation.0);
    let query = query.sql(" ORDER BY x.proposed_at DESC, x.id DESC LIMIT 10");
    query.all(services.db.reader()).await
}

/// One proposal.
///
/// # Errors
/// When the database fails.
pub async fn proposal(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
) -> Result<Option<Proposal>, StoreError> {
    find(services.db.reader(), permit, id).await
}

async fn find(
    on: &impl ConnectionTrait,
    permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
) -> Result<Option<Proposal>, StoreError> {
    let query = Query::new(PROPOSAL).bind(permit.act().organisation.0);
    query.sql(" AND x.id = ").bind(id.0).one(on).await
}

/// Somebody on a proposal.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// Who.
    pub person_id: Uuid,
    /// The name, or what has taken its place.
    pub name: String,
    /// The last day of the last post.
    pub left_on: NaiveDate,
    /// When the name went.
    pub anonymised_at: Option<DateTime<Utc>>,
    /// Why it stayed.
    pub left_out_why: Option<String>,
}

/// The people of a proposal, the longest gone first, one page of fifty.
///
/// # Errors
/// When the database fails.
pub async fn lines(
    services: &Services,
    _permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
    page: u32,
) -> Result<Vec<Line>, StoreError> {
    let query = Query::new(
        "SELECT l.person_id, p.name, l.left_on, l.anonymised_at, l.left_out_why FROM anonymising_person l \
         JOIN person p ON p.id = l.person_id WHERE l.anonymising_id = ",
    );
    let query = query
        .bind(id.0)
        .sql(" ORDER BY l.left_on, p.search_name, p.id LIMIT 50 OFFSET ");
    let offset = i64::from(page.saturating_sub(1)) * 50;
    query.bind(offset).all(services.db.reader()).await
}

/// Proposes to anonymise whoever is due today; none when nobody is.
///
/// # Errors
/// [`StoreError::Conflict`] when another proposal of the organisation is open.
pub async fn propose(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
) -> Result<Option<AnonymisingId>, StoreError> {
    let (organisation, today) = (permit.act().organisation, services.today());
    transact!(services.db, |tx| {
        let due = due_on(tx, organisation, today).await?;
        let Some(last) = due.iter().map(|one| one.left_on).max() else {
            return Ok(Noted::nothing(None));
        };
        let id = services.new_id::<AnonymisingId>();
        let count = i64::try_from(due.len()).unwrap_or_default();
        let query = Query::new(
            "INSERT INTO anonymising (id, organisation_id, left_before, people, proposed_by, proposed_at) VALUES (",
        );
        let query = query
            .bind(id.0)
            .comma(organisation.0)
            .comma(last)
            .comma(count);
        let query = query
            .comma(permit.by().map(Uuid::from))
            .comma(services.now());
        query.sql(")").run(tx).await?;
        for some in due.chunks(200) {
            let query = Query::new(
                "INSERT INTO anonymising_person (anonymising_id, person_id, left_on) VALUES ",
            );
            let query = query.each_row(some, |query, one| {
                query.bind(id.0).comma(one.person.0).comma(one.left_on)
            });
            query.run(tx).await?;
        }
        let after = ("proposed", count, "left by", last);
        note_new(
            services,
            tx,
            permit,
            format!("anonymising {id}"),
            &after,
            Some(id),
        )
        .await
    })
}

/// What came of deciding about a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It is so now.
    Done,
    /// It was decided before.
    Before,
    /// It is the proposer's own.
    Own,
}

/// Agrees to what somebody else proposed; the names go in the background.
///
/// # Errors
/// When the database fails.
pub async fn agree(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
) -> Result<Decided, StoreError> {
    decide(services, permit, id, "agreed").await
}

/// Withdraws a proposal to which nobody has agreed.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
) -> Result<Decided, StoreError> {
    decide(services, permit, id, "withdrawn").await
}

/// `how` is the beginning of the two columns that say who and when.
async fn decide(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
    id: AnonymisingId,
    how: &'static str,
) -> Result<Decided, StoreError> {
    let decided = transact!(services.db, |tx| {
        let Some(proposal) = find(tx, permit, id).await? else {
            return Ok(Noted::nothing(Decided::Before));
        };
        let proposed_by = proposal.proposed_by.map(Into::into);
        if how == "agreed" && may_agree(proposed_by, permit.by()).is_err() {
            return Ok(Noted::nothing(Decided::Own));
        }
        let query = Query::new(&format!("UPDATE anonymising SET {how}_by = "));
        let query = query
            .bind(permit.by().map(Uuid::from))
            .sql(&format!(", {how}_at = "));
        let query = query
            .bind(services.now())
            .sql(" WHERE agreed_at IS NULL AND withdrawn_at IS NULL AND id = ");
        if query.bind(id.0).run(tx).await? == 0 {
            return Ok(Noted::nothing(Decided::Before));
        }
        note_new(
            services,
            tx,
            permit,
            format!("anonymising {id}"),
            &how,
            Decided::Done,
        )
        .await
    })?;
    services.jobs.notify_one();
    Ok(decided)
}
