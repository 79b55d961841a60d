//! Where a line manager has to agree to a booking, and whom to ask.

use super::{
    entities::session,
    reads::parts_on,
    tell::{News, Teller, Told, own_texts_of},
};
use crate::{
    Services, StoreError,
    notifications::{self, Hours},
    query::Query,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Role,
    framework::PostFacts,
    ids::{BookingId, PersonId},
    sessions::{Change, State},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// Somebody who can agree to the bookings of somebody.
#[derive(Clone, Debug, FromQueryResult)]
struct Agrees {
    person_id: Uuid,
    id: Uuid,
    name: String,
    email: Option<String>,
    is_lead: bool,
}

/// For whom of some people a line manager has to agree.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    needed: HashSet<PersonId>,
    agree: HashMap<PersonId, Vec<PersonId>>,
}

impl Agreement {
    /// Reads it: the session asks for it, or an organisation in which a person has a post.
    pub async fn read(
        services: &Services,
        on: &impl ConnectionTrait,
        session: &session::Model,
        posts: &HashMap<PersonId, Vec<PostFacts>>,
    ) -> Result<Self, StoreError> {
        #[derive(FromQueryResult)]
        struct Row {
            organisation_id: Uuid,
        }
        let query = Query::new("SELECT organisation_id FROM booking_rule WHERE needs_approval = ")
            .bind(true);
        let rows: Vec<Row> = query.all(on).await?;
        let asks: HashSet<Uuid> = rows.into_iter().map(|row| row.organisation_id).collect();
        let today = services.today();
        let is_needed = |posts: &Vec<PostFacts>| {
            let mut held = posts.iter().filter(|post| post.is_held_on(today));
            session.needs_approval || held.any(|post| asks.contains(&post.organisation_id.0))
        };
        let asked = posts.iter().filter(|(_, posts)| is_needed(posts));
        let needed: HashSet<_> = asked.map(|(person, _)| *person).collect();
        let mut agree: HashMap<PersonId, Vec<PersonId>> = HashMap::new();
        if !needed.is_empty() {
            let people: Vec<_> = needed.iter().copied().collect();
            for one in who_agrees(services, on, &people).await? {
                let of_person = agree.entry(one.person_id.into()).or_default();
                of_person.push(one.id.into());
            }
        }
        Ok(Self { needed, agree })
    }

    /// Whether somebody has to agree when a person is booked. Who can agree does so by booking; and where there is nobody
    /// to ask, nothing is asked.
    pub fn is_needed(&self, person: PersonId, by: Option<PersonId>) -> bool {
        let agree = self
            .agree
            .get(&person)
            .filter(|_| self.needed.contains(&person));
        agree.is_some_and(|agree| by.is_none_or(|by| !agree.contains(&by)))
    }
}

/// The line managers of some people, those who stand in for these today, and the training leads; nobody for themselves.
async fn who_agrees(
    services: &Services,
    on: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<Vec<Agrees>, StoreError> {
    let today = services.today();
    let held = |query: Query| {
        let query = query.bind_all(people.iter().map(|person| person.0));
        let query = query.sql(") AND p.id <> t.person_id AND t.starts_on <= ");
        let query = query
            .bind(today)
            .sql(" AND (t.ends_on IS NULL OR t.ends_on >= ");
        let query = query.bind(today).sql(") AND g.starts_on <= ").bind(today);
        let query = query.sql(" AND (g.ends_on IS NULL OR g.ends_on >= ");
        query.bind(today).sql(")")
    };
    let query = Query::new(
        "SELECT t.person_id, p.id, p.name, p.email, 1 = 0 AS is_lead FROM post t JOIN person p ON p.id = t.manager_id \
         JOIN role_grant g ON g.person_id = p.id AND g.role = ",
    );
    let query = query
        .bind(Role::Manager.code())
        .sql(" WHERE t.person_id IN (");
    let query = held(query).sql(
        " UNION SELECT t.person_id, p.id, p.name, p.email, 1 = 0 FROM post t \
         JOIN deputy d ON d.manager_id = t.manager_id AND d.ended_at IS NULL JOIN person p ON p.id = d.deputy_id \
         JOIN role_grant g ON g.person_id = d.manager_id AND g.role = ",
    );
    let query = query.bind(Role::Manager.code()).sql(" WHERE d.from_on <= ");
    let query = query.bind(today).sql(" AND d.to_on >= ").bind(today);
    let query = held(query.sql(" AND t.person_id IN (")).sql(
        " UNION SELECT t.person_id, p.id, p.name, p.email, 1 = 1 FROM post t \
         JOIN role_grant g ON g.organisation_id = t.organisation_id JOIN person p ON p.id = g.person_id WHERE g.role = ",
    );
    let query = query.bind(Role::TrainingLead.code());
    held(query.sql(" AND t.person_id IN (")).all(on).await
}

/// Asks for an answer to what has come to wait for one: the line manager and who stands in; the training leads where
/// there is none.
pub(super) async fn ask(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    changes: &[Change],
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        person_id: Uuid,
        name: String,
        reference: String,
        asked: i32,
        depends_on: Option<Uuid>,
        offered_until: Option<DateTime<Utc>>,
    }
    let now: HashMap<BookingId, State> = changes.iter().map(Change::now).collect();
    let waiting = now.iter().filter(|(_, state)| **state == State::ToApprove);
    let ids: Vec<Uuid> = waiting.map(|(id, _)| id.0).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let query = Query::new(
        "SELECT b.id, b.person_id, p.name, b.reference, b.asked, b.depends_on, b.offered_until FROM booking b \
         JOIN person p ON p.id = b.person_id WHERE b.id IN (",
    );
    let query = query.bind_all(ids).sql(") ORDER BY b.asked");
    let rows: Vec<Row> = query.all(on).await?;
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id.into()).collect();
    let agree = who_agrees(services, on, &people).await?;
    let parts = parts_on(on, session.id.into()).await?;
    let own_texts = own_texts_of(on, session).await?;
    let mut mails = Vec::new();
    for row in &rows {
        let of_person: Vec<_> = agree
            .iter()
            .filter(|a| a.person_id == row.person_id)
            .collect();
        let has_manager = of_person.iter().any(|one| !one.is_lead);
        for one in of_person
            .into_iter()
            .filter(|one| !(has_manager && one.is_lead))
        {
            let Some(address) = one.email.clone() else {
                continue;
            };
            mails.push(teller(&Told {
                booking: row.id.into(),
                reference: row.reference.clone(),
                name: one.name.clone(),
                address,
                is_provisional: row.depends_on.is_some(),
                person: one.id.into(),
                asked: row.asked.unsigned_abs(),
                is_tentative: session.is_tentative,
                session: session.id.into(),
                change: session.number.unsigned_abs(),
                title: session.title.clone(),
                parts: parts.clone(),
                first_part: 1,
                venue: session.venue.clone(),
                link: session.link.clone(),
                note: session.note.clone(),
                news: News::Approve {
                    by: one.id.into(),
                    whose: row.name.clone(),
                    until: row.offered_until.unwrap_or(session.starts_at),
                },
                own_texts: Arc::clone(&own_texts),
                entry: None,
            }));
        }
    }
    notifications::put_all(services, on, mails, Hours::Any).await
}
