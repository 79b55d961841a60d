//! Whom a draft would touch, worked out in the background.
//!
//! Some hundreds of people at a time are read and compared outside any transaction; what was found is kept by an update that
//! only counts if nobody else has gone on meanwhile, so that servers may share the work and a server that dies loses nothing.

use super::{Draft, as_it_is};
use crate::{
    Services, StoreError,
    audit::Noted,
    framework::{facts::facts_of, reads::latest, versions::document},
    query::{Number, Query},
    transact,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{DraftFramework, Permit},
    framework::{Framework, Impact, published, touches},
    ids::{FrameworkDraftId, FrameworkVersionId, PersonId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// People looked at in one go.
const CHUNK: i64 = 500;

/// How far a preview has come, and what it has found.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Whether the draft, and the version it is compared with, are still what they were.
    pub is_current: bool,
    /// The day from which the version would count.
    pub effective_on: NaiveDate,
    /// The day on which it was asked for.
    pub asked_on: NaiveDate,
    /// How many people there are to look at.
    pub total: u64,
    /// How many have been looked at.
    pub done: u64,
    /// Whether all have been.
    pub is_finished: bool,
    /// What has been found so far.
    pub impact: Impact,
}

impl Preview {
    /// Whether it says whom the draft touches as it is now.
    pub fn is_ready(&self) -> bool {
        self.is_current && self.is_finished
    }
}

#[derive(FromQueryResult)]
struct Row {
    draft_id: Uuid,
    edition: i64,
    before_id: Option<Uuid>,
    effective_on: NaiveDate,
    asked_on: NaiveDate,
    asked_at: DateTime<Utc>,
    total: i64,
    done: i64,
    after_person: Option<Uuid>,
    finished_at: Option<DateTime<Utc>>,
    result: String,
}

const ROW: &str = "SELECT draft_id, edition, before_id, effective_on, asked_on, asked_at, total, done, after_person, \
     finished_at, result FROM framework_preview";

/// Asks for a draft to be compared with the version published last, as if it counted from a day. What was worked out before
/// goes.
///
/// # Errors
/// When the database fails.
pub async fn ask_for_preview(
    services: &Services,
    _permit: &Permit<DraftFramework>,
    draft: &Draft,
    effective_on: NaiveDate,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let before = latest(services, tx).await?;
        let total = Query::new("SELECT COUNT(DISTINCT person_id) AS number FROM post");
        let total = total.one::<Number>(tx).await?.map_or(0, |n| n.number);
        Query::new("DELETE FROM framework_preview WHERE draft_id = ")
            .bind(draft.id.0)
            .run(tx)
            .await?;
        Query::new(
            "INSERT INTO framework_preview (draft_id, edition, before_id, effective_on, asked_on, asked_at, total, result) \
             VALUES (",
        )
        .bind(draft.id.0)
        .comma(draft.edition)
        .comma(before.map(|before| before.id.0))
        .comma(effective_on)
        .comma(services.today())
        .comma(services.now())
        .comma(total)
        .comma(serde_json::to_string(&Impact::default())?)
        .sql(")")
        .run(tx)
        .await?;
        Ok(Noted::in_the_row(()))
    })?;
    services.jobs.notify_one();
    Ok(())
}

/// The preview of a draft; none where nobody has asked for one. `before` is the version published last.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    services: &Services,
    draft: &Draft,
    before: Option<FrameworkVersionId>,
) -> Result<Option<Preview>, StoreError> {
    let found = find(services.db.reader(), draft.id).await?;
    let shown = |row: Row| -> Result<Preview, StoreError> {
        Ok(Preview {
            is_current: is_about(&row, draft.edition, before),
            effective_on: row.effective_on,
            asked_on: row.asked_on,
            total: row.total.unsigned_abs(),
            done: row.done.unsigned_abs(),
            is_finished: row.finished_at.is_some(),
            impact: serde_json::from_str(&row.result)?,
        })
    };
    found.map(shown).transpose()
}

async fn find(
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
) -> Result<Option<Row>, StoreError> {
    let query = Query::new(ROW).sql(" WHERE draft_id = ").bind(draft.0);
    query.one(on).await
}

