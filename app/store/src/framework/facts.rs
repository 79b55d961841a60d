//! Reading what needs follow from: posts with their cohorts, completions, and what was arranged. For one person or for
//! thousands, with the same few queries.

use crate::{Services, StoreError, query::Query, records};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Permit, SeePerson},
    calendar,
    framework::Decided,
    framework::{
        Absence, Arrangements, AssignedDate, DecidedBy, Exemption, ForcedUpdate, Held, Kept,
        Membership, PersonFacts, PostFacts, Wave,
    },
    ids::PersonId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// A post as it is read: what the rules need, and what sorting it anew needs.
#[derive(Clone, Debug)]
pub(crate) struct PostRead {
    /// Who holds it.
    pub person: PersonId,
    /// The post.
    pub facts: PostFacts,
    /// Its memberships as they are kept.
    pub kept: Vec<Kept>,
    /// The name of its team; empty for none.
    pub team: String,
    /// Whether its organisation is a first responder.
    pub first_responder: bool,
    /// Why an answer cannot be true, as it is kept.
    pub contradiction: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    person_id: Uuid,
    id: Uuid,
    organisation_id: Uuid,
    board_id: Option<Uuid>,
    team_id: Option<Uuid>,
    job_title: String,
    organisation: String,
    first_responder: bool,
    team: Option<String>,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    is_classified: bool,
    contradiction: Option<String>,
    cohort: Option<String>,
    since_on: Option<NaiveDate>,
    until_on: Option<NaiveDate>,
    reason: Option<String>,
    decided_by: Option<Uuid>,
    decided_at: Option<DateTime<Utc>>,
    decided_name: Option<String>,
}

/// All posts of some people, those of one person together, the main one first.
pub(crate) async fn posts_of(
    on: &impl ConnectionTrait,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<PostRead>, StoreError> {
    let query = Query::new(
        "SELECT t.person_id, t.id, t.organisation_id, b.id AS board_id, t.team_id, t.job_title, o.name AS organisation, \
         o.first_responder, g.name AS team, t.starts_on, t.ends_on, t.is_classified, t.contradiction, m.cohort, m.since_on, \
         m.until_on, m.reason, m.decided_by, m.decided_at, d.name AS decided_name FROM post t \
         JOIN organisation o ON o.id = t.organisation_id LEFT JOIN board b ON b.district_id = o.district_id \
         LEFT JOIN team g ON g.id = t.team_id LEFT JOIN membership m ON m.post_id = t.id \
         LEFT JOIN person d ON d.id = m.decided_by WHERE t.person_id IN (",
    );
    let rows: Vec<Row> = query
        .bind_all(people.into_iter().map(Uuid::from))
        .sql(") ORDER BY t.person_id, t.is_main DESC, t.starts_on, t.id, m.cohort, m.since_on")
        .all(on)
        .await?;
    let mut posts: Vec<PostRead> = Vec::new();
    for row in rows {
        if posts.last().is_none_or(|post| post.facts.post.0 != row.id) {
            posts.push(post(&row));
        }
        if let Some(post) = posts.last_mut() {
            add_membership(post, row);
        }
    }
    Ok(posts)
}

fn post(row: &Row) -> PostRead {
    PostRead {
        person: row.person_id.into(),
        facts: PostFacts {
            post: row.id.into(),
            job_title: row.job_title.clone(),
            organisation_id: row.organisation_id.into(),
            organisation: row.organisation.clone(),
            board: row.board_id.map(Into::into),
            team: row.team_id.map(Into::into),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            cohorts: Vec::new(),
            is_classified: row.is_classified,
            absences: Vec::new(),
        },
        kept: Vec::new(),
        team: row.team.clone().unwrap_or_default(),
        first_responder: row.first_responder,
        contradiction: row.contradiction.clone(),
    }
}

fn add_membership(post: &mut PostRead, row: Row) {
    let (Some(cohort), Some(since_on), Some(reason)) = (row.cohort, row.since_on, row.reason)
    else {
        return;
    };
    post.facts.cohorts.push(Membership {
        cohort: cohort.clone(),
        since_on,
        until_on: row.until_on,
        reason: reason.clone(),
        decided: row.decided_at.map(|at| DecidedBy {
            name: row.decided_name,
            on: calendar::day_of(at),
        }),
    });
    post.kept.push(Kept {
        cohort,
        since_on,
        until_on: row.until_on,
        reason,
        decided: row.decided_at.map(|at| Decided {
            by: row.decided_by.map(Into::into),
            at,
        }),
    });
}

/// What is arranged for everybody, and for some people.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    /// Waves and forced updates.
    pub arrangements: Arrangements,
    exemptions: HashMap<Uuid, Vec<Exemption>>,
    dates: HashMap<Uuid, Vec<AssignedDate>>,
    absences: HashMap<Uuid, Vec<Absence>>,
}

#[derive(FromQueryResult)]
struct Term {
    kind: String,
    about_id: Option<Uuid>,
    level: Option<String>,
    cohort: Option<String>,
    organisation_id: Option<Uuid>,
    team_id: Option<Uuid>,
    from_on: Option<NaiveDate>,
    until_on: Option<NaiveDate>,
    method: Option<String>,
}

/// Columns that a kind of term does not have, in words that both databases take for their types.
const NO_ID: &str = "CAST(NULL AS uuid)";
const NO_TEXT: &str = "CAST(NULL AS text)";
const NO_DATE: &str = "CAST(NULL AS date)";

