//! Reading people and posts.

use crate::{
    Services, StoreError,
    framework::posts_of,
    query::{Number, Query, containing},
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, Scope, SeePerson, Target},
    framework::PostFacts,
    ids::{OrganisationId, PersonId},
    people::{folded, staff_number},
    records::{Stamp, cohorts_on},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// Where somebody stands on a day, for asking whether another may see or change them: their organisations, the boards in
/// whose area these are, and their line managers. None when there is no such person.
///
/// A post counts from when it is entered, so that a joiner can be invited before the first day, to its last day.
///
/// # Errors
/// When the database fails.
pub async fn target_of(
    services: &Services,
    person: PersonId,
    today: NaiveDate,
) -> Result<Option<Target>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation: Option<Uuid>,
        board: Option<Uuid>,
        manager: Option<Uuid>,
    }
    let query = Query::new(
        "SELECT t.organisation_id AS organisation, b.id AS board, t.manager_id AS manager FROM person p \
         LEFT JOIN post t ON t.person_id = p.id AND (t.ends_on IS NULL OR t.ends_on >= ",
    );
    let query = query.bind(today);
    let query = query.sql(
        ") LEFT JOIN organisation o ON o.id = t.organisation_id LEFT JOIN board b ON b.district_id = o.district_id \
         WHERE p.id = ",
    );
    let rows: Vec<Row> = query.bind(person.0).all(services.db.reader()).await?;
    Ok((!rows.is_empty()).then(|| Target {
        person: Some(person),
        managers: rows
            .iter()
            .filter_map(|r| r.manager.map(Into::into))
            .collect(),
        organisations: rows
            .iter()
            .filter_map(|r| r.organisation.map(Into::into))
            .collect(),
        boards: rows
            .iter()
            .filter_map(|r| r.board.map(Into::into))
            .collect(),
    }))
}

/// A person's name and e-mail address.
///
/// # Errors
/// When the database fails.
pub async fn name_of(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Option<(String, Option<String>)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        name: String,
        email: Option<String>,
    }
    let query = Query::new("SELECT name, email FROM person WHERE id = ")
        .bind(permit.act().target.person.map(Uuid::from));
    Ok(query
        .one::<Row>(services.db.reader())
        .await?
        .map(|row| (row.name, row.email)))
}

/// A post as it is shown.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PostRow {
    /// Which.
    pub id: Uuid,
    /// Its organisation.
    pub organisation_id: Uuid,
    /// The organisation's name.
    pub organisation: String,
    /// The team.
    pub team_id: Option<Uuid>,
    /// The team's name.
    pub team: Option<String>,
    /// The name of the team that the team is inside.
    pub around: Option<String>,
    /// The job title.
    pub job_title: String,
    /// The kind of contract, by its word.
    pub contract: String,
    /// The staff number.
    pub staff_number: Option<String>,
    /// The line manager.
    pub manager_id: Option<Uuid>,
    /// The line manager's name.
    pub manager: Option<String>,
    /// The line manager's e-mail address.
    pub manager_email: Option<String>,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

/// All posts of a person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn posts(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<PostRow>, StoreError> {
    let query = Query::new(
        "SELECT t.id, t.organisation_id, o.name AS organisation, t.team_id, m.name AS team, u.name AS around, t.job_title, \
         t.contract, t.staff_number, t.manager_id, l.name AS manager, l.email AS manager_email, t.starts_on, t.ends_on \
         FROM post t JOIN organisation o ON o.id = t.organisation_id LEFT JOIN team m ON m.id = t.team_id \
         LEFT JOIN team u ON u.id = m.parent_id LEFT JOIN person l ON l.id = t.manager_id WHERE t.person_id = ",
    );
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    query
        .sql(" ORDER BY t.starts_on DESC, t.id")
        .all(services.db.reader())
        .await
}

/// The circumstances of a person on a day, without the framework.
pub(crate) async fn stamp(
    on: &impl ConnectionTrait,
    person: PersonId,
    day: NaiveDate,
) -> Result<Stamp, StoreError> {
    let mut stamps = stamps(on, &[person], day).await?;
    Ok(stamps.remove(&person).unwrap_or_default())
}

