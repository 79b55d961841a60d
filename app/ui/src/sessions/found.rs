//! The session or the booking that a page is about, and the leave for it.

use crate::web::{Problem, Visit};
use domain::{
    access::{
        Act, BookPlace, CancelPlace, KeepRegister, PassPlaceOn, Permit, Role, RunSession, Target,
    },
    ids::{BookingId, OrganisationId, PersonId, SessionId},
};
use store::{
    people,
    sessions::{self, BookingShown, SessionRow, Viewer},
};

/// Whoever looks.
pub(super) fn viewer(visit: &Visit) -> Result<Viewer, Problem> {
    let actor = visit.actor()?;
    Ok(Viewer {
        person: visit.person()?,
        managers: actor.managers(),
        leads: actor.organisations(),
        everywhere: actor.has(Role::BusinessManager) || actor.has(Role::Administrator),
        today: visit.today,
    })
}

/// The session in the address, if the visitor may know of it.
pub(crate) async fn found(visit: &Visit) -> Result<SessionRow, Problem> {
    let id: SessionId = visit.param("session")?;
    sessions::session(visit.services(), &viewer(visit)?, id)
        .await?
        .ok_or(Problem::NotFound)
}

/// The session in the address, for those who run it.
pub(crate) async fn run(visit: &Visit) -> Result<(SessionRow, Permit<RunSession>), Problem> {
    let row = found(visit).await?;
    let permit = visit.permit(RunSession {
        organisation: row.organisation,
    })?;
    Ok((row, permit))
}

/// The leave to keep the register of a session, for its trainers and those who run it.
pub(super) fn may_register(
    visit: &Visit,
    row: &SessionRow,
    trainers: &[sessions::Trainer],
) -> Result<Permit<KeepRegister>, Problem> {
    let own = visit.person()?;
    let is_trainer = trainers.iter().any(|trainer| trainer.id == own.0);
    let target = Target {
        person: is_trainer.then_some(own),
        ..Target::organisation(row.organisation)
    };
    visit.permit(KeepRegister { target })
}

/// The leave to book for oneself.
pub(super) fn for_oneself(visit: &Visit) -> Result<Permit<BookPlace>, Problem> {
    let target = Target::person(visit.person()?);
    visit.permit(BookPlace { target })
}

/// The booking in the address: whose it is, and the organisation that puts the session on.
pub(super) async fn target_of_booking(
    visit: &Visit,
) -> Result<(BookingId, Target, OrganisationId), Problem> {
    let id: BookingId = visit.param("booking")?;
    let (person, organisation) = sessions::person_of_booking(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let target = target(visit, person).await?;
    Ok((id, target, organisation))
}

async fn target(visit: &Visit, person: PersonId) -> Result<Target, Problem> {
    people::target_of(visit.services(), person, visit.today)
        .await?
        .ok_or(Problem::NotFound)
}

/// The same, with the organiser among those who may do something with it.
pub(super) fn or_of_organiser(mut target: Target, organisation: OrganisationId) -> CancelPlace {
    target.organisations.push(organisation);
    CancelPlace { target }
}

/// The leave to let a colleague have a place, for the same people.
pub(super) fn pass_on(mut target: Target, organisation: OrganisationId) -> PassPlaceOn {
    target.organisations.push(organisation);
    PassPlaceOn { target }
}

/// A booking of the person of a permit.
pub(super) async fn booking<A: Act>(
    visit: &Visit,
    permit: &Permit<A>,
    id: BookingId,
) -> Result<BookingShown, Problem> {
    sessions::booking(visit.services(), permit, id)
        .await?
        .ok_or(Problem::NotFound)
}

/// Where the page of a session is.
pub(crate) fn href(id: SessionId) -> String {
    format!("/sessions/{id}")
}
