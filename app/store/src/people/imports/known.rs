//! The people and posts that a list may be about, as they are.

use super::bulk::MOST_VALUES;
use crate::{StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    ids::{OrganisationId, PersonId, PostId},
    people::{
        Contract,
        import::{AbsenceKind, Known, KnownAbsence, KnownPerson, KnownPost, KnownTeam},
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Posts read by one statement.
const POSTS: i64 = 2_000;

/// Everybody in some organisations with their line managers, and everybody who has one of some e-mail addresses.
pub(super) async fn known(
    on: &impl ConnectionTrait,
    organisations: &[OrganisationId],
    emails: &[String],
    today: NaiveDate,
) -> Result<Known, StoreError> {
    let posts = posts(on, organisations, today).await?;
    let mut roles = roles(on, today).await?;
    let ids = posts
        .iter()
        .flat_map(|post| [Some(post.person), post.manager]);
    let mut seen: HashSet<PersonId> = ids.flatten().collect();
    let ids: Vec<Uuid> = seen.iter().map(|person| person.0).collect();
    let mut people = Vec::with_capacity(ids.len());
    for ids in ids.chunks(MOST_VALUES) {
        let query = select_people(organisations, today).sql("p.id IN (");
        people.extend(found(on, query.bind_all(ids.iter().copied())).await?);
    }
    for emails in emails.chunks(MOST_VALUES) {
        let query = select_people(organisations, today).sql("p.email IN (");
        let found = found(on, query.bind_all(emails.iter().map(String::as_str))).await?;
        people.extend(found.into_iter().filter(|person| seen.insert(person.id)));
    }
    for person in &mut people {
        person.roles = roles.remove(&person.id).unwrap_or_default();
    }
    Ok(Known::new(people, posts))
}

/// The roles that are held or will be, by their holders.
async fn roles(
    on: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<HashMap<PersonId, Vec<Option<OrganisationId>>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
        organisation_id: Option<Uuid>,
    }
    let query = Query::new(
        "SELECT person_id, organisation_id FROM role_grant WHERE ends_on IS NULL OR ends_on >= ",
    );
    let rows: Vec<Row> = query.bind(today).all(on).await?;
    let mut roles: HashMap<PersonId, Vec<Option<OrganisationId>>> = HashMap::new();
    for row in rows {
        let organisation = row.organisation_id.map(Into::into);
        roles
            .entry(row.person_id.into())
            .or_default()
            .push(organisation);
    }
    Ok(roles)
}

#[derive(FromQueryResult)]
struct PersonRow {
    id: Uuid,
    name: String,
    email: Option<String>,
    is_elsewhere: bool,
}

impl From<PersonRow> for KnownPerson {
    fn from(row: PersonRow) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            email: row.email,
            is_elsewhere: row.is_elsewhere,
            roles: Vec::new(),
        }
    }
}

/// The columns of a person, with whether they hold a post in another organisation than these.
fn select_people(organisations: &[OrganisationId], today: NaiveDate) -> Query {
    let query = Query::new(
        "SELECT p.id, p.name, p.email, EXISTS (SELECT 1 FROM post e WHERE e.person_id = p.id AND (e.ends_on IS NULL \
         OR e.ends_on >= ",
    );
    let query = query.bind(today).sql(") AND e.organisation_id NOT IN (");
    let query = query.bind_all(organisations.iter().map(|o| o.0));
    query.sql(")) AS is_elsewhere FROM person p WHERE ")
}

async fn found(on: &impl ConnectionTrait, query: Query) -> Result<Vec<KnownPerson>, StoreError> {
    let rows: Vec<PersonRow> = query.sql(")").all(on).await?;
    Ok(rows.into_iter().map(KnownPerson::from).collect())
}