/// The same for many people at once: one query. Whoever has no post at all is left out.
pub(crate) async fn stamps(
    on: &impl ConnectionTrait,
    people: &[PersonId],
    day: NaiveDate,
) -> Result<HashMap<PersonId, Stamp>, StoreError> {
    let mut posts: HashMap<PersonId, Vec<PostFacts>> = HashMap::new();
    for post in posts_of(on, people.iter().copied()).await? {
        posts.entry(post.person).or_default().push(post.facts);
    }
    let stamp = |posts: Vec<PostFacts>| {
        // Main posts come first.
        let main = posts.iter().find(|post| post.is_held_on(day));
        Stamp {
            post: main.map(|post| post.post),
            organisation: main.map(|post| post.organisation_id),
            board: main.and_then(|post| post.board),
            cohorts: cohorts_on(&posts, day),
            framework: None,
        }
    };
    Ok(posts
        .into_iter()
        .map(|(person, posts)| (person, stamp(posts)))
        .collect())
}

/// What to look for in a list of people.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name, an e-mail address or a staff number.
    pub text: String,
    /// One organisation.
    pub organisation: Option<OrganisationId>,
    /// The page, counted from 1.
    pub page: u32,
}

/// One line of a list of people: a person in a post held today or to begin.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    /// The person.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The job title.
    pub job_title: String,
    /// The organisation.
    pub organisation: String,
    /// The team.
    pub team: Option<String>,
    /// The first day of the post.
    pub starts_on: NaiveDate,
    /// Whether there is an account.
    pub has_account: bool,
}

/// A page of a list of people.
#[derive(Clone, Debug)]
pub struct PersonPage {
    /// The lines of this page.
    pub rows: Vec<Listed>,
    /// How many lines there are on all pages.
    pub total: u64,
}

/// Lines on one page.
pub const PAGE_SIZE: u32 = 50;

/// People in posts held today or to begin, within a scope, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(
    services: &Services,
    scope: &Scope,
    filter: &Filter,
    today: NaiveDate,
) -> Result<PersonPage, StoreError> {
    let count = listing("SELECT COUNT(*) AS number", "", scope, filter, today);
    let total = count
        .one::<Number>(services.db.reader())
        .await?
        .map_or(0, |n| n.number.unsigned_abs());
    let query = listing(
        "SELECT p.id, p.name, t.job_title, o.name AS organisation, m.name AS team, t.starts_on, \
         EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id AND a.closed_at IS NULL) AS has_account",
        " JOIN organisation o ON o.id = t.organisation_id LEFT JOIN team m ON m.id = t.team_id",
        scope,
        filter,
        today,
    );
    let offset = filter.page.saturating_sub(1).saturating_mul(PAGE_SIZE);
    let query = query
        .sql(" ORDER BY p.search_name, p.id, t.id LIMIT ")
        .bind(i64::from(PAGE_SIZE));
    let rows = query
        .sql(" OFFSET ")
        .bind(i64::from(offset))
        .all(services.db.reader())
        .await?;
    Ok(PersonPage { rows, total })
}

/// `joins` holds what only some columns need: counting goes without.
fn listing(select: &str, joins: &str, scope: &Scope, filter: &Filter, today: NaiveDate) -> Query {
    let query = Query::new(select)
        .sql(" FROM post t JOIN person p ON p.id = t.person_id")
        .sql(joins);
    let query = query.sql(" WHERE (t.ends_on IS NULL OR t.ends_on >= ");
    let query = query.bind(today).sql(")");
    let query = within(query, scope);
    let query = match filter.organisation {
        Some(organisation) => query.sql(" AND t.organisation_id = ").bind(organisation.0),
        None => query,
    };
    let text = folded(&filter.text);
    if text.is_empty() {
        return query;
    }
    let query = query
        .sql(" AND (p.search_name LIKE ")
        .bind(containing(&text))
        .sql(" ESCAPE '!' OR p.email LIKE ");
    let query = query
        .bind(containing(&filter.text.trim().to_lowercase()))
        .sql(" ESCAPE '!' OR t.staff_number = ");
    query.bind(staff_number(&filter.text)).sql(")")
}

/// The organisations are found first, so that posts are found by an index and not one by one.
pub(crate) fn within(query: Query, scope: &Scope) -> Query {
    if scope.is_everywhere() {
        return query;
    }
    let query = query
        .sql(" AND (t.organisation_id IN (SELECT id FROM organisation WHERE id IN (")
        .bind_all(scope.organisations().iter().map(|o| o.0));
    let query = query.sql(
        ") UNION SELECT a.id FROM organisation a JOIN board b ON b.district_id = a.district_id \
         WHERE b.id IN (",
    );
    let query = query.bind_all(scope.boards().iter().map(|b| b.0)).sql("))");
    match scope.managed_by() {
        [] => query.sql(")"),
        managers => query
            .sql(" OR t.manager_id IN (")
            .bind_all(managers.iter().map(|manager| manager.0))
            .sql("))"),
    }
}
