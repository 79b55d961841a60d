//! Lists narrowed in one's own way, kept under a name.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::{Number, Query},
    transact,
};
use domain::{
    access::{Permit, SaveView},
    ids::{PersonId, SavedViewId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Views that one person may keep.
pub const MOST_VIEWS: usize = 30;

/// A view that somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct SavedView {
    /// Which.
    pub id: Uuid,
    /// The page, such as `/people`.
    pub page: String,
    /// What they call it.
    pub name: String,
    /// What follows the question mark.
    pub query: String,
}

impl SavedView {
    /// Its address.
    pub fn href(&self) -> String {
        match self.query.as_str() {
            "" => self.page.clone(),
            query => format!("{}?{query}", self.page),
        }
    }
}

/// One's own views, by name.
///
/// # Errors
/// When the database fails.
pub async fn saved_views(
    services: &Services,
    permit: &Permit<SaveView>,
) -> Result<Vec<SavedView>, StoreError> {
    Query::new("SELECT id, page, name, query FROM saved_view WHERE person_id = ")
        .bind(permit.act().person.0)
        .sql(" ORDER BY name, id")
        .all(services.db.reader())
        .await
}

/// Keeps a view under a name.
///
/// # Errors
/// [`StoreError::Conflict`] when one of that name is kept already, or as many as may be.
pub async fn save_view(
    services: &Services,
    permit: &Permit<SaveView>,
    page: &str,
    name: &str,
    query: &str,
) -> Result<(), StoreError> {
    let person = permit.act().person;
    transact!(services.db, |tx| {
        let kept = Query::new("SELECT COUNT(*) AS number FROM saved_view WHERE person_id = ")
            .bind(person.0)
            .one::<Number>(tx)
            .await?;
        let kept = kept.map_or(0, |n| usize::try_from(n.number).unwrap_or_default());
        if kept >= MOST_VIEWS || is_taken(tx, person, name, None).await? {
            return Err(StoreError::Conflict);
        }
        let id: SavedViewId = services.new_id();
        Query::new("INSERT INTO saved_view (id, person_id, page, name, query, saved_at) VALUES (")
            .bind(id.0)
            .comma(person.0)
            .comma(page.to_owned())
            .comma(name.to_owned())
            .comma(query.to_owned())
            .comma(services.now())
            .sql(")")
            .run(tx)
            .await?;
        note_new(
            services,
            tx,
            permit,
            format!("view {id}"),
            &(name, page),
            (),
        )
        .await
    })
}

/// Gives one of one's own views another name.
///
/// # Errors
/// [`StoreError::Conflict`] when another of one's own has that name.
pub async fn rename_view(
    services: &Services,
    permit: &Permit<SaveView>,
    id: SavedViewId,
    name: &str,
) -> Result<(), StoreError> {
    let person = permit.act().person;
    transact!(services.db, |tx| {
        if is_taken(tx, person, name, Some(id)).await? {
            return Err(StoreError::Conflict);
        }
        let renamed = Query::new("UPDATE saved_view SET name = ")
            .bind(name.to_owned())
            .sql(" WHERE id = ")
            .bind(id.0)
            .sql(" AND person_id = ")
            .bind(person.0)
            .run(tx)
            .await?;
        if renamed == 0 {
            return Ok(Noted::nothing(()));
        }
        note_new(services, tx, permit, format!("view {id}"), &name, ()).await
    })
}

/// Keeps one of one's own views no longer.
///
/// # Errors
/// When the database fails.
pub async fn remove_view(
    services: &Services,
    permit: &Permit<SaveView>,
    id: SavedViewId,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let removed = Query::new("DELETE FROM saved_view WHERE id = ")
            .bind(id.0)
            .sql(" AND person_id = ")
            .bind(permit.act().person.0)
            .run(tx)
            .await?;
        if removed == 0 {
            return Ok(Noted::nothing(()));
        }
        let entry = Entry {
            subject: format!("view {id}"),
            before: Some(&"kept"),
            after: None::<&()>,
        };
        note(services, tx, permit, entry, ()).await
    })
}

async fn is_taken(
    on: &impl ConnectionTrait,
    person: PersonId,
    name: &str,
    but: Option<SavedViewId>,
) -> Result<bool, StoreError> {
    let same = Query::new("SELECT COUNT(*) AS number FROM saved_view WHERE person_id = ")
        .bind(person.0)
        .sql(" AND name = ")
        .bind(name.to_owned())
        .sql(" AND id <> ")
        .bind(but.map_or(Uuid::nil(), Uuid::from))
        .one::<Number>(on)
        .await?;
    Ok(same.is_some_and(|n| n.number > 0))
}
