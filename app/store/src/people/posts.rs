//! Adding, changing and ending posts.

use super::{
    entities::post,
    grants::end_sign_ins,
    writes::{NewPost, number_is_taken, put_post},
};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    framework::reassess,
    organisations::hold,
    query::Query,
    transact,
};
use chrono::{Days, NaiveDate};
use domain::{
    access::{Permit, SetPost},
    ids::{GrantId, OrganisationId, PersonId, PostId, TeamId},
    people::{Contract, folded, staff_number},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter,
};
use serde::Serialize;
use uuid::Uuid;

/// What can be changed about a post without making it another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostChange {
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
}

impl PostChange {
    /// A post as it stands.
    fn of(row: &post::Model) -> Self {
        Self {
            team: row.team_id.map(Into::into),
            job_title: row.job_title.clone(),
            contract: Contract::from_code(&row.contract).unwrap_or(Contract::Permanent),
            staff_number: row.staff_number.clone(),
            manager: row.manager_id.map(Into::into),
            starts_on: row.starts_on,
        }
    }
}

/// Adds a post to somebody who is there. The same post, as a form posted twice would make it, is added once. It is the
/// main post unless another is held or to come.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else in the organisation has the staff number.
pub async fn add_post(
    services: &Services,
    permit: &Permit<SetPost>,
    person: PersonId,
    new: &NewPost,
) -> Result<PostId, StoreError> {
    let new = NewPost {
        organisation: permit.act().organisation,
        ..new.clone()
    };
    transact!(services.db, |tx| {
        hold(tx, new.organisation).await?;
        let others: Vec<post::Model> = post::Entity::find()
            .filter(post::Column::PersonId.eq(person.0))
            .all(tx)
            .await?;
        let is_same = |other: &&post::Model| {
            other.organisation_id == new.organisation.0
                && other.job_title == new.job_title
                && other.starts_on == new.starts_on
        };
        if let Some(same) = others.iter().find(is_same) {
            return Ok(Noted::nothing(same.id.into()));
        }
        check_number(
            services,
            tx,
            new.organisation,
            new.staff_number.as_deref(),
            person,
        )
        .await?;
        let today = services.today();
        let has_main = others
            .iter()
            .any(|other| other.is_main && other.ends_on.is_none_or(|end| today <= end));
        let id = put_post(services, tx, permit, person, (&new, !has_main)).await?;
        reassess(services, tx, &[person]).await?;
        note_new(services, tx, permit, format!("post {id}"), &new, id).await
    })
}

/// Changes a post of a person; whether the organisation of the permit has such a post.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else in the organisation has the staff number.
pub async fn change_post(
    services: &Services,
    permit: &Permit<SetPost>,
    person: PersonId,
    id: PostId,
    after: &PostChange,
) -> Result<bool, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        hold(tx, organisation).await?;
        let Some(row) = found(tx, organisation, person, id).await? else {
            return Ok(Noted::nothing(false));
        };
        let before = PostChange::of(&row);
        if before == *after {
            return Ok(Noted::nothing(true));
        }
        check_number(
            services,
            tx,
            organisation,
            after.staff_number.as_deref(),
            person,
        )
        .await?;
        let change = post::ActiveModel {
            id: Set(id.into()),
            team_id: Set(after.team.map(Into::into)),
            job_title: Set(after.job_title.clone()),
            contract: Set(after.contract.code().to_owned()),
            staff_number: Set(after.staff_number.clone()),
            manager_id: Set(after.manager.map(Into::into)),
            starts_on: Set(after.starts_on),
            ..Default::default()
        };
        post::Entity::update(change).exec(tx).await?;
        reassess(services, tx, &[person]).await?;
        let entry = Entry {
            subject: format!("post {id}"),
            before: Some(&before),
            after: Some(after),
        };
        note(services, tx, permit, entry, true).await
    })
}

