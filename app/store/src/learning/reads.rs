//! Reading modules, studies and attempts.

use super::{entities::attempt, shelf};
use crate::{Services, StoreError, query::Query};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, SeePerson, TakeModule},
    ids::{AttemptId, ModuleVersionId, PersonId, StudyId},
    learning::{Done, Drawn, Given, Module, Passage, Try},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use std::sync::Arc;
use uuid::Uuid;

/// A module as it is offered today.
#[derive(Clone, Debug)]
pub struct CurrentModule {
    /// Its current version.
    pub id: ModuleVersionId,
    /// What is in it.
    pub module: Arc<Module>,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The modules offered today, by title.
///
/// # Errors
/// When the database fails.
pub async fn current_modules(services: &Services) -> Result<Vec<CurrentModule>, StoreError> {
    let ids = Query::new("SELECT id FROM module_version WHERE is_current ORDER BY title");
    let ids: Vec<Id> = ids.all(services.db.reader()).await?;
    let mut current = Vec::with_capacity(ids.len());
    for Id { id } in ids {
        if let Some(module) = shelf::module(services, id.into()).await? {
            current.push(CurrentModule {
                id: id.into(),
                module,
            });
        }
    }
    Ok(current)
}

/// A version of a module by its name, for lists that need no more of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleLine {
    /// Which.
    pub id: ModuleVersionId,
    /// The module's address.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The authors' version.
    pub version: String,
    /// Code of the level it leads to.
    pub level: String,
    /// Whether it is the one offered today.
    pub is_current: bool,
}

/// Every version of every module, by title, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn module_lines(services: &Services) -> Result<Vec<ModuleLine>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
        title: String,
        version: String,
        level: String,
        is_current: bool,
    }
    let query = Query::new(
        "SELECT id, name, title, version, level, is_current FROM module_version \
         ORDER BY title, name, imported_at DESC, id DESC",
    );
    let rows: Vec<Row> = query.all(services.db.reader()).await?;
    let read = |row: Row| ModuleLine {
        id: row.id.into(),
        name: row.name,
        title: row.title,
        version: row.version,
        level: row.level,
        is_current: row.is_current,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Somebody's way through one version of a module.
#[derive(Clone, Debug)]
pub struct Study {
    /// Which.
    pub id: StudyId,
    /// Whose.
    pub person: PersonId,
    /// The version it stays on.
    pub version: ModuleVersionId,
    /// What is in that version.
    pub module: Arc<Module>,
    /// How far it has come.
    pub passage: Passage,
    /// When it was begun.
    pub started_at: DateTime<Utc>,
    /// When something last happened in it.
    pub updated_at: DateTime<Utc>,
    /// When the quiz was passed.
    pub passed_at: Option<DateTime<Utc>>,
    /// When attempts were last reset.
    pub reset_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct StudyRow {
    id: Uuid,
    person_id: Uuid,
    module_version_id: Uuid,
    screen: i32,
    furthest: i32,
    started_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    passed_at: Option<DateTime<Utc>>,
    reset_at: Option<DateTime<Utc>>,
}

const STUDY: &str = "SELECT id, person_id, module_version_id, screen, furthest, started_at, updated_at, passed_at, reset_at \
     FROM study WHERE person_id = ";

impl StudyRow {
    async fn into_study(
        self,
        services: &Services,
        on: &impl ConnectionTrait,
    ) -> Result<Option<Study>, StoreError> {
        let version = ModuleVersionId(self.module_version_id);
        let Some(module) = shelf::module_on(services, on, version).await? else {
            return Ok(None);
        };
        let screens = u32::try_from(module.screens.len()).unwrap_or(u32::MAX);
        let passage = Passage {
            screens,
            at: self.screen.unsigned_abs(),
            furthest: self.furthest.unsigned_abs(),
        };
        Ok(Some(Study {
            id: self.id.into(),
            person: self.person_id.into(),
            version,
            module,
            passage,
            started_at: self.started_at,
            updated_at: self.updated_at,
            passed_at: self.passed_at,
            reset_at: self.reset_at,
        }))
    }
}

/// The study of a module under way, or else the one passed last.
///
/// # Errors
/// When the database fails.
pub async fn study(
    services: &Services,
    permit: &Permit<TakeModule>,
    module: &str,
) -> Result<Option<Study>, StoreError> {
    study_on(services, services.db.reader(), permit.act().person, module).await
}

pub(super) async fn study_on(
    services: &Services,
    on: &impl ConnectionTrait,
    person: PersonId,
    module: &str,
) -> Result<Option<Study>, StoreError> {
    let query = Query::new(STUDY)
        .bind(person.0)
        .sql(" AND module = ")
        .bind(module);
    let latest = query.sql(" ORDER BY passed_at IS NOT NULL, passed_at DESC LIMIT 1");
    match latest.one::<StudyRow>(on).await? {
        Some(row) => row.into_study(services, on).await,
        None => Ok(None),
    }
}

/// All studies of a person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn studies(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<Study>, StoreError> {
    let person = permit.act().target.person.map(Uuid::from);
    let query = Query::new(STUDY)
        .bind(person)
        .sql(" ORDER BY started_at DESC");
    let rows: Vec<StudyRow> = query.all(services.db.reader()).await?;
    let mut studies = Vec::with_capacity(rows.len());
    for row in rows {
        studies.extend(row.into_study(services, services.db.reader()).await?);
    }
    Ok(studies)
}

/// What was done in the activity of a screen, and when it was saved.
///
/// # Errors
/// When the database fails.
pub async fn activity_done(
    services: &Services,
    study: &Study,
    screen: u32,
) -> Result<Option<(Done, DateTime<Utc>)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        done: String,
        saved_at: DateTime<Utc>,
    }
    let query =
        Query::new("SELECT done, saved_at FROM activity_done WHERE study_id = ").bind(study.id.0);
    let row = query
        .sql(" AND screen = ")
        .bind(screen.cast_signed())
        .one::<Row>(services.db.reader())
        .await?;
    row.map(|row| Ok((serde_json::from_str(&row.done)?, row.saved_at)))
        .transpose()
}

