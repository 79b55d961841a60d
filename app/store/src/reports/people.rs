//! The names behind the figures.

use super::standing::{Narrowed, OnDay, narrowed, within};
use crate::{
    Services, StoreError,
    query::{Number, Query, containing},
};
use chrono::NaiveDate;
use domain::{access::Scope, framework::Framework, ids::PersonId, people::folded, reports::How};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// What one post of one person must reach, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Requirement {
    /// Who.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
    /// The e-mail address, if there is one.
    pub email: Option<String>,
    /// The line manager of that post.
    pub manager_id: Option<Uuid>,
    /// The staff number in that post.
    pub staff_number: Option<String>,
    /// The job title.
    pub job_title: String,
    /// The organisation.
    pub organisation_id: Uuid,
    /// Its name.
    pub organisation: String,
    /// The team.
    pub team: Option<String>,
    /// Code of the level.
    pub level: String,
    /// Code of the cohort that asks for it first.
    pub cohort: String,
    /// The word of how it stands: see [`How`].
    pub state: String,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// The last completion.
    pub completed_on: Option<NaiveDate>,
    /// Until when that counts.
    pub valid_until: Option<NaiveDate>,
    /// How it is best done; empty where nothing was arranged.
    pub method: String,
}

impl Requirement {
    /// How it stands.
    pub fn how(&self) -> How {
        How::from_code(&self.state).unwrap_or(How::Overdue)
    }

    /// "Face to face preferred", where something was arranged for what is still to be reached.
    pub fn preferred(&self) -> Option<String> {
        let is_open = !matches!(self.how(), How::InDate | How::Exempt);
        (is_open && !self.method.is_empty()).then(|| format!("{} preferred", self.method))
    }
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct RequirementPage {
    /// The lines of this page.
    pub rows: Vec<Requirement>,
    /// How many there are on all pages.
    pub total: u64,
}

/// The list, the most urgent first, so many from the first or a later one.
///
/// # Errors
/// When the database fails.
pub async fn list_requirements(
    services: &Services,
    scope: &Scope,
    framework: &Framework,
    to: &Narrowed,
    day: NaiveDate,
    (skip, take): (u64, u64),
) -> Result<RequirementPage, StoreError> {
    let on = services.db.reader();
    let on_day = OnDay::new(day, framework.due_soon_days);
    let count = found(
        Query::new("SELECT COUNT(*) AS number"),
        "",
        scope,
        on_day,
        to,
    );
    let total = count
        .one::<Number>(on)
        .await?
        .map_or(0, |n| n.number.unsigned_abs());
    let rows = rows(scope, on_day, to)
        .sql(" ORDER BY s.due_on, p.search_name, s.post_id, s.level LIMIT ")
        .bind(i64::try_from(take).unwrap_or(i64::MAX))
        .sql(" OFFSET ")
        .bind(i64::try_from(skip).unwrap_or(i64::MAX))
        .all(on)
        .await?;
    Ok(RequirementPage { rows, total })
}

/// The same for some people of the scope only: those ticked in the list.
///
/// # Errors
/// When the database fails.
pub async fn requirements_of(
    services: &Services,
    scope: &Scope,
    framework: &Framework,
    people: &[PersonId],
    day: NaiveDate,
) -> Result<Vec<Requirement>, StoreError> {
    let on_day = OnDay::new(day, framework.due_soon_days);
    rows(scope, on_day, &Narrowed::default())
        .sql(" AND s.person_id IN (")
        .bind_all(people.iter().map(|person| person.0))
        .sql(") ORDER BY p.search_name, s.post_id, s.level")
        .all(services.db.reader())
        .await
}

fn rows(scope: &Scope, on_day: OnDay, to: &Narrowed) -> Query {
    let query = Query::new(
        "SELECT s.person_id, p.name, p.email, t.manager_id, t.staff_number, t.job_title, s.organisation_id, o.name AS organisation, g.name AS team, s.level, \
         s.cohort, s.due_on, s.completed_on, s.valid_until, s.method, ",
    );
    let joins = " JOIN post t ON t.id = s.post_id JOIN organisation o ON o.id = s.organisation_id \
         LEFT JOIN team g ON g.id = s.team_id";
    found(
        on_day.state(query).sql(" AS state"),
        joins,
        scope,
        on_day,
        to,
    )
}

fn found(select: Query, joins: &str, scope: &Scope, on_day: OnDay, to: &Narrowed) -> Query {
    let query = select
        .sql(" FROM standing s JOIN person p ON p.id = s.person_id")
        .sql(joins)
        .sql(" WHERE");
    let query = narrowed(within(on_day.counts(query), scope), to);
    let query = match to.how {
        Some(how) => on_day.is(query.sql(" AND "), how),
        None => query,
    };
    let name = folded(&to.name);
    if name.is_empty() {
        return query;
    }
    query
        .sql(" AND p.search_name LIKE ")
        .bind(containing(&name))
        .sql(" ESCAPE '!'")
}
