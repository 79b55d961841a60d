//! The rows of `standing` on a day: which of them a report takes in, and what state follows from their dates.

use crate::query::Query;
use chrono::{Days, NaiveDate};
use domain::{
    access::Scope,
    ids::{OrganisationId, TeamId},
    reports::How,
};

/// What a report is narrowed to. What is none means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// One organisation.
    pub organisation: Option<OrganisationId>,
    /// Some teams; none of them means all.
    pub teams: Vec<TeamId>,
    /// One level, by its code.
    pub level: Option<String>,
    /// One cohort, by its code.
    pub cohort: Option<String>,
    /// One way to stand.
    pub how: Option<How>,
    /// Part of a name.
    pub name: String,
}

/// A day, and how long before the end of validity a level counts as due soon.
#[derive(Clone, Copy, Debug)]
pub(super) struct OnDay {
    pub day: NaiveDate,
    pub soon: NaiveDate,
}

impl OnDay {
    pub fn new(day: NaiveDate, due_soon_days: u32) -> Self {
        let soon = day
            .checked_add_days(Days::new(due_soon_days.into()))
            .unwrap_or(NaiveDate::MAX);
        Self { day, soon }
    }

    /// That the columns of a row come to a state: the same as `domain::framework` says, which a test compares.
    pub fn is(self, query: Query, how: How) -> Query {
        let (day, soon) = (self.day, self.soon);
        let query = match how {
            How::Exempt => {
                let query = query.sql("exempt_from <= ").bind(day);
                let query = query.sql(" AND (exempt_until IS NULL OR exempt_until >= ");
                return query.bind(day).sql(")");
            }
            How::InDate => query
                .sql("completed_on IS NOT NULL AND (valid_until IS NULL OR valid_until > ")
                .bind(soon)
                .sql(")"),
            How::DueSoon => query
                .sql("completed_on IS NOT NULL AND valid_until >= ")
                .bind(day)
                .sql(" AND valid_until <= ")
                .bind(soon),
            How::ToDo => self.is_not_valid(query).sql(" AND due_on >= ").bind(day),
            How::Overdue => self.is_not_valid(query).sql(" AND due_on < ").bind(day),
        };
        let query = query
            .sql(" AND (exempt_from IS NULL OR exempt_from > ")
            .bind(day);
        query.sql(" OR exempt_until < ").bind(day).sql(")")
    }

    fn is_not_valid(self, query: Query) -> Query {
        let query = query.sql("(completed_on IS NULL OR valid_until < ");
        query.bind(self.day).sql(")")
    }

    /// The state as a column.
    pub fn state(self, query: Query) -> Query {
        let query = How::ALL.into_iter().fold(query.sql("CASE"), |query, how| {
            let query = self.is(query.sql(" WHEN "), how);
            query.sql(&format!(" THEN '{}'", how.code()))
        });
        query.sql(" END")
    }

    /// How many rows come to each state, as one column each after others.
    pub fn numbers(self, query: Query) -> Query {
        How::ALL.into_iter().fold(query, |query, how| {
            let query = self.is(query.sql(", COUNT(*) FILTER (WHERE "), how);
            query.sql(&format!(") AS {}", how.code().replace('-', "_")))
        })
    }

    /// That a row counts on the day.
    pub fn counts(self, query: Query) -> Query {
        query
            .sql(" s.from_on <= ")
            .bind(self.day)
            .sql(" AND (s.to_on IS NULL OR s.to_on >= ")
            .bind(self.day)
            .sql(")")
    }
}

/// The rows of a scope.
pub(super) fn within(query: Query, scope: &Scope) -> Query {
    if scope.is_everywhere() {
        return query;
    }
    let query = query
        .sql(" AND (s.organisation_id IN (SELECT id FROM organisation WHERE id IN (")
        .bind_all(scope.organisations().iter().map(|o| o.0));
    let query = query.sql(
        ") UNION SELECT a.id FROM organisation a JOIN board b ON b.district_id = a.district_id \
         WHERE b.id IN (",
    );
    let query = query.bind_all(scope.boards().iter().map(|b| b.0)).sql("))");
    match scope.managed_by() {
        [] => query.sql(")"),
        managers => query
            .sql(" OR s.post_id IN (SELECT id FROM post WHERE manager_id IN (")
            .bind_all(managers.iter().map(|manager| manager.0))
            .sql(")))"),
    }
}

/// The rows a report is narrowed to, but for state and name.
pub(super) fn narrowed(query: Query, to: &Narrowed) -> Query {
    let query = match to.organisation {
        Some(organisation) => query.sql(" AND s.organisation_id = ").bind(organisation.0),
        None => query,
    };
    let query = of_teams(query, "s.team_id", &to.teams);
    let query = match &to.level {
        Some(level) => query.sql(" AND s.level = ").bind(level.clone()),
        None => query,
    };
    match &to.cohort {
        Some(cohort) => query
            .sql(" AND s.post_id IN (SELECT post_id FROM membership WHERE cohort = ")
            .bind(cohort.clone())
            .sql(")"),
        None => query,
    }
}

/// The rows of some teams, by a column that names a team.
pub(super) fn of_teams(query: Query, column: &str, teams: &[TeamId]) -> Query {
    if teams.is_empty() {
        return query;
    }
    let query = query.sql(" AND ").sql(column).sql(" IN (");
    query.bind_all(teams.iter().map(|team| team.0)).sql(")")
}
