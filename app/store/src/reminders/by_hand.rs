//! Reminding people by hand. It goes with their next digest.

use super::due::{DATE, asked};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    framework::Alike,
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Permit, RemindPeople},
    ids::PersonId,
    reminders::Step,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Open {
    person_id: Uuid,
    due_on: NaiveDate,
    organisation_id: Uuid,
}

/// Reminds people of levels, all of them or nobody; who they are. Whoever is not asked for it today by a post that the
/// permit reaches, or has nothing to do again, is passed over; so is whoever was reminded of it by hand today.
///
/// # Errors
/// When the database fails; then nobody is reminded.
pub async fn remind(
    services: &Services,
    all: &[Alike<RemindPeople>],
) -> Result<BTreeSet<PersonId>, StoreError> {
    let reminded = transact!(services.db, |tx| {
        let mut reminded = Noted::nothing(BTreeSet::new());
        for alike in all {
            reminded = remind_alike(services, tx, alike, reminded).await?;
        }
        Ok(reminded)
    })?;
    services.jobs.notify_one();
    Ok(reminded)
}

/// Reminds those alike, and adds them to those who have been.
async fn remind_alike(
    services: &Services,
    on: &impl ConnectionTrait,
    Alike {
        permit,
        level,
        people,
    }: &Alike<RemindPeople>,
    before: Noted<BTreeSet<PersonId>>,
) -> Result<Noted<BTreeSet<PersonId>>, StoreError> {
    let mut own = BTreeSet::new();
    for chunk in people.chunks(400) {
        let open = open(on, permit, chunk, level, services.today()).await?;
        if !open.is_empty() && keep(services, on, permit, &open, level).await? > 0 {
            own.extend(open.iter().map(|one| PersonId::from(one.person_id)));
        }
    }
    if own.is_empty() {
        return Ok(before);
    }
    let subject = format!("level {level} of {} people", own.len());
    let mut reminded = before.into_value();
    reminded.extend(own.iter().copied());
    note_new(services, on, permit, subject, &own, reminded).await
}

/// The dates of those who are asked.
async fn open(
    on: &impl ConnectionTrait,
    permit: &Permit<RemindPeople>,
    people: &[PersonId],
    level: &str,
    today: NaiveDate,
) -> Result<Vec<Open>, StoreError> {
    let target = &permit.act().target;
    let query = Query::new(&format!(
        "SELECT DISTINCT s.person_id, {DATE} AS due_on, s.organisation_id FROM standing s JOIN post t ON t.id = s.post_id \
         WHERE {DATE} IS NOT NULL AND (s.organisation_id IN ("
    ));
    let query = query
        .bind_all(target.organisations.iter().map(|id| id.0))
        .sql(") OR t.manager_id IN (")
        .bind_all(target.managers.iter().map(|id| id.0))
        .sql(")) AND s.level = ")
        .bind(level.to_owned())
        .sql(" AND ");
    asked(query, today)
        .sql(" AND s.person_id IN (")
        .bind_all(people.iter().map(|person| person.0))
        .sql(") ORDER BY 1")
        .all(on)
        .await
}

/// How many of them were not there yet.
async fn keep(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<RemindPeople>,
    open: &[Open],
    level: &str,
) -> Result<u64, StoreError> {
    let (now, today) = (services.now(), services.today());
    let step = Step::ByHand(today).code();
    let by = permit.by().map(Uuid::from);
    let query = Query::new(
        "INSERT INTO reminder (person_id, level, due_on, step, organisation_id, recipient_id, outcome, asked_by, \
         made_on, made_at) VALUES ",
    );
    let query = query.each_row(open, |query, one| {
        query
            .bind(one.person_id)
            .comma(level.to_owned())
            .comma(one.due_on)
            .comma(step.clone())
            .comma(one.organisation_id)
            .comma(one.person_id)
            .comma("waiting".to_owned())
            .comma(by)
            .comma(today)
            .comma(now)
    });
    query
        .sql(" ON CONFLICT (person_id, level, due_on, step) DO NOTHING")
        .run(on)
        .await
}
