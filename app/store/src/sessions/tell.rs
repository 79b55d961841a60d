//! Whom to tell what has become of a booking.

use super::{
    entities::session,
    hold::Ending,
    reads::{Part, parts_on},
};
use crate::{
    Services, StoreError,
    notifications::{self, Hours, Mail, OwnText, texts_by_district},
    query::Query,
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{BookingId, PersonId, SessionId},
    sessions::{Change, Method, Place, State},
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
        /// Whether the time is another one, so that they are asked to say that they still come.
        has_new_time: bool,
    },
    /// The session has lost parts with its so-manyth change.
    Shorter {
        /// Which change.
        number: u32,
    },
    /// The person has given the place up.
    GivenUp,
    /// There are fewer places, so that it waits: the so-manyth change of the session.
    Waits {
        /// Which change.
        number: u32,
    },
    /// The session, tentative until now, takes place.
    Confirmed,
    /// The session has been cancelled.
    SessionCancelled {
        /// Why.
        why: String,
    },
    /// Somebody waits for a line manager, or who stands in for one, to agree.
    Approve {
        /// Who is to agree.
        by: PersonId,
        /// Whose booking it is.
        whose: String,
        /// Until when the place is held.
        until: DateTime<Utc>,
    },
    /// A colleague has the place instead.
    Substituted,
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
    /// The person.
    pub person: PersonId,
    /// The booking's place in the order of asking.
    pub asked: u32,
    /// Whether the session is not certain yet.
    pub is_tentative: bool,
    /// The session.
    pub session: SessionId,
    /// How often it has been changed, its putting on included.
    pub change: u32,
    /// Its title.
    pub title: String,
    /// When it takes place; of a session that has become shorter, the parts that are no more.
    pub parts: Vec<Part>,
    /// The number of the first of them.
    pub first_part: u32,
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
    /// What the person's calendar is told, if anything: asked to take a session in, the person holds a place on it.
    pub entry: Option<Method>,
}

impl Told {
    /// Which fact its mail speaks of: one mail for one fact. Whoever loses a place to a change of the session and comes to
    /// have one again is told again.
    pub fn key(&self) -> String {
        let Self {
            booking, change, ..
        } = self;
        match &self.news {
            News::Booked => format!("booking {booking} booked {change}"),
            News::Offered { .. } => format!("booking {booking} offered {change}"),
            News::Changed { number, .. } => format!("booking {booking} change {number}"),
            News::Shorter { number } => format!("booking {booking} shorter {number}"),
            News::Waits { number } => format!("booking {booking} waits {number}"),
            News::Confirmed => format!("booking {booking} session confirmed"),
            News::SessionCancelled { .. } => format!("booking {booking} session cancelled"),
            News::Approve { by, .. } => format!("booking {booking} approve {by} {change}"),
            News::Ended { .. } | News::GivenUp | News::Substituted => {
                format!("booking {booking} ended")
            }
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
            (State::Waiting, Change::Move { .. }) => Some(News::Waits {
                number: session.number.unsigned_abs(),
            }),
            (State::SessionCancelled, _) => Some(News::SessionCancelled {
                why: ending.why.to_owned(),
            }),
            (State::Substituted, _) => Some(News::Substituted),
            (
                State::Cancelled
                | State::CancelledLate
                | State::Declined
                | State::Released
                | State::NotApproved
                | State::Unanswered
                | State::Transferred,
                _,
            ) => Some(News::Ended {
                why: ending.of(state).why.to_owned(),
            }),
            _ => None,
        };
        if let Some(said) = said {
            news.insert(id.0, (said, change.entry()));
        }
    }
    if news.is_empty() {
        return Ok(());
    }
    let parts = (1, parts_on(on, session.id.into()).await?);
    put(services, on, session, parts, (news, ending.by), teller).await
}

