//! The teams of an organisation, as a tree.

use super::{entities::team, hold::hold};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    framework::reassess,
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{ArrangeTeams, Permit},
    ids::{OrganisationId, PersonId, TeamId},
    organisations::{Team, TeamRefusal, TypedTeam, may_stand_inside},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// The teams of an organisation, by name.
///
/// # Errors
/// When the database fails.
pub async fn teams(
    services: &Services,
    organisation: OrganisationId,
) -> Result<Vec<Team>, StoreError> {
    teams_on(services.db.reader(), organisation).await
}

async fn teams_on(
    on: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Vec<Team>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        parent_id: Option<Uuid>,
        name: String,
    }
    let query = Query::new("SELECT id, parent_id, name FROM team WHERE organisation_id = ");
    let query = query.bind(organisation.0).sql(" ORDER BY name, id");
    let read = |row: Row| Team {
        id: row.id.into(),
        parent: row.parent_id.map(Into::into),
        name: row.name,
    };
    Ok(query.all(on).await?.into_iter().map(read).collect())
}

/// How many people hold a post in each team on a day; teams without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn team_sizes(
    services: &Services,
    permit: &Permit<ArrangeTeams>,
    today: NaiveDate,
) -> Result<Vec<(TeamId, u64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        team_id: Uuid,
        people: i64,
    }
    let query = Query::new(
        "SELECT team_id, COUNT(DISTINCT person_id) AS people FROM post WHERE team_id IS NOT NULL AND organisation_id = ",
    );
    let query = query.bind(permit.act().organisation.0);
    let query = query.sql(" AND starts_on <= ").bind(today);
    let query = query
        .sql(" AND (ends_on IS NULL OR ends_on >= ")
        .bind(today);
    let rows: Vec<Row> = query
        .sql(") GROUP BY team_id")
        .all(services.db.reader())
        .await?;
    let read = |row: Row| (row.team_id.into(), row.people.unsigned_abs());
    Ok(rows.into_iter().map(read).collect())
}

/// The rows of teams that were typed for a new organisation; those that others are inside of come first.
pub(crate) fn team_rows(
    organisation: OrganisationId,
    typed: &[TypedTeam],
    new_id: impl Fn() -> Uuid,
) -> Vec<team::Model> {
    let ids: Vec<Uuid> = typed.iter().map(|_| new_id()).collect();
    let row = |(team, id): (&TypedTeam, &Uuid)| team::Model {
        id: *id,
        organisation_id: organisation.into(),
        parent_id: team.inside.and_then(|place| ids.get(place).copied()),
        name: team.name.clone(),
    };
    typed.iter().zip(&ids).map(row).collect()
}

/// Adds a team, inside another or in none.
///
/// # Errors
/// [`StoreError::Conflict`] when there is a team of this name in the same place.
pub async fn add_team(
    services: &Services,
    permit: &Permit<ArrangeTeams>,
    name: &str,
    parent: Option<TeamId>,
) -> Result<Result<TeamId, TeamRefusal>, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let id = services.new_id::<TeamId>();
        let known = teams_on(tx, organisation).await?;
        if let Some(parent) = parent
            && let Err(refusal) = may_stand_inside(&known, id, parent)
        {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let row = team::Model {
            id: id.into(),
            organisation_id: organisation.into(),
            parent_id: parent.map(Into::into),
            name: name.to_owned(),
        };
        team::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        let subject = format!("team {id}");
        note_new(services, tx, permit, subject, &(name, parent), Ok(id)).await
    })
}

/// Gives a team another name or another place in the tree. None when the organisation has no such team.
///
/// # Errors
/// [`StoreError::Conflict`] when there is another team of this name in the same place.
pub async fn change_team(
    services: &Services,
    permit: &Permit<ArrangeTeams>,
    id: TeamId,
    name: &str,
    parent: Option<TeamId>,
) -> Result<Option<Result<(), TeamRefusal>>, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        hold(tx, organisation).await?;
        let known = teams_on(tx, organisation).await?;
        let Some(before) = known.iter().find(|team| team.id == id) else {
            return Ok(Noted::nothing(None));
        };
        if let Some(parent) = parent
            && let Err(refusal) = may_stand_inside(&known, id, parent)
        {
            return Ok(Noted::nothing(Some(Err(refusal))));
        }
        let after = Team {
            id,
            parent,
            name: name.to_owned(),
        };
        if after == *before {
            return Ok(Noted::nothing(Some(Ok(()))));
        }
        let change = team::ActiveModel {
            id: Set(id.into()),
            parent_id: Set(parent.map(Into::into)),
            name: Set(after.name.clone()),
            ..Default::default()
        };
        team::Entity::update(change).exec(tx).await?;
        reassess(services, tx, &people_in(tx, id).await?).await?;
        let entry = Entry {
            subject: format!("team {id}"),
            before: Some(before),
            after: Some(&after),
        };
        note(services, tx, permit, entry, Some(Ok(()))).await
    })
}

async fn people_in(on: &impl ConnectionTrait, team: TeamId) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let query = Query::new("SELECT DISTINCT person_id FROM post WHERE team_id = ").bind(team.0);
    let rows: Vec<Row> = query.all(on).await?;
    Ok(rows.into_iter().map(|row| row.person_id.into()).collect())
}
