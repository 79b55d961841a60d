//! Adding people.

use super::entities::{person, post};
use crate::{
    Services, StoreError,
    audit::note_new,
    framework::{cohort_override, reassess},
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{AddPerson, Permit},
    ids::{OrganisationId, PersonId, PostId, TeamId},
    people::{Contract, folded},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use serde::Serialize;

/// A person to add, with the first post.
#[derive(Clone, Debug, Serialize)]
pub struct NewPerson {
    /// The name as it is to be shown and printed.
    pub name: String,
    /// The e-mail address at work, in lower case, if there is one.
    pub email: Option<String>,
    /// The post.
    pub post: NewPost,
}

/// A post to add.
#[derive(Clone, Debug, Serialize)]
pub struct NewPost {
    /// Where.
    pub organisation: OrganisationId,
    /// In which team, if any.
    pub team: Option<TeamId>,
    /// As what.
    pub job_title: String,
    /// On what terms.
    pub contract: Contract,
    /// The number the employer gave.
    pub staff_number: Option<String>,
    /// Who manages it.
    pub manager: Option<PersonId>,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day, if it is known.
    pub ends_on: Option<NaiveDate>,
    /// The cohorts it is in, each with the reason.
    pub cohorts: Vec<(String, String)>,
}

/// What of a new person belongs to somebody already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Taken {
    /// The e-mail address.
    pub email: bool,
    /// The staff number, in the organisation of the post.
    pub staff_number: bool,
}

/// What of a new person belongs to somebody already, to say so at the field.
///
/// # Errors
/// When the database fails.
pub async fn taken(
    services: &Services,
    _permit: &Permit<AddPerson>,
    new: &NewPerson,
) -> Result<Taken, StoreError> {
    taken_on(services, services.db.reader(), new).await
}

async fn taken_on(
    services: &Services,
    on: &impl ConnectionTrait,
    new: &NewPerson,
) -> Result<Taken, StoreError> {
    let query =
        Query::new("SELECT EXISTS (SELECT 1 FROM person WHERE email = ").bind(new.email.clone());
    let query = query.sql(") AS email, EXISTS (SELECT 1 FROM post WHERE organisation_id = ");
    let query = query.bind(new.post.organisation.0);
    let query = query
        .sql(" AND staff_number = ")
        .bind(new.post.staff_number.clone());
    let query = query.sql(" AND (ends_on IS NULL OR ends_on >= ");
    let query = query.bind(services.today()).sql(")) AS staff_number");
    Ok(query.one(on).await?.unwrap_or_default())
}

/// Adds a person with a post.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody has that e-mail address, or that staff number in the organisation.
pub async fn add_person(
    services: &Services,
    permit: &Permit<AddPerson>,
    new: &NewPerson,
) -> Result<PersonId, StoreError> {
    transact!(services.db, |tx| {
        if taken_on(services, tx, new).await? != Taken::default() {
            return Err(StoreError::Conflict);
        }
        let id = services.new_id::<PersonId>();
        let row = person::Model {
            id: id.into(),
            name: new.name.clone(),
            search_name: folded(&new.name),
            email: new.email.clone(),
            demo: false,
            created_at: services.now(),
        };
        person::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        let (post, by_hand) = rows(services, permit, id, &new.post);
        post::Entity::insert(post.into_active_model())
            .exec_without_returning(tx)
            .await?;
        for one in by_hand {
            cohort_override::Entity::insert(one.into_active_model())
                .exec_without_returning(tx)
                .await?;
        }
        reassess(services, tx, &[id]).await?;
        note_new(services, tx, permit, format!("person {id}"), new, id).await
    })
}

/// The post, and the cohorts that were chosen for it by hand.
fn rows(
    services: &Services,
    permit: &Permit<AddPerson>,
    person: PersonId,
    new: &NewPost,
) -> (post::Model, Vec<cohort_override::Model>) {
    let id = services.new_id::<PostId>();
    let post = post::Model {
        id: id.into(),
        person_id: person.into(),
        organisation_id: new.organisation.into(),
        team_id: new.team.map(Into::into),
        job_title: new.job_title.clone(),
        contract: new.contract.code().to_owned(),
        staff_number: new.staff_number.clone(),
        manager_id: new.manager.map(Into::into),
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        is_main: true,
        is_classified: false,
        contradiction: None,
    };
    let by_hand = new
        .cohorts
        .iter()
        .map(|(cohort, reason)| cohort_override::Model {
            id: services.new_id(),
            post_id: id.into(),
            cohort: cohort.clone(),
            is_in: true,
            reason: reason.clone(),
            from_on: new.starts_on,
            until_on: None,
            decided_by: permit.by().map(Into::into),
            decided_at: services.now(),
            ended_at: None,
        });
    (post, by_hand.collect())
}
