//! A board's logo, which stands on its certificates.

use crate::{
    Services, StoreError,
    audit::{Entry, note},
    query::Query,
    services::hex,
    transact,
};
use domain::access::{Permit, SetBoard};
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};

#[derive(FromQueryResult)]
struct Row {
    logo: Option<String>,
}

/// The logo of a board as SVG, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn logo(
    services: &Services,
    permit: &Permit<SetBoard>,
) -> Result<Option<String>, StoreError> {
    let row: Option<Row> = query(permit).one(services.db.reader()).await?;
    Ok(row.and_then(|row| row.logo))
}

fn query(permit: &Permit<SetBoard>) -> Query {
    Query::new("SELECT logo FROM board WHERE id = ").bind(permit.act().board.0)
}

/// Gives a board another logo, or none. Certificates already issued stay as they are. The trail keeps the hashes.
///
/// # Errors
/// When the database fails.
pub async fn set_logo(
    services: &Services,
    permit: &Permit<SetBoard>,
    svg: Option<&str>,
) -> Result<(), StoreError> {
    let board = permit.act().board;
    transact!(services.db, |tx| {
        let before: Option<Row> = query(permit).one(tx).await?;
        let before = before.and_then(|row| row.logo);
        let change = Query::new("UPDATE board SET logo = ").bind(svg.map(str::to_owned));
        let change = change.sql(" WHERE id = ").bind(board.0);
        change.run(tx).await?;
        let entry = Entry {
            subject: format!("board {board}"),
            before: Some(&said(before.as_deref())),
            after: Some(&said(svg)),
        };
        note(services, tx, permit, entry, ()).await
    })
}

fn said(logo: Option<&str>) -> String {
    logo.map_or_else(
        || "no logo".to_owned(),
        |svg| format!("logo {}", hex(&Sha256::digest(svg.as_bytes()))),
    )
}
