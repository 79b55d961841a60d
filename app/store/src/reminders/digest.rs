//! The second stage of a day: all that waits for one recipient becomes one mail.

use super::due::{DATE, asked};
use crate::{
    Services, StoreError,
    audit::Noted,
    db::skip_locked,
    framework::in_force_on,
    notifications::{Hours, Mail, put_all},
    query::Query,
    transact,
};
use chrono::NaiveDate;
use domain::{framework::Framework, ids::PersonId, reminders::Outcome};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Recipients whose mail is written in one transaction.
const CHUNK: i64 = 100;

/// What one mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Who gets it.
    pub to: PersonId,
    /// The name.
    pub name: String,
    /// The address.
    pub address: String,
    /// The day.
    pub day: NaiveDate,
    /// What the recipient has to do, the most urgent first.
    pub own: Vec<Line>,
    /// What people have to do whose line manager the recipient is.
    pub people: Vec<Line>,
}

impl Digest {
    /// The key of its mail: one for one person on one day.
    pub fn key(&self) -> String {
        format!("reminders {} {}", self.to, self.day)
    }
}

/// Somebody has to do something by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose training it is.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The title of the level.
    pub level: String,
    /// The last day in time.
    pub due_on: NaiveDate,
}

#[derive(FromQueryResult)]
struct Recipient {
    recipient_id: Uuid,
}

/// Writes the next digests; whether there were any that no other server is writing.
pub(super) async fn next(
    services: &Services,
    today: NaiveDate,
    mail: impl Fn(&Digest) -> Mail,
) -> Result<bool, StoreError> {
    transact!(services.db, |tx| {
        // Whoever holds the row of the day writes; the others pass by.
        #[derive(FromQueryResult)]
        struct Day {
            #[expect(dead_code, reason = "only whether there is a row matters")]
            on_day: NaiveDate,
        }
        let day = Query::new("SELECT on_day FROM reminder_day WHERE on_day = ")
            .bind(today)
            .sql(skip_locked(services.db.engine()));
        let Some(in_force) = in_force_on(services, tx, today).await? else {
            return Ok(Noted::nothing(false));
        };
        if day.one::<Day>(tx).await?.is_none() {
            return Ok(Noted::nothing(false));
        }
        let recipients = recipients(tx, today).await?;
        if recipients.is_empty() {
            return Ok(Noted::nothing(false));
        }
        drop_needless(services, tx, &recipients, today).await?;
        let rows = waiting(tx, &recipients).await?;
        let unreachable = rows.iter().filter_map(Row::in_the_way).collect::<Vec<_>>();
        for outcome in [Outcome::NoAddress, Outcome::Stopped] {
            let whose = unreachable.iter().filter(|(_, why)| *why == outcome);
            settle(services, tx, outcome, whose.map(|(id, _)| *id).collect()).await?;
        }
        let digests = digests(&in_force.framework, rows, today);
        keep(services, tx, &digests).await?;
        let mails = digests.iter().map(&mail).collect();
        put_all(services, tx, mails, Hours::Working).await?;
        Ok(Noted::in_the_row(true))
    })
}

/// Those for whom something waits and who have had no digest today.
async fn recipients(on: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<Uuid>, StoreError> {
    let query = Query::new(
        "SELECT DISTINCT r.recipient_id FROM reminder r WHERE r.outcome = 'waiting' AND NOT EXISTS \
         (SELECT 1 FROM digest g WHERE g.person_id = r.recipient_id AND g.on_day = ",
    );
    let rows: Vec<Recipient> = query
        .bind(today)
        .sql(") ORDER BY r.recipient_id LIMIT ")
        .bind(CHUNK)
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|row| row.recipient_id).collect())
}

/// What has been done since it was noted, has another date or is asked of nobody now is needed no more.
async fn drop_needless(
    services: &Services,
    on: &impl ConnectionTrait,
    recipients: &[Uuid],
    today: NaiveDate,
) -> Result<(), StoreError> {
    let query = Query::new("UPDATE reminder SET outcome = 'not-needed', settled_at = ")
        .bind(services.now())
        .sql(" WHERE outcome = 'waiting' AND recipient_id IN (")
        .bind_all(recipients.iter().copied());
    let query = query.sql(&format!(
        ") AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.person_id = reminder.person_id AND s.level = reminder.level \
         AND {DATE} = reminder.due_on AND "
    ));
    asked(query, today).sql(")").run(on).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    person_id: Uuid,
    person: String,
    level: String,
    due_on: NaiveDate,
    recipient_id: Uuid,
    recipient: String,
    address: Option<String>,
    is_stopped: bool,
}