/// Tells everybody with a booking that is still ahead that the session has changed, and calendars that its last parts are
/// no more. Whoever has a place is asked whether they still come at a new time.
pub(super) async fn changed(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    (places, before, has_new_time): (&[Place], &[Part], bool),
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    let number = session.number.unsigned_abs();
    let holds = |place: &Place| place.state == State::Booked;
    let ahead = places.iter().filter(|place| place.state.is_ahead());
    let news = ahead.map(|place| {
        let entry = holds(place).then_some(Method::Request);
        let said = News::Changed {
            number,
            has_new_time: has_new_time && (holds(place) || place.state == State::ToApprove),
        };
        (place.id.0, (said, entry))
    });
    let parts = parts_on(on, session.id.into()).await?;
    let kept = parts.len();
    let told = (news.collect(), None);
    put(services, on, session, (1, parts), told, teller).await?;
    let Some(gone) = before.get(kept..).filter(|gone| !gone.is_empty()) else {
        return Ok(());
    };
    let news = places.iter().filter(|place| holds(place)).map(|place| {
        let entry = Some(Method::Cancel);
        (place.id.0, (News::Shorter { number }, entry))
    });
    let first = u32::try_from(kept).unwrap_or(u32::MAX).saturating_add(1);
    let (told, parts) = ((news.collect(), None), (first, gone.to_vec()));
    put(services, on, session, parts, told, teller).await
}

/// Tells everybody with a booking that is still ahead that the session takes place.
pub(super) async fn confirmed(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    places: &[Place],
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    let ahead = places.iter().filter(|place| place.state.is_ahead());
    let news = ahead.map(|place| {
        let entry = (place.state == State::Booked).then_some(Method::Request);
        (place.id.0, (News::Confirmed, entry))
    });
    let parts = (1, parts_on(on, session.id.into()).await?);
    put(services, on, session, parts, (news.collect(), None), teller).await
}

/// What the board of the district of a session says in its own words.
pub(super) async fn own_texts_of(
    on: &impl ConnectionTrait,
    session: &session::Model,
) -> Result<Arc<[OwnText]>, StoreError> {
    let by_district = texts_by_district(on, [session.district_id]).await?;
    let own_texts = by_district.get(&session.district_id).cloned();
    Ok(own_texts.unwrap_or_default())
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    reference: String,
    asked: i32,
    depends_on: Option<Uuid>,
    name: String,
    email: String,
}

/// What there is to tell of each booking, and what its calendar is told; and who has done it.
type ToTell = (HashMap<Uuid, (News, Option<Method>)>, Option<PersonId>);

/// Puts the mails into the outbox. Who has ended a booking knows it; only their calendar does not.
async fn put(
    services: &Services,
    on: &impl ConnectionTrait,
    session: &session::Model,
    (first_part, parts): (u32, Vec<Part>),
    (mut news, by): ToTell,
    teller: Teller<'_>,
) -> Result<(), StoreError> {
    if news.is_empty() {
        return Ok(());
    }
    let query = Query::new(
        "SELECT b.id, b.person_id, b.reference, b.asked, b.depends_on, p.name, p.email FROM booking b \
         JOIN person p ON p.id = b.person_id WHERE p.email IS NOT NULL AND b.id IN (",
    );
    let query = query
        .bind_all(news.keys().copied())
        .sql(") ORDER BY b.asked");
    let rows: Vec<Row> = query.all(on).await?;
    let own_texts = own_texts_of(on, session).await?;
    let told = |row: Row| {
        let (news, entry) = news.remove(&row.id)?;
        let news = match news {
            News::Ended { .. } if by == Some(PersonId(row.person_id)) => {
                entry.map(|_| News::GivenUp)?
            }
            news => news,
        };
        Some(Told {
            booking: row.id.into(),
            reference: row.reference,
            name: row.name,
            address: row.email,
            is_provisional: row.depends_on.is_some(),
            person: row.person_id.into(),
            asked: row.asked.unsigned_abs(),
            is_tentative: session.is_tentative,
            session: session.id.into(),
            change: match news {
                // So that the entry of a later place is newer.
                News::Waits { number } => number.saturating_sub(1),
                _ => session.number.unsigned_abs(),
            },
            title: session.title.clone(),
            parts: parts.clone(),
            first_part,
            venue: session.venue.clone(),
            link: session.link.clone(),
            note: session.note.clone(),
            news,
            own_texts: Arc::clone(&own_texts),
            entry,
        })
    };
    let told: Vec<Told> = rows.into_iter().filter_map(told).collect();
    let mails = told.iter().map(teller).collect();
    notifications::put_all(services, on, mails, Hours::Any).await
}
