//! Giving the second factor after the password.

use super::{by_password::signed_in, limits::Limit};
use crate::totp;
use leptos::prelude::*;
use store::people::{Account, account, note_second_factor, use_recovery_code, use_totp_step};
use ui::{
    ui::{
        Autocomplete, Button, Details, Field, InputMode, InputWidth, Letters, PageHeading,
        Spellcheck, TextInput, TwoThirds,
    },
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
    let code = Field::new("code")
        .label("Code from your app")
        .hint("Six digits")
        .error(error);
    let recovery = Field::new("recovery")
        .label("Recovery code")
        .hint("Eight letters and digits, like K7QM-3XPA");
    let summary = code.clone();
    Page::new("Enter your code", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Enter your code"/>
                <p class="govuk-body">"Open the app on your phone that makes sign-in codes for Cascade."</p>
                <Form>
                    <TextInput
                        field=code
                        width=InputWidth::Chars10
                        inputmode=InputMode::Numeric
                        autocomplete=Autocomplete::OneTimeCode
                        spellcheck=Spellcheck::Off
                        letters=Letters::Spaced
                    />
                    <Details summary="I do not have my phone">
                        <TextInput field=recovery width=InputWidth::Chars10 spellcheck=Spellcheck::Off/>
                        <p class="govuk-body">
                            "Each recovery code works once. If you have none left, ask an administrator."
                        </p>
                    </Details>
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
    let limit = Limit::of(&visit, &format!("second factor of {id}"));
    if let Some(wait) = limit.check(&visit).await? {
        return Ok(page(Some(wait)));
    }
    let account = account(visit.services(), id)
        .await?
        .ok_or(Problem::SignInNeeded)?;
    if !is_right(&visit, &account).await? {
        limit.wrong(&visit).await?;
        return Ok(page(Some(
            "The code is not right, or has been used. Wait for the next one and enter that"
                .to_owned(),
        )));
    }
    limit.right(&visit).await?;
    let token =
        note_second_factor(visit.services(), id, sign_in_token(&visit), &visit.agent).await?;
    Ok(signed_in(&visit, &token))
}

async fn is_right(visit: &Visit, account: &Account) -> Result<bool, Problem> {
    let recovery = visit.form.text("recovery");
    if !recovery.is_empty() {
        return Ok(
            use_recovery_code(visit.services(), account.id, &totp::as_given(recovery)).await?,
        );
    }
    let secret = account
        .totp_secret
        .as_deref()
        .filter(|_| account.totp_confirmed_at.is_some());
    match secret.and_then(|secret| totp::step_of(secret, visit.form.text("code"), visit.now)) {
        Some(step) => Ok(use_totp_step(visit.services(), account.id, step).await?),
        None => Ok(false),
    }
}
