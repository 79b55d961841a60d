//! Adding people.

use super::entities::{person, post, post_cohort};
use crate::{Services, StoreError, audit::note_new, transact};
use chrono::NaiveDate;
use domain::{
    access::{AddPerson, Permit},
    ids::{OrganisationId, PersonId, PostId, TeamId},
    people::{Contract, folded},
};
use sea_orm::{EntityTrait, IntoActiveModel};
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

/// Adds a person with a post.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody has that e-mail address.
pub async fn add_person(
    services: &Services,
    permit: &Permit<AddPerson>,
    new: &NewPerson,
) -> Result<PersonId, StoreError> {
    transact!(services.db, |tx| {
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
        let (post, cohorts) = rows(services.new_id(), id, &new.post);
        post::Entity::insert(post.into_active_model())
            .exec_without_returning(tx)
            .await?;
        for cohort in cohorts {
            post_cohort::Entity::insert(cohort.into_active_model())
                .exec_without_returning(tx)
                .await?;
        }
        note_new(services, tx, permit, format!("person {id}"), new, id).await
    })
}

fn rows(id: PostId, person: PersonId, new: &NewPost) -> (post::Model, Vec<post_cohort::Model>) {
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
    };
    let cohorts = new
        .cohorts
        .iter()
        .map(|(cohort, reason)| post_cohort::Model {
            post_id: id.into(),
            cohort: cohort.clone(),
            since_on: new.starts_on,
            reason: reason.clone(),
        });
    (post, cohorts.collect())
}
