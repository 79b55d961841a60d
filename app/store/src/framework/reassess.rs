//! Sorting people's posts into cohorts anew, and writing down where they stand: what follows from rules, answers,
//! posts, completions and arrangements, kept so that lists of thousands can be read at once.
//!
//! Whatever changes one of these calls [`reassess`] in its own transaction, or [`restate`] where no post and no answer
//! has changed.

use super::{
    cohorts::{overrides_of, own_answers_of, rules_for},
    facts::{PostRead, facts_of, posts_of},
    reads::in_force_on,
    rows::{ROWS, kept, remove, row, write},
};
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    framework::{
        ClassificationRule, CohortOverride, Framework, Kept, OwnAnswer, PostToSort, Sorted,
        carry_over, classify, standings,
    },
    ids::PersonId,
    people::folded,
};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// People for whom the database is asked at once.
const CHUNK: usize = 500;

/// Sorts the posts of these people into cohorts anew, and writes down where they stand. Nothing happens before the first
/// framework is in force.
///
/// # Errors
/// When the database fails.
pub async fn reassess(
    services: &Services,
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<(), StoreError> {
    let today = services.today();
    let Some(in_force) = in_force_on(services, on, today).await? else {
        return Ok(());
    };
    for chunk in people.chunks(CHUNK) {
        sort(on, &in_force.framework, chunk, today).await?;
        state(on, &in_force.framework, chunk, today).await?;
    }
    Ok(())
}

/// Writes down where these people stand, without sorting their posts anew: for completions, exemptions and dates.
///
/// # Errors
/// When the database fails.
pub async fn restate(
    services: &Services,
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<(), StoreError> {
    let today = services.today();
    let Some(in_force) = in_force_on(services, on, today).await? else {
        return Ok(());
    };
    for chunk in people.chunks(CHUNK) {
        state(on, &in_force.framework, chunk, today).await?;
    }
    Ok(())
}

/// A post whose sorting has come out otherwise than it is kept.
struct Changed {
    post: Uuid,
    rows: Vec<Kept>,
    is_classified: bool,
    contradiction: Option<String>,
}

async fn sort(
    on: &impl ConnectionTrait,
    framework: &Framework,
    people: &[PersonId],
    today: NaiveDate,
) -> Result<(), StoreError> {
    let posts = posts_of(on, people.iter().copied()).await?;
    let rules = rules_for(on, people).await?;
    let answers = own_answers_of(on, people).await?;
    let overrides = overrides_of(on, people).await?;
    let changed: Vec<Changed> = posts
        .iter()
        .filter(|post| post.facts.ends_on.is_none_or(|end| today <= end))
        .filter_map(|post| {
            let own = answers
                .get(&post.facts.post.0)
                .map_or(&[][..], Vec::as_slice);
            let by_hand = overrides
                .get(&post.facts.post.0)
                .map_or(&[][..], Vec::as_slice);
            let sorted = sorted(framework, &rules, post, own, by_hand, today);
            changed(post, sorted, today)
        })
        .collect();
    keep(on, &changed).await
}

/// How a post comes out.
pub(super) fn sorted(
    framework: &Framework,
    rules: &[ClassificationRule],
    post: &PostRead,
    answers: &[OwnAnswer],
    overrides: &[CohortOverride],
    today: NaiveDate,
) -> Sorted {
    let to_sort = PostToSort {
        organisation: post.facts.organisation_id,
        first_responder: post.first_responder,
        job_title: &folded(&post.facts.job_title),
        team: &folded(&post.team),
        answers,
        overrides,
    };
    classify(framework, rules, &to_sort, today)
}

fn changed(post: &PostRead, sorted: Sorted, today: NaiveDate) -> Option<Changed> {
    let rows = carry_over(&post.kept, &sorted.wanted, post.facts.starts_on, today);
    let same = rows == post.kept
        && sorted.is_classified == post.facts.is_classified
        && sorted.contradiction == post.contradiction;
    (!same).then(|| Changed {
        post: post.facts.post.into(),
        rows,
        is_classified: sorted.is_classified,
        contradiction: sorted.contradiction,
    })
}

async fn keep(on: &impl ConnectionTrait, changed: &[Changed]) -> Result<(), StoreError> {
    if changed.is_empty() {
        return Ok(());
    }
    Query::new("DELETE FROM membership WHERE post_id IN (")
        .bind_all(changed.iter().map(|c| c.post))
        .sql(")")
        .run(on)
        .await?;
    let rows: Vec<(Uuid, &Kept)> = changed
        .iter()
        .flat_map(|c| c.rows.iter().map(|row| (c.post, row)))
        .collect();
    for rows in rows.chunks(ROWS) {
        let query = Query::new(
            "INSERT INTO membership (post_id, cohort, since_on, until_on, reason, decided_by, decided_at) VALUES ",
        );
        let query = query.each_row(rows, |query, (post, row)| {
            let (by, at) = (row.decided.and_then(|d| d.by), row.decided.map(|d| d.at));
            query
                .bind(*post)
                .comma(row.cohort.clone())
                .comma(row.since_on)
                .comma(row.until_on)
                .comma(row.reason.clone())
                .comma(by.map(Uuid::from))
                .comma(at)
        });
        query.run(on).await?;
    }
    mark(on, changed).await
}

/// Posts that come out alike are marked by one statement; there are few ways to come out.
async fn mark(on: &impl ConnectionTrait, changed: &[Changed]) -> Result<(), StoreError> {
    let mut alike: HashMap<(bool, Option<&str>), Vec<Uuid>> = HashMap::new();
    for one in changed {
        let how = (one.is_classified, one.contradiction.as_deref());
        alike.entry(how).or_default().push(one.post);
    }
    for ((is_classified, contradiction), posts) in alike {
        Query::new("UPDATE post SET is_classified = ")
            .bind(is_classified)
            .sql(", contradiction = ")
            .bind(contradiction.map(str::to_owned))
            .sql(" WHERE id IN (")
            .bind_all(posts)
            .sql(")")
            .run(on)
            .await?;
    }
    Ok(())
}

async fn state(
    on: &impl ConnectionTrait,
    framework: &Framework,
    people: &[PersonId],
    today: NaiveDate,
) -> Result<(), StoreError> {
    let (everybody, arrangements) = facts_of(on, people).await?;
    let mut kept = kept(on, people).await?;
    let mut rows = Vec::new();
    for (person, facts) in &everybody {
        for one in standings(framework, &arrangements, facts, today) {
            let Some(row) = row(*person, facts, one, today) else {
                continue;
            };
            // Most rows come out as they are kept, and are left alone.
            if kept.remove(&(row.post_id, row.level.clone())).as_ref() != Some(&row) {
                rows.push(row);
            }
        }
    }
    remove(on, kept.into_keys()).await?;
    write(on, &rows).await
}
