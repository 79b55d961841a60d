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

/// How those with one post stand who share a place, a level and a cohort.
#[derive(FromQueryResult)]
struct Alike {
    place_id: Option<Uuid>,
    name: Option<String>,
    level: String,
    cohort: String,
    overdue: i64,
    to_do: i64,
    due_soon: i64,
    in_date: i64,
    exempt: i64,
}

/// How those with several posts stand in a line of one of the tables; two of the three columns are empty.
#[derive(FromQueryResult)]
struct Together {
    level: Option<String>,
    cohort: Option<String>,
    place_id: Option<Uuid>,
    name: Option<String>,
    state: String,
    number: i64,
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
    let mut lines = Lines::default();
    let alone: Vec<Alike> = with_one_post(scope, on_day, places, to).all(on).await?;
    for row in alone {
        lines.add_alike(row);
    }
    let several: Vec<Together> = with_several_posts(scope, on_day, places, to)
        .all(on)
        .await?;
    for row in several {
        lines.add_together(row);
    }
    Ok(lines.tables())
}

fn with_one_post(scope: &Scope, on_day: OnDay, places: Places, to: &Narrowed) -> Query {
    let mut query = Query::new("SELECT x.*, n.name FROM (SELECT ")
        .sql(places.column())
        .sql(" AS place_id, s.level, s.cohort");
    for how in How::ALL {
        query = on_day
            .state(query.sql(", COUNT(*) FILTER (WHERE "))
            .sql(&format!(
                " = '{}') AS {}",
                how.code(),
                how.code().replace('-', "_")
            ));
    }
    let query = query.sql(" FROM standing s WHERE s.is_alone AND");
    let query = narrowed(within(on_day.counts(query), scope), to).sql(" GROUP BY ");
    let query = query.sql(places.column());
    let query = query
        .sql(", s.level, s.cohort) x LEFT JOIN ")
        .sql(places.table());
    query.sql(" n ON n.id = x.place_id")
}

fn with_several_posts(scope: &Scope, on_day: OnDay, places: Places, to: &Narrowed) -> Query {
    const NO_TEXT: &str = "CAST(NULL AS text)";
    const NO_ID: &str = "CAST(NULL AS uuid)";
    let tables = [
        ("s.level", NO_TEXT, NO_ID),
        (NO_TEXT, "s.cohort", NO_ID),
        (NO_TEXT, NO_TEXT, places.column()),
    ];
    let mut query = Query::new("SELECT x.*, n.name FROM (");
    for (number, (level, cohort, place)) in tables.into_iter().enumerate() {
        let and = if number == 0 {
            "SELECT "
        } else {
            " UNION ALL SELECT "
        };
        query = on_day.state(query.sql(and).sql("level, cohort, place_id, "));
        query = query.sql(&format!(
            " AS state, COUNT(*) AS number FROM (SELECT {level} AS level, {cohort} AS cohort, {place} AS place_id, \
             MIN(s.due_on) AS due_on, MAX(s.completed_on) AS completed_on, MAX(s.valid_until) AS valid_until, \
             MAX(s.exempt_from) AS exempt_from, MIN(s.exempt_until) AS exempt_until FROM standing s \
             WHERE NOT s.is_alone AND"
        ));
        query = narrowed(within(on_day.counts(query), scope), to)
            .sql(" GROUP BY 1, 2, 3, s.person_id, s.level) p GROUP BY 1, 2, 3, 4");
    }
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
    fn add_alike(&mut self, row: Alike) {
        let numbers = [
            (How::Overdue, row.overdue),
            (How::ToDo, row.to_do),
            (How::DueSoon, row.due_soon),
            (How::InDate, row.in_date),
            (How::Exempt, row.exempt),
        ];
        let level = self.levels.entry(row.level).or_default();
        let cohort = self.cohorts.entry(row.cohort).or_default();
        let place = self.places.entry((row.name, row.place_id)).or_default();
        for tally in [level, cohort, place] {
            for (how, number) in numbers {
                tally.add(how, number.unsigned_abs());
            }
        }
    }

    fn add_together(&mut self, row: Together) {
        let Some(how) = How::from_code(&row.state) else {
            return;
        };
        let tally = match (row.level, row.cohort) {
            (Some(level), _) => self.levels.entry(level).or_default(),
            (None, Some(cohort)) => self.cohorts.entry(cohort).or_default(),
            (None, None) => self.places.entry((row.name, row.place_id)).or_default(),
        };
        tally.add(how, row.number.unsigned_abs());
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
    day: NaiveDate,
) -> Result<u64, StoreError> {
    let on_day = OnDay::new(day, 0);
    let query = Query::new("SELECT COUNT(DISTINCT s.person_id) AS number FROM standing s WHERE");
    let query = within(on_day.counts(query), scope).sql(" AND 'overdue' = ");
    let found = on_day
        .state(query)
        .one::<Number>(services.db.reader())
        .await?;
    Ok(found.map_or(0, |n| n.number.unsigned_abs()))
}
