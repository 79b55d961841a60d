//! Tentative sessions, and those for which too few have booked.

use super::{
    hold::hold_own,
    reads::{ROW, SessionRow, Viewer, read},
    tell::{self, Teller},
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{Permit, RunSession},
    ids::{OrganisationId, PersonId, SessionId},
    sessions::{NEAR_CLOSING, TermsRefusal, is_short_near_closing},
};
use sea_orm::FromQueryResult;

/// Says that a tentative session takes place. Everybody with a booking is told, once.
///
/// # Errors
/// When the database fails.
pub async fn confirm_session(
    services: &Services,
    permit: &Permit<RunSession>,
    id: SessionId,
    teller: Teller<'_>,
) -> Result<Result<(), TermsRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let mut held = hold_own(services, tx, permit, id).await?;
        if !held.row.is_tentative {
            return Ok(Noted::nothing(Ok(())));
        }
        if let Err(refusal) = held.roll.terms().may_be_cancelled(services.now()) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let query = Query::new("UPDATE session SET number = number + 1, is_tentative = ");
        let query = query.bind(false).sql(" WHERE id = ").bind(id.0);
        query.run(tx).await?;
        held.row.is_tentative = false;
        held.row.number += 1;
        tell::confirmed(services, tx, &held.row, held.roll.places(), teller).await?;
        let subject = format!("session {id}");
        note_new(services, tx, permit, subject, &"confirmed", Ok(())).await
    })
}

/// The most sessions shown at once of those for which too few have booked.
const MOST: i64 = 10;

/// Sessions of the organisations whose training somebody leads, for which too few have booked while closing is near, the
/// next first.
///
/// # Errors
/// When the database fails.
pub async fn list_short(
    services: &Services,
    viewer: &Viewer,
) -> Result<Vec<SessionRow>, StoreError> {
    if viewer.leads.is_empty() {
        return Ok(Vec::new());
    }
    let now = services.now();
    let query = Query::new(ROW).sql("s.cancelled_at IS NULL AND s.taken < s.minimum");
    let query = query.sql(" AND s.starts_at > ").bind(now);
    let query = query.sql(" AND s.organisation_id IN (");
    let query = query.bind_all(viewer.leads.iter().map(|one| one.0));
    let query = query.sql(") ORDER BY s.closes_at, s.id LIMIT ").bind(MOST);
    let rows = query.rows(services.db.reader()).await?;
    let rows: Vec<SessionRow> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let is_short = |row: &SessionRow| {
        is_short_near_closing((row.minimum, row.taken), row.terms.closes_at, now)
    };
    Ok(rows.into_iter().filter(is_short).collect())
}

/// What waits for somebody who leads training.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub struct ForLead {
    /// Sessions of their organisations for which too few have booked while closing is near.
    pub short: i64,
    /// Sessions that people ask for and that nobody else has taken up.
    pub asked_for: i64,
}

/// Counts what waits for a lead of the training of some organisations.
///
/// # Errors
/// When the database fails.
pub async fn count_for_lead(
    services: &Services,
    lead: PersonId,
    leads: &[OrganisationId],
) -> Result<ForLead, StoreError> {
    let now = services.now();
    let query = Query::new(
        "SELECT (SELECT COUNT(*) FROM session_request WHERE decided_at IS NULL AND (taken_by IS NULL OR taken_by = ",
    );
    let query = query.bind(lead.0).sql(
        ")) AS asked_for, (SELECT COUNT(*) FROM session WHERE cancelled_at IS NULL AND taken < minimum AND starts_at > ",
    );
    let query = query.bind(now).sql(" AND closes_at <= ");
    let query = query
        .bind(now + NEAR_CLOSING)
        .sql(" AND organisation_id IN (");
    let query = query.bind_all(leads.iter().map(|one| one.0));
    let found = query.sql(")) AS short").one(services.db.reader()).await?;
    Ok(found.unwrap_or_default())
}
