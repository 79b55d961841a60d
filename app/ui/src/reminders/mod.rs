//! Reminders: the rules of an organisation, whom they would remind, reminding by hand, and the log.
//!
//! Decided in `docs/rules/reminders.md`. Kept by `store::reminders`.

mod by_hand;
mod holidays;
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

use crate::{
    ui::{Here, NavItem, SubNavigation},
    web::{Problem, Visit},
};
use domain::{calendar, reminders::next_opening};
use leptos::prelude::*;
use store::reminders::proclaimed;

/// The pages about reminders.
fn places(here: &str) -> AnyView {
    let item = |(href, text): (&str, &str)| {
        let here = if href == here { Here::Page } else { Here::No };
        NavItem::new(text, href).here(here)
    };
    let items = [
        ("/reminders", "Rules"),
        ("/reminders/log", "Log"),
        ("/reminders/holidays", "Bank holidays"),
    ];
    let items = items.into_iter().map(item).collect();
    view! { <SubNavigation label="Reminders" items=items/> }.into_any()
}

/// When what is asked for now goes out, as a part of a sentence.
async fn when(visit: &Visit) -> Result<String, Problem> {
    let next = next_opening(visit.now, &proclaimed(visit.services()).await?);
    Ok(if next == visit.now {
        "within minutes".to_owned()
    } else {
        format!("on {}", calendar::moment(next))
    })
}
