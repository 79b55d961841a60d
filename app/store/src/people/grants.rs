//! Dated grants of roles.

use super::entities::role_grant;
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    employer_sign_in::CAN_SIGN_IN,
    query::{Number, Query},
    transact,
};
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

/// Grants a role; one that is held there already is not granted twice. Whoever is signed in has to sign in again, so that
/// no old cookie carries new powers.
///
/// # Errors
/// When the database fails.
pub async fn grant_role(
    services: &Services,
    permit: &Permit<GrantRole>,
    new: &NewGrant,
) -> Result<GrantId, StoreError> {
    transact!(services.db, |tx| {
        if let Some(held) = held(tx, new).await? {
            return Ok(Noted::nothing(held));
        }
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

/// The same role in the same place, held on the day from which it is to be granted.
async fn held(on: &impl ConnectionTrait, new: &NewGrant) -> Result<Option<GrantId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        organisation_id: Option<Uuid>,
        board_id: Option<Uuid>,
    }
    let query =
        Query::new("SELECT id, organisation_id, board_id FROM role_grant WHERE person_id = ");
    let query = query.bind(new.person.0).sql(" AND role = ");
    let query = query.bind(new.role.code()).sql(" AND starts_on <= ");
    let query = query
        .bind(new.starts_on)
        .sql(" AND (ends_on IS NULL OR ends_on >= ");
    let rows: Vec<Row> = query.bind(new.starts_on).sql(")").all(on).await?;
    let (organisation, board) = (new.organisation.map(Uuid::from), new.board.map(Uuid::from));
    let same = |row: &Row| row.organisation_id == organisation && row.board_id == board;
    Ok(rows.into_iter().find(same).map(|row| row.id.into()))
}

/// What came of ending a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It has ended; or had before, or is not this person's, and nothing changed.
    Done,
    /// It stays, because nobody else is administrator.
    LastAdministrator,
}

/// Ends a role with yesterday, and the sign-ins of its holder. The last administrator stays one.
///
/// # Errors
/// When the database fails.
pub async fn end_grant(
    services: &Services,
    permit: &Permit<GrantRole>,
    person: PersonId,
    grant: GrantId,
) -> Result<Ended, StoreError> {
    let today = services.today();
    transact!(services.db, |tx| {
        let Some(role) = role_of(tx, person, grant, today).await? else {
            return Ok(Noted::nothing(Ended::Done));
        };
        if role == Role::Administrator && !has_other_administrator(tx, person, today).await? {
            return Ok(Noted::nothing(Ended::LastAdministrator));
        }
        let query = Query::new("UPDATE role_grant SET ends_on = ").bind(today - Days::new(1));
        query.sql(" WHERE id = ").bind(grant.0).run(tx).await?;
        end_sign_ins(tx, person).await?;
        note_new(
            services,
            tx,
            permit,
            format!("person {person}"),
            &("ended", grant),
            Ended::Done,
        )
        .await
    })
}

/// The role of a grant that is in force.
async fn role_of(
    on: &impl ConnectionTrait,
    person: PersonId,
    grant: GrantId,
    today: NaiveDate,
) -> Result<Option<Role>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        role: String,
    }
    let query = Query::new("SELECT role FROM role_grant WHERE id = ").bind(grant.0);
    let query = query.sql(" AND person_id = ").bind(person.0);
    let query = query.sql(" AND (ends_on IS NULL OR ends_on >= ");
    let row: Option<Row> = query.bind(today).sql(")").one(on).await?;
    Ok(row.and_then(|row| Role::from_code(&row.role)))
}

/// Whether somebody else is administrator and can sign in.
async fn has_other_administrator(
    on: &impl ConnectionTrait,
    person: PersonId,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let query = Query::new(
        "SELECT COUNT(*) AS number FROM role_grant g JOIN account a ON a.person_id = g.person_id \
         AND a.closed_at IS NULL AND ",
    );
    let query = query.sql(CAN_SIGN_IN).sql(" WHERE g.role = ");
    let query = query.bind(Role::Administrator.code());
    let query = query.sql(" AND g.person_id <> ").bind(person.0);
    let query = query.sql(" AND g.starts_on <= ").bind(today);
    let query = query.sql(" AND (g.ends_on IS NULL OR g.ends_on >= ");
    let found: Option<Number> = query.bind(today).sql(")").one(on).await?;
    Ok(found.is_some_and(|n| n.number > 0))
}

/// Ends every sign-in of a person.
pub(super) async fn end_sign_ins(
    on: &impl ConnectionTrait,
    person: PersonId,
) -> Result<(), StoreError> {
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
    /// The organisation it is for, if it is for one.
    pub organisation: Option<OrganisationId>,
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
        organisation_id: Option<Uuid>,
        place: Option<String>,
        starts_on: NaiveDate,
    }
    let query = Query::new(
        "SELECT g.id, g.role, g.organisation_id, COALESCE(o.name, b.name) AS place, g.starts_on FROM role_grant g \
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
            organisation: row.organisation_id.map(Into::into),
            of: row.place,
            starts_on: row.starts_on,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