/// Sets the last day of a post, or takes it away; whether the organisation of the permit has such a post. Of the roles
/// named, those for that organisation end with the post, or with yesterday if it is over; then the holder is signed out.
///
/// # Errors
/// [`StoreError::Conflict`] when the post goes on and its staff number has been given to somebody else.
pub async fn end_post(
    services: &Services,
    permit: &Permit<SetPost>,
    person: PersonId,
    id: PostId,
    last_day: Option<NaiveDate>,
    roles: &[GrantId],
) -> Result<bool, StoreError> {
    let organisation = permit.act().organisation;
    let today = services.today();
    transact!(services.db, |tx| {
        hold(tx, organisation).await?;
        let Some(row) = found(tx, organisation, person, id).await? else {
            return Ok(Noted::nothing(false));
        };
        if last_day.is_none_or(|day| today <= day) {
            check_number(
                services,
                tx,
                organisation,
                row.staff_number.as_deref(),
                person,
            )
            .await?;
        }
        let change = post::ActiveModel {
            id: Set(id.into()),
            ends_on: Set(last_day),
            ..Default::default()
        };
        post::Entity::update(change).exec(tx).await?;
        if let Some(day) = last_day {
            end_roles(tx, permit, person, (day, today), roles).await?;
        }
        reassess(services, tx, &[person]).await?;
        let entry = Entry {
            subject: format!("post {id}"),
            before: Some(&("last day", row.ends_on)),
            after: Some(&("last day", last_day, "roles ended", roles)),
        };
        note(services, tx, permit, entry, true).await
    })
}

async fn end_roles(
    on: &impl ConnectionTrait,
    permit: &Permit<SetPost>,
    person: PersonId,
    (day, today): (NaiveDate, NaiveDate),
    roles: &[GrantId],
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE role_grant SET ends_on = ").bind(day.max(today - Days::new(1)));
    let query = query.sql(" WHERE person_id = ").bind(person.0);
    let query = query
        .sql(" AND organisation_id = ")
        .bind(permit.act().organisation.0);
    let query = query
        .sql(" AND (ends_on IS NULL OR ends_on >= ")
        .bind(today);
    let query = query
        .sql(") AND id IN (")
        .bind_all(roles.iter().map(|id| id.0));
    let ended = query.sql(")").run(on).await?;
    if ended > 0 && day < today {
        end_sign_ins(on, person).await?;
    }
    Ok(())
}

async fn found(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    person: PersonId,
    id: PostId,
) -> Result<Option<post::Model>, StoreError> {
    Ok(post::Entity::find_by_id(id.0)
        .filter(post::Column::PersonId.eq(person.0))
        .filter(post::Column::OrganisationId.eq(organisation.0))
        .one(on)
        .await?)
}

async fn check_number(
    services: &Services,
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
    number: Option<&str>,
    person: PersonId,
) -> Result<(), StoreError> {
    let Some(number) = number else { return Ok(()) };
    if number_is_taken(services, on, organisation, number, Some(person)).await? {
        return Err(StoreError::Conflict);
    }
    Ok(())
}

/// People who can be meant as a line manager: those in a post of the organisation, today or to come, with this e-mail
/// address, staff number or whole name. Ten at most.
///
/// # Errors
/// When the database fails.
pub async fn find_managers(
    services: &Services,
    permit: &Permit<SetPost>,
    typed: &str,
) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let query = Query::new(
        "SELECT DISTINCT p.id FROM post t JOIN person p ON p.id = t.person_id WHERE t.organisation_id = ",
    );
    let query = query.bind(permit.act().organisation.0);
    let query = query
        .sql(" AND (t.ends_on IS NULL OR t.ends_on >= ")
        .bind(services.today());
    let query = query
        .sql(") AND (p.email = ")
        .bind(typed.trim().to_lowercase());
    let query = query.sql(" OR t.staff_number = ").bind(staff_number(typed));
    let query = query.sql(" OR p.search_name = ").bind(folded(typed));
    let rows: Vec<Row> = query.sql(") LIMIT 10").all(services.db.reader()).await?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}
