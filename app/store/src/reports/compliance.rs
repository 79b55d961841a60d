//! How many are up to date, along levels, cohorts, teams or organisations.
//!
//! Somebody with one post is counted by adding rows. Somebody with several is counted once in each line, by what the
//! posts of that line ask together, so that a partnership counts people and not posts.

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
use uuid::Uuid;

/// Along what a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// A line a level.
    Levels,
    /// A line a cohort: the one that asks for each level first.
    Cohorts,
    /// A line a team.
    Teams,
    /// A line an organisation.
    Organisations,
}

impl Along {
    /// The column; no column is only text or only a key in both databases, so each has one of either kind.
    fn columns(self) -> (&'static str, &'static str) {
        const NO_KEY: &str = "CAST(NULL AS uuid)";
        match self {
            Self::Levels => ("s.level", NO_KEY),
            Self::Cohorts => ("s.cohort", NO_KEY),
            Self::Teams => ("''", "s.team_id"),
            Self::Organisations => ("''", "s.organisation_id"),
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

#[derive(FromQueryResult)]
struct Row {
    code: String,
    line_id: Option<Uuid>,
    name: Option<String>,
    state: String,
    number: i64,
}

/// The table, its lines in the order of their names.
///
/// # Errors
/// When the database fails.
pub async fn compliance(
    services: &Services,
    scope: &Scope,
    framework: &Framework,
    along: Along,
    to: &Narrowed,
    day: NaiveDate,
) -> Result<Vec<Line>, StoreError> {
    let on_day = OnDay::new(day, framework.due_soon_days);
    let (code, key) = along.columns();
    let query = Query::new(&format!(
        "SELECT x.code, x.line_id, n.name, x.state, CAST(SUM(x.number) AS bigint) AS number FROM (SELECT {code} AS code, {key} AS line_id, "
    ));
    let query = on_day
        .state(query)
        .sql(" AS state, COUNT(*) AS number FROM standing s WHERE s.is_alone AND");
    let query = narrowed(within(on_day.counts(query), scope), to).sql(" GROUP BY 1, 2, 3");
    let query = query.sql(" UNION ALL SELECT code, line_id, ");
    let query = on_day.state(query).sql(&format!(
        " AS state, COUNT(*) AS number FROM (SELECT {code} AS code, {key} AS line_id, s.person_id, s.level, \
         MIN(s.due_on) AS due_on, MAX(s.completed_on) AS completed_on, MAX(s.valid_until) AS valid_until, \
         MAX(s.exempt_from) AS exempt_from, MIN(s.exempt_until) AS exempt_until FROM standing s WHERE NOT s.is_alone AND"
    ));
    let query = narrowed(within(on_day.counts(query), scope), to)
        .sql(" GROUP BY 1, 2, s.person_id, s.level) p GROUP BY 1, 2, 3) x LEFT JOIN ");
    let query = query.sql(match along {
        Along::Organisations => "organisation",
        _ => "team",
    });
    let rows: Vec<Row> = query
        .sql(" n ON n.id = x.line_id GROUP BY x.code, x.line_id, n.name, x.state ORDER BY n.name, x.code")
        .all(services.db.reader())
        .await?;
    Ok(lines(rows))
}

fn lines(rows: Vec<Row>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let same = |line: &Line| line.code == row.code && line.key == row.line_id;
        if !lines.last().is_some_and(same) {
            lines.push(Line {
                code: row.code.clone(),
                key: row.line_id,
                name: row.name.clone(),
                tally: Tally::default(),
            });
        }
        if let (Some(line), Some(how)) = (lines.last_mut(), How::from_code(&row.state)) {
            line.tally.add(how, row.number.unsigned_abs());
        }
    }
    lines
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
