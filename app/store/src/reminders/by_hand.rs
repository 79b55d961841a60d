//! Reminding people by hand. It goes with their next digest.

use super::due::{DATE, asked};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
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
}

/// Reminds some people of a level; who of them. Whoever is not asked for it today by a post in the organisation of the
/// permit, or has nothing to do again, is passed over; so is whoever was reminded of it by hand today.
///
/// # Errors
/// When the database fails; then nobody is reminded.
pub async fn remind(
    services: &Services,
    permit: &Permit<RemindPeople>,
    people: &[PersonId],
    level: &str,
) -> Result<BTreeSet<PersonId>, StoreError> {
    let reminded = transact!(services.db, |tx| {
        let mut reminded = BTreeSet::new();
        for chunk in people.chunks(400) {
            let open = open(tx, permit, chunk, level, services.today()).await?;
            if !open.is_empty() && keep(services, tx, permit, &open, level).await? > 0 {
                reminded.extend(open.iter().map(|one| PersonId::from(one.person_id)));
            }
        }
        if reminded.is_empty() {
            return Ok(Noted::nothing(reminded));
        }
        let subject = format!("level {level} of {} people", reminded.len());
        let after = reminded.clone();
        note_new(services, tx, permit, subject, &after, reminded).await
    })?;
    services.jobs.notify_one();
    Ok(reminded)
}

/// The dates of those who are asked.
async fn open(
    on: &impl ConnectionTrait,
    permit: &Permit<RemindPeople>,
    people: &[PersonId],
    level: &str,
    today: NaiveDate,
) -> Result<Vec<Open>, StoreError> {
    let query = Query::new(&format!(
        "SELECT DISTINCT s.person_id, {DATE} AS due_on FROM standing s WHERE {DATE} IS NOT NULL AND s.organisation_id = "
    ));
    let query = query
        .bind(permit.act().organisation.0)
        .sql(" AND s.level = ")
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
            .comma(permit.act().organisation.0)
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
