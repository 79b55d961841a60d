//! Putting a session on, changing it, and cancelling it.

use super::{
    entities::{session, session_part, session_trainer},
    hold::{Ending, Held, hold, keep},
    reads::{Part, parts_on},
    tell::{self, Teller},
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
    ids::{CourseId, DistrictId, OrganisationId, PersonId, SessionId},
    sessions::{OpenTo, TermsRefusal},
};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
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
    /// The link to join; empty in a room.
    pub link: String,
    /// What else there is to know.
    pub note: String,
    /// For whom it is.
    pub open_to: OpenTo,
    /// How many may come.
    pub places: u32,
    /// Places kept for some of them.
    pub reserved: Option<ReservedFor>,
    /// When booking opens.
    pub opens_at: DateTime<Utc>,
    /// When booking closes.
    pub closes_at: DateTime<Utc>,
    /// Working days of notice.
    pub notice_days: u32,
    /// From when to when it takes place; at least one part, in their order.
    pub parts: Vec<Part>,
    /// Who trains.
    pub trainers: Vec<PersonId>,
}

impl NewSession {
    fn starts_at(&self) -> DateTime<Utc> {
        self.parts
            .first()
            .map_or(self.closes_at, |part| part.starts_at)
    }

    fn ends_at(&self) -> DateTime<Utc> {
        self.parts
            .last()
            .map_or(self.closes_at, |part| part.ends_at)
    }

    /// The row, in the place of what there was before.
    fn row(&self, before: session::Model) -> session::Model {
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
            places: self.places.cast_signed(),
            reserved: self.reserved.map_or(0, |r| r.places.cast_signed()),
            reserved_for: self.reserved.map(|r| r.organisation.into()),
            reserved_until: self.reserved.map(|r| r.until),
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            notice_days: self.notice_days.cast_signed(),
            starts_at: self.starts_at(),
            ends_at: self.ends_at(),
            ..before
        }
    }
}

/// Puts a session on.
///
/// # Errors
/// [`StoreError::Conflict`] when the organisation has this course on at that time in that place already.
pub async fn put_on(
    services: &Services,
    permit: &Permit<RunSession>,
    new: &NewSession,
) -> Result<SessionId, StoreError> {
    let id: SessionId = services.new_id();
    let nothing = session::Model {
        id: id.into(),
        course_id: new.course.into(),
        edition: new.edition.cast_signed(),
        title: new.title.clone(),
        organisation_id: permit.act().organisation.into(),
        district_id: new.district.into(),
        venue: String::new(),
        link: String::new(),
        note: String::new(),
        open_to: String::new(),
        open_team_id: None,
        open_cohort: None,
        places: 0,
        taken: 0,
        reserved: 0,
        reserved_for: None,
        reserved_until: None,
        asked: 0,
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        notice_days: 0,
        starts_at: new.starts_at(),
        ends_at: new.ends_at(),
        number: 1,
        created_by: permit.by().map(Into::into),
        created_at: services.now(),
        cancelled_by: None,
        cancelled_at: None,
        cancelled_why: None,
    };
    let row = new.row(nothing);
    transact!(services.db, |tx| {
        session::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(tx)
            .await?;
        put_parts(services, tx, id, new).await?;
        note_new(services, tx, permit, format!("session {id}"), new, id).await
    })
}

async fn put_parts(
    services: &Services,
    on: &impl ConnectionTrait,
    id: SessionId,
    new: &NewSession,
) -> Result<(), StoreError> {
    let parts = (1..).zip(&new.parts).map(|(number, part)| {
        let row = session_part::Model {
            session_id: id.into(),
            number,
            starts_at: part.starts_at,
            ends_at: part.ends_at,
        };
        row.into_active_model()
    });
    session_part::Entity::insert_many(parts)
        .exec_without_returning(on)
        .await?;
    let trainers: Vec<_> = new
        .trainers
        .iter()
        .map(|person| {
            let row = session_trainer::Model {
                id: services.new_id(),
                session_id: id.into(),
                person_id: (*person).into(),
            };
            row.into_active_model()
        })
        .collect();
    if !trainers.is_empty() {
        session_trainer::Entity::insert_many(trainers)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}

/// Changes a session that was looked at after its so-manyth change. Whoever has booked is told of other dates or another
/// place; more places go to those who wait.
///
/// # Errors
/// [`StoreError::Conflict`] as with [`put_on`].
pub async fn change_session(
    services: &Services,
    permit: &Permit<RunSession>,
    (id, number): (SessionId, u32),
    new: &NewSession,
    teller: Teller<'_>,
) -> Result<Result<(), TermsRefusal>, StoreError> {
    transact!(services.db, |tx| {
        let Some(mut held) = hold_own(services, tx, permit, id).await? else {
            return Err(StoreError::Conflict);
        };
        if held.row.number.unsigned_abs() != number {
            return Ok(Noted::nothing(Err(TermsRefusal::Meanwhile)));
        }
        let (before, after) = (held.row.clone(), new.row(held.row.clone()));
        let terms = super::hold::terms(&after);
        let may = held
            .roll
            .terms()
            .may_become(&terms, held.roll.taken(), services.now());
        if let Err(refusal) = may {
            return Ok(Noted::nothing(Err(refusal)));
        }
        let parts = parts_on(tx, id).await?;
        let moved = before.venue != after.venue || before.link != after.link || parts != new.parts;
        update(services, tx, &after, new).await?;
        held.row = session::Model {
            number: after.number + 1,
            ..after
        };
        held.roll.settle(services.now());
        held.roll.change_terms(terms, services.now());
        if moved {
            let told = (held.roll.places(), parts.as_slice());
            tell::changed(services, tx, &held.row, told, teller).await?;
        }
        keep(
            services,
            tx,
            held,
            &HashMap::new(),
            Ending::nobody(),
            teller,
        )
        .await?;
        let before = (before.number, before.places, before.starts_at, before.venue);
        let entry = Entry {
            subject: format!("session {id}"),
            before: Some(&before),
            after: Some(new),
        };
        note(services, tx, permit, entry, Ok(())).await
    })
}

/// Writes the row, its parts and its trainers anew.
async fn update(
    services: &Services,
    on: &impl ConnectionTrait,
    row: &session::Model,
    new: &NewSession,
) -> Result<(), StoreError> {
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
    let query = query.sql(", starts_at = ").bind(row.starts_at);
    let query = query.sql(", ends_at = ").bind(row.ends_at);
    query.sql(" WHERE id = ").bind(row.id).run(on).await?;
    for table in ["session_part", "session_trainer"] {
        let query = Query::new(&format!("DELETE FROM {table} WHERE session_id = "));
        query.bind(row.id).run(on).await?;
    }
    put_parts(services, on, row.id.into(), new).await
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
        let Some(mut held) = hold_own(services, tx, permit, id).await? else {
            return Err(StoreError::Conflict);
        };
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
        let changes = keep(services, tx, held, &HashMap::new(), ending, teller).await?;
        let subject = format!("session {id}");
        let after = (why, &changes);
        note_new(services, tx, permit, subject, &after, Ok(())).await
    })
}

/// Holds a session of the organisation of the permit.
async fn hold_own(
    services: &Services,
    on: &impl ConnectionTrait,
    permit: &Permit<RunSession>,
    id: SessionId,
) -> Result<Option<Held>, StoreError> {
    let held = hold(services, on, id).await?;
    let own = permit.act().organisation.0;
    Ok(held.filter(|held| held.row.organisation_id == own))
}
