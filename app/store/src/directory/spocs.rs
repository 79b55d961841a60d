//! Naming SPOCs and deputies, and what an organisation asks for.

use super::{in_date, is_held};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    organisations::hold,
    query::{Number, Query},
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{NameSpoc, Permit},
    directory::{Minimums, SpocRefusal, may_be_named},
    ids::{OrganisationId, PostId, SpocId, TeamId},
    people::{folded, staff_number},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

/// A post whose holder can be meant.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FoundPost {
    /// Which.
    pub id: Uuid,
    /// Its holder.
    pub person_id: Uuid,
    /// The team.
    pub team_id: Option<Uuid>,
}

/// Posts held today in the organisation of a permit by people who can be meant: with this e-mail address, staff number or
/// whole name. Main posts come first; ten at most.
///
/// # Errors
/// When the database fails.
pub async fn find_spoc_posts(
    services: &Services,
    permit: &Permit<NameSpoc>,
    typed: &str,
) -> Result<Vec<FoundPost>, StoreError> {
    let query = Query::new(
        "SELECT t.id, t.person_id, t.team_id FROM post t JOIN person p ON p.id = t.person_id WHERE t.organisation_id = ",
    );
    let query = query.bind(permit.act().organisation.0).sql(" AND ");
    let query = is_held(query, services.today()).sql(" AND (p.email = ");
    let query = query.bind(typed.trim().to_lowercase());
    let query = query.sql(" OR t.staff_number = ").bind(staff_number(typed));
    let query = query.sql(" OR p.search_name = ").bind(folded(typed));
    let query = query.sql(") ORDER BY t.is_main DESC, t.starts_on, t.id LIMIT 10");
    query.all(services.db.reader()).await
}

/// Somebody to be named.
#[derive(Clone, Debug, Serialize)]
pub struct NewSpoc {
    /// Which; made with the form, so that the same form twice names once.
    pub id: SpocId,
    /// The post, which is of the organisation.
    pub post: PostId,
    /// The team of the organisation; none for the organisation as a whole.
    pub team: Option<TeamId>,
    /// Whether they stand in for another.
    pub is_deputy: bool,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, if there is one.
    pub to_on: Option<NaiveDate>,
}

/// Names a SPOC or a deputy, who is in date with what comes before `level`: codes and titles of `before`.
///
/// # Errors
/// When the database fails. Inside, why they are not named.
pub async fn name_spoc(
    services: &Services,
    permit: &Permit<NameSpoc>,
    new: &NewSpoc,
    (level, before): (&str, &[(&str, &str)]),
) -> Result<Result<(), SpocRefusal>, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        hold(tx, organisation).await?;
        if is_there(tx, Query::new(ROWS).sql("id = ").bind(new.id.0)).await? {
            return Ok(Noted::nothing(Ok(())));
        }
        let held = levels_in_date(tx, new.post, services.today()).await?;
        if let Err(refusal) = may_be_named(level, before, &held) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        if is_there(tx, same_place(new)).await? {
            return Ok(Noted::nothing(Err(SpocRefusal::Already)));
        }
        put(services, tx, permit, new).await?;
        let subject = format!("spoc {}", new.id);
        note_new(services, tx, permit, subject, new, Ok(())).await
    })
}

const ROWS: &str = "SELECT COUNT(*) AS number FROM spoc WHERE ";

async fn is_there(on: &impl ConnectionTrait, counted: Query) -> Result<bool, StoreError> {
    let found: Option<Number> = counted.one(on).await?;
    Ok(found.is_some_and(|found| found.number > 0))
}

/// Those of the same post for the same place at the same time.
fn same_place(new: &NewSpoc) -> Query {
    let query = Query::new(ROWS).sql("ended_at IS NULL AND post_id = ");
    let query = query.bind(new.post.0);
    let query = match new.team {
        Some(team) => query.sql(" AND team_id = ").bind(team.0),
        None => query.sql(" AND team_id IS NULL"),
    };
    let query = query
        .sql(" AND (to_on IS NULL OR to_on >= ")
        .bind(new.from_on)
        .sql(")");
    match new.to_on {
        Some(to) => query.sql(" AND from_on <= ").bind(to),
        None => query,
    }
}

async fn put(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<NameSpoc>,
    new: &NewSpoc,
) -> Result<(), StoreError> {
    let query = Query::new(
        "INSERT INTO spoc (id, post_id, organisation_id, team_id, is_deputy, from_on, to_on, named_by, named_at) \
         SELECT ",
    );
    let query = query.bind(new.id.0).sql(", t.id, t.organisation_id, ");
    let query = query
        .bind(new.team.map(Uuid::from))
        .comma(new.is_deputy)
        .comma(new.from_on)
        .comma(new.to_on)
        .comma(permit.by().map(Uuid::from))
        .comma(services.now());
    let query = query.sql(" FROM post t WHERE t.id = ").bind(new.post.0);
    let query = query.sql(" AND t.organisation_id = ");
    let put = query.bind(permit.act().organisation.0).run(on).await?;
    if put == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// The levels with which the holder of a post is in date.
async fn levels_in_date(
    on: &impl ConnectionTrait,
    post: PostId,
    today: NaiveDate,
) -> Result<Vec<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        level: String,
    }
    let query = Query::new(
        "SELECT DISTINCT c.level FROM post t JOIN completion c ON c.person_id = t.person_id WHERE t.id = ",
    );
    let query = in_date(query.bind(post.0).sql(" AND "), today);
    let rows: Vec<Row> = query.all(on).await?;
    Ok(rows.into_iter().map(|row| row.level).collect())
}

