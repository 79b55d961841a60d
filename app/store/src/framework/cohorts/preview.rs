//! Who would move, from which cohorts to which, before a rule is changed.

use super::{
    super::{
        facts::{PostRead, posts_of},
        reads::in_force_on,
        reassess::sorted,
    },
    overrides_of, own_answers_of,
    reads::{IN_ORDER, RULE, rules},
};
use crate::{Services, StoreError, query::Query};
use domain::{
    access::{Permit, SortPosts},
    framework::{ClassificationRule, Framework, RuleChange, Sorted, changed},
    ids::{OrganisationId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::BTreeMap;
use uuid::Uuid;

/// People read at once.
const CHUNK: usize = 1_000;

/// Names shown for each move.
const EXAMPLES: usize = 5;

/// Posts that go the same way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// The cohorts today; none when the post is unclassified.
    pub from: Option<Vec<String>>,
    /// The cohorts afterwards; none when it is unclassified.
    pub to: Option<Vec<String>>,
    /// How many posts.
    pub posts: usize,
    /// Job titles of the first ones, each once.
    pub job_titles: Vec<String>,
}

/// What a change of the rules would do to the posts of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The moves, the largest first.
    pub moves: Vec<Move>,
    /// Posts that stay where they are.
    pub unchanged: usize,
    /// People with a post that moves.
    pub people: Vec<PersonId>,
}

/// Sorts every post of the organisation by the rules as they would be, and compares. Changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    services: &Services,
    permit: &Permit<SortPosts>,
    change: &RuleChange,
) -> Result<Preview, StoreError> {
    let on = services.db.reader();
    let organisation = permit.act().organisation;
    let Some(in_force) = in_force_on(services, on, services.today()).await? else {
        return Ok(Preview::default());
    };
    let now = rules_of(on, organisation).await?;
    let then = changed(&now, change);
    let mut people = people_of(services, on, organisation).await?;
    people.dedup();
    let mut comparison = Comparison::default();
    for chunk in people.chunks(CHUNK) {
        compare(
            services,
            on,
            &in_force.framework,
            organisation,
            chunk,
            (&now, &then),
            &mut comparison,
        )
        .await?;
    }
    Ok(comparison.finish())
}

/// The rules that sort the posts of an organisation, in order.
pub(super) async fn rules_of(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Vec<ClassificationRule>, StoreError> {
    let query = Query::new(&format!(
        "SELECT {RULE} FROM classification_rule WHERE retired_at IS NULL AND (organisation_id IS NULL OR organisation_id = "
    ));
    rules(on, query.bind(organisation.0).sql(")").sql(IN_ORDER)).await
}

async fn people_of(
    services: &Services,
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let query = Query::new("SELECT person_id FROM post WHERE organisation_id = ");
    let query = query
        .bind(organisation.0)
        .sql(" AND (ends_on IS NULL OR ends_on >= ");
    let rows: Vec<Row> = query
        .bind(services.today())
        .sql(") ORDER BY person_id")
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id.into()).collect())
}

type Cohorts = Option<Vec<String>>;

#[derive(Default)]
struct Comparison {
    moves: BTreeMap<(Cohorts, Cohorts), Move>,
    unchanged: usize,
    people: Vec<PersonId>,
}

async fn compare(
    services: &Services,
    on: &impl ConnectionTrait,
    framework: &Framework,
    organisation: OrganisationId,
    people: &[PersonId],
    (now, then): (&[ClassificationRule], &[ClassificationRule]),
    comparison: &mut Comparison,
) -> Result<(), StoreError> {
    let today = services.today();
    let posts = posts_of(on, people.iter().copied()).await?;
    let answers = own_answers_of(on, people).await?;
    let overrides = overrides_of(on, people).await?;
    let here = posts.iter().filter(|post| {
        post.facts.organisation_id == organisation
            && post.facts.ends_on.is_none_or(|end| today <= end)
    });
    for post in here {
        let id = post.facts.post.0;
        let own = answers.get(&id).map_or(&[][..], Vec::as_slice);
        let by_hand = overrides.get(&id).map_or(&[][..], Vec::as_slice);
        let sort = |rules| cohorts(&sorted(framework, rules, post, own, by_hand, today));
        comparison.add(post, sort(now), sort(then));
    }
    Ok(())
}

/// The cohorts of today, in order; none for an unclassified post.
fn cohorts(sorted: &Sorted) -> Cohorts {
    let today = sorted.wanted.iter().filter(|w| w.from_on.is_none());
    let mut codes: Vec<String> = today.map(|w| w.cohort.clone()).collect();
    codes.sort();
    sorted.is_classified.then_some(codes)
}

impl Comparison {
    fn add(&mut self, post: &PostRead, from: Cohorts, to: Cohorts) {
        if from == to {
            self.unchanged += 1;
            return;
        }
        if self.people.last() != Some(&post.person) {
            self.people.push(post.person);
        }
        let key = (from.clone(), to.clone());
        let one = self.moves.entry(key).or_insert_with(|| Move {
            from,
            to,
            ..Move::default()
        });
        one.posts += 1;
        if one.job_titles.len() < EXAMPLES && !one.job_titles.contains(&post.facts.job_title) {
            one.job_titles.push(post.facts.job_title.clone());
        }
    }

    fn finish(self) -> Preview {
        let mut moves: Vec<Move> = self.moves.into_values().collect();
        moves.sort_by_key(|one| std::cmp::Reverse(one.posts));
        Preview {
            moves,
            unchanged: self.unchanged,
            people: self.people,
        }
    }
}