/// The posts that the organisations have or had, some thousand at a time: a row takes ten times the memory until it has been
/// read out.
async fn posts(
    on: &impl ConnectionTrait,
    organisations: &[OrganisationId],
    today: NaiveDate,
) -> Result<Vec<KnownPost>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        person_id: Uuid,
        organisation_id: Uuid,
        team_id: Option<Uuid>,
        job_title: String,
        contract: String,
        staff_number: Option<String>,
        assignment_number: Option<String>,
        manager_id: Option<Uuid>,
        starts_on: NaiveDate,
        ends_on: Option<NaiveDate>,
        is_main: bool,
        is_listed: bool,
    }
    let mut absences = absences(on, organisations, today).await?;
    let mut post = |row: Row| KnownPost {
        id: row.id.into(),
        person: row.person_id.into(),
        organisation: row.organisation_id.into(),
        team: row.team_id.map(Into::into),
        job_title: row.job_title,
        contract: Contract::from_code(&row.contract).unwrap_or(Contract::Permanent),
        staff_number: row.staff_number,
        assignment: row.assignment_number,
        manager: row.manager_id.map(Into::into),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        is_main: row.is_main,
        is_listed: row.is_listed,
        absences: absences.remove(&row.id.into()).unwrap_or_default(),
    };
    let (mut posts, mut last) = (Vec::new(), Uuid::nil());
    loop {
        let query = Query::new(
            "SELECT id, person_id, organisation_id, team_id, job_title, contract, staff_number, assignment_number, \
             manager_id, starts_on, ends_on, is_main, is_listed FROM post WHERE organisation_id IN (",
        );
        let query = query.bind_all(organisations.iter().map(|o| o.0));
        let query = query.sql(") AND id > ").bind(last);
        let rows: Vec<Row> = query.sql(" ORDER BY id LIMIT ").bind(POSTS).all(on).await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        posts.extend(rows.into_iter().map(&mut post));
    }
    posts.sort_by_key(|post| (!post.is_main, post.starts_on, post.id));
    Ok(posts)
}

/// Times away that have not ended.
async fn absences(
    on: &impl ConnectionTrait,
    organisations: &[OrganisationId],
    today: NaiveDate,
) -> Result<HashMap<PostId, Vec<KnownAbsence>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        post_id: Uuid,
        kind: String,
        from_on: NaiveDate,
        to_on: Option<NaiveDate>,
    }
    let query = Query::new(
        "SELECT a.id, a.post_id, a.kind, a.from_on, a.to_on FROM absence a JOIN post t ON t.id = a.post_id \
         WHERE t.organisation_id IN (",
    );
    let query = query
        .bind_all(organisations.iter().map(|o| o.0))
        .sql(") AND (a.to_on IS NULL OR a.to_on >= ");
    let rows: Vec<Row> = query
        .bind(today)
        .sql(") ORDER BY a.from_on, a.id")
        .all(on)
        .await?;
    let mut absences: HashMap<PostId, Vec<KnownAbsence>> = HashMap::new();
    for row in rows {
        absences
            .entry(row.post_id.into())
            .or_default()
            .push(KnownAbsence {
                id: row.id,
                kind: AbsenceKind::from_code(&row.kind),
                from_on: row.from_on,
                to_on: row.to_on,
            });
    }
    Ok(absences)
}

/// The teams of some organisations, by name.
pub(super) async fn teams(
    on: &impl ConnectionTrait,
    organisations: &[OrganisationId],
) -> Result<Vec<KnownTeam>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        organisation_id: Uuid,
        parent_id: Option<Uuid>,
        name: String,
    }
    let query = Query::new(
        "SELECT id, organisation_id, parent_id, name FROM team WHERE organisation_id IN (",
    );
    let query = query.bind_all(organisations.iter().map(|o| o.0));
    let rows: Vec<Row> = query.sql(") ORDER BY name, id").all(on).await?;
    let team = |row: Row| KnownTeam {
        id: row.id.into(),
        organisation: row.organisation_id.into(),
        parent: row.parent_id.map(Into::into),
        name: row.name,
    };
    Ok(rows.into_iter().map(team).collect())
}
