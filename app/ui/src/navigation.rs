//! The places to go, for each role.

use crate::ui::{Here, NavItem};
use domain::access::{Actor, Role};

/// Where somebody lands after signing in: the learner's page, or the desk of their highest role.
pub fn home(actor: &Actor) -> &'static str {
    if actor.has(Role::BusinessManager) {
        "/certificates"
    } else if actor.has(Role::TrainingLead)
        || actor.has(Role::Administrator)
        || actor.has(Role::Manager)
    {
        "/overview"
    } else {
        "/my-training"
    }
}

/// The places in the navigation, with the present section marked.
pub fn places(actor: &Actor, section: &str) -> Vec<NavItem> {
    let mut places = vec![
        ("/my-training", "My training"),
        ("/learn", "Modules"),
        ("/sessions", "Sessions"),
        ("/directory", "Whom to ask"),
    ];
    let looks_after_people = [
        Role::Manager,
        Role::TrainingLead,
        Role::BusinessManager,
        Role::Administrator,
    ];
    if looks_after_people.iter().any(|role| actor.has(*role)) {
        places.push(("/overview", "Overview"));
        places.push(("/people", "People"));
    }
    if actor.has(Role::TrainingLead) || actor.has(Role::Administrator) {
        places.push(("/cohorts", "Cohorts"));
        places.push(("/reminders", "Reminders"));
    }
    if actor.has(Role::TrainingLead) || actor.has(Role::BusinessManager) {
        places.push(("/claims", "Claims"));
    }
    let reads_drafts = [
        Role::TrainingLead,
        Role::BusinessManager,
        Role::Administrator,
    ];
    if reads_drafts.iter().any(|role| actor.has(*role)) {
        places.push(("/framework", "Framework"));
    }
    if actor.has(Role::BusinessManager) {
        places.push(("/certificates", "Certificates"));
        places.push(("/board", "Board"));
    }
    if actor.has(Role::Administrator) {
        places.push(("/organisations", "Organisations"));
    }
    let item = |(href, text): (&str, &str)| {
        let here = if href == section {
            Here::Section
        } else {
            Here::No
        };
        NavItem::new(text, href).here(here)
    };
    places.into_iter().map(item).collect()
}
