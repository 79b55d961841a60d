//! A session as it is to be; changing it, and cancelling it.

use super::{
    entities::session,
    hold::{Ending, hold_own, keep},
    put_on::put_parts,
    reads::{Part, parts_on},
    reconfirm,
    tell::{self, Teller},
    walk_ins::end_walk_ins,
};
use crate::{
    Services, StoreError,
    audit::{Entry, Noted, note, note_new},
    query::Query,
    transact,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, RunSession},
    ids::{CourseId, DistrictId, OrganisationId, PersonId, SessionId, VenueId},
    sessions::{Cut, OpenTo, Prices, Share, TermsRefusal, places_of},
};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Places kept for an organisation until an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReservedFor {
    /// How many.
    pub places: u32,
    /// For whom.
    pub organisation: OrganisationId,
    /// From when on they are for everybody.
    pub until: DateTime<Utc>,
}

/// A session as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewSession {
    /// The course.
    pub course: CourseId,
    /// Its edition.
    pub edition: u32,
    /// Its title.
    pub title: String,
    /// The district.
    pub district: DistrictId,
    /// Where; empty when it is online.
    pub venue: String,
    /// The venue of the organisation from which that was taken.
    pub kept_venue: Option<VenueId>,
    /// The room in it.
    pub room: String,
    /// The link to join; empty in a room.
    pub link: String,
    /// What else there is to know.
    pub note: String,
    /// What is handed out.
    pub materials: String,
    /// What a place costs, by kind of organisation.
    pub prices: Prices,
    /// For whom it is.
    pub open_to: OpenTo,
    /// How many seats there are.
    pub places: u32,
    /// How many more may book, in per cent, because not everybody comes.
    pub over_percent: u32,
    /// How many have to come; 0 where it takes place anyhow.
    pub minimum: u32,
    /// Whether it is not certain yet.
    pub is_tentative: bool,
    /// Places kept for some of them.
    pub reserved: Option<ReservedFor>,
    /// When booking opens.
    pub opens_at: DateTime<Utc>,
    /// When booking closes.
    pub closes_at: DateTime<Utc>,
    /// Working days of notice.
    pub notice_days: u32,
    /// Whether a line manager has to agree to each booking.
    pub needs_approval: bool,
    /// How much of it has to be attended. Once it is on, that is said apart.
    pub share: Share,
    /// From when to when it takes place; at least one part, in their order.
    pub parts: Vec<Part>,
    /// Who trains.
    pub trainers: Vec<PersonId>,
}

impl NewSession {
    pub(super) fn starts_at(&self) -> DateTime<Utc> {
        self.parts
            .first()
            .map_or(self.closes_at, |part| part.starts_at)
    }

    pub(super) fn ends_at(&self) -> DateTime<Utc> {
        self.parts
            .last()
            .map_or(self.closes_at, |part| part.ends_at)
    }

    /// The row, in the place of what there was before.
    pub(super) fn row(&self, before: session::Model) -> session::Model {
        let (team, cohort) = match &self.open_to {
            OpenTo::Team(team) => (Some(team.0), None),
            OpenTo::Cohort(code) => (None, Some(code.clone())),
            OpenTo::Partnership | OpenTo::Organisation(_) => (None, None),
        };
        session::Model {
            district_id: self.district.into(),
            venue: self.venue.clone(),
            link: self.link.clone(),
            note: self.note.clone(),
            open_to: self.open_to.code().to_owned(),
            open_team_id: team,
            open_cohort: cohort,
            places: places_of(self.places, self.over_percent).cast_signed(),
            seats: self.places.cast_signed(),
            over_percent: self.over_percent.cast_signed(),
            reserved: self.reserved.map_or(0, |r| r.places.cast_signed()),
            reserved_for: self.reserved.map(|r| r.organisation.into()),
            reserved_until: self.reserved.map(|r| r.until),
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            notice_days: self.notice_days.cast_signed(),
            needs_approval: self.needs_approval,
            starts_at: self.starts_at(),
            ends_at: self.ends_at(),
            venue_id: self.kept_venue.map(Into::into),
            room: self.room.clone(),
            materials: self.materials.clone(),
            prices: serde_json::to_string(&self.prices).unwrap_or_default(),
            minimum: self.minimum.cast_signed(),
            is_tentative: self.is_tentative,
            ..before
        }
    }
}

/// A session as it is to be after a change: which one and after which change it was looked at, how it is to be, and which
/// bookings lose their place for it.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    /// Which.
    pub session: SessionId,
    /// After its so-manyth change.
    pub number: u32,
    /// As it is to be.
    pub new: &'a NewSession,
    /// Whose place is no more.
    pub cut: &'a Cut,
}

/// Why somebody has lost a place, as they read it.
const FEWER: &str = "There are fewer places than before.";

