//! Proof that somebody holds their second factor: a code from the app, or a recovery code.

use super::limits::Limit;
use crate::totp;
use leptos::prelude::*;
use store::people::{Account, use_recovery_code, use_totp_step};
use ui::{
    ui::{Autocomplete, Details, Field, InputMode, InputWidth, Letters, Spellcheck, TextInput},
    web::{Problem, Visit},
};

/// The two fields, of which one is filled in.
#[derive(Clone)]
pub(super) struct Asked {
    /// The code from the app; carries the error, if there is one.
    pub code: Field,
    recovery: Field,
}

impl Asked {
    pub fn new(error: Option<String>) -> Self {
        Self {
            code: Field::new("code")
                .label("Code from your app")
                .hint("Six digits")
                .error(error),
            recovery: Field::new("recovery")
                .label("Recovery code")
                .hint("Eight letters and digits, like K7QM-3XPA"),
        }
    }

    pub fn view(self) -> AnyView {
        view! {
            <TextInput
                field=self.code
                width=InputWidth::Chars10
                inputmode=InputMode::Numeric
                autocomplete=Autocomplete::OneTimeCode
                spellcheck=Spellcheck::Off
                letters=Letters::Spaced
            />
            <Details summary="I do not have my phone">
                <TextInput field=self.recovery width=InputWidth::Chars10 spellcheck=Spellcheck::Off/>
                <p class="govuk-body">
                    "Each recovery code works once. If you have none left, ask an administrator to take your second factor
                    away. You then set up a new one."
                </p>
            </Details>
        }
        .into_any()
    }
}

/// Takes the code that was typed; otherwise what to say. Wrong ones are counted, and cost time.
pub(super) async fn take(visit: &Visit, account: &Account) -> Result<Result<(), String>, Problem> {
    let limit = Limit::of(visit, &format!("second factor of {}", account.id));
    if let Some(wait) = limit.check(visit).await? {
        return Ok(Err(wait));
    }
    if !is_right(visit, account).await? {
        limit.wrong(visit).await?;
        let sentence =
            "The code is not right, or has been used. Wait for the next one and enter that";
        return Ok(Err(sentence.to_owned()));
    }
    limit.right(visit).await?;
    Ok(Ok(()))
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
