//! The job's side: lists that wait for the program, claimed so that several servers share them.

use super::{
    addresses::Tell, check::check, commit::commit, purge::purge, settle::settle, undo::undo,
};
use crate::{Services, StoreError, audit::Noted, db::skip_locked, query::Query, transact};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{OrganisationId, PersonId, StaffImportId},
    people::import::State,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A server that dies leaves its list to the others after this; every chunk of rows begins it anew.
const CLAIM: TimeDelta = TimeDelta::minutes(3);

/// A list that nobody confirms is put away after this.
const WAITS: TimeDelta = TimeDelta::days(30);

/// A list that this server works on.
#[derive(Debug)]
pub(super) struct Claim {
    pub id: StaffImportId,
    pub organisation: OrganisationId,
    pub confirmed_by: Option<PersonId>,
    pub undone_by: Option<PersonId>,
    until: DateTime<Utc>,
}

impl Claim {
    /// Says how many rows are done and until when the list stays claimed. It belongs into the transaction of these rows,
    /// so that no server goes on with what another has taken over; afterwards see [`Claim::goes_on`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another server has taken over.
    pub async fn keep(
        &self,
        services: &Services,
        on: &impl ConnectionTrait,
        rows_done: u32,
    ) -> Result<DateTime<Utc>, StoreError> {
        let until = services.now() + CLAIM;
        let query =
            Query::new("UPDATE staff_import SET rows_done = ").bind(rows_done.cast_signed());
        let query = query.sql(", claimed_until = ").bind(until);
        let query = query.sql(" WHERE id = ").bind(self.id.0);
        let query = query.sql(" AND claimed_until = ").bind(self.until);
        if query.run(on).await? == 0 {
            return Err(StoreError::Conflict);
        }
        Ok(until)
    }

    /// The list stays claimed until an instant that has been committed.
    pub fn goes_on(&mut self, until: DateTime<Utc>) {
        self.until = until;
    }

    /// Ends the step: the list is in another state, and free.
    pub async fn end(
        &self,
        on: &impl ConnectionTrait,
        state: State,
        problem: Option<&str>,
    ) -> Result<(), StoreError> {
        let query =
            Query::new("UPDATE staff_import SET claimed_until = NULL, rows_done = 0, state = ");
        let query = query.bind(state.code()).sql(", problem = ").bind(problem);
        let query = query.sql(" WHERE id = ").bind(self.id.0);
        let query = query.sql(" AND claimed_until = ").bind(self.until);
        match query.run(on).await? {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}

/// Does the next step of one list that waits; whether there was one. `tell` writes the mail for an address that is
/// somebody's no longer.
///
/// # Errors
/// When the database fails; then the step is done again once its claim has run out.
pub async fn step(services: &Services, tell: impl Tell) -> Result<bool, StoreError> {
    let Some((claim, state, facts_are_in)) = claim(services).await? else {
        return Ok(false);
    };
    match (state, facts_are_in) {
        (State::Checking, _) => check(services, claim).await?,
        (State::Committing, false) => commit(services, claim, &tell).await?,
        (State::Undoing, false) => undo(services, claim, &tell).await?,
        _ => settle(services, claim, state).await?,
    }
    Ok(true)
}

/// Claims a list: with its state, and whether its facts are in already, so that only what follows from them is left.
async fn claim(services: &Services) -> Result<Option<(Claim, State, bool)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        organisation_id: Uuid,
        state: String,
        confirmed_by: Option<Uuid>,
        undone_by: Option<Uuid>,
        committed_at: Option<DateTime<Utc>>,
        undone_at: Option<DateTime<Utc>>,
    }
    let now = services.now();
    let until = now + CLAIM;
    transact!(services.db, |tx| {
        let query = Query::new(
            "SELECT id, organisation_id, state, confirmed_by, undone_by, committed_at, undone_at FROM staff_import \
             WHERE state IN ('checking', 'committing', 'undoing') AND (claimed_until IS NULL OR claimed_until < ",
        );
        let query = query.bind(now).sql(") ORDER BY sent_at, id LIMIT 1");
        let query = query.sql(skip_locked(services.db.engine()));
        let Some(row) = query.one::<Row>(tx).await? else {
            return Ok(Noted::nothing(None));
        };
        let query = Query::new("UPDATE staff_import SET claimed_until = ").bind(until);
        query.sql(" WHERE id = ").bind(row.id).run(tx).await?;
        let state = State::from_code(&row.state).unwrap_or(State::Checking);
        let facts_are_in = match state {
            State::Committing => row.committed_at.is_some(),
            State::Undoing => row.undone_at.is_some(),
            _ => false,
        };
        let claim = Claim {
            id: row.id.into(),
            organisation: row.organisation_id.into(),
            confirmed_by: row.confirmed_by.map(Into::into),
            undone_by: row.undone_by.map(Into::into),
            until,
        };
        Ok(Noted::in_the_row(Some((claim, state, facts_are_in))))
    })
}

/// Why a list is checked again, or was not taken back; said until somebody has it brought in, or taken back.
pub(super) async fn problem(
    on: &impl ConnectionTrait,
    id: StaffImportId,
) -> Result<Option<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        problem: Option<String>,
    }
    let query = Query::new("SELECT problem FROM staff_import WHERE id = ").bind(id.0);
    Ok(query.one::<Row>(on).await?.and_then(|row| row.problem))
}

/// Puts away lists that nobody has confirmed for a month; how many.
///
/// # Errors
/// When the database fails.
pub async fn tidy(services: &Services) -> Result<usize, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let old = || {
        let query = Query::new(
            "SELECT id FROM staff_import WHERE state IN ('columns', 'checked') AND sent_at < ",
        );
        query
            .bind(services.now() - WAITS)
            .sql(" ORDER BY id LIMIT 1")
    };
    if old().one::<Row>(services.db.reader()).await?.is_none() {
        return Ok(0);
    }
    transact!(services.db, |tx| {
        let Some(row) = old().one::<Row>(tx).await? else {
            return Ok(Noted::nothing(0));
        };
        let query = Query::new("UPDATE staff_import SET state = ").bind(State::Discarded.code());
        query.sql(" WHERE id = ").bind(row.id).run(tx).await?;
        purge(tx, &[row.id.into()]).await?;
        Ok(Noted::in_the_row(1))
    })
}