fn is_about(row: &Row, edition: i64, before: Option<FrameworkVersionId>) -> bool {
    row.edition == edition && row.before_id == before.map(Uuid::from)
}

/// The day from which a draft was looked at as it is now, within a transaction; none where it was not.
pub(super) async fn previewed_for(
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
    edition: i64,
    before: Option<FrameworkVersionId>,
) -> Result<Option<NaiveDate>, StoreError> {
    let found = find(on, draft).await?;
    let ready = found.filter(|row| row.finished_at.is_some() && is_about(row, edition, before));
    Ok(ready.map(|row| row.effective_on))
}

/// Looks at the next people for the oldest preview that is not finished; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn preview_next(services: &Services) -> Result<bool, StoreError> {
    let reader = services.db.reader();
    let oldest = Query::new(ROW).sql(" WHERE finished_at IS NULL ORDER BY asked_at LIMIT 1");
    let Some(row) = oldest.one::<Row>(reader).await? else {
        return Ok(false);
    };
    let Some((before, after)) = compared(services, &row).await? else {
        // The draft has been changed: there is nothing to look at any more.
        finish(services, &row).await?;
        return Ok(true);
    };
    let people = next_people(reader, row.after_person).await?;
    let Some(last) = people.last() else {
        finish(services, &row).await?;
        return Ok(true);
    };
    let (everybody, arrangements) = facts_of(reader, &people).await?;
    let mut impact: Impact = serde_json::from_str(&row.result)?;
    for (_, facts) in &everybody {
        let touched = touches(&before, &after, &arrangements, facts, row.effective_on);
        impact.count(&touched, row.effective_on);
    }
    let done = row.done + i64::try_from(people.len()).unwrap_or_default();
    Query::new("UPDATE framework_preview SET result = ")
        .bind(serde_json::to_string(&impact)?)
        .sql(", done = ")
        .bind(done)
        .sql(", after_person = ")
        .bind(last.0)
        .sql(" WHERE done = ")
        .bind(row.done)
        .sql(" AND asked_at = ")
        .bind(row.asked_at)
        .sql(" AND draft_id = ")
        .bind(row.draft_id)
        .run_alone(&services.db)
        .await?;
    Ok(true)
}

/// The version before, and the draft as it would be published after it; none where the draft is not what it was.
async fn compared(
    services: &Services,
    row: &Row,
) -> Result<Option<(Framework, Framework)>, StoreError> {
    let draft = FrameworkDraftId(row.draft_id);
    let found = as_it_is(services.db.reader(), draft).await?;
    let Some(draft) = found.filter(|draft| draft.edition == row.edition) else {
        return Ok(None);
    };
    let before = match row.before_id {
        Some(id) => document(services, id.into()).await?,
        None => None,
    };
    let after = published(&draft.framework()?, before.as_deref(), row.effective_on);
    // Without a version before, everything is new.
    let empty = Framework {
        requirements: Vec::new(),
        ..after.clone()
    };
    let before = before.map_or(empty, |before| (*before).clone());
    Ok(Some((before, after)))
}

async fn next_people(
    on: &impl ConnectionTrait,
    after: Option<Uuid>,
) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Id {
        person_id: Uuid,
    }
    let query = Query::new("SELECT DISTINCT person_id FROM post WHERE person_id > ")
        .bind(after.unwrap_or_default())
        .sql(" ORDER BY person_id LIMIT ")
        .bind(CHUNK);
    let rows: Vec<Id> = query.all(on).await?;
    Ok(rows.into_iter().map(|row| row.person_id.into()).collect())
}

async fn finish(services: &Services, row: &Row) -> Result<(), StoreError> {
    Query::new("UPDATE framework_preview SET finished_at = ")
        .bind(services.now())
        .sql(" WHERE finished_at IS NULL AND asked_at = ")
        .bind(row.asked_at)
        .sql(" AND draft_id = ")
        .bind(row.draft_id)
        .run_alone(&services.db)
        .await?;
    Ok(())
}
