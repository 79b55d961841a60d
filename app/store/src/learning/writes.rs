//! Writing studies and attempts. What a learner does says itself who and when, and is its own trail.

use super::{
    entities::{attempt, module_version, study},
    reads::{Attempt, AttemptRow, Study, attempts_on, study_on, with_answers_on},
};
use crate::{
    Imported, Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    db::{lock_rows, once_more},
    query::Query,
    records, transact,
};
use domain::{
    access::{ImportContent, Permit, ResetAttempts, TakeModule},
    ids::{CompletionId, ModuleVersionId},
    learning::{Done, Given, Mark, Module, Passage, Quiz, QuizRefusal, draw, mark, may_take_quiz},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, sea_query::Expr,
};
use std::sync::Arc;

/// Keeps a module whose version is not kept yet, and offers it from now on.
///
/// # Errors
/// When the database fails.
pub async fn import(
    services: &Services,
    permit: &Permit<ImportContent>,
    module: &Module,
) -> Result<Imported, StoreError> {
    transact!(services.db, |tx| {
        let known = module_version::Entity::find()
            .filter(module_version::Column::Name.eq(&module.name))
            .filter(module_version::Column::Version.eq(&module.version))
            .one(tx)
            .await?;
        if let Some(known) = known {
            let known = serde_json::from_str::<Module>(&known.document);
            let is_same = known.is_ok_and(|known| known == *module);
            return Ok(Noted::nothing(Imported::known(is_same)));
        }
        module_version::Entity::update_many()
            .col_expr(module_version::Column::IsCurrent, Expr::value(false))
            .filter(module_version::Column::Name.eq(&module.name))
            .exec(tx)
            .await?;
        let row = module_version::Model {
            id: services.new_id(),
            name: module.name.clone(),
            version: module.version.clone(),
            title: module.title.clone(),
            level: module.level.clone(),
            document: serde_json::to_string(module)?,
            is_current: true,
            imported_at: services.now(),
        };
        let subject = format!("module {} {}", row.name, row.version);
        module_version::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        let note = &module.change_note;
        note_new(services, tx, permit, subject, note, Imported::New).await
    })
}

/// Begins a study on a version, or goes on with the one under way, whatever its version.
///
/// # Errors
/// When the database fails.
pub async fn begin_study(
    services: &Services,
    permit: &Permit<TakeModule>,
    version: ModuleVersionId,
    module: &Arc<Module>,
) -> Result<Study, StoreError> {
    once_more(|| study_begun(services, permit, version, module)).await
}

async fn study_begun(
    services: &Services,
    permit: &Permit<TakeModule>,
    version: ModuleVersionId,
    module: &Arc<Module>,
) -> Result<Study, StoreError> {
    let person = permit.act().person;
    transact!(services.db, |tx| {
        if let Some(study) = study_on(services, tx, person, &module.name)
            .await?
            .filter(|s| s.passed_at.is_none())
        {
            return Ok(Noted::nothing(study));
        }
        let passage = Passage::begin(u32::try_from(module.screens.len()).unwrap_or(u32::MAX));
        let row = study::Model {
            id: services.new_id(),
            person_id: person.into(),
            module_version_id: version.into(),
            module: module.name.clone(),
            screen: passage.at.cast_signed(),
            furthest: passage.furthest.cast_signed(),
            started_at: services.now(),
            updated_at: services.now(),
            passed_at: None,
            reset_at: None,
        };
        study::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(tx)
            .await?;
        Ok(Noted::in_the_row(Study {
            id: row.id.into(),
            person,
            version,
            module: Arc::clone(module),
            passage,
            started_at: row.started_at,
            updated_at: row.updated_at,
            passed_at: None,
            reset_at: None,
        }))
    })
}

