//! The rows of `standing`: read, compared, and written where they come out otherwise.

use crate::{StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    framework::{PersonFacts, Standing},
    ids::PersonId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// Rows that are written by one statement: below a thousand values, which SQLite finds by their names one after the other.
pub(super) const ROWS: usize = 50;

/// Where a person stands in one post with one level, as it is kept.
#[derive(Debug, PartialEq, FromQueryResult)]
pub(super) struct StandingRow {
    pub post_id: Uuid,
    pub level: String,
    person_id: Uuid,
    organisation_id: Uuid,
    team_id: Option<Uuid>,
    cohort: String,
    is_alone: bool,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    due_on: NaiveDate,
    completed_on: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    exempt_from: Option<NaiveDate>,
    exempt_until: Option<NaiveDate>,
    method: String,
}

/// The columns, in the order in which they are written.
const COLUMNS: &str = "post_id, level, person_id, organisation_id, team_id, cohort, is_alone, from_on, to_on, due_on, \
     completed_on, valid_until, exempt_from, exempt_until, method";

/// The rows of some people, by post and level.
pub(super) async fn kept(
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<HashMap<(Uuid, String), StandingRow>, StoreError> {
    let query = Query::new(&format!(
        "SELECT {COLUMNS} FROM standing WHERE person_id IN ("
    ));
    let rows: Vec<StandingRow> = query
        .bind_all(people.iter().map(|person| person.0))
        .sql(")")
        .all(on)
        .await?;
    let keyed = rows
        .into_iter()
        .map(|row| ((row.post_id, row.level.clone()), row));
    Ok(keyed.collect())
}

/// The row of a standing; none where the post is not the person's.
pub(super) fn row(
    person: PersonId,
    facts: &PersonFacts,
    standing: Standing,
    today: NaiveDate,
) -> Option<StandingRow> {
    let lasting = |ends_on: Option<NaiveDate>| ends_on.is_none_or(|end| today <= end);
    let lasting = facts.posts.iter().filter(|post| lasting(post.ends_on));
    let post = facts.posts.iter().find(|post| post.post == standing.post)?;
    Some(StandingRow {
        post_id: standing.post.into(),
        level: standing.level,
        person_id: person.into(),
        organisation_id: post.organisation_id.into(),
        team_id: post.team.map(Into::into),
        cohort: standing.cohort,
        is_alone: lasting.count() == 1,
        from_on: standing.from_on,
        to_on: standing.to_on,
        due_on: standing.due_on,
        completed_on: standing.reached.map(|r| r.completed_on),
        valid_until: standing.reached.and_then(|r| r.valid_until),
        exempt_from: standing.exempt.map(|(from, _)| from),
        exempt_until: standing.exempt.and_then(|(_, until)| until),
        method: standing.method,
    })
}

/// Removes what is not asked for any more, a statement a level; there are few levels.
pub(super) async fn remove(
    on: &impl ConnectionTrait,
    gone: impl Iterator<Item = (Uuid, String)>,
) -> Result<(), StoreError> {
    let mut of_level: HashMap<String, Vec<Uuid>> = HashMap::new();
    for (post, level) in gone {
        of_level.entry(level).or_default().push(post);
    }
    for (level, posts) in of_level {
        Query::new("DELETE FROM standing WHERE level = ")
            .bind(level)
            .sql(" AND post_id IN (")
            .bind_all(posts)
            .sql(")")
            .run(on)
            .await?;
    }
    Ok(())
}

/// Writes rows that are new or come out otherwise than they are kept.
pub(super) async fn write(
    on: &impl ConnectionTrait,
    rows: &[StandingRow],
) -> Result<(), StoreError> {
    for rows in rows.chunks(ROWS) {
        write_some(on, rows).await?;
    }
    Ok(())
}

async fn write_some(on: &impl ConnectionTrait, rows: &[StandingRow]) -> Result<(), StoreError> {
    let query = Query::new(&format!("INSERT INTO standing ({COLUMNS}) VALUES "));
    let query = query.each_row(rows, |query, row| {
        query
            .bind(row.post_id)
            .comma(row.level.clone())
            .comma(row.person_id)
            .comma(row.organisation_id)
            .comma(row.team_id)
            .comma(row.cohort.clone())
            .comma(row.is_alone)
            .comma(row.from_on)
            .comma(row.to_on)
            .comma(row.due_on)
            .comma(row.completed_on)
            .comma(row.valid_until)
            .comma(row.exempt_from)
            .comma(row.exempt_until)
            .comma(row.method.clone())
    });
    let others = COLUMNS.split(", ").skip(2);
    let set: Vec<String> = others.map(|c| format!("{c} = excluded.{c}")).collect();
    query
        .sql(&format!(
            " ON CONFLICT (post_id, level) DO UPDATE SET {}",
            set.join(", ")
        ))
        .run(on)
        .await?;
    Ok(())
}