/// An attempt without its answers.
#[derive(Clone, Debug)]
pub struct AttemptRow {
    /// Which.
    pub id: AttemptId,
    /// The first is 1.
    pub number: u32,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Right answers, once marked.
    pub right: Option<u32>,
    /// Whether it passed, once marked.
    pub passed: Option<bool>,
    /// The questions, as they were put.
    pub drawn: Vec<Drawn>,
}

impl AttemptRow {
    /// As the rules see it.
    pub fn as_try(&self) -> Try {
        Try {
            started_at: self.started_at,
            passed: self.passed,
        }
    }

    pub(super) fn read(row: &attempt::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            number: row.number.unsigned_abs(),
            started_at: row.started_at,
            submitted_at: row.submitted_at,
            right: row.right_answers.map(i32::unsigned_abs),
            passed: row.passed,
            drawn: serde_json::from_str(&row.drawn)?,
        })
    }
}

/// The attempts of a study, in order.
///
/// # Errors
/// When the database fails.
pub async fn attempts(services: &Services, study: &Study) -> Result<Vec<AttemptRow>, StoreError> {
    attempts_on(services.db.reader(), study.id).await
}

pub(super) async fn attempts_on(
    on: &impl ConnectionTrait,
    study: StudyId,
) -> Result<Vec<AttemptRow>, StoreError> {
    let rows = attempt::Entity::find()
        .filter(attempt::Column::StudyId.eq(study.0))
        .order_by_asc(attempt::Column::Number)
        .all(on)
        .await?;
    rows.iter().map(AttemptRow::read).collect()
}

/// All of somebody's attempts at all quizzes, as the rules see them, each with its study.
///
/// # Errors
/// When the database fails.
pub async fn tries(
    services: &Services,
    permit: &Permit<SeePerson>,
) -> Result<Vec<(StudyId, Try)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        study_id: Uuid,
        started_at: DateTime<Utc>,
        passed: Option<bool>,
    }
    let query = Query::new(
        "SELECT a.study_id, a.started_at, a.passed FROM attempt a JOIN study s ON s.id = a.study_id \
         WHERE s.person_id = ",
    );
    let query = query.bind(permit.act().target.person.map(Uuid::from));
    let rows: Vec<Row> = query
        .sql(" ORDER BY a.started_at")
        .all(services.db.reader())
        .await?;
    let read = |row: Row| {
        let (started_at, passed) = (row.started_at, row.passed);
        (row.study_id.into(), Try { started_at, passed })
    };
    Ok(rows.into_iter().map(read).collect())
}

/// An attempt with what has been answered so far.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The attempt.
    pub row: AttemptRow,
    /// For each question drawn, the answer saved and when.
    pub given: Vec<Option<(Given, DateTime<Utc>)>>,
}

impl Attempt {
    /// The answers alone.
    pub fn answers(&self) -> Vec<Option<Given>> {
        self.given
            .iter()
            .map(|g| g.as_ref().map(|(given, _)| given.clone()))
            .collect()
    }

    /// Whether the question at a place, counted from 1, has an answer. One that is only begun is none.
    pub fn is_answered(&self, place: usize) -> bool {
        let given = place.checked_sub(1).and_then(|at| self.given.get(at));
        matches!(given, Some(Some((given, _))) if given.is_whole())
    }

    /// The places of the questions without an answer, counted from 1.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        (1..=self.given.len()).filter(|place| !self.is_answered(*place))
    }

    /// The first of them.
    pub fn first_open(&self) -> Option<usize> {
        self.open().next()
    }
}

/// The answers of an attempt.
///
/// # Errors
/// When the database fails.
pub async fn with_answers(services: &Services, row: AttemptRow) -> Result<Attempt, StoreError> {
    with_answers_on(services.db.reader(), row).await
}

pub(super) async fn with_answers_on(
    on: &impl ConnectionTrait,
    row: AttemptRow,
) -> Result<Attempt, StoreError> {
    #[derive(FromQueryResult)]
    struct AnswerRow {
        place: i32,
        given: String,
        saved_at: DateTime<Utc>,
    }
    let query =
        Query::new("SELECT place, given, saved_at FROM answer WHERE attempt_id = ").bind(row.id.0);
    let mut given = vec![None; row.drawn.len()];
    for answer in query.all::<AnswerRow>(on).await? {
        let place = usize::try_from(answer.place - 1).unwrap_or(usize::MAX);
        if let Some(slot) = given.get_mut(place) {
            *slot = Some((serde_json::from_str(&answer.given)?, answer.saved_at));
        }
    }
    Ok(Attempt { row, given })
}
