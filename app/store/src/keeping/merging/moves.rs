//! What moves from one record to another.
//!
//! Who decided, approved or issued something stays written as it was; only what is about the person moves, and whom they
//! manage.

use super::super::own::about;
use crate::{StoreError, query::Query};
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Rows of one table that move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub table: &'static str,
    pub column: &'static str,
    pub words: &'static str,
    /// Which of the rows, called `x`, stay behind, because the record that is kept has the same; `{kept}` is that record.
    stays: &'static str,
}

const fn all(table: &'static str, words: &'static str) -> Move {
    but(table, words, "")
}

const fn but(table: &'static str, words: &'static str, stays: &'static str) -> Move {
    Move {
        table,
        column: "person_id",
        words,
        stays,
    }
}

/// Everything that moves. Accounts and what is computed follow rules of their own.
pub(super) const MOVES: &[Move] = &[
    all("post", "Posts"),
    Move {
        column: "manager_id",
        words: "Posts they manage",
        ..all("post", "")
    },
    all("role_grant", "Roles"),
    all("completion", "Completions"),
    all("certificate", "Certificates"),
    but(
        "study",
        "Modules taken or begun",
        "x.passed_at IS NULL AND EXISTS (SELECT 1 FROM study o WHERE o.person_id = {kept} AND o.module = x.module \
         AND o.passed_at IS NULL)",
    ),
    but(
        "claim",
        "Claims",
        "x.state IN ('waiting', 'asked', 'verified') AND EXISTS (SELECT 1 FROM claim o WHERE o.person_id = {kept} \
         AND o.same = x.same AND o.completed_on = x.completed_on AND o.state IN ('waiting', 'asked', 'verified'))",
    ),
    but(
        "booking",
        "Bookings of sessions",
        "x.ended_at IS NULL AND EXISTS (SELECT 1 FROM booking o WHERE o.person_id = {kept} \
         AND o.session_id = x.session_id AND o.ended_at IS NULL)",
    ),
    but(
        "session_trainer",
        "Sessions they train on",
        "EXISTS (SELECT 1 FROM session_trainer o WHERE o.person_id = {kept} AND o.session_id = x.session_id)",
    ),
    all("session_request", "Sessions they asked for"),
    but(
        "directory_choice",
        "How they are listed in the directory",
        "EXISTS (SELECT 1 FROM directory_choice o WHERE o.person_id = {kept})",
    ),
    Move {
        column: "asker_id",
        ..all("advice", "Questions they asked")
    },
    Move {
        column: "asked_id",
        ..all("advice", "Questions they were asked")
    },
    all("exemption", "Exemptions"),
    but(
        "assigned_date",
        "Dates set for them",
        "x.ended_at IS NULL AND EXISTS (SELECT 1 FROM assigned_date o WHERE o.person_id = {kept} AND o.level = x.level \
         AND o.ended_at IS NULL)",
    ),
    but(
        "employer_identity",
        "Accounts at the employer",
        "EXISTS (SELECT 1 FROM employer_identity o WHERE o.person_id = {kept} AND o.organisation_id = x.organisation_id)",
    ),
    Move {
        column: "manager_id",
        ..but("deputy", "Deputies named", "x.deputy_id = {kept}")
    },
    Move {
        column: "deputy_id",
        ..but("deputy", "Times as a deputy", "x.manager_id = {kept}")
    },
    but(
        "saved_view",
        "Lists kept under a name",
        "EXISTS (SELECT 1 FROM saved_view o WHERE o.person_id = {kept} AND o.name = x.name)",
    ),
    all("framework_comment", "Comments on the framework"),
    all("framework_endorsement", "Endorsements of the framework"),
];

/// Reminders move as well, in their own way: see `reminders`.
pub(super) const REMINDERS: Move = but(
    "reminder",
    "Reminders",
    "EXISTS (SELECT 1 FROM reminder o WHERE o.person_id = {kept} AND o.level = x.level AND o.due_on = x.due_on \
     AND o.step = x.step)",
);

impl Move {
    /// Some columns of the rows that move.
    pub fn moving(&self, columns: &str, kept: PersonId, merged: PersonId) -> Query {
        of_both(&format!("{columns} {}", self.of(false)), kept, merged)
    }

    /// Its name among what moved.
    pub fn key(&self) -> String {
        format!("{}.{}", self.table, self.column)
    }

    /// `FROM … WHERE …` of the rows that move, or of those that stay behind.
    fn of(&self, stay: bool) -> String {
        let Self {
            table,
            column,
            stays,
            ..
        } = self;
        let which = match (stays.is_empty(), stay) {
            (true, true) => " AND 1 = 0".to_owned(),
            (true, false) => String::new(),
            (false, true) => format!(" AND ({stays})"),
            (false, false) => format!(" AND NOT ({stays})"),
        };
        format!("FROM {table} x WHERE x.{column} = {{person}}{which}")
    }
}

/// A statement about the record that is merged and the one that is kept.
fn of_both(sql: &str, kept: PersonId, merged: PersonId) -> Query {
    let mut parts = sql.split("{kept}");
    let first = about(Query::new(""), parts.next().unwrap_or_default(), merged);
    parts.fold(first, |query, part| about(query.bind(kept.0), part, merged))
}

/// How many rows of one kind there are.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Counted {
    pub words: String,
    pub moving: i64,
    pub staying: i64,
    pub kept: i64,
}

/// How much would move and stay behind, and how much the record that is kept has itself: one query.
pub(super) async fn count(
    on: &impl ConnectionTrait,
    kept: PersonId,
    merged: PersonId,
) -> Result<Vec<Counted>, StoreError> {
    let one = |place: usize, one: &Move| {
        let own = format!("FROM {} x WHERE x.{} = {{kept}}", one.table, one.column);
        format!(
            "SELECT {place} AS place, '{}' AS words, (SELECT COUNT(*) {}) AS moving, (SELECT COUNT(*) {}) AS staying, \
             (SELECT COUNT(*) {own}) AS kept",
            one.words,
            one.of(false),
            one.of(true)
        )
    };
    let all: Vec<_> = MOVES
        .iter()
        .chain([&REMINDERS])
        .enumerate()
        .map(|(place, row)| one(place, row))
        .collect();
    let sql = format!("{} ORDER BY place", all.join(" UNION ALL "));
    of_both(&sql, kept, merged).all(on).await
}

/// Moves the rows of one kind; their ids.
pub(super) async fn carry(
    on: &impl ConnectionTrait,
    what: &Move,
    kept: PersonId,
    merged: PersonId,
) -> Result<Vec<Uuid>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let rows: Vec<Row> = what.moving("SELECT x.id", kept, merged).all(on).await?;
    let ids: Vec<Uuid> = rows.into_iter().map(|row| row.id).collect();
    if !ids.is_empty() {
        give(on, (what.table, what.column), &ids, kept).await?;
    }
    Ok(ids)
}

/// Writes somebody into a column of some rows.
pub(super) async fn give(
    on: &impl ConnectionTrait,
    (table, column): (&str, &str),
    ids: &[Uuid],
    to: PersonId,
) -> Result<(), StoreError> {
    for ids in ids.chunks(1000) {
        let query = Query::new(&format!("UPDATE {table} SET {column} = ")).bind(to.0);
        let query = query.sql(" WHERE id IN (").bind_all(ids.iter().copied());
        query.sql(")").run(on).await?;
    }
    Ok(())
}