/// Somebody who is named, for a page that asks whether to end it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SpocName {
    /// Their name.
    pub name: String,
    /// The team; none for the organisation as a whole.
    pub team: Option<String>,
    /// Whether they stand in for another.
    pub is_deputy: bool,
}

/// Somebody who is named in the organisation of a permit.
///
/// # Errors
/// When the database fails.
pub async fn find_spoc(
    services: &Services,
    permit: &Permit<NameSpoc>,
    id: SpocId,
) -> Result<Option<SpocName>, StoreError> {
    let query = Query::new(
        "SELECT p.name, g.name AS team, s.is_deputy FROM spoc s JOIN post t ON t.id = s.post_id \
         JOIN person p ON p.id = t.person_id LEFT JOIN team g ON g.id = s.team_id WHERE s.ended_at IS NULL AND s.id = ",
    );
    let query = query.bind(id.0).sql(" AND s.organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    query.one(services.db.reader()).await
}

/// The organisation in which somebody is named.
///
/// # Errors
/// When the database fails.
pub async fn organisation_of_spoc(
    services: &Services,
    id: SpocId,
) -> Result<Option<OrganisationId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
    }
    let query = Query::new("SELECT organisation_id FROM spoc WHERE id = ").bind(id.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(|row| row.organisation_id.into()))
}

/// Ends a designation now; whether it had not ended.
///
/// # Errors
/// When the database fails.
pub async fn end_spoc(
    services: &Services,
    permit: &Permit<NameSpoc>,
    id: SpocId,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE spoc SET ended_at = ").bind(services.now());
        let query = query.sql(", ended_by = ");
        let query = query.bind(permit.by().map(Uuid::from));
        let query = query.sql(" WHERE ended_at IS NULL AND id = ").bind(id.0);
        let query = query.sql(" AND organisation_id = ");
        if query.bind(permit.act().organisation.0).run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        let subject = format!("spoc {id}");
        note_new(services, tx, permit, subject, &"ended", true).await
    })
}

/// What an organisation asks for: how many SPOCs where, and the cohorts whose members are SPOCs by post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverTerms {
    /// Minimums that are not the usual one.
    pub minimums: Minimums,
    /// Codes of cohorts.
    pub cohorts: Vec<String>,
}

impl CoverTerms {
    /// As the trail says it.
    fn said(&self) -> (Vec<(Option<TeamId>, u32)>, &[String]) {
        let mut minimums: Vec<_> = self.minimums.iter().map(|(k, v)| (*k, *v)).collect();
        minimums.sort_unstable();
        (minimums, &self.cohorts)
    }
}

/// Keeps what the organisation of a permit asks for, in the place of `before`.
///
/// # Errors
/// When the database fails.
pub async fn set_cover_terms(
    services: &Services,
    permit: &Permit<NameSpoc>,
    before: &CoverTerms,
    new: &CoverTerms,
) -> Result<(), StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        hold(tx, organisation).await?;
        if before == new {
            return Ok(Noted::nothing(()));
        }
        for table in ["spoc_minimum", "spoc_cohort"] {
            let query = Query::new(&format!("DELETE FROM {table} WHERE organisation_id = "));
            query.bind(organisation.0).run(tx).await?;
        }
        put_terms(tx, organisation, new).await?;
        let (was, now) = (before.said(), new.said());
        let entry = Entry {
            subject: format!("spocs of organisation {organisation}"),
            before: Some(&was),
            after: Some(&now),
        };
        note(services, tx, permit, entry, ()).await
    })
}

async fn put_terms(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    new: &CoverTerms,
) -> Result<(), StoreError> {
    let minimums: Vec<(Option<TeamId>, u32)> = new.said().0;
    if !minimums.is_empty() {
        let query =
            Query::new("INSERT INTO spoc_minimum (organisation_id, team_id, minimum) VALUES ");
        let row = |query: Query, (team, minimum): &(Option<TeamId>, u32)| {
            let query = query.bind(organisation.0).comma(team.map(Uuid::from));
            query.comma(minimum.cast_signed())
        };
        query.each_row(&minimums, row).run(on).await?;
    }
    if !new.cohorts.is_empty() {
        let query = Query::new("INSERT INTO spoc_cohort (organisation_id, cohort) VALUES ");
        let row = |query: Query, cohort: &String| query.bind(organisation.0).comma(cohort.as_str());
        query.each_row(&new.cohorts, row).run(on).await?;
    }
    Ok(())
}
