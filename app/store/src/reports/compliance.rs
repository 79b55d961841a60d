//! How many are up to date, along levels, cohorts, and teams or organisations.
//!
//! Somebody with one post is counted by adding rows: all tables come from one pass over them, in the order of the index
//! `standing_counted`. Somebody with several is counted once in each line, by what the posts of that line ask together, so
//! that a partnership counts people and not posts.

use super::standing::{Narrowed, OnDay, narrowed, of_teams, within};
use crate::{
    Services, StoreError,
    query::{Number, Query},
};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    framework::Framework,
    reports::{How, Tally},
};
use sea_orm::FromQueryResult;
use std::collections::BTreeMap;
use uuid::Uuid;

/// By which places people are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// A line a team.
    Teams,
    /// A line an organisation.
    Organisations,
}

impl Places {
    /// The column of `standing`.
    fn column(self) -> &'static str {
        match self {
            Self::Teams => "s.team_id",
            Self::Organisations => "s.organisation_id",
        }
    }

    /// The table with the names.
    fn table(self) -> &'static str {
        match self {
            Self::Teams => "team",
            Self::Organisations => "organisation",
        }
    }
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The code of the level or cohort; empty for others.
    pub code: String,
    /// The team or organisation; none for others, and for those in no team.
    pub key: Option<Uuid>,
    /// Its name, for teams and organisations.
    pub name: Option<String>,
    /// The figures.
    pub tally: Tally,
}

/// The tables, the lines of each in the order of names and codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compliance {
    /// A line a level.
    pub levels: Vec<Line>,
    /// A line a cohort: the one that asks for each level first.
    pub cohorts: Vec<Line>,
    /// A line a team or an organisation.
    pub places: Vec<Line>,
}

/// How many stand how who share what is filled in: a level, a cohort, a place, of which one or all are told.
#[derive(FromQueryResult)]
struct Alike {
    level: Option<String>,
    cohort: Option<String>,
    place_id: Option<Uuid>,
    name: Option<String>,
    overdue: i64,
    to_do: i64,
    due_soon: i64,
    in_date: i64,
    exempt: i64,
}

impl Alike {
    fn numbers(&self) -> [(How, u64); 5] {
        [
            (How::Overdue, self.overdue),
            (How::ToDo, self.to_do),
            (How::DueSoon, self.due_soon),
            (How::InDate, self.in_date),
            (How::Exempt, self.exempt),
        ]
        .map(|(how, number)| (how, number.unsigned_abs()))
    }
}

/// The tables of a scope on a day.
///
/// # Errors
/// When the database fails.
pub async fn compliance(
    services: &Services,
    scope: &Scope,
    framework: &Framework,
    places: Places,
    to: &Narrowed,
    day: NaiveDate,
) -> Result<Compliance, StoreError> {
    let on = services.db.reader();
    let on_day = OnDay::new(day, framework.due_soon_days);
    // Two connections share what takes longest in a large partnership.
    let alone = with_one_post(scope, on_day, places, to).all::<Alike>(on);
    let several = with_several_posts(scope, on_day, places, to).all::<Alike>(on);
    let (alone, several) = tokio::try_join!(alone, several)?;
    let mut lines = Lines::default();
    for row in alone {
        lines.of_level(&row);
        lines.of_cohort(&row);
        lines.of_place(&row);
    }
    for row in several {
        match (&row.level, &row.cohort) {
            (Some(_), _) => lines.of_level(&row),
            (None, Some(_)) => lines.of_cohort(&row),
            (None, None) => lines.of_place(&row),
        }
    }
    Ok(lines.tables())
}

fn with_one_post(scope: &Scope, on_day: OnDay, places: Places, to: &Narrowed) -> Query {
    let place = places.column();
    let query = Query::new("SELECT x.*, n.name FROM (SELECT s.level, s.cohort, ");
    let query = on_day
        .numbers(query.sql(place).sql(" AS place_id"))
        .sql(" FROM standing s WHERE s.is_alone AND");
    let query = narrowed(within(on_day.counts(query), scope), to);
    let query = query.sql(" GROUP BY s.level, s.cohort, ").sql(place);
    named(query, places)
}