/// Remembers the screen somebody looks at. The furthest screen never goes back, whatever other tabs do.
///
/// # Errors
/// When the database fails.
pub async fn visit(
    services: &Services,
    _permit: &Permit<TakeModule>,
    study: &Study,
    screen: u32,
) -> Result<(), StoreError> {
    let next = study.passage.visit(screen);
    if next == study.passage || study.passed_at.is_some() {
        return Ok(());
    }
    let query = Query::new("UPDATE study SET screen = ").bind(next.at.cast_signed());
    let query = query.sql(", updated_at = ").bind(services.now());
    let furthest = next.furthest.cast_signed();
    let query = query
        .sql(", furthest = CASE WHEN furthest > ")
        .bind(furthest)
        .sql(" THEN furthest ELSE ");
    let query = query
        .bind(furthest)
        .sql(" END WHERE id = ")
        .bind(study.id.0);
    query.run_alone(&services.db).await.map(|_| ())
}

/// Saves what was done in the activity of a screen, in place of what was done before.
///
/// # Errors
/// When the database fails.
pub async fn save_activity(
    services: &Services,
    _permit: &Permit<TakeModule>,
    study: &Study,
    screen: u32,
    done: &Done,
) -> Result<(), StoreError> {
    let done = serde_json::to_string(done)?;
    let query = Query::new("INSERT INTO activity_done (study_id, screen, done, saved_at) VALUES (");
    let query = query
        .bind(study.id.0)
        .sql(", ")
        .bind(screen.cast_signed())
        .sql(", ")
        .bind(done.as_str());
    let query = query.sql(", ").bind(services.now());
    let query = query.sql(") ON CONFLICT (study_id, screen) DO UPDATE SET done = excluded.done, ");
    let query = query.sql("saved_at = excluded.saved_at");
    query.run_alone(&services.db).await.map(|_| ())
}

/// What came of asking for the quiz.
#[derive(Debug)]
pub enum Begun {
    /// An attempt is under way: a new one, or the one begun before.
    UnderWay(Box<Attempt>),
    /// It may not be begun.
    Refused(QuizRefusal),
}

/// Begins an attempt, or goes on with the one under way. Two posts at once begin one.
///
/// # Errors
/// When the database fails.
pub async fn begin_attempt(
    services: &Services,
    permit: &Permit<TakeModule>,
    study: &Study,
) -> Result<Begun, StoreError> {
    once_more(|| attempt_begun(services, permit, study)).await
}

async fn attempt_begun(
    services: &Services,
    permit: &Permit<TakeModule>,
    study: &Study,
) -> Result<Begun, StoreError> {
    transact!(services.db, |tx| {
        let Some(study) = study_on(services, tx, permit.act().person, &study.module.name).await?
        else {
            return Ok(Noted::nothing(Begun::Refused(QuizRefusal::ScreensLeft)));
        };
        let rows = attempts_on(tx, study.id).await?;
        let tries: Vec<_> = rows.iter().map(AttemptRow::as_try).collect();
        match may_take_quiz(study.passage, &tries, study.reset_at, study.module.attempts) {
            Err(refusal) => return Ok(Noted::nothing(Begun::Refused(refusal))),
            Ok(Quiz::GoesOn) => {
                if let Some(row) = rows.into_iter().find(|row| row.passed.is_none()) {
                    return Ok(Noted::nothing(Begun::UnderWay(Box::new(
                        with_answers_on(tx, row).await?,
                    ))));
                }
            }
            Ok(Quiz::Begins { .. }) => {}
        }
        let drawn = draw(&study.module, |below| services.ids.below(below));
        let row = attempt::Model {
            id: services.new_id(),
            study_id: study.id.into(),
            number: i32::try_from(tries.len() + 1).unwrap_or(i32::MAX),
            drawn: serde_json::to_string(&drawn)?,
            started_at: services.now(),
            submitted_at: None,
            right_answers: None,
            passed: None,
        };
        attempt::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(tx)
            .await?;
        let given = vec![None; drawn.len()];
        Ok(Noted::in_the_row(Begun::UnderWay(Box::new(Attempt {
            row: AttemptRow::read(&row)?,
            given,
        }))))
    })
}

