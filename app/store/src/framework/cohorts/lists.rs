//! Lists to work through: what is unclassified, what cannot be true, and the rules with how many posts each sorts.

use super::reads::{IN_ORDER, RULE, rules};
use crate::{
    Services, StoreError,
    people::within,
    query::{Number, Query},
};
use domain::{
    access::{Permit, Scope, SortPosts},
    framework::ClassificationRule,
    ids::{ClassificationRuleId, OrganisationId, PersonId},
};
use sea_orm::FromQueryResult;
use std::collections::HashMap;
use uuid::Uuid;

/// Posts of one job title in one organisation that nobody has sorted yet.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Unclassified {
    /// The organisation.
    pub organisation_id: Uuid,
    /// Its name.
    pub organisation: String,
    /// The job title they share.
    pub job_title: String,
    /// How many people hold such a post.
    pub people: i64,
}

const LASTING: &str = " AND (t.ends_on IS NULL OR t.ends_on >= ";

/// Job titles that are unclassified, those that most people share first; so many from the first or a later one.
///
/// # Errors
/// When the database fails.
pub async fn unclassified(
    services: &Services,
    scope: &Scope,
    organisation: Option<OrganisationId>,
    (skip, take): (u32, u32),
) -> Result<Vec<Unclassified>, StoreError> {
    let query = Query::new(
        "SELECT t.organisation_id, o.name AS organisation, t.job_title, COUNT(DISTINCT t.person_id) AS people FROM post t \
         JOIN organisation o ON o.id = t.organisation_id WHERE NOT t.is_classified",
    );
    let query = query.sql(LASTING).bind(services.today()).sql(")");
    let query = of(within(query, scope), organisation);
    query
        .sql(" GROUP BY t.organisation_id, o.name, t.job_title ORDER BY 4 DESC, o.name, t.job_title LIMIT ")
        .bind(i64::from(take))
        .sql(" OFFSET ")
        .bind(i64::from(skip))
        .all(services.db.reader())
        .await
}

/// How many people hold a post that is unclassified.
///
/// # Errors
/// When the database fails.
pub async fn count_unclassified(
    services: &Services,
    scope: &Scope,
    organisation: Option<OrganisationId>,
) -> Result<u64, StoreError> {
    let query = Query::new(
        "SELECT COUNT(DISTINCT t.person_id) AS number FROM post t WHERE NOT t.is_classified",
    );
    let query = query.sql(LASTING).bind(services.today()).sql(")");
    let found = of(within(query, scope), organisation)
        .one::<Number>(services.db.reader())
        .await?;
    Ok(found.map_or(0, |n| n.number.unsigned_abs()))
}

fn of(query: Query, organisation: Option<OrganisationId>) -> Query {
    match organisation {
        Some(organisation) => query.sql(" AND t.organisation_id = ").bind(organisation.0),
        None => query,
    }
}

/// A post with an answer that cannot be true.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Contradiction {
    /// Who holds it.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
    /// The job title.
    pub job_title: String,
    /// The organisation.
    pub organisation: String,
    /// What is wrong, and what to do.
    pub contradiction: String,
}

/// The first fifty posts with an answer that cannot be true.
///
/// # Errors
/// When the database fails.
pub async fn contradictions(
    services: &Services,
    scope: &Scope,
) -> Result<Vec<Contradiction>, StoreError> {
    let query = Query::new(
        "SELECT p.id AS person_id, p.name, t.job_title, o.name AS organisation, t.contradiction FROM post t \
         JOIN person p ON p.id = t.person_id JOIN organisation o ON o.id = t.organisation_id \
         WHERE t.contradiction IS NOT NULL",
    );
    let query = query.sql(LASTING).bind(services.today()).sql(")");
    within(query, scope)
        .sql(" ORDER BY o.name, p.search_name, t.id LIMIT 50")
        .all(services.db.reader())
        .await
}

/// A rule as a list shows it.
#[derive(Clone, Debug)]
pub struct RuleShown {
    /// The rule.
    pub rule: ClassificationRule,
    /// Who decided it.
    pub decided_by: Option<String>,
}

/// The rules that sort the posts of an organisation, in the order in which they are asked: its own, then those of the
/// partnership.
///
/// # Errors
/// When the database fails.
pub async fn rules_shown(
    services: &Services,
    permit: &Permit<SortPosts>,
) -> Result<Vec<RuleShown>, StoreError> {
    let on = services.db.reader();
    let query = Query::new(&format!(
        "SELECT {RULE} FROM classification_rule WHERE retired_at IS NULL AND (organisation_id IS NULL OR organisation_id = "
    ));
    let rules = rules(
        on,
        query
            .bind(permit.act().organisation.0)
            .sql(")")
            .sql(IN_ORDER),
    )
    .await?;
    let deciders = rules.iter().filter_map(|rule| rule.decided_by);
    let names = names(services, deciders).await?;
    Ok(rules
        .into_iter()
        .map(|rule| RuleShown {
            decided_by: rule.decided_by.and_then(|by| names.get(&by).cloned()),
            rule,
        })
        .collect())
}

/// The organisation whose posts a rule in force sorts, to ask whether somebody may change it; none for a rule of the
/// partnership.
///
/// # Errors
/// When the database fails.
pub async fn organisation_of_rule(
    services: &Services,
    rule: ClassificationRuleId,
) -> Result<Option<OrganisationId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Option<Uuid>,
    }
    let query = Query::new(
        "SELECT organisation_id FROM classification_rule WHERE retired_at IS NULL AND id = ",
    );
    let found: Option<Row> = query.bind(rule.0).one(services.db.reader()).await?;
    Ok(found.and_then(|row| row.organisation_id).map(Into::into))
}

async fn names(
    services: &Services,
    people: impl Iterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
    }
    let query = Query::new("SELECT id, name FROM person WHERE id IN (");
    let rows: Vec<Row> = query
        .bind_all(people.map(Uuid::from))
        .sql(")")
        .all(services.db.reader())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.into(), row.name))
        .collect())
}
