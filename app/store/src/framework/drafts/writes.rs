//! Writing drafts: copied from a version, changed part by part, shared, given up.

use super::{Draft, locked};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    db::once_more,
    framework::{
        entities::framework_draft,
        reads::latest,
        versions::{document, versions},
    },
    query::Query,
    transact,
};
use domain::{
    access::{DraftFramework, Permit},
    framework::{Framework, NotReady, Section, changes, faults, may_share, next_version},
    ids::{FrameworkDraftId, FrameworkVersionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Copies a version into a new draft of the partnership's framework; none where there is no such version. The same form
/// posted twice makes one draft.
///
/// # Errors
/// When the database fails.
pub async fn copy_into_draft(
    services: &Services,
    permit: &Permit<DraftFramework>,
    from: FrameworkVersionId,
    form_key: &str,
    by: &str,
) -> Result<Option<FrameworkDraftId>, StoreError> {
    let Some(source) = document(services, from).await? else {
        return Ok(None);
    };
    let own = latest(services, services.db.reader()).await?;
    let name = own.map_or_else(|| source.name.clone(), |own| own.framework.name.clone());
    let known = versions(services).await?.into_iter();
    let taken: Vec<String> = known
        .filter(|line| line.name == name)
        .map(|line| line.version)
        .collect();
    let draft = Framework {
        name,
        version: next_version(&taken, services.today()),
        change_note: String::new(),
        transitions: Vec::new(),
        ..(*source).clone()
    };
    once_more(|| insert(services, permit, from, form_key, by, &draft))
        .await
        .map(Some)
}

async fn insert(
    services: &Services,
    permit: &Permit<DraftFramework>,
    from: FrameworkVersionId,
    form_key: &str,
    by: &str,
    draft: &Framework,
) -> Result<FrameworkDraftId, StoreError> {
    let now = services.now();
    transact!(services.db, |tx| {
        if let Some(made) = made_by(tx, form_key).await? {
            return Ok(Noted::nothing(made));
        }
        let id = services.new_id::<FrameworkDraftId>();
        let row = framework_draft::Model {
            id: id.into(),
            form_key: form_key.to_owned(),
            version: draft.version.clone(),
            title: draft.title.clone(),
            document: serde_json::to_string(draft)?,
            edition: 1,
            copied_from: from.into(),
            created_at: now,
            created_by: permit.by().map(Into::into),
            changed_at: now,
            changed_by_name: by.to_owned(),
            changed_part: String::new(),
            shared_at: None,
            published_at: None,
            given_up_at: None,
        };
        framework_draft::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        let copied = format!("copied from version {from}");
        note_new(services, tx, permit, subject(id), &copied, id).await
    })
}

/// The draft that a form has made.
async fn made_by(
    on: &impl ConnectionTrait,
    form_key: &str,
) -> Result<Option<FrameworkDraftId>, StoreError> {
    let made = framework_draft::Entity::find()
        .filter(framework_draft::Column::FormKey.eq(form_key))
        .one(on)
        .await?;
    Ok(made.map(|row| row.id.into()))
}

/// How the audit trail names a draft.
pub(super) fn subject(draft: FrameworkDraftId) -> String {
    format!("framework draft {draft}")
}

/// What became of a change to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Yes,
    /// Somebody else has changed or closed the draft since it was read. Nothing was kept.
    Crossed,
}

/// Keeps a change to one part of a draft as it was read. Endorsements of the draft as it was before end.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    services: &Services,
    permit: &Permit<DraftFramework>,
    read: &Draft,
    changed: &Framework,
    part: Section,
    by: &str,
) -> Result<Kept, StoreError> {
    let now = services.now();
    transact!(services.db, |tx| {
        let locked = locked(services, tx, read.id).await?;
        let is_as_read = locked.is_some_and(|l| l.edition == read.edition && l.stage().is_open());
        if !is_as_read {
            return Ok(Noted::nothing(Kept::Crossed));
        }
        let query = Query::new("UPDATE framework_draft SET edition = edition + 1, document = ")
            .bind(serde_json::to_string(changed)?)
            .sql(", version = ")
            .bind(changed.version.clone())
            .sql(", title = ")
            .bind(changed.title.clone())
            .sql(", changed_at = ")
            .bind(now)
            .sql(", changed_by_name = ")
            .bind(by)
            .sql(", changed_part = ")
            .bind(part.code());
        query.sql(" WHERE id = ").bind(read.id.0).run(tx).await?;
        end_all(services, tx, read.id, "the draft was changed").await?;
        let sentences: Vec<String> = changes(&read.framework, changed)
            .into_iter()
            .map(|change| change.sentence)
            .collect();
        let entry = Entry {
            subject: subject(read.id),
            before: None::<&()>,
            after: Some(&(
                part.code(),
                &changed.version,
                &changed.change_note,
                sentences,
            )),
        };
        note(services, tx, permit, entry, Kept::Yes).await
    })
}

/// Ends every endorsement of a draft, with the reason.
async fn end_all(
    services: &Services,
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
    why: &str,
) -> Result<(), StoreError> {
    Query::new("UPDATE framework_endorsement SET ended_at = ")
        .bind(services.now())
        .sql(", ended_why = ")
        .bind(why)
        .sql(" WHERE ended_at IS NULL AND draft_id = ")
        .bind(Uuid::from(draft))
        .run(on)
        .await?;
    Ok(())
}

/// Shares a draft for comment and endorsement. Sharing it twice changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn share(
    services: &Services,
    permit: &Permit<DraftFramework>,
    draft: FrameworkDraftId,
) -> Result<Result<(), NotReady>, StoreError> {
    transact!(services.db, |tx| {
        let Some(locked) = locked(services, tx, draft).await? else {
            return Ok(Noted::nothing(Err(NotReady::Closed)));
        };
        if locked.is_shared {
            return Ok(Noted::nothing(Ok(())));
        }
        if let Err(refused) = may_share(locked.stage(), &faults(&locked.framework()?)) {
            return Ok(Noted::nothing(Err(refused)));
        }
        Query::new("UPDATE framework_draft SET shared_at = ")
            .bind(services.now())
            .sql(" WHERE id = ")
            .bind(draft.0)
            .run(tx)
            .await?;
        note_new(services, tx, permit, subject(draft), &"shared", Ok(())).await
    })
}

/// Gives a draft up. It stays readable, with its comments; whether it was open.
///
/// # Errors
/// When the database fails.
pub async fn give_up(
    services: &Services,
    permit: &Permit<DraftFramework>,
    draft: FrameworkDraftId,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        let locked = locked(services, tx, draft).await?;
        if !locked.is_some_and(|locked| locked.stage().is_open()) {
            return Ok(Noted::nothing(false));
        }
        Query::new("UPDATE framework_draft SET given_up_at = ")
            .bind(services.now())
            .sql(" WHERE id = ")
            .bind(draft.0)
            .run(tx)
            .await?;
        end_all(services, tx, draft, "the draft was given up").await?;
        note_new(services, tx, permit, subject(draft), &"given up", true).await
    })
}
