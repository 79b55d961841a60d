//! Deputies of line managers who are away: from a day to a day they see the manager's people as the manager does.

use super::grants::end_sign_ins;
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{NameDeputy, Permit, Scope},
    ids::{DeputyId, PersonId},
    people::{folded, staff_number},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A deputy, as a page shows one.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DeputyShown {
    /// Which.
    pub id: Uuid,
    /// Who it is.
    pub name: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
    /// Who named them.
    pub named_by: Option<String>,
    /// When.
    pub named_at: DateTime<Utc>,
}

/// The deputies of a line manager, of today and to come.
///
/// # Errors
/// When the database fails.
pub async fn deputies(
    services: &Services,
    permit: &Permit<NameDeputy>,
) -> Result<Vec<DeputyShown>, StoreError> {
    Query::new(
        "SELECT d.id, p.name, d.from_on, d.to_on, n.name AS named_by, d.named_at FROM deputy d \
         JOIN person p ON p.id = d.deputy_id LEFT JOIN person n ON n.id = d.named_by \
         WHERE d.ended_at IS NULL AND d.manager_id = ",
    )
    .bind(permit.act().target.person.map(Uuid::from))
    .sql(" AND d.to_on >= ")
    .bind(services.today())
    .sql(" ORDER BY d.from_on, d.id")
    .all(services.db.reader())
    .await
}

/// A line manager for whom somebody stands in.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StandIn {
    /// The line manager.
    pub name: String,
    /// The last day.
    pub to_on: NaiveDate,
}

/// The line managers of a scope for whom the person whose scope it is stands in today.
///
/// # Errors
/// When the database fails.
pub async fn standing_in(
    services: &Services,
    scope: &Scope,
    deputy: PersonId,
) -> Result<Vec<StandIn>, StoreError> {
    let today = services.today();
    let query = Query::new(
        "SELECT p.name, MAX(d.to_on) AS to_on FROM deputy d JOIN person p ON p.id = d.manager_id \
         WHERE d.ended_at IS NULL AND d.deputy_id = ",
    )
    .bind(deputy.0)
    .sql(" AND d.from_on <= ")
    .bind(today)
    .sql(" AND d.to_on >= ")
    .bind(today)
    .sql(" AND d.manager_id IN (");
    query
        .bind_all(scope.managed_by().iter().map(|manager| manager.0))
        .sql(") GROUP BY p.id, p.name ORDER BY p.name")
        .all(services.db.reader())
        .await
}

/// People who can be meant as a deputy: those in a post today, in an organisation of the line manager, with this e-mail
/// address, staff number or whole name. Ten at most.
///
/// # Errors
/// When the database fails.
pub async fn find_deputies(
    services: &Services,
    permit: &Permit<NameDeputy>,
    typed: &str,
) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let today = services.today();
    let query = Query::new(
        "SELECT DISTINCT p.id FROM post t JOIN person p ON p.id = t.person_id WHERE t.organisation_id IN (",
    );
    let organisations = &permit.act().target.organisations;
    let query = query
        .bind_all(organisations.iter().map(|id| id.0))
        .sql(") AND t.starts_on <= ");
    let query = query
        .bind(today)
        .sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
    let query = query.bind(today).sql(") AND (p.email = ");
    let query = query.bind(typed.trim().to_lowercase());
    let query = query.sql(" OR t.staff_number = ").bind(staff_number(typed));
    let query = query.sql(" OR p.search_name = ").bind(folded(typed));
    let rows: Vec<Row> = query.sql(") LIMIT 10").all(services.db.reader()).await?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}

/// Names a deputy from a day to a day. The same form sent twice does it once. One whose time has begun signs in again,
/// so that no old cookie carries new powers.
///
/// # Errors
/// When the database fails.
pub async fn name_deputy(
    services: &Services,
    permit: &Permit<NameDeputy>,
    id: DeputyId,
    deputy: PersonId,
    (from_on, to_on): (NaiveDate, NaiveDate),
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO deputy (id, manager_id, deputy_id, from_on, to_on, named_by, named_at) VALUES (",
        );
        let new = query
            .bind(id.0)
            .comma(permit.act().target.person.map(Uuid::from))
            .comma(deputy.0)
            .comma(from_on)
            .comma(to_on)
            .comma(permit.by().map(Uuid::from))
            .comma(services.now())
            .sql(") ON CONFLICT (id) DO NOTHING")
            .run(tx)
            .await?;
        if new == 0 {
            return Ok(Noted::nothing(()));
        }
        if from_on <= services.today() {
            end_sign_ins(tx, deputy).await?;
        }
        let subject = format!("deputy {id}");
        let manager = permit.act().target.person;
        note_new(
            services,
            tx,
            permit,
            subject,
            &(manager, deputy, from_on, to_on),
            (),
        )
        .await
    })
}

/// Ends the time of a deputy now; whether it had not ended.
///
/// # Errors
/// When the database fails.
pub async fn end_deputy(
    services: &Services,
    permit: &Permit<NameDeputy>,
    id: DeputyId,
) -> Result<bool, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        deputy_id: Uuid,
    }
    transact!(services.db, |tx| {
        let found = Query::new("SELECT deputy_id FROM deputy WHERE ended_at IS NULL AND id = ")
            .bind(id.0)
            .sql(" AND manager_id = ")
            .bind(permit.act().target.person.map(Uuid::from))
            .one::<Row>(tx)
            .await?;
        let Some(row) = found else {
            return Ok(Noted::nothing(false));
        };
        Query::new("UPDATE deputy SET ended_at = ")
            .bind(services.now())
            .sql(" WHERE ended_at IS NULL AND id = ")
            .bind(id.0)
            .run(tx)
            .await?;
        end_sign_ins(tx, row.deputy_id.into()).await?;
        let entry = Entry {
            subject: format!("deputy {id}"),
            before: Some(&row.deputy_id),
            after: None::<&()>,
        };
        note(services, tx, permit, entry, true).await
    })
}
