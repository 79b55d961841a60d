//! A secret address under which the calendar of a venue is fetched: the sessions that an organisation puts on there, and
//! nothing about people. Only its hash is kept.

use super::{
    feed::{InFeed, KEPT, Why},
    remind::parts_of,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    people::hashed,
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::access::{Permit, RunSession};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Makes an address for a venue of the organisation of a permit, in place of an older one; its secret.
///
/// # Errors
/// When the database fails.
pub async fn make_venue_feed(
    services: &Services,
    permit: &Permit<RunSession>,
    venue: &str,
) -> Result<String, StoreError> {
    let token = services.ids.secret();
    let organisation = permit.act().organisation;
    let id: Uuid = services.new_id();
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO venue_feed (id, organisation_id, venue, token_hash, made_at) VALUES (",
        );
        let query = query.bind(id).comma(organisation.0).comma(venue);
        let query = query.comma(hashed(&token)).comma(services.now());
        let query = query.sql(
            ") ON CONFLICT (organisation_id, venue) DO UPDATE SET token_hash = excluded.token_hash, \
             made_at = excluded.made_at",
        );
        query.run(tx).await?;
        let subject = format!("organisation {organisation}");
        let what = ("venue's calendar address made", venue);
        note_new(services, tx, permit, subject, &what, token.clone()).await
    })
}

/// Takes the address away, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn end_venue_feed(
    services: &Services,
    permit: &Permit<RunSession>,
    venue: &str,
) -> Result<(), StoreError> {
    let organisation = permit.act().organisation;
    transact!(services.db, |tx| {
        let query =
            Query::new("DELETE FROM venue_feed WHERE organisation_id = ").bind(organisation.0);
        if query.sql(" AND venue = ").bind(venue).run(tx).await? == 0 {
            return Ok(Noted::nothing(()));
        }
        let subject = format!("organisation {organisation}");
        let what = ("venue's calendar address taken away", venue);
        note_new(services, tx, permit, subject, &what, ()).await
    })
}

/// When the address of a venue was made, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn venue_feed_made_at(
    services: &Services,
    permit: &Permit<RunSession>,
    venue: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        made_at: DateTime<Utc>,
    }
    let query = Query::new("SELECT made_at FROM venue_feed WHERE organisation_id = ");
    let query = query.bind(permit.act().organisation.0);
    let query = query.sql(" AND venue = ").bind(venue);
    let row: Option<Row> = query.one(services.db.reader()).await?;
    Ok(row.map(|row| row.made_at))
}

#[derive(FromQueryResult)]
struct Row {
    whose: Uuid,
    /// Nothing, when nothing is on there.
    id: Option<Uuid>,
    number: Option<i32>,
    title: Option<String>,
    venue: String,
    places: Option<i32>,
    organisation: String,
}

/// The sessions at the venue whose address has a secret. None, when no venue has it. Whoever knows the secret may read it.
///
/// # Errors
/// When the database fails.
pub async fn venue_feed(
    services: &Services,
    token: &str,
) -> Result<Option<Vec<InFeed>>, StoreError> {
    let on = services.db.reader();
    let query = Query::new(
        "SELECT f.id AS whose, s.id, s.number, s.title, f.venue, s.places, o.name AS organisation FROM venue_feed f \
         JOIN organisation o ON o.id = f.organisation_id LEFT JOIN session s ON s.organisation_id = f.organisation_id \
         AND s.venue = f.venue AND s.cancelled_at IS NULL AND s.ends_at >= ",
    );
    let query = query.bind(services.now() - KEPT);
    let query = query.sql(" WHERE f.token_hash = ").bind(hashed(token));
    let rows: Vec<Row> = query.sql(" ORDER BY s.starts_at, s.id").all(on).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let sessions: Vec<Uuid> = rows.iter().filter_map(|row| row.id).collect();
    let mut parts = parts_of(on, &sessions).await?;
    let shown = rows.into_iter().filter_map(|row| {
        let id = row.id?;
        Some(InFeed {
            whose: row.whose.to_string(),
            why: Why::Hosts {
                organisation: row.organisation,
                places: row.places?.unsigned_abs(),
            },
            session: id.into(),
            change: row.number?.unsigned_abs(),
            title: row.title?,
            parts: parts.remove(&id).unwrap_or_default(),
            venue: row.venue,
            link: String::new(),
            note: String::new(),
        })
    });
    Ok(Some(shown.collect()))
}
