//! The outbox: mail written in the transaction of the fact it speaks of, and sent by a job.
//!
//! A key says which fact a mail speaks of; the same key is never written twice. Decided in
//! `docs/rules/notifications.md`.

mod entities;
mod messages;
mod own_texts;

pub use messages::{Message, messages};
pub(crate) use own_texts::texts_by_district;
pub use own_texts::{OwnText, own_texts, send_trial, set_own_text};

use crate::{
    Services, StoreError,
    audit::{Noted, note_new},
    db::skip_locked,
    query::Query,
    reminders::proclaimed_on,
    reminders::stop,
    transact,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Permit, StopMail},
    ids::{BookingId, CertificateId},
    reminders::is_open,
};
use entities::outbox;
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, sea_query::OnConflict,
};
use uuid::Uuid;

/// A mail to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The fact it speaks of, such as `certificate 0198…`.
    pub key: String,
    /// The address.
    pub to_address: String,
    /// The name beside it.
    pub to_name: String,
    /// The subject, one line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// A certificate to attach.
    pub certificate: Option<CertificateId>,
    /// What goes with it for a calendar.
    pub calendar: Option<String>,
    /// The booking it is about.
    pub booking: Option<BookingId>,
}

/// When a mail may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hours {
    /// At once, by day and by night.
    Any,
    /// On working days, by day.
    Working,
}

/// Writes a mail into the outbox, unless one with its key is there.
pub(crate) async fn put(
    services: &Services,
    on: &impl ConnectionTrait,
    mail: Mail,
) -> Result<(), StoreError> {
    put_all(services, on, vec![mail], Hours::Any).await
}

/// Writes several mails into the outbox, but for those whose key is there.
pub(crate) async fn put_all(
    services: &Services,
    on: &impl ConnectionTrait,
    mails: Vec<Mail>,
    hours: Hours,
) -> Result<(), StoreError> {
    if mails.is_empty() {
        return Ok(());
    }
    let row = |mail: Mail| {
        let row = outbox::Model {
            id: services.new_id(),
            key: mail.key,
            to_address: mail.to_address,
            to_name: mail.to_name,
            subject: mail.subject,
            text_body: mail.text,
            html_body: mail.html,
            certificate_id: mail.certificate.map(Into::into),
            calendar: mail.calendar,
            booking_id: mail.booking.map(Into::into),
            created_at: services.now(),
            due_at: services.now(),
            claimed_until: None,
            tries: 0,
            sent_at: None,
            problem: None,
            working_hours: hours == Hours::Working,
        };
        row.into_active_model()
    };
    let once = OnConflict::column(outbox::Column::Key)
        .do_nothing()
        .to_owned();
    outbox::Entity::insert_many(mails.into_iter().map(row))
        .on_conflict(once)
        .exec_without_returning(on)
        .await?;
    Ok(())
}

/// A mail that a job has claimed.
#[derive(Clone, Debug)]
pub struct Due {
    /// Which.
    pub id: Uuid,
    /// The mail.
    pub mail: Mail,
    /// How often it was tried before.
    pub tries: u32,
    /// The attached certificate's file.
    pub attachment: Option<Vec<u8>>,
}

#[derive(FromQueryResult)]
struct DueRow {
    id: Uuid,
    key: String,
    to_address: String,
    to_name: String,
    subject: String,
    text_body: String,
    html_body: String,
    certificate_id: Option<Uuid>,
    calendar: Option<String>,
    booking_id: Option<Uuid>,
    tries: i32,
    pdf: Option<Vec<u8>>,
}

/// After so many tries a mail is parked with its problem, for somebody to look at.
pub const MOST_TRIES: u32 = 12;