/// Saves an answer in place of the one before; whether the attempt was still under way.
///
/// # Errors
/// When the database fails.
pub async fn save_answer(
    services: &Services,
    _permit: &Permit<TakeModule>,
    attempt: &AttemptRow,
    place: usize,
    given: &Given,
) -> Result<bool, StoreError> {
    let given = serde_json::to_string(given)?;
    let place = i32::try_from(place).unwrap_or(i32::MAX);
    let query =
        Query::new("INSERT INTO answer (attempt_id, place, given, saved_at) SELECT id, CAST(");
    let query = query
        .bind(place)
        .sql(" AS integer), ")
        .bind(given.as_str())
        .sql(", ")
        .bind(services.now());
    let query = query
        .sql(" FROM attempt WHERE id = ")
        .bind(attempt.id.0)
        .sql(" AND submitted_at IS NULL")
        .sql(lock_rows(services.db.engine()));
    let query =
        query.sql(" ON CONFLICT (attempt_id, place) DO UPDATE SET given = excluded.given, ");
    let query = query.sql("saved_at = excluded.saved_at");
    Ok(query.run_alone(&services.db).await? > 0)
}

/// What came of handing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// Marked now. Passing has written the completion.
    Marked(Mark, Option<CompletionId>),
    /// It had been handed in before; nothing changed.
    Before,
    /// Questions are still open; the first of them, counted from 1.
    Open(usize),
}

#[derive(FromQueryResult)]
struct Id {
    #[expect(dead_code, reason = "only whether there is one matters")]
    id: uuid::Uuid,
}

/// Hands in an attempt: marks it and, when it passes, writes the completion in the same transaction. A second post
/// changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn hand_in(
    services: &Services,
    permit: &Permit<TakeModule>,
    study: &Study,
    attempt: &AttemptRow,
) -> Result<Handed, StoreError> {
    transact!(services.db, |tx| {
        // No answer changes between being marked and being closed.
        let open = Query::new("SELECT id FROM attempt WHERE submitted_at IS NULL AND id = ");
        let open = open.bind(attempt.id.0).sql(lock_rows(services.db.engine()));
        if open.one::<Id>(tx).await?.is_none() {
            return Ok(Noted::nothing(Handed::Before));
        }
        let attempt = with_answers_on(tx, attempt.clone()).await?;
        if let Some(place) = attempt.first_open() {
            return Ok(Noted::nothing(Handed::Open(place)));
        }
        let mark = mark(&study.module, &attempt.row.drawn, &attempt.answers());
        let query = Query::new("UPDATE attempt SET submitted_at = ").bind(services.now());
        let query = query
            .sql(", right_answers = ")
            .bind(mark.right.cast_signed())
            .sql(", passed = ")
            .bind(mark.passed);
        query
            .sql(" WHERE id = ")
            .bind(attempt.row.id.0)
            .run(tx)
            .await?;
        if !mark.passed {
            return Ok(Noted::in_the_row(Handed::Marked(mark, None)));
        }
        let query = Query::new("UPDATE study SET passed_at = ").bind(services.now());
        query.sql(" WHERE id = ").bind(study.id.0).run(tx).await?;
        let completion =
            records::complete_module(services, tx, study, attempt.row.id, mark).await?;
        let subject = format!("completion {completion}");
        note_new(
            services,
            tx,
            permit,
            subject,
            &mark,
            Handed::Marked(mark, Some(completion)),
        )
        .await
    })
}

/// Gives somebody new attempts at a quiz. Attempts made so far are kept and no longer count.
///
/// # Errors
/// When the database fails.
pub async fn reset_attempts(
    services: &Services,
    permit: &Permit<ResetAttempts>,
    study: &Study,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE study SET reset_at = ").bind(services.now());
        query.sql(" WHERE id = ").bind(study.id.0).run(tx).await?;
        let entry = Entry {
            subject: format!("study {}", study.id),
            before: Some(&study.reset_at),
            after: Some(&services.now()),
        };
        note(services, tx, permit, entry, ()).await
    })
}
