//! The first stage of a day: which step everybody has come to.

use super::due::{DATE, Looked, asked, from, looked, manager};
use crate::{
    Services, StoreError,
    audit::Noted,
    db::skip_locked,
    framework::in_force_on,
    query::{Number, Query},
    transact,
};
use chrono::NaiveDate;
use domain::{
    framework::Framework,
    reminders::{Outcome, Step, reached},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashSet;
use uuid::Uuid;

/// People gone over in one transaction.
const CHUNK: i64 = 1000;

/// Rows that are written by one statement.
const ROWS: usize = 400;

#[derive(FromQueryResult)]
struct Day {
    after_person: Option<Uuid>,
}

/// Goes over the next people; whether there was anything to do that no other server is doing.
pub(super) async fn next(services: &Services, today: NaiveDate) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        Query::new("INSERT INTO reminder_day (on_day) VALUES (")
            .bind(today)
            .sql(") ON CONFLICT (on_day) DO NOTHING")
            .run(tx)
            .await?;
        let day = Query::new(
            "SELECT after_person FROM reminder_day WHERE collected_at IS NULL AND on_day = ",
        )
        .bind(today)
        .sql(skip_locked(services.db.engine()));
        let Some(day) = day.one::<Day>(tx).await? else {
            return Ok(Noted::nothing(false));
        };
        let after = day.after_person.unwrap_or_default();
        let last = go_over(services, tx, today, after).await?;
        let query = match last {
            Some(last) => Query::new("UPDATE reminder_day SET after_person = ").bind(last),
            None => Query::new("UPDATE reminder_day SET collected_at = ").bind(services.now()),
        };
        query.sql(" WHERE on_day = ").bind(today).run(tx).await?;
        Ok(Noted::in_the_row(true))
    })
}

/// Notes the steps of the people after one; the last of them, none when all have been gone over.
async fn go_over(
    services: &Services,
    on: &impl ConnectionTrait,
    today: NaiveDate,
    after: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    let Some(in_force) = in_force_on(services, on, today).await? else {
        return Ok(None);
    };
    let looked = looked(&in_force.framework, None, today);
    if looked.is_empty() || !is_any_on(on, today).await? {
        return Ok(None);
    }
    let people = people(on, after).await?;
    let Some(last) = people.last().copied() else {
        return Ok(None);
    };
    let come = come(on, &looked, &people, today).await?;
    let notes = notes(&in_force.framework, come, today);
    for rows in notes.chunks(ROWS) {
        keep(services, on, rows, today).await?;
    }
    if !notes.is_empty() {
        pass_over(services, on, &people, today).await?;
    }
    Ok(Some(last))
}

async fn is_any_on(on: &impl ConnectionTrait, today: NaiveDate) -> Result<bool, StoreError> {
    let query = Query::new(
        "SELECT COUNT(*) AS number FROM reminder_rule WHERE switched_off_at IS NULL AND since_on < ",
    );
    let found = query.bind(today).one::<Number>(on).await?;
    Ok(found.is_some_and(|n| n.number > 0))
}

async fn people(on: &impl ConnectionTrait, after: Uuid) -> Result<Vec<Uuid>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: Uuid,
    }
    let query =
        Query::new("SELECT DISTINCT person_id FROM standing WHERE person_id > ").bind(after);
    let rows: Vec<Row> = query
        .sql(" ORDER BY person_id LIMIT ")
        .bind(CHUNK)
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// A date that has come to a step.
#[derive(FromQueryResult)]
struct Come {
    person_id: Uuid,
    level: String,
    due_on: NaiveDate,
    step: String,
    organisation_id: Uuid,
    manager_id: Option<Uuid>,
}