/// Changes a session. Whoever has booked is told of other dates or another place; more places go to those who wait.
///
/// # Errors
/// [`StoreError::Conflict`] as with [`put_on`](fn@super::put_on).
pub async fn change_session(
    services: &Services,
    permit: &Permit<RunSession>,
    change: Changed<'_>,
    teller: Teller<'_>,
) -> Result<Result<(), TermsRefusal>, StoreError> {
    let Changed {
        session: id,
        number,
        new,
        cut,
    } = change;
    transact!(services.db, |tx| {
        let mut held = hold_own(services, tx, permit, id).await?;
        if held.row.number.unsigned_abs() != number {
            return Ok(Noted::nothing(Err(TermsRefusal::Meanwhile)));
        }
        let before = held.row.clone();
        let after = session::Model {
            // Whether it takes place is said once, by confirming it.
            is_tentative: before.is_tentative,
            ..new.row(before.clone())
        };
        let terms = super::hold::terms(&after);
        if let Err(refusal) = held.roll.change_terms(terms, cut, services.now()) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let was = parts_on(tx, id).await?;
        let has_new_time = was != new.parts;
        let moved = has_new_time || before.venue != after.venue || before.link != after.link;
        replace_parts(services, tx, id, new).await?;
        held.row = session::Model {
            number: after.number + 1,
            ..after.clone()
        };
        // The database bounds the places that are taken: more places come before those who take them, fewer after those
        // who leave them.
        let is_fewer = after.places < before.places;
        if !is_fewer {
            update(tx, &after).await?;
        }
        if moved {
            let told = (held.roll.places(), was.as_slice(), has_new_time);
            tell::changed(services, tx, &held.row, told, teller).await?;
        }
        let ending = Ending {
            by: None,
            why: if cut.bookings.is_empty() { "" } else { FEWER },
        };
        let changes = keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        if is_fewer {
            update(tx, &after).await?;
        }
        if has_new_time {
            reconfirm::ask(tx, id).await?;
        }
        let before = (before.number, before.places, before.starts_at, before.venue);
        let entry = Entry {
            subject: format!("session {id}"),
            before: Some(&before),
            after: Some(&(new, &changes)),
        };
        note(services, tx, permit, entry, Ok(())).await
    })
}

/// Writes the row anew.
async fn update(on: &impl ConnectionTrait, row: &session::Model) -> Result<(), StoreError> {
    let query =
        Query::new("UPDATE session SET number = number + 1, district_id = ").bind(row.district_id);
    let query = query.sql(", venue = ").bind(row.venue.as_str());
    let query = query.sql(", link = ").bind(row.link.as_str());
    let query = query.sql(", note = ").bind(row.note.as_str());
    let query = query.sql(", open_to = ").bind(row.open_to.as_str());
    let query = query.sql(", open_team_id = ").bind(row.open_team_id);
    let query = query.sql(", open_cohort = ").bind(row.open_cohort.clone());
    let query = query.sql(", places = ").bind(row.places);
    let query = query.sql(", reserved = ").bind(row.reserved);
    let query = query.sql(", reserved_for = ").bind(row.reserved_for);
    let query = query.sql(", reserved_until = ").bind(row.reserved_until);
    let query = query.sql(", opens_at = ").bind(row.opens_at);
    let query = query.sql(", closes_at = ").bind(row.closes_at);
    let query = query.sql(", notice_days = ").bind(row.notice_days);
    let query = query.sql(", needs_approval = ").bind(row.needs_approval);
    let query = query.sql(", starts_at = ").bind(row.starts_at);
    let query = query.sql(", ends_at = ").bind(row.ends_at);
    let query = query.sql(", venue_id = ").bind(row.venue_id);
    let query = query.sql(", room = ").bind(row.room.as_str());
    let query = query.sql(", materials = ").bind(row.materials.as_str());
    let query = query.sql(", prices = ").bind(row.prices.as_str());
    let query = query.sql(", minimum = ").bind(row.minimum);
    let query = query.sql(", seats = ").bind(row.seats);
    let query = query.sql(", over_percent = ").bind(row.over_percent);
    query.sql(" WHERE id = ").bind(row.id).run(on).await?;
    Ok(())
}

/// Writes the parts and the trainers anew, before anybody is told of them.
async fn replace_parts(
    services: &Services,
    on: &impl ConnectionTrait,
    id: SessionId,
    new: &NewSession,
) -> Result<(), StoreError> {
    for table in ["session_part", "session_trainer"] {
        let query = Query::new(&format!("DELETE FROM {table} WHERE session_id = "));
        query.bind(id.0).run(on).await?;
    }
    put_parts(services, on, &[(id, new)]).await
}

/// Cancels a session with the reason. Every booking ends at nobody's charge, and everybody is told.
///
/// # Errors
/// When the database fails.
pub async fn cancel_session(
    services: &Services,
    permit: &Permit<RunSession>,
    id: SessionId,
    why: &str,
    teller: Teller<'_>,
) -> Result<Result<(), TermsRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let mut held = hold_own(services, tx, permit, id).await?;
        if let Err(refusal) = held.roll.terms().may_be_cancelled(services.now()) {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let query = Query::new("UPDATE session SET cancelled_at = ").bind(services.now());
        let query = query
            .sql(", cancelled_by = ")
            .bind(permit.by().map(Uuid::from));
        let query = query.sql(", cancelled_why = ").bind(why);
        query.sql(" WHERE id = ").bind(id.0).run(tx).await?;
        held.roll.cancel_session();
        let ending = Ending {
            by: permit.by(),
            why,
        };
        end_walk_ins(services, tx, id, ending).await?;
        let changes = keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        let subject = format!("session {id}");
        let after = (why, &changes);
        note_new(services, tx, permit, subject, &after, Ok(())).await
    })
}
