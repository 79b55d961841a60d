//! Times away from posts: maternity, long-term sickness, a career break. What training asks waits meanwhile.

use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    framework::restate,
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, RecordAbsence, SeePerson},
    ids::{AbsenceId, PersonId, PostId},
    people::import::AbsenceKind,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
use uuid::Uuid;

/// A time away, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AbsenceShown {
    /// Which.
    pub id: Uuid,
    /// The post.
    pub post_id: Uuid,
    /// The word of its kind: see [`AbsenceKind`].
    pub kind: String,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, if it is known.
    pub to_on: Option<NaiveDate>,
}

impl AbsenceShown {
    /// Its kind.
    pub fn kind(&self) -> AbsenceKind {
        AbsenceKind::from_code(&self.kind)
    }
}

/// The times away of a person, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn absences(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<AbsenceShown>, StoreError> {
    Query::new(
        "SELECT a.id, a.post_id, a.kind, a.from_on, a.to_on FROM absence a JOIN post t ON t.id = a.post_id \
         WHERE t.person_id = ",
    )
    .bind(permit.act().target.person.map(Uuid::from))
    .sql(" ORDER BY a.from_on DESC, a.id")
    .all(services.db.reader())
    .await
}

/// A time away to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAbsence {
    /// What kind it is.
    pub kind: AbsenceKind,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, if it is known.
    pub to_on: Option<NaiveDate>,
}

/// An absence as the audit trail keeps it: its days. What kind it was is nobody's business afterwards.
#[derive(Serialize)]
struct Days {
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
}

/// Keeps that the holder of a post is away. The same form sent twice does it once.
///
/// # Errors
/// [`StoreError::Conflict`] when the holder is away from the post at that time already.
pub async fn add_absence(
    services: &Services,
    permit: &Permit<RecordAbsence>,
    (person, post): (PersonId, PostId),
    id: AbsenceId,
    new: NewAbsence,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        if !holds(tx, permit, person, post).await? {
            return Err(StoreError::Conflict);
        }
        let others = of_post(tx, post).await?;
        if others.iter().any(|other| other.id == id.0) {
            return Ok(Noted::nothing(()));
        }
        if others.iter().any(|other| overlap(other, new)) {
            return Err(StoreError::Conflict);
        }
        Query::new("INSERT INTO absence (id, post_id, kind, from_on, to_on) VALUES (")
            .bind(id.0)
            .comma(post.0)
            .comma(new.kind.code())
            .comma(new.from_on)
            .comma(new.to_on)
            .sql(")")
            .run(tx)
            .await?;
        restate(services, tx, &[person]).await?;
        let (from_on, to_on) = (new.from_on, new.to_on);
        let days = Days { from_on, to_on };
        note_new(services, tx, permit, format!("post {post}"), &days, ()).await
    })
}

/// Gives an absence its last day, or another one.
///
/// # Errors
/// [`StoreError::Conflict`] when it would then meet another absence, or begins after that day.
pub async fn change_absence(
    services: &Services,
    permit: &Permit<RecordAbsence>,
    (person, post): (PersonId, PostId),
    id: AbsenceId,
    to_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let others = if holds(tx, permit, person, post).await? {
            of_post(tx, post).await?
        } else {
            Vec::new()
        };
        let Some(own) = others.iter().find(|other| other.id == id.0) else {
            return Ok(Noted::nothing(()));
        };
        let (kind, from_on) = (own.kind(), own.from_on);
        let changed = NewAbsence {
            kind,
            from_on,
            to_on,
        };
        let meets = |other: &AbsenceShown| other.id != id.0 && overlap(other, changed);
        if to_on.is_some_and(|to| to < from_on) || others.iter().any(meets) {
            return Err(StoreError::Conflict);
        }
        if own.to_on == to_on {
            return Ok(Noted::nothing(()));
        }
        Query::new("UPDATE absence SET to_on = ")
            .bind(to_on)
            .sql(" WHERE id = ")
            .bind(id.0)
            .run(tx)
            .await?;
        restate(services, tx, &[person]).await?;
        let was = own.to_on;
        let entry = Entry {
            subject: format!("post {post}"),
            before: Some(&Days {
                from_on,
                to_on: was,
            }),
            after: Some(&Days { from_on, to_on }),
        };
        note(services, tx, permit, entry, ()).await
    })
}

/// Takes out an absence that was a mistake.
///
/// # Errors
/// When the database fails.
pub async fn remove_absence(
    services: &Services,
    permit: &Permit<RecordAbsence>,
    (person, post): (PersonId, PostId),
    id: AbsenceId,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let own = if holds(tx, permit, person, post).await? {
            of_post(tx, post).await?
        } else {
            Vec::new()
        };
        let Some(gone) = own.iter().find(|other| other.id == id.0) else {
            return Ok(Noted::nothing(()));
        };
        Query::new("DELETE FROM absence WHERE id = ")
            .bind(id.0)
            .run(tx)
            .await?;
        restate(services, tx, &[person]).await?;
        let (from_on, to_on) = (gone.from_on, gone.to_on);
        let entry = Entry {
            subject: format!("post {post}"),
            before: Some(&Days { from_on, to_on }),
            after: None::<&()>,
        };
        note(services, tx, permit, entry, ()).await
    })
}

fn overlap(one: &AbsenceShown, other: NewAbsence) -> bool {
    let begins_before = |from: NaiveDate, to: Option<NaiveDate>| to.is_none_or(|to| from <= to);
    begins_before(one.from_on, other.to_on) && begins_before(other.from_on, one.to_on)
}

/// Whether the person holds the post, in the organisation of the permit. Holds its row, so that two do not write at once.
async fn holds(
    on: &impl ConnectionTrait,
    permit: &Permit<RecordAbsence>,
    person: PersonId,
    post: PostId,
) -> Result<bool, StoreError> {
    let held = Query::new("UPDATE post SET is_main = is_main WHERE id = ")
        .bind(post.0)
        .sql(" AND person_id = ")
        .bind(person.0)
        .sql(" AND organisation_id = ")
        .bind(permit.act().organisation.0)
        .run(on)
        .await?;
    Ok(held > 0)
}

async fn of_post(on: &impl ConnectionTrait, post: PostId) -> Result<Vec<AbsenceShown>, StoreError> {
    Query::new("SELECT id, post_id, kind, from_on, to_on FROM absence WHERE post_id = ")
        .bind(post.0)
        .sql(" ORDER BY from_on")
        .all(on)
        .await
}