impl Row {
    /// Why its recipient gets no mail, if that is so.
    fn in_the_way(&self) -> Option<(Uuid, Outcome)> {
        match (&self.address, self.is_stopped) {
            (None, _) => Some((self.recipient_id, Outcome::NoAddress)),
            (Some(_), true) => Some((self.recipient_id, Outcome::Stopped)),
            (Some(_), false) => None,
        }
    }
}

async fn waiting(on: &impl ConnectionTrait, recipients: &[Uuid]) -> Result<Vec<Row>, StoreError> {
    Query::new(
        "SELECT r.person_id, p.name AS person, r.level, r.due_on, r.recipient_id, q.name AS recipient, \
         q.email AS address, EXISTS (SELECT 1 FROM mail_stop k WHERE k.address = q.email AND k.lifted_at IS NULL) \
         AS is_stopped FROM reminder r JOIN person p ON p.id = r.person_id JOIN person q ON q.id = r.recipient_id \
         WHERE r.outcome = 'waiting' AND r.recipient_id IN (",
    )
    .bind_all(recipients.iter().copied())
    .sql(") ORDER BY r.recipient_id, r.due_on, p.search_name, r.level")
    .all(on)
    .await
}

/// A digest for each recipient who can be reached. Of two dates of one level the earlier is said.
fn digests(framework: &Framework, rows: Vec<Row>, today: NaiveDate) -> Vec<Digest> {
    let mut digests: Vec<Digest> = Vec::new();
    for row in rows {
        let Some(address) = row.address.filter(|_| !row.is_stopped) else {
            continue;
        };
        let to = PersonId::from(row.recipient_id);
        if digests.last().is_none_or(|last| last.to != to) {
            digests.push(Digest {
                to,
                name: row.recipient,
                address,
                day: today,
                own: Vec::new(),
                people: Vec::new(),
            });
        }
        let level = framework.level(&row.level);
        let line = Line {
            person: row.person_id.into(),
            name: row.person,
            level: level.map_or(row.level, |level| level.title.clone()),
            due_on: row.due_on,
        };
        if let Some(digest) = digests.last_mut() {
            let is_own = row.person_id == row.recipient_id;
            let lines = if is_own {
                &mut digest.own
            } else {
                &mut digest.people
            };
            let same = |said: &Line| said.person == line.person && said.level == line.level;
            if !lines.iter().any(same) {
                lines.push(line);
            }
        }
    }
    digests
}

/// Keeps the digests, and what went into them as sent.
async fn keep(
    services: &Services,
    on: &impl ConnectionTrait,
    digests: &[Digest],
) -> Result<(), StoreError> {
    let Some(first) = digests.first() else {
        return Ok(());
    };
    let (now, day) = (services.now(), first.day);
    let query = Query::new("INSERT INTO digest (id, person_id, on_day, mail_key, made_at) VALUES ");
    let query = query.each_row(digests, |query, digest| {
        query
            .bind(services.new_id::<Uuid>())
            .comma(digest.to.0)
            .comma(digest.day)
            .comma(digest.key())
            .comma(now)
    });
    query.run(on).await?;
    Query::new("UPDATE reminder SET outcome = 'sent', settled_at = ")
        .bind(now)
        .sql(", digest_id = (SELECT g.id FROM digest g WHERE g.person_id = reminder.recipient_id AND g.on_day = ")
        .bind(day)
        .sql(") WHERE outcome = 'waiting' AND recipient_id IN (")
        .bind_all(digests.iter().map(|digest| digest.to.0))
        .sql(")")
        .run(on)
        .await?;
    Ok(())
}

/// All that waits for some recipients comes to nothing.
async fn settle(
    services: &Services,
    on: &impl ConnectionTrait,
    outcome: Outcome,
    recipients: Vec<Uuid>,
) -> Result<(), StoreError> {
    if recipients.is_empty() {
        return Ok(());
    }
    Query::new("UPDATE reminder SET outcome = ")
        .bind(outcome.code().to_owned())
        .sql(", settled_at = ")
        .bind(services.now())
        .sql(" WHERE outcome = 'waiting' AND recipient_id IN (")
        .bind_all(recipients)
        .sql(")")
        .run(on)
        .await?;
    Ok(())
}
