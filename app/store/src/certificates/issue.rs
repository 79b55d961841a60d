//! Ordering and issuing certificates.

use super::{
    candidates::{CandidateFilter, chosen},
    entities::{certificate, certificate_batch, certificate_order},
    facts::facts_for,
};
use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::{once_more, skip_locked},
    notifications::{self, Mail},
    query::Query,
    transact,
};
use chrono::{Datelike, TimeDelta};
use domain::{
    access::{IssueCertificates, Permit, Scope},
    certificates::CertificateFacts,
    ids::{BatchId, BoardId, CertificateId, CompletionId, PersonId},
};
use sea_orm::{EntityTrait, FromQueryResult, IntoActiveModel};
use uuid::Uuid;

/// What is ordered.
#[derive(Clone, Debug)]
pub enum Ordered {
    /// These completions.
    These(Vec<CompletionId>),
    /// Everything that a list with this filter shows, on all its pages.
    All(CandidateFilter),
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Places an order. The same form posted again, even at the same moment, gives the order it placed the first time.
/// Completions that are not in the board's area, have a certificate, or are on order already, are left out.
///
/// # Errors
/// When the database fails.
pub async fn order(
    services: &Services,
    permit: &Permit<IssueCertificates>,
    scope: &Scope,
    ordered: &Ordered,
    form_key: &str,
) -> Result<BatchId, StoreError> {
    once_more(|| place(services, permit, scope, ordered, form_key)).await
}

async fn place(
    services: &Services,
    permit: &Permit<IssueCertificates>,
    scope: &Scope,
    ordered: &Ordered,
    form_key: &str,
) -> Result<BatchId, StoreError> {
    let board = permit.act().board;
    let Some(by) = permit.by() else {
        return Err(StoreError::Conflict);
    };
    transact!(services.db, |tx| {
        let placed =
            Query::new("SELECT id FROM certificate_batch WHERE form_key = ").bind(form_key);
        if let Some(placed) = placed.one::<Id>(tx).await? {
            return Ok(Noted::nothing(BatchId(placed.id)));
        }
        let query = chosen("SELECT c.id", scope, board, (ordered, services.now()))
            .sql(" ORDER BY c.completed_on, c.id");
        let completions: Vec<Id> = query.all(tx).await?;
        let id = services.new_id::<BatchId>();
        let row = certificate_batch::Model {
            id: id.into(),
            board_id: board.into(),
            form_key: form_key.to_owned(),
            ordered_by: by.into(),
            ordered_at: services.now(),
            wanted: i32::try_from(completions.len()).unwrap_or(i32::MAX),
            finished_at: completions.is_empty().then(|| services.now()),
        };
        certificate_batch::Entity::insert(row.into_active_model())
            .exec_without_returning(tx)
            .await?;
        for chunk in completions.chunks(500) {
            let lines = chunk
                .iter()
                .map(|completion| line(id, completion.id).into_active_model());
            certificate_order::Entity::insert_many(lines)
                .exec_without_returning(tx)
                .await?;
        }
        note_new(
            services,
            tx,
            permit,
            format!("batch {id}"),
            &completions.len(),
            id,
        )
        .await
    })
}

fn line(batch: BatchId, completion: Uuid) -> certificate_order::Model {
    certificate_order::Model {
        batch_id: batch.into(),
        completion_id: completion,
        serial: None,
        code: None,
        claimed_until: None,
        issued_at: None,
        problem: None,
    }
}

/// A line of an order that a job has claimed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// The order.
    pub batch_id: Uuid,
    /// The completion.
    pub completion_id: Uuid,
    /// The board.
    pub board_id: Uuid,
    /// Who ordered it.
    pub ordered_by: Uuid,
    /// The number it will have.
    pub serial: String,
    /// The code of its check page.
    pub code: String,
}

/// A line with what the certificate will say, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The line.
    pub line: Line,
    /// What it will say.
    pub facts: CertificateFacts,
    /// Whose.
    pub person: PersonId,
    /// Where it will be sent, if anywhere.
    pub email: Option<String>,
}

