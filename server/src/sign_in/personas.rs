//! One click into the demo: only while it is loaded, and only where nobody but this machine reaches the server.

use super::by_password::signed_in;
use crate::demo;
use leptos::prelude::*;
use store::{
    demo::Persona,
    organisations::{is_demo_loaded, organisations},
    people::{Account, account_by_email, account_by_staff_number, begin_sign_in},
};
use ui::{
    ui::{Button, ButtonKind},
    web::{Answer, Form, Problem, Visit},
};

async fn is_offered(visit: &Visit) -> Result<bool, Problem> {
    Ok(visit.settings().loopback_only && is_demo_loaded(visit.services()).await?)
}

/// The personas, for the sign-in page; none where they are not offered.
pub(super) async fn offered(visit: &Visit) -> Result<Vec<Persona>, Problem> {
    Ok(if is_offered(visit).await? {
        demo::personas()
    } else {
        Vec::new()
    })
}

/// A button for each persona, who comes back to where the visitor was.
pub(super) fn view(personas: Vec<Persona>, back: &str) -> Option<AnyView> {
    if personas.is_empty() {
        return None;
    }
    let cards: Vec<_> = personas
        .into_iter()
        .map(|persona| card(persona, back))
        .collect();
    let section = view! {
        <section>
            <h2 class="govuk-heading-m">"Look around the demonstration"</h2>
            <p class="govuk-body">"Choose who to be. Everybody here is invented."</p>
            <ul class="govuk-list">{cards}</ul>
        </section>
    };
    Some(section.into_any())
}

fn card(persona: Persona, back: &str) -> impl IntoView + use<> {
    let back = back.to_owned();
    view! {
        <li class="app-persona">
            <Form action="/sign-in/demo">
                <input type="hidden" name="persona" value=persona.key/>
                <input type="hidden" name="back" value=back/>
                <Button text=format!("{}: {}", persona.title, persona.name) kind=ButtonKind::Secondary/>
                <p class="govuk-body-s">{persona.says}</p>
            </Form>
        </li>
    }
}

/// Signs a visitor in as a persona.
pub(super) async fn sign_in(visit: Visit) -> Result<Answer, Problem> {
    if !is_offered(&visit).await? {
        return Err(Problem::NotFound);
    }
    let key = visit.form.text("persona").to_owned();
    let persona = demo::personas()
        .into_iter()
        .find(|p| p.key == key)
        .ok_or(Problem::NotFound)?;
    let account = account_of(&visit, &persona)
        .await?
        .ok_or(Problem::NotFound)?;
    let token = begin_sign_in(visit.services(), account.id, true, &visit.agent).await?;
    Ok(signed_in(&visit, &token))
}

async fn account_of(visit: &Visit, persona: &Persona) -> Result<Option<Account>, Problem> {
    if let Some(email) = &persona.email {
        return Ok(account_by_email(visit.services(), email).await?);
    }
    let organisations = organisations(visit.services()).await?;
    let place = organisations
        .iter()
        .find(|o| o.name == persona.organisation);
    match (place, &persona.staff_number) {
        (Some(place), Some(number)) => {
            Ok(account_by_staff_number(visit.services(), place.id, number, visit.today).await?)
        }
        _ => Ok(None),
    }
}