/// What is arranged, in one query.
pub(crate) async fn terms_of(
    on: &impl ConnectionTrait,
    people: impl IntoIterator<Item = PersonId> + Clone,
) -> Result<Terms, StoreError> {
    let ids = || people.clone().into_iter().map(Uuid::from);
    let query = Query::new(&format!(
        "SELECT 'wave' AS kind, {NO_ID} AS about_id, level, cohort, organisation_id, team_id, in_post_by AS from_on, \
         due_on AS until_on, method FROM wave WHERE ended_at IS NULL \
         UNION ALL SELECT 'update', {NO_ID}, level, {NO_TEXT}, {NO_ID}, {NO_ID}, completed_before, due_on, {NO_TEXT} \
         FROM forced_update WHERE ended_at IS NULL \
         UNION ALL SELECT 'exemption', person_id, level, {NO_TEXT}, {NO_ID}, {NO_ID}, from_on, until_on, {NO_TEXT} \
         FROM exemption WHERE ended_at IS NULL AND person_id IN (",
    ))
    .bind_all(ids());
    let query = query
        .sql(&format!(
            ") UNION ALL SELECT 'date', person_id, level, {NO_TEXT}, {NO_ID}, {NO_ID}, due_on, {NO_DATE}, {NO_TEXT} \
             FROM assigned_date WHERE ended_at IS NULL AND person_id IN (",
        ))
        .bind_all(ids());
    let query = query
        .sql(&format!(
            ") UNION ALL SELECT 'absence', a.post_id, {NO_TEXT}, {NO_TEXT}, {NO_ID}, {NO_ID}, a.from_on, a.to_on, {NO_TEXT} \
             FROM absence a JOIN post t ON t.id = a.post_id WHERE t.person_id IN (",
        ))
        .bind_all(ids());
    let rows: Vec<Term> = query.sql(")").all(on).await?;
    let mut terms = Terms::default();
    for row in rows {
        terms.add(row);
    }
    Ok(terms)
}

impl Terms {
    fn add(&mut self, row: Term) {
        let about = row.about_id.unwrap_or_default();
        let level = row.level.unwrap_or_default();
        let (from, until) = (row.from_on.unwrap_or_default(), row.until_on);
        match row.kind.as_str() {
            "wave" => self.arrangements.waves.push(Wave {
                level,
                cohort: row.cohort,
                organisation: row.organisation_id.map(Into::into),
                team: row.team_id.map(Into::into),
                in_post_by: from,
                due_on: until.unwrap_or_default(),
                method: row.method.unwrap_or_default(),
            }),
            "update" => self.arrangements.updates.push(ForcedUpdate {
                level,
                completed_before: from,
                due_on: until.unwrap_or_default(),
            }),
            "exemption" => self.exemptions.entry(about).or_default().push(Exemption {
                level,
                from_on: from,
                until_on: until.unwrap_or_default(),
            }),
            "date" => self.dates.entry(about).or_default().push(AssignedDate {
                level,
                due_on: from,
            }),
            _ => self.absences.entry(about).or_default().push(Absence {
                from_on: from,
                to_on: until,
            }),
        }
    }

    /// Puts together what is known of a person.
    pub(crate) fn person(
        &mut self,
        person: PersonId,
        mut posts: Vec<PostFacts>,
        held: Vec<Held>,
    ) -> PersonFacts {
        for post in &mut posts {
            post.absences = self.absences.remove(&post.post.0).unwrap_or_default();
        }
        PersonFacts {
            posts,
            held,
            exemptions: self.exemptions.remove(&person.0).unwrap_or_default(),
            dates: self.dates.remove(&person.0).unwrap_or_default(),
        }
    }
}

/// Everything about a person from which needs follow, and what is arranged for everybody. `held` comes from
/// [`held`](records::held), which the same pages read.
///
/// # Errors
/// When the database fails.
pub async fn person_facts(
    services: &Services,
    permit: &Permit<SeePerson>,
    held: Vec<Held>,
) -> Result<(PersonFacts, Arrangements), StoreError> {
    let on = services.db.reader();
    let Some(person) = permit.act().target.person else {
        return Ok(Default::default());
    };
    let posts = posts_of(on, [person]).await?;
    let mut terms = terms_of(on, [person]).await?;
    let posts = posts.into_iter().map(|post| post.facts).collect();
    let facts = terms.person(person, posts, held);
    Ok((facts, terms.arrangements))
}

/// The same for some people at once, with their posts as they are read, by person.
pub(crate) async fn facts_of(
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<(Vec<(PersonId, PersonFacts)>, Arrangements), StoreError> {
    let posts = posts_of(on, people.iter().copied()).await?;
    let mut terms = terms_of(on, people.iter().copied()).await?;
    let mut held = records::held_by(on, people).await?;
    let mut all = Vec::with_capacity(people.len());
    let mut posts = posts.into_iter().peekable();
    while let Some(first) = posts.peek() {
        let person = first.person;
        let own: Vec<PostFacts> =
            std::iter::from_fn(|| posts.next_if(|post| post.person == person))
                .map(|post| post.facts)
                .collect();
        let held = held.remove(&person).unwrap_or_default();
        all.push((person, terms.person(person, own, held)));
    }
    Ok((all, terms.arrangements))
}