/// A server that dies leaves its lines to the others after this.
const CLAIM: TimeDelta = TimeDelta::minutes(2);

#[derive(FromQueryResult)]
struct Open {
    batch_id: Uuid,
    completion_id: Uuid,
    board_id: Uuid,
    serial: Option<String>,
}

#[derive(FromQueryResult)]
struct Serial {
    prefix: String,
    next_serial: i64,
}

/// Claims open lines of any order, at most `most`, and gives each its number and code. `check_url` makes the address of
/// the check page from a code. Lines that cannot be issued are closed with the reason.
///
/// # Errors
/// When the database fails.
pub async fn claim(
    services: &Services,
    most: u32,
    check_url: impl Fn(&str) -> String,
) -> Result<Vec<Claimed>, StoreError> {
    let lines = claim_lines(services, most).await?;
    let mut claimed = Vec::with_capacity(lines.len());
    for line in lines {
        let (board, completion) = (BoardId(line.board_id), CompletionId(line.completion_id));
        match facts_for(
            services,
            board,
            completion,
            &line.serial,
            &check_url(&line.code),
        )
        .await?
        {
            Ok((facts, person, email)) => claimed.push(Claimed {
                line,
                facts,
                person,
                email,
            }),
            Err(refused) => not_issued(services, &line, &refused.to_string()).await?,
        }
    }
    Ok(claimed)
}

async fn claim_lines(services: &Services, most: u32) -> Result<Vec<Line>, StoreError> {
    let now = services.now();
    let year = services.today().year();
    transact!(services.db, |tx| {
        let query = Query::new(
            "SELECT r.batch_id, r.completion_id, b.board_id, r.serial FROM certificate_order r \
             JOIN certificate_batch b ON b.id = r.batch_id WHERE r.issued_at IS NULL AND r.problem IS NULL \
             AND (r.claimed_until IS NULL OR r.claimed_until < ",
        );
        let query = query
            .bind(now)
            .sql(") ORDER BY r.batch_id, r.completion_id LIMIT ")
            .bind(i64::from(most));
        let lock = skip_locked(services.db.engine()).replace("UPDATE", "UPDATE OF r");
        let open: Vec<Open> = query.sql(&lock).all(tx).await?;
        for open in &open {
            let serial = if let Some(serial) = &open.serial {
                serial.clone()
            } else {
                let query =
                    Query::new("UPDATE board SET next_serial = next_serial + 1 WHERE id = ")
                        .bind(open.board_id);
                let query = query.sql(" RETURNING prefix, next_serial - 1 AS next_serial");
                let Some(next) = query.one::<Serial>(tx).await? else {
                    continue;
                };
                format!("{}-{year}-{:06}", next.prefix, next.next_serial)
            };
            let query = Query::new("UPDATE certificate_order SET serial = ").bind(serial);
            let query = query
                .sql(", code = COALESCE(code, ")
                .bind(services.ids.secret());
            let query = query
                .sql("), claimed_until = ")
                .bind(now + CLAIM)
                .sql(" WHERE batch_id = ")
                .bind(open.batch_id);
            query
                .sql(" AND completion_id = ")
                .bind(open.completion_id)
                .run(tx)
                .await?;
        }
        let query = Query::new(
            "SELECT r.batch_id, r.completion_id, b.board_id, b.ordered_by, r.serial, r.code FROM certificate_order r \
             JOIN certificate_batch b ON b.id = r.batch_id WHERE r.completion_id IN (",
        );
        let query = query
            .bind_all(open.iter().map(|o| o.completion_id))
            .sql(") AND r.claimed_until = ")
            .bind(now + CLAIM);
        Ok(Noted::in_the_row(query.all::<Line>(tx).await?))
    })
}

