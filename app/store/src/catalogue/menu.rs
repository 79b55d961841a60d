//! The courses of the menu and their history.

use super::entities::{course, course_change};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{EditCatalogue, ImportContent, Permit},
    catalogue::Course,
    ids::{CourseId, PersonId},
    people::folded,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter,
};

/// A course of the menu as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseRow {
    /// Which.
    pub id: CourseId,
    /// Which edition it is: 1 at first, raised when it is no longer the same training.
    pub edition: u32,
    /// How often it has been changed, its adding included.
    pub number: u32,
    /// What it is.
    pub course: Course,
}

impl CourseRow {
    fn read(row: &course::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            edition: row.edition.unsigned_abs(),
            number: row.number.unsigned_abs(),
            course: serde_json::from_str(&row.document)?,
        })
    }
}

/// Every course of the menu, those withdrawn too, by title.
///
/// # Errors
/// When the database fails.
pub async fn courses(services: &Services) -> Result<Vec<CourseRow>, StoreError> {
    let rows = course::Entity::find().all(services.db.reader()).await?;
    let mut courses: Vec<CourseRow> = rows.iter().map(CourseRow::read).collect::<Result<_, _>>()?;
    courses.sort_by_cached_key(|row| (folded(&row.course.title), row.id));
    Ok(courses)
}

/// A course of the menu.
///
/// # Errors
/// When the database fails.
pub async fn course(services: &Services, id: CourseId) -> Result<Option<CourseRow>, StoreError> {
    let row = course::Entity::find_by_id(id.0)
        .one(services.db.reader())
        .await?;
    row.as_ref().map(CourseRow::read).transpose()
}

/// A course as it was after a change.
#[derive(Clone, Debug)]
pub struct CourseChange {
    /// The first is its adding, 1.
    pub number: u32,
    /// Which edition it was then.
    pub edition: u32,
    /// What it was then.
    pub course: Course,
    /// Who changed it; nobody when it came with the content, or when they are no longer known.
    pub changed_by: Option<String>,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// Every change of a course, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn history(
    services: &Services,
    _permit: &Permit<EditCatalogue>,
    id: CourseId,
) -> Result<Vec<CourseChange>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        number: i32,
        edition: i32,
        document: String,
        changed_by: Option<String>,
        changed_at: DateTime<Utc>,
    }
    let query = Query::new(
        "SELECT c.number, c.edition, c.document, p.name AS changed_by, c.changed_at FROM course_change c \
         LEFT JOIN person p ON p.id = c.changed_by WHERE c.course_id = ",
    );
    let rows: Vec<Row> = query
        .bind(id.0)
        .sql(" ORDER BY c.number DESC")
        .all(services.db.reader())
        .await?;
    let read = |row: Row| {
        Ok(CourseChange {
            number: row.number.unsigned_abs(),
            edition: row.edition.unsigned_abs(),
            course: serde_json::from_str(&row.document)?,
            changed_by: row.changed_by,
            changed_at: row.changed_at,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a course that comes with the content, unless it has been kept before: from then on the menu is the
/// partnership's own. Whether it was new.
///
/// # Errors
/// When the database fails.
pub async fn import(
    services: &Services,
    permit: &Permit<ImportContent>,
    name: &str,
    new: &Course,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let same = same(new);
        let known = course::Entity::find()
            .filter(
                Condition::any()
                    .add(course::Column::Name.eq(name))
                    .add(course::Column::Same.eq(same)),
            )
            .one(tx)
            .await?;
        if known.is_some() {
            return Ok(Noted::nothing(false));
        }
        let id = put(services, tx, Some(name.to_owned()), new, None).await?;
        note_new(services, tx, permit, format!("course {id}"), new, true).await
    })
}

/// Adds a course to the menu.
///
/// # Errors
/// [`StoreError::Conflict`] when there is one of this title by this provider.
pub async fn add(
    services: &Services,
    permit: &Permit<EditCatalogue>,
    new: &Course,
) -> Result<CourseId, StoreError> {
    transact!(services.db, |tx| {
        let id = put(services, tx, None, new, permit.by()).await?;
        note_new(services, tx, permit, format!("course {id}"), new, id).await
    })
}

async fn put(
    services: &Services,
    on: &impl ConnectionTrait,
    name: Option<String>,
    new: &Course,
    by: Option<PersonId>,
) -> Result<CourseId, StoreError> {
    let id = services.new_id::<CourseId>();
    let row = course::Model {
        id: id.into(),
        name,
        same: same(new),
        edition: 1,
        number: 1,
        document: serde_json::to_string(new)?,
        changed_at: services.now(),
    };
    course::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(on)
        .await?;
    keep_change(on, &row, by).await?;
    Ok(id)
}

/// What came of changing a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is changed.
    Done,
    /// Nothing differs.
    Nothing,
    /// Somebody else has changed it since it was looked at.
    Meanwhile,
}

/// Changes a course that was looked at as `before`. What is no longer the same training is another edition.
///
/// # Errors
/// [`StoreError::Conflict`] when there is another one of this title by this provider.
pub async fn change(
    services: &Services,
    permit: &Permit<EditCatalogue>,
    before: &CourseRow,
    after: &Course,
) -> Result<Changed, StoreError> {
    if *after == before.course {
        return Ok(Changed::Nothing);
    }
    let is_same = after.is_same_training(&before.course);
    let row = course::Model {
        id: before.id.into(),
        name: None,
        same: same(after),
        edition: (before.edition + u32::from(!is_same)).cast_signed(),
        number: (before.number + 1).cast_signed(),
        document: serde_json::to_string(after)?,
        changed_at: services.now(),
    };
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE course SET same = ").bind(row.same.as_str());
        let query = query.sql(", edition = ").bind(row.edition);
        let query = query.sql(", number = ").bind(row.number);
        let query = query.sql(", document = ").bind(row.document.as_str());
        let query = query.sql(", changed_at = ").bind(row.changed_at);
        let query = query.sql(" WHERE id = ").bind(row.id);
        let query = query
            .sql(" AND number = ")
            .bind(before.number.cast_signed());
        if query.run(tx).await? == 0 {
            return Ok(Noted::nothing(Changed::Meanwhile));
        }
        keep_change(tx, &row, permit.by()).await?;
        let entry = Entry {
            subject: format!("course {}", before.id),
            before: Some(&before.course),
            after: Some(after),
        };
        note(services, tx, permit, entry, Changed::Done).await
    })
}

async fn keep_change(
    on: &impl ConnectionTrait,
    row: &course::Model,
    by: Option<PersonId>,
) -> Result<(), StoreError> {
    let change = course_change::Model {
        course_id: row.id,
        number: row.number,
        edition: row.edition,
        document: row.document.clone(),
        changed_by: by.map(Into::into),
        changed_at: row.changed_at,
    };
    course_change::Entity::insert(change.into_active_model())
        .exec_without_returning(on)
        .await?;
    Ok(())
}

/// What two entries of the same course have in common.
fn same(course: &Course) -> String {
    format!("{} / {}", folded(&course.title), folded(&course.provider))
}
