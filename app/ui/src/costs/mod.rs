//! What sessions cost, and the budget. Decided in `docs/rules/costs.md`. Kept by `store::costs`.

mod budget;
mod line;
pub mod routes;
mod session;

use crate::ui::{SummaryList, SummaryRow};
use domain::{
    costs::{HalfDays, SessionCosts},
    ids::OrganisationId,
};
use leptos::prelude::*;

/// Where the budget of an organisation is.
fn href(organisation: OrganisationId) -> String {
    format!("/budget?organisation={organisation}")
}

/// What a session costs.
pub(crate) fn facts(costs: &SessionCosts, came: usize) -> AnyView {
    let rows = vec![
        SummaryRow::new("Planned", costs.planned().to_string()),
        SummaryRow::new("Actual so far", costs.actual().to_string()),
        SummaryRow::new("For each who came", each(costs, came)),
        SummaryRow::new("Trainers lent", in_words(costs.in_kind)),
    ];
    view! { <SummaryList rows=rows/> }.into_any()
}

/// What a session costs for each who came, or that nobody has.
fn each(costs: &SessionCosts, came: usize) -> String {
    let each = costs.known().each(came);
    each.map_or_else(|| "Nobody has come yet".to_owned(), |each| each.to_string())
}

/// "1 day", "1.5 days", or that there are none.
fn in_words(days: HalfDays) -> String {
    match days {
        HalfDays(0) => "None".to_owned(),
        HalfDays(2) => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}
