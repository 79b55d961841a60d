//! Taking names away: some people in a transaction, each looked at again first.
//!
//! What counts stays: posts with their days, organisations and job titles, cohorts, completions, certificates by number.
//! What says who it was goes: name, addresses, numbers, accounts, answers, evidence, reasons in free words, messages.

use super::{due::people, settings::all_years};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::skip_locked,
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{
    access::{Actor, AnonymiseLeavers, permit},
    certificates::CertificateFacts,
    ids::{AnonymisingId, PersonId},
    keeping::{LeftOut, NO_NAME},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// People looked at in one transaction.
const CHUNK: i64 = 50;

#[derive(FromQueryResult)]
struct Open {
    id: Uuid,
    organisation_id: Uuid,
}

/// Looks at the next people of the oldest proposal that was agreed to; how many, none when there is no such proposal.
///
/// # Errors
/// When the database fails.
pub async fn anonymise_next(services: &Services) -> Result<Option<usize>, StoreError> {
    transact!(services.db, |tx| {
        let oldest = Query::new(
            "SELECT id, organisation_id FROM anonymising WHERE agreed_at IS NOT NULL AND finished_at IS NULL \
             ORDER BY agreed_at, id LIMIT 1",
        );
        let oldest = oldest.sql(skip_locked(services.db.engine()));
        let Some(open) = oldest.one::<Open>(tx).await? else {
            return Ok(Noted::nothing(None));
        };
        let next = next_people(tx, open.id).await?;
        let (gone, stay) = decided(tx, &next, services.today()).await?;
        anonymise(services, tx, &gone).await?;
        mark(services, tx, open.id, (&gone, &stay)).await?;
        let query = Query::new("UPDATE anonymising SET done = done + ");
        let query = query.bind(i64::try_from(next.len()).unwrap_or_default());
        let query = if next.is_empty() {
            query.sql(", finished_at = ").bind(services.now())
        } else {
            query
        };
        query.sql(" WHERE id = ").bind(open.id).run(tx).await?;
        let organisation = open.organisation_id.into();
        let Ok(program) = permit(&Actor::Program, AnonymiseLeavers { organisation }) else {
            return Err(StoreError::Conflict);
        };
        let (id, count) = (AnonymisingId(open.id), next.len());
        let after = ("anonymised", &gone);
        note_new(
            services,
            tx,
            &program,
            format!("anonymising {id}"),
            &after,
            Some(count),
        )
        .await
    })
}

async fn next_people(on: &impl ConnectionTrait, id: Uuid) -> Result<Vec<PersonId>, StoreError> {
    let query =
        Query::new("SELECT person_id AS id FROM anonymising_person WHERE anonymising_id = ");
    let query = query
        .bind(id)
        .sql(" AND anonymised_at IS NULL AND left_out_why IS NULL ORDER BY person_id LIMIT ");
    ids(on, query.bind(CHUNK)).await
}

async fn ids(on: &impl ConnectionTrait, query: Query) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let rows: Vec<Row> = query.all(on).await?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}

/// Whose name goes, and who has come back since it was proposed.
async fn decided(
    on: &impl ConnectionTrait,
    next: &[PersonId],
    today: NaiveDate,
) -> Result<(Vec<PersonId>, Vec<(PersonId, LeftOut)>), StoreError> {
    let among = |query: Query| {
        let query = query.sql("AND x.person_id IN (");
        query.bind_all(next.iter().map(|person| person.0)).sql(")")
    };
    let (found, years) = (people(on, among, today).await?, all_years(on).await?);
    let (mut gone, mut stay) = (Vec::new(), Vec::new());
    for person in next {
        let left_on = found
            .get(person)
            .map_or(Err(LeftOut::NoPost), |one| one.left_on(&years, today));
        match left_on {
            Ok(_) => gone.push(*person),
            Err(why) => stay.push((*person, why)),
        }
    }
    Ok((gone, stay))
}

