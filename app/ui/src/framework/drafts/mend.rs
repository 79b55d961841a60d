//! What has to be mended in a draft, with the way to each place.

use super::found::address_of;
use domain::framework::{Fault, Section};
use leptos::prelude::*;
use store::framework::drafts::Draft;

/// Where a fault is mended.
fn place(draft: &Draft, fault: &Fault) -> String {
    let of_section = address_of(draft, fault.section);
    match (&fault.code, fault.section) {
        (Some(code), Section::Levels | Section::Cohorts | Section::Questions) => {
            format!("{of_section}/{code}")
        }
        _ => of_section,
    }
}

/// The list of what has to be mended; nothing where nothing has to be.
pub(super) fn list(draft: &Draft, faults: &[Fault]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let items: Vec<_> = faults
        .iter()
        .map(|fault| {
            let href = place(draft, fault);
            view! { <li><a class="govuk-link" href=href>{fault.to_string()}</a></li> }
        })
        .collect();
    Some(
        view! {
            <h2 class="govuk-heading-m">"To be mended"</h2>
            <p class="govuk-body">"It can be saved like this, but not shared, endorsed or published."</p>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
        }
        .into_any(),
    )
}

/// How many faults are in a part.
pub(super) fn count(faults: &[Fault], section: Section) -> usize {
    faults
        .iter()
        .filter(|fault| fault.section == section)
        .count()
}
