//! Who would be anonymised: the dry run, which changes nothing.

use super::settings::all_years;
use crate::{Services, StoreError, query::Query};
use chrono::NaiveDate;
use domain::{
    access::{AnonymiseLeavers, Permit},
    ids::{OrganisationId, PersonId},
    keeping::{Held, LeftOut, SUGGESTED_YEARS, left_before, left_on},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Somebody whose name would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Who.
    pub person: PersonId,
    /// The name that would go.
    pub name: String,
    /// The last day of the last post.
    pub left_on: NaiveDate,
}

/// Everybody whose last post was in the organisation of the permit and whose time is over everywhere, the longest gone
/// first.
///
/// # Errors
/// When the database fails.
pub async fn due(
    services: &Services,
    permit: &Permit<AnonymiseLeavers>,
) -> Result<Vec<Due>, StoreError> {
    due_on(
        services.db.reader(),
        permit.act().organisation,
        services.today(),
    )
    .await
}

pub(super) async fn due_on(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<Vec<Due>, StoreError> {
    let years = all_years(on).await?;
    let own = years.get(&organisation).copied().unwrap_or(SUGGESTED_YEARS);
    let last = left_before(today, own);
    let long_gone = |query: Query| {
        let query = query
            .sql("AND x.person_id IN (SELECT t.person_id FROM post t WHERE t.organisation_id = ");
        let query = query
            .bind(organisation.0)
            .sql(" AND t.ends_on < ")
            .bind(last);
        let query = query.sql(
            ") AND NOT EXISTS (SELECT 1 FROM post n WHERE n.person_id = x.person_id AND (n.ends_on IS NULL OR n.ends_on >= ",
        );
        query.bind(last).sql("))")
    };
    let found = people(on, long_gone, today).await?;
    let mut due: Vec<Due> = found
        .into_iter()
        .filter(|(_, one)| one.was_last_in(organisation))
        .filter_map(|(person, one)| {
            let left_on = one.left_on(&years, today).ok()?;
            Some(Due {
                person,
                name: one.name,
                left_on,
            })
        })
        .collect();
    due.sort_by(|one, other| (one.left_on, &one.name).cmp(&(other.left_on, &other.name)));
    Ok(due)
}

/// Somebody with what decides.
pub(super) struct Leaver {
    pub name: String,
    holds_role: bool,
    posts: Vec<Held>,
}

impl Leaver {
    fn was_last_in(&self, organisation: OrganisationId) -> bool {
        let last = self
            .posts
            .iter()
            .map(|(_, ends_on)| ends_on.unwrap_or(NaiveDate::MAX))
            .max();
        let here = |(place, ends_on): &Held| *place == organisation && *ends_on == last;
        self.posts.iter().any(here)
    }

    pub fn left_on(
        &self,
        years: &BTreeMap<OrganisationId, u32>,
        today: NaiveDate,
    ) -> Result<NaiveDate, LeftOut> {
        left_on(&self.posts, self.holds_role, years, today)
    }
}

/// People not anonymised yet, with all their posts; `narrowed` adds the rest of the `WHERE`, in which `x` is the post.
pub(super) async fn people(
    on: &impl ConnectionTrait,
    narrowed: impl FnOnce(Query) -> Query,
    today: NaiveDate,
) -> Result<BTreeMap<PersonId, Leaver>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
        name: String,
        organisation_id: Uuid,
        ends_on: Option<NaiveDate>,
        holds_role: bool,
    }
    let query = Query::new(
        "SELECT x.person_id, p.name, x.organisation_id, x.ends_on, EXISTS (SELECT 1 FROM role_grant g \
         WHERE g.person_id = x.person_id AND (g.ends_on IS NULL OR g.ends_on >= ",
    );
    let query = query.bind(today).sql(
        ")) AS holds_role FROM post x JOIN person p ON p.id = x.person_id WHERE p.anonymised_at IS NULL ",
    );
    let query = narrowed(query);
    let mut found: BTreeMap<PersonId, Leaver> = BTreeMap::new();
    for row in query.all::<Row>(on).await? {
        let leaver = found.entry(row.person_id.into()).or_insert_with(|| Leaver {
            name: row.name,
            holds_role: row.holds_role,
            posts: Vec::new(),
        });
        leaver.posts.push((row.organisation_id.into(), row.ends_on));
    }
    Ok(found)
}
