//! Comments on drafts. They are kept for ever, with name, place and day.

use super::{locked, writes::subject};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    framework::entities::framework_comment,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{CommentOnFramework, Permit},
    framework::{Section, Stage},
    ids::FrameworkDraftId,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The part it is about; none for the whole.
    pub part: Option<Section>,
    /// Which edition of the draft was read.
    pub edition: i64,
    /// What it says.
    pub text: String,
    /// Who made it.
    pub by: String,
    /// Their board or organisation.
    pub place: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// A comment to be made.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// One form, one comment.
    pub form_key: &'a str,
    /// The part it is about; none for the whole.
    pub part: Option<Section>,
    /// Which edition of the draft was read.
    pub edition: i64,
    /// What it says.
    pub text: &'a str,
    /// Who makes it.
    pub by: &'a str,
    /// Their board or organisation.
    pub place: &'a str,
}

/// All comments on a draft, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn comments(
    services: &Services,
    _permit: &Permit<CommentOnFramework>,
    draft: FrameworkDraftId,
) -> Result<Vec<Comment>, StoreError> {
    let rows = framework_comment::Entity::find()
        .filter(framework_comment::Column::DraftId.eq(draft.0))
        .order_by_asc(framework_comment::Column::MadeAt)
        .order_by_asc(framework_comment::Column::Id)
        .all(services.db.reader())
        .await?;
    let comment = |row: framework_comment::Model| Comment {
        part: row.part.as_deref().and_then(Section::from_code),
        edition: row.edition,
        text: row.text,
        by: row.by_name,
        place: row.by_place,
        made_at: row.made_at,
    };
    Ok(rows.into_iter().map(comment).collect())
}

/// Makes a comment on a draft that is shared; whether it is there. The same form posted twice makes one.
///
/// # Errors
/// When the database fails.
pub async fn comment(
    services: &Services,
    permit: &Permit<CommentOnFramework>,
    draft: FrameworkDraftId,
    said: &Said<'_>,
) -> Result<bool, StoreError> {
    let made = insert(services, permit, draft, said).await;
    match made {
        Err(StoreError::Conflict) => Ok(true),
        made => made,
    }
}

async fn insert(
    services: &Services,
    permit: &Permit<CommentOnFramework>,
    draft: FrameworkDraftId,
    said: &Said<'_>,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let locked = locked(services, tx, draft).await?;
        if !locked.is_some_and(|locked| locked.stage() == Stage::Shared) {
            return Ok(Noted::nothing(false));
        }
        let row = framework_comment::Model {
            id: services.new_id::<Uuid>(),
            draft_id: draft.into(),
            form_key: said.form_key.to_owned(),
            part: said.part.map(|part| part.code().to_owned()),
            edition: said.edition,
            text: said.text.to_owned(),
            person_id: permit.by().map(Into::into),
            by_name: said.by.to_owned(),
            by_place: said.place.to_owned(),
            made_at: services.now(),
        };
        framework_comment::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        note_new(services, tx, permit, subject(draft), &said.text, true).await
    })
}
