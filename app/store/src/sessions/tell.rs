//! Whom to tell what has become of a booking.

use super::{
    entities::session,
    hold::Ending,
    reads::{Part, parts_on},
};
use crate::{
    Services, StoreError,
    notifications::{self, Hours, Mail, OwnText, texts_of_district},
    query::Query,
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{BookingId, PersonId, SessionId},
    sessions::{Change, State},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// What somebody is told of a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It holds a place.
    Booked,
    /// A place is offered.
    Offered {
        /// Until when it is kept.
        until: DateTime<Utc>,
    },
    /// The session has other dates or another place: its so-manyth change.
    Changed {
        /// Which change.
        number: u32,
    },
    /// The session has been cancelled.
    SessionCancelled {
        /// Why.
        why: String,
    },
    /// The booking has been ended by somebody else.
    Ended {
        /// Why.
        why: String,
    },
}

/// Somebody with an e-mail address, and what there is to tell.
#[derive(Clone, Debug)]
pub struct Told {
    /// The booking.
    pub booking: BookingId,
    /// Its reference.
    pub reference: String,
    /// The person's name.
    pub name: String,
    /// The address.
    pub address: String,
    /// Whether the place is provisional.
    pub is_provisional: bool,
    /// The session.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// When it takes place.
    pub parts: Vec<Part>,
    /// Where; empty when it is online.
    pub venue: String,
    /// The link to join.
    pub link: String,
    /// What else there is to know.
    pub note: String,
    /// The news.
    pub news: News,
    /// What the board of the district says in its own words.
    pub own_texts: Arc<[OwnText]>,
}

impl Told {
    /// Which fact its mail speaks of: one mail for one fact.
    pub fn key(&self) -> String {
        let Self { booking, .. } = self;
        match &self.news {
            News::Booked => format!("booking {booking} booked"),
            News::Offered { .. } => format!("booking {booking} offered"),
            News::Changed { number } => format!("booking {booking} change {number}"),
            News::SessionCancelled { .. } => format!("booking {booking} session cancelled"),
            News::Ended { .. } => format!("booking {booking} ended"),
        }
    }
}

/// Writes the mail that tells somebody.
pub type Teller<'a> = &'a (dyn Fn(&Told) -> Mail + Send + Sync);

/// Tells of changes whoever has to know them: of a place, an offer, or an end that they have not made themselves.
pub(super) async fn changes(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    changes: &[Change],
    ending: Ending<'_>,
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    let mut news = HashMap::new();
    for change in changes {
        let (id, state) = change.now();
        let said = match (state, change) {
            (State::Booked, _) => Some(News::Booked),
            (
                State::Offered,
                Change::Move {
                    until: Some(until), ..
                },
            ) => Some(News::Offered { until: *until }),
            (State::SessionCancelled, _) => Some(News::SessionCancelled {
                why: ending.why.to_owned(),
            }),
            (State::Cancelled | State::CancelledLate | State::Declined | State::Released, _) => {
                Some(News::Ended {
                    why: ending.why.to_owned(),
                })
            }
            _ => None,
        };
        if let Some(said) = said {
            news.insert(id.0, said);
        }
    }
    put(services, on, session, news, ending.by, teller).await
}

/// Tells everybody with a booking that is still ahead that the session has changed.
pub(super) async fn changed(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    bookings: impl Iterator<Item = BookingId>,
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    let number = session.number.unsigned_abs();
    let news = bookings.map(|id| (id.0, News::Changed { number }));
    put(services, on, session, news.collect(), None, teller).await
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    reference: String,
    depends_on: Option<Uuid>,
    name: String,
    email: String,
}

/// Puts the mails into the outbox. Who has ended a booking knows it.
async fn put(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    mut news: HashMap<Uuid, News>,
    by: Option<PersonId>,
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    if news.is_empty() {
        return Ok(());
    }
    let query = Query::new(
        "SELECT b.id, b.person_id, b.reference, b.depends_on, p.name, p.email FROM booking b \
         JOIN person p ON p.id = b.person_id WHERE p.email IS NOT NULL AND b.id IN (",
    );
    let query = query
        .bind_all(news.keys().copied())
        .sql(") ORDER BY b.asked");
    let rows: Vec<Row> = query.all(on).await?;
    let parts = parts_on(on, session.id.into()).await?;
    let own_texts = texts_of_district(on, session.district_id.into()).await?;
    let own_texts: Arc<[OwnText]> = own_texts.into();
    let told = |row: Row| {
        let news = news.remove(&row.id)?;
        let knows = matches!(news, News::Ended { .. }) && by == Some(PersonId(row.person_id));
        (!knows).then(|| Told {
            booking: row.id.into(),
            reference: row.reference,
            name: row.name,
            address: row.email,
            is_provisional: row.depends_on.is_some(),
            session: session.id.into(),
            title: session.title.clone(),
            parts: parts.clone(),
            venue: session.venue.clone(),
            link: session.link.clone(),
            note: session.note.clone(),
            news,
            own_texts: Arc::clone(&own_texts),
        })
    };
    let told: Vec<Told> = rows.into_iter().filter_map(told).collect();
    let mails = told.iter().map(teller).collect();
    notifications::put_all(services, on, mails, Hours::Any).await
}
