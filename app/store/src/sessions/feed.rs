//! A secret address under which the calendar programs of somebody fetch their sessions. Only its hash is kept.

use super::{reads::Part, remind::parts_of};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    people::hashed,
    query::Query,
    transact,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{ChangeOwnAccount, Permit},
    ids::SessionId,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Why a session is in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person holds a place, and was the so-manyth to ask.
    Holds {
        /// Which.
        asked: u32,
    },
    /// The person trains on it.
    Delivers,
    /// It takes place there.
    Hosts {
        /// The organisation that puts it on.
        organisation: String,
        /// For how many people.
        places: u32,
    },
}

/// A session in the calendar of somebody or of some place.
#[derive(Clone, Debug)]
pub struct InFeed {
    /// Whose calendar it is.
    pub whose: String,
    /// Why it is there.
    pub why: Why,
    /// The session.
    pub session: SessionId,
    /// How often it has been changed, its putting on included.
    pub change: u32,
    /// Its title.
    pub title: String,
    /// When it takes place.
    pub parts: Vec<Part>,
    /// Where; empty when it is online.
    pub venue: String,
    /// The link to join.
    pub link: String,
    /// What else there is to know.
    pub note: String,
}

/// A session stays in the calendar so long after it has ended.
pub(super) const KEPT: TimeDelta = TimeDelta::days(90);

/// Makes an address for the calendar of the person of a permit, in place of an older one; its secret.
///
/// # Errors
/// When the database fails.
pub async fn make_feed(
    services: &Services,
    permit: &Permit<ChangeOwnAccount>,
) -> Result<String, StoreError> {
    let token = services.ids.secret();
    let person = permit.act().person;
    transact!(services.db, |tx| {
        let query =
            Query::new("INSERT INTO calendar_feed (account_id, token_hash, made_at) SELECT id, ");
        let query = query.bind(hashed(&token)).comma(services.now());
        let query = query
            .sql(" FROM account WHERE closed_at IS NULL AND person_id = ")
            .bind(person.0);
        let query = query.sql(
            " ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at",
        );
        query.run(tx).await?;
        let subject = format!("person {person}");
        let what = "calendar address made";
        note_new(services, tx, permit, subject, &what, token.clone()).await
    })
}

/// Takes the address away, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn end_feed(
    services: &Services,
    permit: &Permit<ChangeOwnAccount>,
) -> Result<(), StoreError> {
    let person = permit.act().person;
    transact!(services.db, |tx| {
        let query = Query::new(
            "DELETE FROM calendar_feed WHERE account_id IN (SELECT id FROM account WHERE person_id = ",
        );
        if query.bind(person.0).sql(")").run(tx).await? == 0 {
            return Ok(Noted::nothing(()));
        }
        let (subject, what) = (format!("person {person}"), "calendar address taken away");
        note_new(services, tx, permit, subject, &what, ()).await
    })
}

/// When the address was made, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn feed_made_at(
    services: &Services,
    permit: &Permit<ChangeOwnAccount>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        made_at: DateTime<Utc>,
    }
    let query = Query::new(
        "SELECT f.made_at FROM calendar_feed f JOIN account a ON a.id = f.account_id WHERE a.person_id = ",
    );
    let query = query.bind(permit.act().person.0);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(|row| row.made_at))
}

/// The sessions in the calendar of whoever has the address with a secret: those on which they hold a place, and those on
/// which they train. None, when nobody has it. Whoever knows the secret may read it.
///
/// # Errors
/// When the database fails.
pub async fn calendar_feed(
    services: &Services,
    token: &str,
) -> Result<Option<Vec<InFeed>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Owner {
        person_id: Uuid,
    }
    let on = services.db.reader();
    let query = Query::new(
        "SELECT a.person_id FROM calendar_feed f JOIN account a ON a.id = f.account_id AND a.closed_at IS NULL \
         WHERE f.token_hash = ",
    );
    let Some(owner) = query.bind(hashed(token)).one::<Owner>(on).await? else {
        return Ok(None);
    };
    let rows = of_person(services, owner.person_id).await?;
    let sessions: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut parts = parts_of(on, &sessions).await?;
    let shown = rows.into_iter().map(|row| InFeed {
        whose: owner.person_id.to_string(),
        why: row.asked.map_or(Why::Delivers, |asked| Why::Holds {
            asked: asked.unsigned_abs(),
        }),
        session: row.id.into(),
        change: row.number.unsigned_abs(),
        title: row.title,
        parts: parts.remove(&row.id).unwrap_or_default(),
        venue: row.venue,
        link: row.link,
        note: row.note,
    });
    Ok(Some(shown.collect()))
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: i32,
    title: String,
    venue: String,
    link: String,
    note: String,
    asked: Option<i32>,
}

async fn of_person(services: &Services, person: Uuid) -> Result<Vec<Row>, StoreError> {
    let query = Query::new(
        "SELECT s.id, s.number, s.title, s.venue, s.link, s.note, b.asked FROM session s LEFT JOIN booking b \
         ON b.session_id = s.id AND b.ended_at IS NULL AND b.state NOT IN ('waiting', 'offered', 'to_approve') AND b.person_id = ",
    );
    let query = query
        .bind(person)
        .sql(" WHERE s.cancelled_at IS NULL AND s.ends_at >= ");
    let query = query.bind(services.now() - KEPT).sql(
        " AND (b.id IS NOT NULL OR EXISTS (SELECT 1 FROM session_trainer r WHERE r.session_id = s.id AND r.person_id = ",
    );
    query
        .bind(person)
        .sql(")) ORDER BY s.starts_at, s.id")
        .all(services.db.reader())
        .await
}
