//! The venues of organisations.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use domain::{
    access::{KeepVenues, Permit},
    ids::{OrganisationId, VenueId},
    sessions::Venue,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    name: String,
    address: String,
    map_link: String,
    rooms: String,
    access_features: String,
    parking: String,
    transport: String,
    is_in_use: bool,
}

fn read(row: Row) -> Venue {
    Venue {
        id: row.id.into(),
        organisation: row.organisation_id.into(),
        name: row.name,
        address: row.address,
        map_link: row.map_link,
        rooms: row.rooms,
        access: row.access_features,
        parking: row.parking,
        transport: row.transport,
        is_in_use: row.is_in_use,
    }
}

/// The venues of some organisations, by name.
///
/// # Errors
/// When the database fails.
pub async fn list_venues(
    services: &Services,
    organisations: &[OrganisationId],
) -> Result<Vec<Venue>, StoreError> {
    let query = Query::new("SELECT * FROM venue WHERE organisation_id IN (");
    let query = query.bind_all(organisations.iter().map(|one| one.0));
    let rows: Vec<Row> = query
        .sql(") ORDER BY name, id")
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// A venue.
///
/// # Errors
/// When the database fails.
pub async fn find_venue(services: &Services, id: VenueId) -> Result<Option<Venue>, StoreError> {
    find_on(services.db.reader(), id).await
}

async fn find_on(on: &impl ConnectionTrait, id: VenueId) -> Result<Option<Venue>, StoreError> {
    let query = Query::new("SELECT * FROM venue WHERE id = ").bind(id.0);
    Ok(query.one::<Row>(on).await?.map(read))
}

/// Adds a venue to the organisation of the permit; its id and its organisation are made here.
///
/// # Errors
/// [`StoreError::Conflict`] when the organisation has one of this name.
pub async fn add_venue(
    services: &Services,
    permit: &Permit<KeepVenues>,
    new: &Venue,
) -> Result<VenueId, StoreError> {
    let venue = Venue {
        id: services.new_id(),
        organisation: permit.act().organisation,
        ..new.clone()
    };
    transact!(services.db, |tx| {
        let query = Query::new(
            "INSERT INTO venue (id, organisation_id, name, address, map_link, rooms, access_features, parking, transport, \
             is_in_use) VALUES (",
        );
        let query = query.bind(venue.id.0).comma(venue.organisation.0);
        let texts = [
            &venue.name,
            &venue.address,
            &venue.map_link,
            &venue.rooms,
            &venue.access,
            &venue.parking,
            &venue.transport,
        ];
        let query = texts
            .into_iter()
            .fold(query, |query, text| query.comma(text.as_str()));
        query.comma(venue.is_in_use).sql(")").run(tx).await?;
        let subject = format!("venue {}", venue.id);
        note_new(services, tx, permit, subject, &venue, venue.id).await
    })
}

/// Changes a venue of the organisation of the permit. Sessions that are on keep what people were told of it.
///
/// # Errors
/// [`StoreError::Conflict`] as with [`add_venue`], and when there is no such venue.
pub async fn change_venue(
    services: &Services,
    permit: &Permit<KeepVenues>,
    venue: &Venue,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let before = find_on(tx, venue.id).await?;
        let own = permit.act().organisation;
        let Some(before) = before.filter(|before| before.organisation == own) else {
            return Err(StoreError::Conflict);
        };
        if before == *venue {
            return Ok(Noted::nothing(()));
        }
        let query = Query::new("UPDATE venue SET name = ").bind(venue.name.as_str());
        let query = query.sql(", address = ").bind(venue.address.as_str());
        let query = query.sql(", map_link = ").bind(venue.map_link.as_str());
        let query = query.sql(", rooms = ").bind(venue.rooms.as_str());
        let query = query
            .sql(", access_features = ")
            .bind(venue.access.as_str());
        let query = query.sql(", parking = ").bind(venue.parking.as_str());
        let query = query.sql(", transport = ").bind(venue.transport.as_str());
        let query = query.sql(", is_in_use = ").bind(venue.is_in_use);
        query.sql(" WHERE id = ").bind(venue.id.0).run(tx).await?;
        let entry = Entry {
            subject: format!("venue {}", venue.id),
            before: Some(&before),
            after: Some(venue),
        };
        note(services, tx, permit, entry, ()).await
    })
}
