//! How people choose to be listed.

use super::{
    Sight,
    entities::directory_choice,
    entries::{Entry, Sought, Within, columns, found, read},
};
use crate::{
    Services, StoreError,
    audit::{Entry as TrailEntry, Noted, note},
    query::Query,
    transact,
};
use domain::{
    access::{ChooseListing, Permit},
    directory::{Listed, Topic},
    ids::DistrictId,
    people::folded,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use uuid::Uuid;

/// What somebody chose about their entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// To whom they are listed.
    pub listed: Listed,
    /// Their telephone at work.
    pub phone: String,
    /// What they can be asked for.
    pub topics: Vec<Topic>,
    /// Languages they speak besides English.
    pub languages: String,
}

impl From<directory_choice::Model> for Choice {
    fn from(row: directory_choice::Model) -> Self {
        Self {
            listed: Listed::from_code(&row.listed).unwrap_or_default(),
            phone: row.phone,
            topics: Topic::read(&row.topics),
            languages: row.languages,
        }
    }
}

async fn kept(
    on: &impl ConnectionTrait,
    permit: &Permit<ChooseListing>,
) -> Result<Option<Choice>, StoreError> {
    let row = directory_choice::Entity::find()
        .filter(directory_choice::Column::PersonId.eq(permit.act().person.0))
        .one(on)
        .await?;
    Ok(row.map(Choice::from))
}

/// What the person of a permit chose; what holds for everybody who has not chosen.
///
/// # Errors
/// When the database fails.
pub async fn choice_of(
    services: &Services,
    permit: &Permit<ChooseListing>,
) -> Result<Choice, StoreError> {
    Ok(kept(services.db.reader(), permit)
        .await?
        .unwrap_or_default())
}

/// The entries of the person of a permit as others would see them, whatever was chosen; none when nothing lists them.
///
/// # Errors
/// When the database fails.
pub async fn own_entries(
    services: &Services,
    permit: &Permit<ChooseListing>,
    sight: &Sight,
) -> Result<Vec<Entry>, StoreError> {
    let today = services.today();
    let districts: Vec<DistrictId> = sight.viewer.districts.clone();
    let within = Within {
        districts: &districts,
        listed: &Listed::ALL,
    };
    let query = found(columns(today), &within, &Sought::default(), today);
    let query = query.sql(" AND p.id = ").bind(permit.act().person.0);
    let query = query.sql(" ORDER BY t.id");
    read(services.db.reader(), query, today).await
}

/// Keeps what the person of a permit chooses.
///
/// # Errors
/// When the database fails.
pub async fn choose(
    services: &Services,
    permit: &Permit<ChooseListing>,
    new: &Choice,
) -> Result<(), StoreError> {
    let person = permit.act().person;
    transact!(services.db, |tx| {
        let before = kept(tx, permit).await?;
        if before.as_ref() == Some(new) {
            return Ok(Noted::nothing(()));
        }
        put(services, tx, permit, new).await?;
        let entry = TrailEntry {
            subject: format!("person {person}"),
            before: before.as_ref(),
            after: Some(new),
        };
        note(services, tx, permit, entry, ()).await
    })
}

async fn put(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<ChooseListing>,
    new: &Choice,
) -> Result<(), StoreError> {
    let query = Query::new(
        "INSERT INTO directory_choice (id, person_id, listed, phone, topics, languages, search_languages, chosen_at) \
         VALUES (",
    );
    let query = query
        .bind(services.new_id::<Uuid>())
        .comma(permit.act().person.0)
        .comma(new.listed.code())
        .comma(new.phone.as_str())
        .comma(Topic::kept(&new.topics))
        .comma(new.languages.as_str())
        .comma(folded(&new.languages))
        .comma(services.now());
    let query = query.sql(
        ") ON CONFLICT (person_id) DO UPDATE SET listed = excluded.listed, phone = excluded.phone, \
         topics = excluded.topics, languages = excluded.languages, search_languages = excluded.search_languages, \
         chosen_at = excluded.chosen_at",
    );
    query.run(on).await.map(|_| ())
}
