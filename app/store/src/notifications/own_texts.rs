//! E-mails in a board's own words. Rules N14 to N17 of `docs/rules/notifications.md`.

use super::{Mail, put};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, SetBoard},
    ids::BoardId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// An e-mail in a board's own words.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct OwnText {
    /// The name of the text that came with the program.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// The body, in Markdown.
    pub body: String,
    /// How often it has been changed.
    pub number: i32,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
}

const ROW: &str = "SELECT t.name, t.subject, t.body, t.number, t.changed_at FROM board_text t ";

/// The e-mails that a board has in its own words.
///
/// # Errors
/// When the database fails.
pub async fn own_texts(
    services: &Services,
    permit: &Permit<SetBoard>,
) -> Result<Vec<OwnText>, StoreError> {
    let query = Query::new(ROW).sql("WHERE t.board_id = ");
    let query = query.bind(permit.act().board.0).sql(" ORDER BY t.name");
    query.all(services.db.reader()).await
}

/// The e-mails in own words of the boards of some districts, by district.
pub(crate) async fn texts_by_district(
    on: &impl ConnectionTrait,
    districts: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Arc<[OwnText]>>, StoreError> {
    let query = Query::new(
        "SELECT b.district_id, t.name, t.subject, t.body, t.number, t.changed_at FROM board_text t \
         JOIN board b ON b.id = t.board_id WHERE b.district_id IN (",
    );
    let rows = query.bind_all(districts).sql(")").rows(on).await?;
    let mut texts: HashMap<Uuid, Vec<OwnText>> = HashMap::new();
    for row in rows {
        let of_district = texts.entry(row.try_get("", "district_id")?).or_default();
        of_district.push(OwnText::from_query_result(&row, "")?);
    }
    Ok(texts
        .into_iter()
        .map(|(district, own)| (district, own.into()))
        .collect())
}

/// Keeps an e-mail in a board's own words, or goes back to those that came with the program; whether it was still as it was
/// seen, which was so often changed. Otherwise nothing is kept.
///
/// # Errors
/// When the database fails.
pub async fn set_own_text(
    services: &Services,
    permit: &Permit<SetBoard>,
    name: &str,
    seen: i32,
    words: Option<(&str, &str)>,
) -> Result<bool, StoreError> {
    let board = permit.act().board;
    transact!(services.db, |tx| {
        let query = Query::new(ROW).sql("WHERE t.board_id = ").bind(board.0);
        let query = query.sql(" AND t.name = ").bind(name.to_owned());
        let before: Option<OwnText> = query.one(tx).await?;
        let after = words.map(|(subject, body)| OwnText {
            name: name.to_owned(),
            subject: subject.to_owned(),
            body: body.to_owned(),
            number: seen + 1,
            changed_at: services.now(),
        });
        let which = |query: Query| {
            let query = query.sql(" WHERE board_id = ").bind(board.0);
            let query = query.sql(" AND name = ").bind(name.to_owned());
            query.sql(" AND number = ").bind(seen)
        };
        let change = match &after {
            None => which(Query::new("DELETE FROM board_text")),
            Some(text) if seen == 0 => added(board, text),
            Some(text) => which(changed(text)),
        };
        if change.run(tx).await? == 0 {
            return Ok(Noted::nothing(false));
        }
        let entry = Entry {
            subject: format!("board {board}"),
            before: before.as_ref(),
            after: after.as_ref(),
        };
        note(services, tx, permit, entry, true).await
    })
}

fn added(board: BoardId, text: &OwnText) -> Query {
    let query = Query::new(
        "INSERT INTO board_text (board_id, name, subject, body, number, changed_at) VALUES (",
    );
    let query = query.bind(board.0).sql(", ").bind(text.name.clone());
    let query = query.sql(", ").bind(text.subject.clone());
    let query = query.sql(", ").bind(text.body.clone());
    let query = query.sql(", ").bind(text.number);
    let query = query.sql(", ").bind(text.changed_at);
    query.sql(") ON CONFLICT (board_id, name) DO NOTHING")
}

fn changed(text: &OwnText) -> Query {
    let query = Query::new("UPDATE board_text SET subject = ").bind(text.subject.clone());
    let query = query.sql(", body = ").bind(text.body.clone());
    let query = query.sql(", number = ").bind(text.number);
    query.sql(", changed_at = ").bind(text.changed_at)
}

/// Sends somebody an e-mail to try its words out.
///
/// # Errors
/// When the database fails.
pub async fn send_trial(
    services: &Services,
    _permit: &Permit<SetBoard>,
    mail: Mail,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        put(services, tx, mail.clone()).await?;
        Ok(Noted::in_the_row(()))
    })?;
    services.jobs.notify_one();
    Ok(())
}
