//! Which levels people of an organisation are reminded of.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, SetReminders},
    ids::OrganisationId,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A level of which people are reminded.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RuleOn {
    /// Code of the level.
    pub level: String,
    /// When it was switched on; reminders begin the day after.
    pub since_on: NaiveDate,
    /// Who switched it on.
    pub by: Option<String>,
}

/// The levels that are switched on in an organisation.
///
/// # Errors
/// When the database fails.
pub async fn rules_on(
    services: &Services,
    permit: &Permit<SetReminders>,
) -> Result<Vec<RuleOn>, StoreError> {
    Query::new(
        "SELECT g.level, g.since_on, p.name AS by FROM reminder_rule g LEFT JOIN person p ON p.id = g.switched_on_by \
         WHERE g.switched_off_at IS NULL AND g.organisation_id = ",
    )
    .bind(permit.act().organisation.0)
    .sql(" ORDER BY g.level")
    .all(services.db.reader())
    .await
}

/// Switches the reminders of a level on; whether they were off.
///
/// # Errors
/// When the database fails.
pub async fn switch_on(
    services: &Services,
    permit: &Permit<SetReminders>,
    level: &str,
) -> Result<bool, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO reminder_rule (id, organisation_id, level, since_on, switched_on_by, switched_on_at) VALUES (",
        );
        let made = query
            .bind(services.new_id::<Uuid>())
            .comma(organisation.0)
            .comma(level.to_owned())
            .comma(services.today())
            .comma(permit.by().map(Uuid::from))
            .comma(services.now())
            .sql(") ON CONFLICT (organisation_id, level) WHERE switched_off_at IS NULL DO NOTHING")
            .run(tx)
            .await?;
        if made == 0 {
            return Ok(Noted::nothing(false));
        }
        note_new(
            services,
            tx,
            permit,
            subject(organisation, level),
            &"on",
            true,
        )
        .await
    })
}

/// Switches them off; whether they were on. What waits to be sent by the rule is needed no more.
///
/// # Errors
/// When the database fails.
pub async fn switch_off(
    services: &Services,
    permit: &Permit<SetReminders>,
    level: &str,
) -> Result<bool, StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let ended = Query::new("UPDATE reminder_rule SET switched_off_at = ")
            .bind(services.now())
            .sql(", switched_off_by = ")
            .bind(permit.by().map(Uuid::from))
            .sql(" WHERE switched_off_at IS NULL AND organisation_id = ")
            .bind(organisation.0)
            .sql(" AND level = ")
            .bind(level.to_owned())
            .run(tx)
            .await?;
        if ended == 0 {
            return Ok(Noted::nothing(false));
        }
        Query::new("UPDATE reminder SET outcome = 'not-needed', settled_at = ")
            .bind(services.now())
            .sql(" WHERE outcome = 'waiting' AND asked_by IS NULL AND organisation_id = ")
            .bind(organisation.0)
            .sql(" AND level = ")
            .bind(level.to_owned())
            .run(tx)
            .await?;
        let entry = Entry {
            subject: subject(organisation, level),
            before: Some(&"on"),
            after: Some(&"off"),
        };
        note(services, tx, permit, entry, true).await
    })
}

fn subject(organisation: OrganisationId, level: &str) -> String {
    format!("reminders of {level} in organisation {organisation}")
}
