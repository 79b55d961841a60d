//! What a board sets for its part of the directory.

use super::entities::{directory_board, directory_level};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    query::Query,
    transact,
};
use domain::{
    access::{Permit, SetDirectory},
    directory::{SPOC_LEVEL, SeenBy},
    ids::{BoardId, OrganisationId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use serde::Serialize;

/// What a board sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Who sees its part.
    pub seen_by: SeenBy,
    /// Codes of the levels whose holders are listed.
    pub levels: Vec<String>,
    /// Code of the level that SPOCs need.
    pub spoc_level: String,
}

/// What the board of a permit has set, or what holds until it does.
///
/// # Errors
/// When the database fails.
pub async fn settings_of(
    services: &Services,
    permit: &Permit<SetDirectory>,
) -> Result<Settings, StoreError> {
    read(services.db.reader(), permit.act().board).await
}

async fn read(on: &impl ConnectionTrait, board: BoardId) -> Result<Settings, StoreError> {
    let row = directory_board::Entity::find_by_id(board.0).one(on).await?;
    let levels = directory_level::Entity::find()
        .filter(directory_level::Column::BoardId.eq(board.0))
        .order_by_asc(directory_level::Column::Level)
        .all(on)
        .await?;
    let seen_by = row.as_ref().and_then(|row| SeenBy::from_code(&row.seen_by));
    Ok(Settings {
        seen_by: seen_by.unwrap_or_default(),
        levels: levels.into_iter().map(|row| row.level).collect(),
        spoc_level: row.map_or_else(|| SPOC_LEVEL.to_owned(), |row| row.spoc_level),
    })
}

/// Keeps what a board sets.
///
/// # Errors
/// When the database fails.
pub async fn set_directory(
    services: &Services,
    permit: &Permit<SetDirectory>,
    new: &Settings,
) -> Result<(), StoreError> {
    let board = permit.act().board;
    transact!(services.db, |tx| {
        let before = read(tx, board).await?;
        if before == *new {
            return Ok(Noted::nothing(()));
        }
        put(tx, board, new).await?;
        let entry = Entry {
            subject: format!("directory of board {board}"),
            before: Some(&before),
            after: Some(new),
        };
        note(services, tx, permit, entry, ()).await
    })
}

async fn put(on: &impl ConnectionTrait, board: BoardId, new: &Settings) -> Result<(), StoreError> {
    let query = Query::new("INSERT INTO directory_board (board_id, seen_by, spoc_level) VALUES (");
    let query = query.bind(board.0).comma(new.seen_by.code());
    let query = query.comma(new.spoc_level.as_str());
    let query = query.sql(
        ") ON CONFLICT (board_id) DO UPDATE SET seen_by = excluded.seen_by, spoc_level = excluded.spoc_level",
    );
    query.run(on).await?;
    let query = Query::new("DELETE FROM directory_level WHERE board_id = ");
    query.bind(board.0).run(on).await?;
    if new.levels.is_empty() {
        return Ok(());
    }
    let query = Query::new("INSERT INTO directory_level (board_id, level) VALUES ");
    let query = query.each_row(&new.levels, |query, level| {
        query.bind(board.0).comma(level.as_str())
    });
    query.run(on).await.map(|_| ())
}

/// The level that SPOCs of an organisation need, as the board of its district has set.
///
/// # Errors
/// When the database fails.
pub async fn spoc_level_of(
    services: &Services,
    organisation: OrganisationId,
) -> Result<String, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        spoc_level: String,
    }
    let query = Query::new(
        "SELECT x.spoc_level FROM organisation o JOIN board b ON b.district_id = o.district_id \
         JOIN directory_board x ON x.board_id = b.id WHERE o.id = ",
    );
    let query = query.bind(organisation.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map_or_else(|| SPOC_LEVEL.to_owned(), |row| row.spoc_level))
}
