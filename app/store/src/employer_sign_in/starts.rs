//! Sign-ins on their way to a provider and back.

use super::entities::employer_start;
use crate::{Services, StoreError, audit::Noted, people::hashed, query::Query, transact};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{employer_sign_in::Because, ids::OrganisationId};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// How long somebody may take at the provider.
pub const START_WORKS: TimeDelta = TimeDelta::minutes(10);

/// A sign-in under way.
#[derive(Clone, Debug)]
pub struct Start {
    /// At whose provider.
    pub organisation: OrganisationId,
    /// What the ID token has to repeat.
    pub nonce: String,
    /// What proves, with the code, that it was this program that asked (PKCE).
    pub verifier: String,
    /// Where to lead somebody afterwards.
    pub back: String,
}

/// How long somebody who is linked to nobody is remembered after they last came.
const REMEMBERED: TimeDelta = TimeDelta::days(90);

/// Keeps a sign-in that begins. Only whoever brings back the state, in the same browser, takes it up again. What has run
/// out goes.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    services: &Services,
    start: &Start,
    state: &str,
    browser: &str,
) -> Result<(), StoreError> {
    let now = services.now();
    transact!(services.db, |tx| {
        forget(tx, now).await?;
        let row = employer_start::Model {
            state_hash: hashed(state),
            browser_hash: hashed(browser),
            organisation_id: start.organisation.into(),
            nonce: start.nonce.clone(),
            verifier: start.verifier.clone(),
            back: start.back.clone(),
            expires_at: now + START_WORKS,
        };
        employer_start::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Takes out sign-ins that have run out, and those linked to nobody who have not come for long. Whose link somebody has
/// ended stays, so that it is not made again by itself.
async fn forget(on: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), StoreError> {
    let query = Query::new("DELETE FROM employer_start WHERE expires_at < ");
    query.bind(now).run(on).await?;
    let query = Query::new(
        "DELETE FROM employer_identity WHERE person_id IS NULL AND (because IS NULL OR because <> ",
    );
    let query = query.bind(Because::Ended.code());
    let query = query.sql(") AND last_seen_at < ").bind(now - REMEMBERED);
    query.run(on).await?;
    Ok(())
}

/// Takes up a sign-in, this once; none when there is no such, not in this browser, or not any more.
///
/// # Errors
/// When the database fails.
pub async fn take(
    services: &Services,
    state: &str,
    browser: &str,
) -> Result<Option<Start>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: Uuid,
        nonce: String,
        verifier: String,
        back: String,
        expires_at: DateTime<Utc>,
    }
    let now = services.now();
    transact!(services.db, |tx| {
        let query = Query::new("DELETE FROM employer_start WHERE state_hash = ")
            .bind(hashed(state))
            .sql(" AND browser_hash = ")
            .bind(hashed(browser))
            .sql(" RETURNING organisation_id, nonce, verifier, back, expires_at");
        let row: Option<Row> = query.one(tx).await?;
        let start = row.filter(|row| now < row.expires_at).map(|row| Start {
            organisation: row.organisation_id.into(),
            nonce: row.nonce,
            verifier: row.verifier,
            back: row.back,
        });
        Ok(Noted::in_the_row(start))
    })
}