async fn mark(
    services: &Services,
    on: &impl ConnectionTrait,
    id: Uuid,
    (gone, stay): (&[PersonId], &[(PersonId, LeftOut)]),
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE anonymising_person SET anonymised_at = ").bind(services.now());
    let query = query
        .sql(" WHERE anonymising_id = ")
        .bind(id)
        .sql(" AND person_id IN (");
    query
        .bind_all(gone.iter().map(|person| person.0))
        .sql(")")
        .run(on)
        .await?;
    for why in [
        LeftOut::Post,
        LeftOut::Role,
        LeftOut::TooSoon,
        LeftOut::NoPost,
    ] {
        let of = stay.iter().filter(|one| one.1 == why).map(|one| one.0.0);
        let query =
            Query::new("UPDATE anonymising_person SET left_out_why = ").bind(why.to_string());
        let query = query
            .sql(" WHERE anonymising_id = ")
            .bind(id)
            .sql(" AND person_id IN (");
        query.bind_all(of).sql(")").run(on).await?;
    }
    Ok(())
}

/// What goes, in the order in which it respects the references; `{people}` stands for the people.
const STEPS: [&str; 37] = [
    "DELETE FROM sign_in WHERE account_id IN (SELECT id FROM account WHERE person_id IN ({people}))",
    "DELETE FROM recovery_code WHERE account_id IN (SELECT id FROM account WHERE person_id IN ({people}))",
    "DELETE FROM account_link WHERE account_id IN (SELECT id FROM account WHERE person_id IN ({people}))",
    "DELETE FROM joining_slip WHERE account_id IN (SELECT id FROM account WHERE person_id IN ({people}))",
    "DELETE FROM calendar_feed WHERE account_id IN (SELECT id FROM account WHERE person_id IN ({people}))",
    "DELETE FROM account WHERE person_id IN ({people})",
    "DELETE FROM employer_identity WHERE person_id IN ({people})",
    "DELETE FROM answer WHERE attempt_id IN (SELECT a.id FROM attempt a JOIN study s ON s.id = a.study_id \
     WHERE s.person_id IN ({people}))",
    "DELETE FROM activity_done WHERE study_id IN (SELECT id FROM study WHERE person_id IN ({people}))",
    "UPDATE claim_step SET words = '', evidence_hash = NULL, evidence_name = NULL \
     WHERE claim_id IN (SELECT id FROM claim WHERE person_id IN ({people}))",
    "DELETE FROM evidence WHERE NOT EXISTS (SELECT 1 FROM claim_step s WHERE s.evidence_hash = evidence.hash)",
    "UPDATE booking SET access_needs = '', dietary = '', ended_why = '' WHERE person_id IN ({people})",
    "UPDATE evaluation SET will_do = '', more = '' WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN ({people}))",
    "UPDATE follow_up SET helped = '', hindered = '' WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN ({people}))",
    "UPDATE charge SET waived_why = '' WHERE booking_id IN (SELECT id FROM booking WHERE person_id IN ({people}))",
    "UPDATE session_request SET place = '', dates = '', why = '', declined_why = '' WHERE person_id IN ({people})",
    "DELETE FROM directory_choice WHERE person_id IN ({people})",
    "UPDATE advice SET about = '', question = '', answer = '' WHERE asker_id IN ({people})",
    "UPDATE advice SET answer = '' WHERE answered_by IN ({people})",
    "UPDATE exemption SET reason = '' WHERE person_id IN ({people})",
    "UPDATE assigned_date SET reason = '' WHERE person_id IN ({people})",
    "UPDATE cohort_override SET reason = '' WHERE post_id IN (SELECT id FROM post WHERE person_id IN ({people}))",
    "UPDATE absence SET kind = '' WHERE post_id IN (SELECT id FROM post WHERE person_id IN ({people}))",
    "UPDATE completion_withdrawn SET why = '' WHERE completion_id IN (SELECT id FROM completion WHERE person_id IN ({people}))",
    "UPDATE certificate SET pdf = '', revoked_why = CASE WHEN revoked_why IS NULL THEN NULL ELSE '' END \
     WHERE person_id IN ({people})",
    "DELETE FROM outbox WHERE to_address IN (SELECT email FROM person WHERE id IN ({people})) \
     OR certificate_id IN (SELECT id FROM certificate WHERE person_id IN ({people}))",
    "DELETE FROM mail_stop WHERE address IN (SELECT email FROM person WHERE id IN ({people}))",
    "DELETE FROM saved_view WHERE person_id IN ({people})",
    "UPDATE framework_comment SET by_name = '{name}' WHERE person_id IN ({people})",
    "DELETE FROM staff_import_row WHERE person_id IN ({people})",
    "DELETE FROM staff_import_sameness WHERE person_id IN ({people})",
    "DELETE FROM staff_import_person WHERE id IN ({people})",
    "DELETE FROM staff_import_post WHERE id IN (SELECT id FROM post WHERE person_id IN ({people}))",
    "UPDATE post SET staff_number = NULL, assignment_number = NULL WHERE person_id IN ({people})",
    "UPDATE merger SET was = '{}' WHERE kept_id IN ({people}) OR merged_id IN ({people})",
    "UPDATE person SET name = '{name}', search_name = '', email = NULL WHERE id IN ({people})",
    "UPDATE person SET anonymised_at = {now} WHERE id IN ({people})",
];

