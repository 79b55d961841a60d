//! Endorsements of drafts: by each board, by name, of the edition that was read.

use super::{locked, writes::subject};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    framework::entities::framework_endorsement,
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{EndorseFramework, Permit},
    framework::{NotReady, faults, may_endorse},
    ids::{BoardId, FrameworkDraftId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder,
};

/// That a board endorsed a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endorsement {
    /// The board.
    pub board: BoardId,
    /// As it was called.
    pub board_name: String,
    /// Who acted for it.
    pub by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When and why it ended, if it did.
    pub ended: Option<(DateTime<Utc>, String)>,
}

/// How a board stands to a draft: its endorsement in force, or else the last one that has ended.
pub fn last_of(all: &[Endorsement], board: BoardId) -> Option<&Endorsement> {
    let own = || all.iter().filter(|one| one.board == board);
    own()
        .find(|one| one.ended.is_none())
        .or_else(|| own().next_back())
}

/// All endorsements of a draft, also those that have ended, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn endorsements(
    services: &Services,
    draft: FrameworkDraftId,
) -> Result<Vec<Endorsement>, StoreError> {
    let rows = framework_endorsement::Entity::find()
        .filter(framework_endorsement::Column::DraftId.eq(draft.0))
        .order_by_asc(framework_endorsement::Column::MadeAt)
        .order_by_asc(framework_endorsement::Column::Edition)
        .order_by_asc(framework_endorsement::Column::Id)
        .all(services.db.reader())
        .await?;
    let endorsement = |row: framework_endorsement::Model| Endorsement {
        board: row.board_id.into(),
        board_name: row.board_name,
        by: row.by_name,
        made_at: row.made_at,
        ended: row.ended_at.zip(row.ended_why),
    };
    Ok(rows.into_iter().map(endorsement).collect())
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

/// The boards that have not endorsed a draft as it is, by name.
///
/// # Errors
/// When the database fails.
pub async fn awaited(
    services: &Services,
    draft: FrameworkDraftId,
) -> Result<Vec<String>, StoreError> {
    awaited_on(services.db.reader(), draft).await
}

/// The same within a transaction.
pub(super) async fn awaited_on(
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
) -> Result<Vec<String>, StoreError> {
    let query = Query::new(
        "SELECT name FROM board WHERE NOT EXISTS (SELECT 1 FROM framework_endorsement e WHERE e.board_id = board.id \
         AND e.ended_at IS NULL AND e.draft_id = ",
    );
    let rows: Vec<Name> = query.bind(draft.0).sql(") ORDER BY name").all(on).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// What became of an endorsement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endorsed {
    /// The board has endorsed it.
    Yes,
    /// The draft has been changed since it was read.
    Changed,
    /// It cannot be endorsed.
    Not(NotReady),
}

/// Endorses a draft for a board, in the edition that was read. Endorsing it twice changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn endorse(
    services: &Services,
    permit: &Permit<EndorseFramework>,
    draft: FrameworkDraftId,
    edition: i64,
    by: &str,
) -> Result<Endorsed, StoreError> {
    let board = permit.act().board;
    transact!(services.db, |tx| {
        let Some(locked) = locked(services, tx, draft).await? else {
            return Ok(Noted::nothing(Endorsed::Not(NotReady::Closed)));
        };
        if let Err(refused) = may_endorse(locked.stage(), &faults(&locked.framework()?)) {
            return Ok(Noted::nothing(Endorsed::Not(refused)));
        }
        if locked.edition != edition {
            return Ok(Noted::nothing(Endorsed::Changed));
        }
        let has = framework_endorsement::Entity::find()
            .filter(framework_endorsement::Column::DraftId.eq(draft.0))
            .filter(framework_endorsement::Column::BoardId.eq(board.0))
            .filter(framework_endorsement::Column::EndedAt.is_null())
            .one(tx)
            .await?;
        if has.is_some() {
            return Ok(Noted::nothing(Endorsed::Yes));
        }
        let row = framework_endorsement::Model {
            id: services.new_id(),
            draft_id: draft.into(),
            board_id: board.into(),
            board_name: name_of(tx, board).await?,
            edition,
            person_id: permit.by().map(Into::into),
            by_name: by.to_owned(),
            made_at: services.now(),
            ended_at: None,
            ended_why: None,
        };
        framework_endorsement::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        let endorsed = format!("endorsed by {by} for board {board}, edition {edition}");
        note_new(
            services,
            tx,
            permit,
            subject(draft),
            &endorsed,
            Endorsed::Yes,
        )
        .await
    })
}

async fn name_of(on: &impl ConnectionTrait, board: BoardId) -> Result<String, StoreError> {
    let query = Query::new("SELECT name FROM board WHERE id = ").bind(board.0);
    let found = query.one::<Name>(on).await?;
    Ok(found.map(|row| row.name).unwrap_or_default())
}

/// Takes a board's endorsement back, as long as the draft is open; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    services: &Services,
    permit: &Permit<EndorseFramework>,
    draft: FrameworkDraftId,
    by: &str,
) -> Result<bool, StoreError> {
    let board = permit.act().board;
    transact!(services.db, |tx| {
        let locked = locked(services, tx, draft).await?;
        if !locked.is_some_and(|locked| locked.stage().is_open()) {
            return Ok(Noted::nothing(false));
        }
        let why = format!("taken back by {by}");
        let query = Query::new("UPDATE framework_endorsement SET ended_at = ")
            .bind(services.now())
            .sql(", ended_why = ")
            .bind(why.clone())
            .sql(" WHERE ended_at IS NULL AND draft_id = ")
            .bind(draft.0);
        let ended = query.sql(" AND board_id = ").bind(board.0).run(tx).await?;
        if ended == 0 {
            return Ok(Noted::nothing(false));
        }
        let entry = Entry {
            subject: subject(draft),
            before: Some(&format!("endorsed by board {board}")),
            after: Some(&why),
        };
        note(services, tx, permit, entry, true).await
    })
}
