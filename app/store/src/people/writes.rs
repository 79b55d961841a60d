//! Adding people.

use super::entities::{person, post};
use crate::{
    Services, StoreError,
    audit::note_new,
    framework::{cohort_override, reassess},
    organisations::hold,
    query::{Number, Query},
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Act, AddPerson, Permit},
    ids::{OrganisationId, PersonId, PostId, TeamId},
    people::{Contract, folded},
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    let query = Query::new("SELECT COUNT(*) AS number FROM person WHERE email = ");
    let same: Option<Number> = query.bind(new.email.clone()).one(on).await?;
    let staff_number = match &new.post.staff_number {
        Some(number) => number_is_taken(services, on, new.post.organisation, number, None).await?,
        None => false,
    };
    Ok(Taken {
        email: same.is_some_and(|same| same.number > 0),
        staff_number,
    })
}

/// Whether somebody else has a staff number in an organisation, in a post held or to come.
pub(super) async fn number_is_taken(
    services: &Services,
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    number: &str,
    whose: Option<PersonId>,
) -> Result<bool, StoreError> {
    let query = Query::new("SELECT COUNT(*) AS number FROM post WHERE organisation_id = ");
    let query = query.bind(organisation.0);
    let query = query.sql(" AND staff_number = ").bind(number);
    let query = query.sql(" AND (ends_on IS NULL OR ends_on >= ");
    let query = query.bind(services.today()).sql(")");
    let query = match whose {
        Some(person) => query.sql(" AND person_id <> ").bind(person.0),
        None => query,
    };
    let others: Option<Number> = query.one(on).await?;
    Ok(others.is_some_and(|others| others.number > 0))
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
        hold(tx, new.post.organisation).await?;
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
        put_post(services, tx, permit, id, (&new.post, true)).await?;
        reassess(services, tx, &[id]).await?;
        note_new(services, tx, permit, format!("person {id}"), new, id).await
    })
}

/// Keeps a post, with the cohorts that were chosen for it by hand; `is_main` says whether it is the main one.
pub(super) async fn put_post<A: Act>(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<A>,
    person: PersonId,
    (new, is_main): (&NewPost, bool),
) -> Result<PostId, StoreError> {
    let (post, by_hand) = rows(services, permit, person, new);
    let post = post::Model { is_main, ..post };
    let id = post.id.into();
    post::Entity::insert(post.into_active_model())
        .exec_without_returning(on)
        .await?;
    for one in by_hand {
        cohort_override::Entity::insert(one.into_active_model())
            .exec_without_returning(on)
            .await?;
    }
    Ok(id)
}

/// The post, and the cohorts that were chosen for it by hand.
fn rows<A: Act>(
    services: &Services,
    permit: &Permit<A>,
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