/// How long a claim holds: a server that dies leaves its mail to the others after this.
pub const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// Claims mail that is due, at most `most` at a time. Several servers never claim the same.
///
/// # Errors
/// When the database fails.
pub async fn claim(services: &Services, most: u32) -> Result<Vec<Due>, StoreError> {
    let now = services.now();
    let ids: Vec<Id> = transact!(services.db, |tx| {
        let query =
            Query::new("UPDATE outbox SET tries = tries + 1, claimed_until = ").bind(now + CLAIM);
        let query = query
            .sql(" WHERE id IN (SELECT id FROM outbox WHERE sent_at IS NULL AND due_at <= ")
            .bind(now);
        let query = query.sql(" AND tries < ").bind(MOST_TRIES.cast_signed());
        let proclaimed = proclaimed_on(tx, services.today()).await?;
        let query = query.sql(if is_open(now, &proclaimed) {
            ""
        } else {
            " AND NOT working_hours"
        });
        let query = query
            .sql(" AND (claimed_until IS NULL OR claimed_until < ")
            .bind(now);
        let query = query
            .sql(") ORDER BY due_at LIMIT ")
            .bind(i64::from(most))
            .sql(skip_locked(services.db.engine()));
        Ok(Noted::in_the_row(
            query.sql(") RETURNING id").all(tx).await?,
        ))
    })?;
    let query = Query::new(
        "SELECT m.id, m.key, m.to_address, m.to_name, m.subject, m.text_body, m.html_body, m.certificate_id, m.calendar, \
         m.booking_id, m.tries, c.pdf FROM outbox m LEFT JOIN certificate c ON c.id = m.certificate_id WHERE m.id IN (",
    );
    let rows: Vec<DueRow> = query
        .bind_all(ids.iter().map(|i| i.id))
        .sql(")")
        .all(services.db.reader())
        .await?;
    Ok(rows.into_iter().map(due).collect())
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

fn due(row: DueRow) -> Due {
    Due {
        id: row.id,
        tries: row.tries.unsigned_abs().saturating_sub(1),
        attachment: row.pdf,
        mail: Mail {
            key: row.key,
            to_address: row.to_address,
            to_name: row.to_name,
            subject: row.subject,
            text: row.text_body,
            html: row.html_body,
            certificate: row.certificate_id.map(CertificateId),
            calendar: row.calendar,
            booking: row.booking_id.map(BookingId),
        },
    }
}

/// Notes that a mail was sent. Its words are not kept: they may hold a link that opens an account.
///
/// # Errors
/// When the database fails.
pub async fn sent(services: &Services, id: Uuid) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        let query = Query::new(
            "UPDATE outbox SET problem = NULL, claimed_until = NULL, text_body = '', html_body = '', calendar = NULL, \
             sent_at = ",
        );
        query
            .bind(services.now())
            .sql(" WHERE id = ")
            .bind(id)
            .run(tx)
            .await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Notes that a mail could not be sent, and tries it again later: after a minute, two, four, … up to six hours.
///
/// # Errors
/// When the database fails.
pub async fn failed(services: &Services, due: &Due, problem: &str) -> Result<(), StoreError> {
    let pause = TimeDelta::minutes(1 << due.tries.min(9)).min(TimeDelta::hours(6));
    transact!(services.db, |tx| {
        let query = Query::new("UPDATE outbox SET claimed_until = NULL, problem = ").bind(problem);
        let query = query.sql(", due_at = ").bind(services.now() + pause);
        query.sql(" WHERE id = ").bind(due.id).run(tx).await?;
        Ok(Noted::in_the_row(()))
    })
}

/// Notes that the mail server knows no such recipient. The mail is parked at once, and its address goes on the stop list.
///
/// # Errors
/// When the database fails.
pub async fn refused(
    services: &Services,
    permit: &Permit<StopMail>,
    due: &Due,
    problem: &str,
) -> Result<(), StoreError> {
    transact!(services.db, |tx| {
        Query::new("UPDATE outbox SET claimed_until = NULL, problem = ")
            .bind(problem)
            .sql(", tries = ")
            .bind(MOST_TRIES.cast_signed())
            .sql(" WHERE id = ")
            .bind(due.id)
            .run(tx)
            .await?;
        let address = &due.mail.to_address;
        if !stop(services, tx, permit, address, problem).await? {
            return Ok(Noted::nothing(()));
        }
        let subject = format!("address {address}");
        note_new(services, tx, permit, subject, &problem, ()).await
    })
}

/// When the next mail is due, if any waits.
///
/// # Errors
/// When the database fails.
pub async fn next_due(services: &Services) -> Result<Option<DateTime<Utc>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        due_at: DateTime<Utc>,
    }
    let query = Query::new("SELECT due_at FROM outbox WHERE sent_at IS NULL AND tries < ");
    let query = query
        .bind(MOST_TRIES.cast_signed())
        .sql(" ORDER BY due_at LIMIT 1");
    Ok(query
        .one::<Row>(services.db.reader())
        .await?
        .map(|row| row.due_at))
}