/// Takes the names of some people away, and of the records that were merged into theirs.
async fn anonymise(
    services: &Services,
    on: &impl ConnectionTrait,
    gone: &[PersonId],
) -> Result<(), StoreError> {
    if gone.is_empty() {
        return Ok(());
    }
    let query = Query::new("WITH RECURSIVE whole (id) AS (SELECT id FROM person WHERE id IN (");
    let query = query.bind_all(gone.iter().map(|person| person.0));
    let query = query.sql(
        ") UNION SELECT m.merged_id FROM merger m JOIN whole w ON w.id = m.kept_id WHERE m.undone_at IS NULL) \
         SELECT id FROM whole",
    );
    let people = ids(on, query).await?;
    for step in STEPS {
        of_people(services, step, &people).run(on).await?;
    }
    without_name(on, &people).await
}

/// A statement with its people, the words for them, and the instant filled in.
fn of_people(services: &Services, step: &str, people: &[PersonId]) -> Query {
    let step = step.replace("{name}", NO_NAME);
    let mut parts = step.split("{people}");
    let first = parts.next().unwrap_or_default();
    let first = match first.split_once("{now}") {
        Some((before, after)) => Query::new(before).bind(services.now()).sql(after),
        None => Query::new(first),
    };
    parts.fold(first, |query, part| {
        query
            .bind_all(people.iter().map(|person| person.0))
            .sql(part)
    })
}

/// The facts of certificates, which are kept as JSON, say no name any more. Number, course, days and board stay, so that
/// whoever holds one can still check it.
async fn without_name(on: &impl ConnectionTrait, people: &[PersonId]) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        facts: String,
    }
    let query = Query::new("SELECT id, facts FROM certificate WHERE person_id IN (");
    let query = query
        .bind_all(people.iter().map(|person| person.0))
        .sql(")");
    let rows: Vec<Row> = query.all(on).await?;
    for rows in rows.chunks(200) {
        let mut query = Query::new("UPDATE certificate SET facts = CASE id");
        for row in rows {
            let facts = CertificateFacts {
                learner_name: NO_NAME.to_owned(),
                score: None,
                ..serde_json::from_str(&row.facts)?
            };
            let facts = serde_json::to_string(&facts)?;
            query = query.sql(" WHEN ").bind(row.id).sql(" THEN ").bind(facts);
        }
        let query = query
            .sql(" END WHERE id IN (")
            .bind_all(rows.iter().map(|row| row.id));
        query.sql(")").run(on).await?;
    }
    Ok(())
}