fn with_several_posts(scope: &Scope, on_day: OnDay, places: Places, to: &Narrowed) -> Query {
    const NO_TEXT: &str = "CAST(NULL AS text)";
    const NO_ID: &str = "CAST(NULL AS uuid)";
    let place = places.column();
    let tables = [
        ("s.level", NO_TEXT, NO_ID, "s.level"),
        (NO_TEXT, "s.cohort", NO_ID, "s.cohort"),
        (NO_TEXT, NO_TEXT, place, place),
    ];
    let mut query = Query::new("SELECT x.*, n.name FROM (");
    for (number, (level, cohort, place, line)) in tables.into_iter().enumerate() {
        let and = if number == 0 { "" } else { " UNION ALL " };
        query = on_day.numbers(query.sql(and).sql("SELECT level, cohort, place_id"));
        query = query.sql(&format!(
            " FROM (SELECT {level} AS level, {cohort} AS cohort, {place} AS place_id, \
             MIN(s.due_on) AS due_on, MAX(s.completed_on) AS completed_on, MAX(s.valid_until) AS valid_until, \
             MAX(s.exempt_from) AS exempt_from, MIN(s.exempt_until) AS exempt_until FROM standing s \
             WHERE NOT s.is_alone AND"
        ));
        query = narrowed(within(on_day.counts(query), scope), to).sql(&format!(
            " GROUP BY s.person_id, s.level, {line}) p GROUP BY 1, 2, 3"
        ));
    }
    named(query, places)
}

/// The rows of a query within another, each with the name of its place.
fn named(query: Query, places: Places) -> Query {
    let query = query.sql(") x LEFT JOIN ").sql(places.table());
    query.sql(" n ON n.id = x.place_id")
}

/// The lines while rows are added up.
#[derive(Default)]
struct Lines {
    levels: BTreeMap<String, Tally>,
    cohorts: BTreeMap<String, Tally>,
    places: BTreeMap<(Option<String>, Option<Uuid>), Tally>,
}

impl Lines {
    fn of_level(&mut self, row: &Alike) {
        let level = row.level.clone().unwrap_or_default();
        add(self.levels.entry(level).or_default(), row);
    }

    fn of_cohort(&mut self, row: &Alike) {
        let cohort = row.cohort.clone().unwrap_or_default();
        add(self.cohorts.entry(cohort).or_default(), row);
    }

    fn of_place(&mut self, row: &Alike) {
        let place = (row.name.clone(), row.place_id);
        add(self.places.entry(place).or_default(), row);
    }

    fn tables(self) -> Compliance {
        let by_code = |(code, tally)| Line {
            code,
            key: None,
            name: None,
            tally,
        };
        let by_place = |((name, key), tally)| Line {
            code: String::new(),
            key,
            name,
            tally,
        };
        Compliance {
            levels: self.levels.into_iter().map(by_code).collect(),
            cohorts: self.cohorts.into_iter().map(by_code).collect(),
            places: self.places.into_iter().map(by_place).collect(),
        }
    }
}

fn add(tally: &mut Tally, row: &Alike) {
    for (how, number) in row.numbers() {
        tally.add(how, number);
    }
}

/// How many people hold a post on a day, each once.
///
/// # Errors
/// When the database fails.
pub async fn people_counted(
    services: &Services,
    scope: &Scope,
    to: &Narrowed,
    day: NaiveDate,
) -> Result<u64, StoreError> {
    let query = Query::new(
        "SELECT COUNT(DISTINCT t.person_id) AS number FROM post t WHERE t.starts_on <= ",
    );
    let query = query
        .bind(day)
        .sql(" AND (t.ends_on IS NULL OR t.ends_on >= ")
        .bind(day)
        .sql(")");
    let query = crate::people::within(query, scope);
    let query = match to.organisation {
        Some(organisation) => query.sql(" AND t.organisation_id = ").bind(organisation.0),
        None => query,
    };
    let query = of_teams(query, "t.team_id", &to.teams);
    let found = query.one::<Number>(services.db.reader()).await?;
    Ok(found.map_or(0, |n| n.number.unsigned_abs()))
}

/// How many people have anything overdue on a day, each once.
///
/// # Errors
/// When the database fails.
pub async fn people_overdue(
    services: &Services,
    scope: &Scope,
    to: &Narrowed,
    day: NaiveDate,
) -> Result<u64, StoreError> {
    let on_day = OnDay::new(day, 0);
    let query = Query::new("SELECT COUNT(DISTINCT s.person_id) AS number FROM standing s WHERE");
    let query = narrowed(within(on_day.counts(query), scope), to).sql(" AND ");
    let query = on_day.is(query, How::Overdue);
    let found = query.one::<Number>(services.db.reader()).await?;
    Ok(found.map_or(0, |n| n.number.unsigned_abs()))
}
