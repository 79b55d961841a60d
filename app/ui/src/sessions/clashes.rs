//! Trainers who have something else on at that time.

use super::words::when;
use crate::web::{Problem, Visit};
use domain::{
    access::{Permit, RunSession},
    ids::{OrganisationId, SessionId},
};
use store::sessions::{self, Busy, NewSession, Part};

/// What the trainers of some sessions have on while these take place, apart from one session.
pub(super) async fn busy(
    visit: &Visit,
    permit: &Permit<RunSession>,
    planned: &[NewSession],
    apart_from: Option<SessionId>,
) -> Result<Vec<Busy>, Problem> {
    let parts = || planned.iter().flat_map(|one| &one.parts);
    let from = parts().map(|part| part.starts_at).min();
    let until = parts().map(|part| part.ends_at).max();
    let (Some(from), Some(until)) = (from, until) else {
        return Ok(Vec::new());
    };
    let mut trainers: Vec<_> = planned
        .iter()
        .flat_map(|one| one.trainers.clone())
        .collect();
    trainers.sort();
    trainers.dedup();
    let services = visit.services();
    Ok(sessions::list_busy(services, permit, &trainers, (from, until), apart_from).await?)
}

/// What of that clashes with a session, a sentence for each.
pub(super) fn clashes(
    busy: &[Busy],
    session: &NewSession,
    organisation: OrganisationId,
) -> Vec<String> {
    let of_session = busy
        .iter()
        .filter(|one| one.clashes_with(session, organisation));
    let said = |one: &Busy| {
        let does = if one.trains {
            "trains on another session"
        } else {
            "has a place on another session"
        };
        let at = when(Part {
            starts_at: one.starts_at,
            ends_at: one.ends_at,
        });
        format!("{} {does} on {at}", one.name)
    };
    of_session.map(said).collect()
}
