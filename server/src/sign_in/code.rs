//! Giving the second factor after the password.

use super::{by_password::signed_in, proof};
use leptos::prelude::*;
use store::people::{account, note_second_factor};
use ui::{
    ui::{Button, PageHeading, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see, sign_in_token},
};

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    let Some(signed_in) = &visit.signed_in else {
        return Err(Problem::SignInNeeded);
    };
    if signed_in.second_factor_at.is_some() || !signed_in.has_second_factor {
        return Ok(see("/"));
    }
    Ok(page(None))
}

fn page(error: Option<String>) -> Answer {
    let asked = proof::Asked::new(error);
    let summary = asked.code.clone();
    Page::new("Enter your code", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Enter your code"/>
                <p class="govuk-body">"Open the app on your phone that makes sign-in codes for Cascade."</p>
                <Form>
                    {asked.view()}
                    <Button text="Continue"/>
                </Form>
            </TwoThirds>
        }
    })
    .errors(&[&summary])
    .into()
}

pub(super) async fn give(visit: Visit) -> Result<Answer, Problem> {
    let id = visit.account()?;
    let account = account(visit.services(), id)
        .await?
        .ok_or(Problem::SignInNeeded)?;
    if let Err(sentence) = proof::take(&visit, &account).await? {
        return Ok(page(Some(sentence)));
    }
    let token =
        note_second_factor(visit.services(), id, sign_in_token(&visit), &visit.agent).await?;
    Ok(signed_in(&visit, &token))
}