/// Keeps certificates that have been drawn, each with the mail that takes it to its holder, and closes their lines. A
/// certificate that exists already is passed over; what was withdrawn meanwhile is refused when it is claimed again.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    services: &Services,
    drawn: &[(Claimed, Vec<u8>)],
    permit: impl Fn(&Claimed) -> Option<Permit<IssueCertificates>>,
    mail: impl Fn(&Claimed, CertificateId) -> Option<Mail>,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let mut noted = Noted::nothing(());
        for (claimed, pdf) in drawn {
            let (line, facts) = (&claimed.line, &claimed.facts);
            let query = Query::new("UPDATE certificate_order SET issued_at = ")
                .bind(services.now())
                .sql(" WHERE issued_at IS NULL AND NOT EXISTS (SELECT 1 FROM completion_withdrawn w ")
                .sql("WHERE w.completion_id = certificate_order.completion_id) AND ");
            let open = no_other(this_line(query, line), "NOT EXISTS")
                .run(tx)
                .await?;
            if open == 0 {
                let query = Query::new("UPDATE certificate_order SET problem = ")
                    .bind("There is a certificate for this already. You need do nothing.")
                    .sql(" WHERE issued_at IS NULL AND ");
                no_other(this_line(query, line), "EXISTS").run(tx).await?;
            }
            let Some(permit) = permit(claimed).filter(|_| open == 1) else {
                continue;
            };
            let id = services.new_id::<CertificateId>();
            let row = certificate::Model {
                id: id.into(),
                serial: facts.serial.clone(),
                revision: 1,
                completion_id: line.completion_id,
                person_id: claimed.person.into(),
                board_id: line.board_id,
                code: line.code.clone(),
                facts: serde_json::to_string(facts)?,
                pdf: pdf.clone(),
                issued_at: services.now(),
                issued_by: Some(line.ordered_by),
                valid_until: facts.valid_until,
                replaced_on: None,
                revoked_on: None,
                revoked_why: None,
            };
            certificate::Entity::insert(row.into_active_model())
                .exec_without_returning(tx)
                .await?;
            if let Some(mail) = mail(claimed, id) {
                notifications::put(services, tx, mail).await?;
            }
            noted = note_new(
                services,
                tx,
                &permit,
                format!("certificate {id}"),
                facts,
                (),
            )
            .await?;
        }
        for (claimed, _) in drawn {
            finish(services, tx, claimed.line.batch_id).await?;
        }
        Ok(noted)
    })
}

fn this_line(query: Query, line: &Line) -> Query {
    let query = query.sql("batch_id = ").bind(line.batch_id);
    query.sql(" AND completion_id = ").bind(line.completion_id)
}

/// Whether another order has issued the same meanwhile, as the end of an update.
fn no_other(query: Query, exists: &str) -> Query {
    query.sql(" AND ").sql(exists).sql(
        " (SELECT 1 FROM certificate k WHERE k.completion_id = certificate_order.completion_id \
         AND k.replaced_on IS NULL AND k.revoked_on IS NULL)",
    )
}

/// Closes a line that cannot be issued, with the reason in words.
///
/// # Errors
/// When the database fails.
pub async fn not_issued(services: &Services, line: &Line, problem: &str) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE certificate_order SET problem = ").bind(problem);
        this_line(query.sql(" WHERE issued_at IS NULL AND "), line)
            .run(tx)
            .await?;
        finish(services, tx, line.batch_id).await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Marks an order as finished once no line is open.
async fn finish(
    services: &Services,
    on: &impl sea_orm::ConnectionTrait,
    batch: Uuid,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE certificate_batch SET finished_at = ").bind(services.now());
    let query = query
        .sql(" WHERE finished_at IS NULL AND id = ")
        .bind(batch);
    let query = query.sql(" AND NOT EXISTS (SELECT 1 FROM certificate_order r WHERE r.batch_id = certificate_batch.id ");
    query
        .sql("AND r.issued_at IS NULL AND r.problem IS NULL)")
        .run(on)
        .await?;
    Ok(())
}
