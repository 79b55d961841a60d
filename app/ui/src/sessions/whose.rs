//! For which organisation a lead who looks after several does something.

use crate::{
    ui::{BackLink, PageHeading, TwoThirds},
    web::{Page, Problem, Visit},
};
use domain::ids::OrganisationId;
use leptos::prelude::*;
use store::organisations;

/// The organisations whose training the visitor leads, by name.
pub(super) async fn led(visit: &Visit) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let led = visit.actor()?.organisations();
    let all = organisations::organisations(visit.services()).await?;
    let own = all.into_iter().filter(|one| led.contains(&one.id));
    Ok(own.map(|one| (one.id, one.name)).collect())
}

/// The organisation that the form or the address names, or the only one that the visitor leads; none when there are
/// several to choose from.
pub(crate) fn named(visit: &Visit) -> Result<Option<OrganisationId>, Problem> {
    let named = visit.form.read("organisation");
    if let Some(organisation) = named.or_else(|| visit.query.read("organisation")) {
        return Ok(Some(organisation));
    }
    let mut led = visit.actor()?.organisations();
    led.sort();
    led.dedup();
    match led.as_slice() {
        [] => Err(Problem::NotFound),
        [only] => Ok(Some(*only)),
        _ => Ok(None),
    }
}

/// Asks for which organisation it is. Each leads to the same address with its name.
pub(crate) async fn ask(visit: &Visit, path: &'static str) -> Result<Page, Problem> {
    let led = led(visit).await?;
    let query = visit.query.clone();
    Ok(Page::new("Choose the organisation", move || {
        let item = |(id, name): (OrganisationId, String)| {
            let query = query.with(&[("organisation", &id.to_string())]);
            let href = format!("{path}?{query}");
            view! { <li><a class="govuk-link" href=href>{name}</a></li> }
        };
        let items = led.into_iter().map(item).collect_view();
        view! {
            <TwoThirds>
                <PageHeading text="For which organisation is it?"/>
                <p class="govuk-body">"You lead the training of several."</p>
                <ul class="govuk-list govuk-list--spaced">{items}</ul>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(|| view! { <BackLink href="/sessions" text="Sessions"/> }))
}
