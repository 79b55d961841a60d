//! What sessions cost, and the budget. Decided in `docs/rules/costs.md`. Kept by `store::costs`.

mod budget;
mod line;
pub mod routes;
mod session;

use crate::web::{Problem, Visit};
use domain::{
    costs::{HalfDays, SessionCosts},
    ids::OrganisationId,
};

/// The organisation whose training the visitor leads.
pub(crate) fn led(visit: &Visit) -> Result<OrganisationId, Problem> {
    let led = visit.actor()?.organisations();
    led.first().copied().ok_or(Problem::NotFound)
}

/// What a session costs for each who came, or that nobody has.
pub(crate) fn each(costs: &SessionCosts, came: usize) -> String {
    let each = costs.known().each(came);
    each.map_or_else(|| "Nobody has come yet".to_owned(), |each| each.to_string())
}

/// "1 day", "1.5 days", or that there are none.
pub(crate) fn in_words(days: HalfDays) -> String {
    match days {
        HalfDays(0) => "None".to_owned(),
        HalfDays(2) => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}
