//! Publishing a draft: it becomes a version that never changes, to count from a day.

use super::{Stood, endorsements::awaited_on, locked, preview::previewed_for, writes::subject};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    framework::{
        InForce, background::request, entities::framework_version, reads::latest, writes::PUBLISHED,
    },
    query::{Number, Query},
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, PublishFramework},
    framework::{
        Framework, NotPublished, NotReady, changes, faults, may_count_from, may_publish, published,
    },
    ids::{FrameworkDraftId, FrameworkVersionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Publishes a draft, to count from the day for which it was worked out whom it touches. Publishing it twice gives the same
/// version.
///
/// # Errors
/// [`StoreError::Conflict`] when there is a version of this number already, and when the database fails.
pub async fn publish(
    services: &Services,
    permit: &Permit<PublishFramework>,
    draft: FrameworkDraftId,
) -> Result<Result<FrameworkVersionId, NotPublished>, StoreError> {
    let outcome = transact!(services.db, |tx| {
        if let Some(version) = version_of(tx, draft).await? {
            return Ok(Noted::nothing(Ok(version)));
        }
        let Some(locked) = locked(services, tx, draft).await? else {
            return Ok(Noted::nothing(Err(NotReady::Closed.into())));
        };
        let before = latest(services, tx).await?;
        let version = match ready(services, tx, draft, &locked, before.as_ref()).await? {
            Ok(version) => version,
            Err(refused) => return Ok(Noted::nothing(Err(refused))),
        };
        let id = insert(services, tx, permit, draft, &version).await?;
        if version.effective_on <= services.today() {
            begin(services, tx).await?;
        }
        let sentences = before.map(|before| changes(&before.framework, &version));
        let sentences: Vec<String> = sentences
            .unwrap_or_default()
            .into_iter()
            .map(|change| change.sentence)
            .collect();
        let after = (id, version.effective_on, sentences);
        note_new(services, tx, permit, subject(draft), &after, Ok(id)).await
    });
    services.jobs.notify_one();
    outcome
}

/// The version that a draft becomes, if it may.
async fn ready(
    services: &Services,
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
    locked: &Stood,
    before: Option<&InForce>,
) -> Result<Result<Framework, NotPublished>, StoreError> {
    let written = locked.framework()?;
    let awaited = awaited_on(on, draft).await?;
    if let Err(refused) = may_publish(locked.stage(), &faults(&written), &awaited) {
        return Ok(Err(refused));
    }
    let day = previewed_for(on, draft, locked.edition, before.map(|b| b.id)).await?;
    let Some(day) = day else {
        return Ok(Err(NotPublished::NotPreviewed));
    };
    let known = before.map(|b| (b.framework.version.as_str(), b.framework.effective_on));
    Ok(may_count_from(&written, day, known, services.today())
        .map(|()| published(&written, before.map(|b| &*b.framework), day)))
}

/// The version that a draft has become.
async fn version_of(
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
) -> Result<Option<FrameworkVersionId>, StoreError> {
    let found = framework_version::Entity::find()
        .filter(framework_version::Column::DraftId.eq(draft.0))
        .one(on)
        .await?;
    Ok(found.map(|row| row.id.into()))
}

async fn insert(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<PublishFramework>,
    draft: FrameworkDraftId,
    version: &Framework,
) -> Result<FrameworkVersionId, StoreError> {
    let now = services.now();
    let row = framework_version::Model {
        id: services.new_id(),
        name: version.name.clone(),
        version: version.version.clone(),
        effective_on: version.effective_on,
        document: serde_json::to_string(version)?,
        imported_at: now,
        title: version.title.clone(),
        standing: PUBLISHED.to_owned(),
        draft_id: Some(draft.into()),
        published_by: permit.by().map(Into::into),
        begun_at: None,
    };
    let id = FrameworkVersionId(row.id);
    framework_version::Entity::insert(row.into_active_model())
        .exec_without_returning(on)
        .await?;
    Query::new("UPDATE framework_draft SET published_at = ")
        .bind(now)
        .sql(" WHERE id = ")
        .bind(draft.0)
        .run(on)
        .await?;
    Ok(id)
}

/// Asks for everybody to be reassessed under versions that have come into force; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn begin_versions(services: &Services) -> Result<bool, StoreError> {
    if !has_to_begin(services, services.today()).await? {
        return Ok(false);
    }
    transact!(services.db, |tx| {
        let begun = begin(services, tx).await?;
        Ok(Noted::in_the_row(begun))
    })
}

/// The same within a transaction.
async fn begin(services: &Services, on: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let query = Query::new("UPDATE framework_version SET begun_at = ").bind(services.now());
    let query = query
        .sql(" WHERE begun_at IS NULL AND standing = ")
        .bind(PUBLISHED)
        .sql(" AND effective_on <= ")
        .bind(services.today());
    if query.run(on).await? == 0 {
        return Ok(false);
    }
    let why = "A new version of the framework is in force";
    request(services, on, None, None, why).await?;
    Ok(true)
}

/// Whether a version has come into force that nobody has been reassessed under.
async fn has_to_begin(services: &Services, today: NaiveDate) -> Result<bool, StoreError> {
    let query = Query::new(
        "SELECT COUNT(*) AS number FROM framework_version WHERE begun_at IS NULL AND standing = ",
    );
    let query = query
        .bind(PUBLISHED)
        .sql(" AND effective_on <= ")
        .bind(today);
    let found = query.one::<Number>(services.db.reader()).await?;
    Ok(found.is_some_and(|found| found.number > 0))
}
