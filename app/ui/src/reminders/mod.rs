//! Reminders: the rules of an organisation, whom they would remind, reminding by hand, and the log.
//!
//! Decided in `docs/rules/reminders.md`. Kept by `store::reminders`.

mod by_hand;
mod log;
mod log_filter;
mod mail;
mod on_person;
mod preview;
pub mod routes;
mod rules;
mod stop;

pub(crate) use by_hand::ask as ask_to_remind;
pub use mail::digest_mail;
pub(crate) use on_person::{OnPerson, done, on_person};

use crate::ui::{Here, NavItem, SubNavigation};
use chrono::{DateTime, Utc};
use domain::{calendar, reminders::next_opening};
use leptos::prelude::*;

/// The pages about reminders.
fn places(here: &str) -> AnyView {
    let item = |(href, text): (&str, &str)| {
        let here = if href == here { Here::Page } else { Here::No };
        NavItem::new(text, href).here(here)
    };
    let items = [("/reminders", "Rules"), ("/reminders/log", "Log")];
    let items = items.into_iter().map(item).collect();
    view! { <SubNavigation label="Reminders" items=items/> }.into_any()
}

/// When what is asked for now goes out, as a part of a sentence.
fn when(now: DateTime<Utc>) -> String {
    let next = next_opening(now);
    if next == now {
        "within minutes".to_owned()
    } else {
        format!("on {}", calendar::moment(next))
    }
}