async fn come(
    on: &impl ConnectionTrait,
    looked: &[Looked],
    people: &[Uuid],
    today: NaiveDate,
) -> Result<Vec<Come>, StoreError> {
    let select = Query::new(&format!(
        "SELECT s.person_id, s.level, {DATE} AS due_on, w.column2 AS step, s.organisation_id, "
    ));
    let query = from(manager(select, today).sql(" AS manager_id"), looked)
        .sql(
            " JOIN reminder_rule g ON g.organisation_id = s.organisation_id AND g.level = s.level \
             AND g.switched_off_at IS NULL AND g.since_on < ",
        )
        .bind(today)
        .sql(" WHERE r.person_id IS NULL AND ");
    asked(query, today)
        .sql(" AND s.person_id IN (")
        .bind_all(people.iter().copied())
        .sql(") ORDER BY s.person_id, s.level, t.is_main DESC, t.id")
        .all(on)
        .await
}

/// A step to be noted.
struct Note {
    person: Uuid,
    level: String,
    due_on: NaiveDate,
    step: Step,
    organisation: Uuid,
    recipient: Option<Uuid>,
    outcome: Outcome,
}

/// Each step once, though two posts ask for it; with the earlier steps, which are passed over.
fn notes(framework: &Framework, come: Vec<Come>, today: NaiveDate) -> Vec<Note> {
    let mut seen = HashSet::new();
    let mut notes = Vec::new();
    for one in come {
        let (Some(step), Some(level)) = (Step::from_code(&one.step), framework.level(&one.level))
        else {
            continue;
        };
        if !seen.insert((one.person_id, one.level.clone(), one.due_on, step)) {
            continue;
        }
        let recipient = if step.is_for_manager() {
            one.manager_id
        } else {
            Some(one.person_id)
        };
        let outcome = match recipient {
            Some(_) => Outcome::Waiting,
            None => Outcome::NoManager,
        };
        let note = |step, recipient, outcome| Note {
            person: one.person_id,
            level: one.level.clone(),
            due_on: one.due_on,
            step,
            organisation: one.organisation_id,
            recipient,
            outcome,
        };
        notes.push(note(step, recipient, outcome));
        if !step.is_for_manager() {
            let passed = reached(&level.reminders, one.due_on, today).passed;
            let passed = passed.into_iter();
            notes.extend(passed.map(|step| note(step, Some(one.person_id), Outcome::PassedOver)));
        }
    }
    notes
}

async fn keep(
    services: &Services,
    on: &impl ConnectionTrait,
    notes: &[Note],
    today: NaiveDate,
) -> Result<(), StoreError> {
    let now = services.now();
    let query = Query::new(
        "INSERT INTO reminder (person_id, level, due_on, step, organisation_id, recipient_id, outcome, made_on, \
         made_at, settled_at) VALUES ",
    );
    let query = query.each_row(notes, |query, one| {
        let settled_at = (one.outcome != Outcome::Waiting).then_some(now);
        query
            .bind(one.person)
            .comma(one.level.clone())
            .comma(one.due_on)
            .comma(one.step.code())
            .comma(one.organisation)
            .comma(one.recipient)
            .comma(one.outcome.code().to_owned())
            .comma(today)
            .comma(now)
            .comma(settled_at)
    });
    query
        .sql(" ON CONFLICT (person_id, level, due_on, step) DO NOTHING")
        .run(on)
        .await?;
    Ok(())
}

/// What was noted on an earlier day and has not gone out is passed over where a later step has been noted today.
async fn pass_over(
    services: &Services,
    on: &impl ConnectionTrait,
    people: &[Uuid],
    today: NaiveDate,
) -> Result<(), StoreError> {
    Query::new("UPDATE reminder SET outcome = 'passed-over', settled_at = ")
        .bind(services.now())
        .sql(" WHERE outcome = 'waiting' AND asked_by IS NULL AND recipient_id = person_id AND made_on < ")
        .bind(today)
        .sql(
            " AND EXISTS (SELECT 1 FROM reminder n WHERE n.person_id = reminder.person_id AND n.level = reminder.level \
             AND n.due_on = reminder.due_on AND n.outcome = 'waiting' AND n.recipient_id = n.person_id AND n.made_on = ",
        )
        .bind(today)
        .sql(") AND person_id IN (")
        .bind_all(people.iter().copied())
        .sql(")")
        .run(on)
        .await?;
    Ok(())
}
