//! Taking the demonstration partnership out.
//!
//! Rules O9 and O10 of `docs/rules/organisations.md`.

use crate::{
    ui::{BackLink, Button, ButtonKind, CallOut, CallOutKind, PageHeading, TwoThirds, WarningText},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::access::ManageDemo;
use leptos::prelude::*;

/// Asks before everything of the demo goes.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ManageDemo {})?;
    if !is_loaded(&visit) {
        return Ok(see("/organisations"));
    }
    let left = store::demo::administrators_left(visit.services(), &permit).await?;
    Ok(
        Page::new("Remove the demonstration partnership?", move || view(left))
            .section("/organisations")
            .before(|| view! { <BackLink href="/organisations" text="Organisations"/> })
            .into(),
    )
}

fn is_loaded(visit: &Visit) -> bool {
    visit
        .signed_in
        .as_ref()
        .is_some_and(|signed_in| signed_in.in_demo)
}

fn view(administrators_left: u64) -> AnyView {
    let nobody_left = (administrators_left == 0).then(|| view! {
        <CallOut kind=CallOutKind::Important title="No administrator of your own is left afterwards">
            <p class="govuk-body">
                "Nobody with a password of their own is administrator apart from the people of the demonstration. Afterwards
                make one on the server with " <code>"cascade create-administrator"</code> "."
            </p>
        </CallOut>
    });
    view! {
        <TwoThirds>
            <PageHeading text="Remove the demonstration partnership?"/>
            <p class="govuk-body">"This takes out:"</p>
            <ul class="govuk-list govuk-list--bullet">
                <li>"its three districts with their boards, and its organisations"</li>
                <li>"all its people, with their posts, accounts and roles"</li>
                <li>"their training, quizzes and certificates"</li>
                <li>"anyone you have added to one of its organisations, unless they also have a post elsewhere"</li>
            </ul>
            <p class="govuk-body">"Modules, the training framework and everything of your own stay."</p>
            <WarningText text="This cannot be undone. Everyone of the demonstration who is signed in goes too, and so do you if you belong to it."/>
            {nobody_left}
            <Form>
                <Button text="Remove the demonstration partnership" kind=ButtonKind::Warning/>
            </Form>
            <p class="govuk-body"><a class="govuk-link" href="/organisations">"Keep it"</a></p>
        </TwoThirds>
    }
    .into_any()
}

/// Takes it out. Whoever belongs to it is signed out by that.
pub(super) async fn remove(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(ManageDemo {})?;
    if is_loaded(&visit) {
        store::demo::remove(visit.services(), &permit).await?;
    }
    Ok(see("/sign-in"))
}
