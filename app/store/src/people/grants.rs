//! Dated grants of roles.

use super::entities::role_grant;
use crate::{Services, StoreError, audit::note_new, query::Query, transact};
use chrono::{Days, NaiveDate};
use domain::{
    access::{GrantRole, Permit, Role, SeePerson},
    ids::{BoardId, GrantId, OrganisationId, PersonId},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// A role to grant.
#[derive(Clone, Debug)]
pub struct NewGrant {
    /// To whom.
    pub person: PersonId,
    /// The role.
    pub role: Role,
    /// The organisation it is for, if it is for one.
    pub organisation: Option<OrganisationId>,
    /// The board it is for, if it is for one.
    pub board: Option<BoardId>,
    /// The first day.
    pub starts_on: NaiveDate,
}

/// Grants a role. Whoever is signed in has to sign in again, so that no old cookie carries new powers.
///
/// # Errors
/// When the database fails.
pub async fn grant_role(
    services: &Services,
    permit: &Permit<GrantRole>,
    new: &NewGrant,
) -> Result<GrantId, StoreError> {
    transact!(services.db, |tx| {
        let id = services.new_id::<GrantId>();
        let row = role_grant::Model {
            id: id.into(),
            person_id: new.person.into(),
            role: new.role.code().to_owned(),
            organisation_id: new.organisation.map(Into::into),
            board_id: new.board.map(Into::into),
            starts_on: new.starts_on,
            ends_on: None,
            granted_by: permit.by().map(Into::into),
        };
        role_grant::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        end_sign_ins(tx, new.person).await?;
        note_new(
            services,
            tx,
            permit,
            format!("person {}", new.person),
            &new.role,
            id,
        )
        .await
    })
}

/// Ends a role with yesterday, and the sign-ins of its holder.
///
/// # Errors
/// When the database fails.
pub async fn end_grant(
    services: &Services,
    permit: &Permit<GrantRole>,
    person: PersonId,
    grant: GrantId,
) -> Result<(), StoreError> {
    let yesterday = services.today() - Days::new(1);
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE role_grant SET ends_on = ").bind(yesterday);
        query
            .sql(" WHERE id = ")
            .bind(grant.0)
            .sql(" AND person_id = ")
            .bind(person.0)
            .run(tx)
            .await?;
        end_sign_ins(tx, person).await?;
        note_new(
            services,
            tx,
            permit,
            format!("person {person}"),
            &("ended", grant),
            (),
        )
        .await
    })
}

async fn end_sign_ins(on: &impl ConnectionTrait, person: PersonId) -> Result<(), StoreError> {
    let query = Query::new(
        "DELETE FROM sign_in WHERE account_id IN (SELECT id FROM account WHERE person_id = ",
    );
    query.bind(person.0).sql(")").run(on).await?;
    Ok(())
}

/// A grant in force.
#[derive(Clone, Debug)]
pub struct HeldGrant {
    /// Which.
    pub id: GrantId,
    /// The role.
    pub role: Role,
    /// The organisation or board it is for, by name.
    pub of: Option<String>,
    /// The first day.
    pub starts_on: NaiveDate,
}

/// The roles somebody holds on a day.
///
/// # Errors
/// When the database fails.
pub async fn grants_of(
    services: &Services,
    permit: &Permit<SeePerson>,
    today: NaiveDate,
) -> Result<Vec<HeldGrant>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        role: String,
        place: Option<String>,
        starts_on: NaiveDate,
    }
    let query = Query::new(
        "SELECT g.id, g.role, COALESCE(o.name, b.name) AS place, g.starts_on FROM role_grant g \
         LEFT JOIN organisation o ON o.id = g.organisation_id LEFT JOIN board b ON b.id = g.board_id WHERE g.person_id = ",
    );
    let query = query
        .bind(permit.act().target.person.map(Uuid::from))
        .sql(" AND g.starts_on <= ")
        .bind(today);
    let query = query
        .sql(" AND (g.ends_on IS NULL OR g.ends_on >= ")
        .bind(today)
        .sql(") ORDER BY g.starts_on, g.id");
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let read = |row: Row| {
        Some(HeldGrant {
            id: row.id.into(),
            role: Role::from_code(&row.role)?,
            of: row.place,
            starts_on: row.starts_on,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
