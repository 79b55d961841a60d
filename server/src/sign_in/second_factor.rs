//! Setting up a second factor.

use super::{another_factor, limits::Limit};
use crate::totp;
use domain::access::ChangeOwnAccount;
use leptos::prelude::*;
use store::people::{Account, account, confirm_totp, note_second_factor, offer_totp};
use ui::{
    ui::{
        Autocomplete, BackLink, Button, ButtonLink, Field, InputMode, InputWidth, Letters,
        PageHeading, Panel, QrCode, Spellcheck, TextInput, TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see, sign_in_cookie, sign_in_token},
};

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    let account = with_secret(&visit).await?;
    if account.totp_confirmed_at.is_some() {
        return another_factor::overview(&visit).await;
    }
    Ok(page(&account, None))
}

/// The account with a secret to confirm; a new one is offered where there is none.
async fn with_secret(visit: &Visit) -> Result<Account, Problem> {
    let id = visit.account()?;
    let mut found = account(visit.services(), id)
        .await?
        .ok_or(Problem::SignInNeeded)?;
    if found.totp_secret.is_none() {
        let permit = visit.permit(ChangeOwnAccount {
            person: visit.person()?,
        })?;
        let secret = totp::new_secret(&visit.ids);
        offer_totp(visit.services(), &permit, id, &secret).await?;
        found.totp_secret = Some(secret);
    }
    Ok(found)
}

fn page(account: &Account, error: Option<String>) -> Answer {
    let secret = account.totp_secret.clone().unwrap_or_default();
    let name = account
        .email
        .clone()
        .unwrap_or_else(|| account.name.clone());
    let code = Field::new("code")
        .label("Code from the app")
        .hint("Six digits")
        .error(error);
    let summary = code.clone();
    Page::new("Set up a second factor", move || view(&secret, &name, code))
        .before(|| view! { <BackLink href="/account" text="Your account"/> })
        .errors(&[&summary])
        .into()
}

fn view(secret: &[u8], account: &str, code: Field) -> impl IntoView + use<> {
    let address = totp::address(secret, account);
    let letters = totp::in_letters(secret);
    view! {
        <TwoThirds>
            <PageHeading text="Set up a second factor"/>
            <p class="govuk-body">
                "A password can be guessed or stolen. With a second factor you also give a code, which an app on your phone
                makes anew every 30 seconds. Whoever looks after other people's records needs one."
            </p>
            <ol class="govuk-list govuk-list--number">
                <li>"Install an app that makes sign-in codes, if you have none."</li>
                <li>"In the app, add an account and scan this picture, or type the key."</li>
                <li>"Type the code that the app shows."</li>
            </ol>
            <QrCode text=address label="QR code for your app. The key below says the same." width=220/>
            <p class="govuk-body">"Key: " <strong class="app-key">{letters}</strong></p>
            <Form>
                <TextInput
                    field=code
                    width=InputWidth::Chars10
                    inputmode=InputMode::Numeric
                    autocomplete=Autocomplete::OneTimeCode
                    spellcheck=Spellcheck::Off
                    letters=Letters::Spaced
                />
                <Button text="Continue"/>
            </Form>
        </TwoThirds>
    }
}

/// Confirms the second factor with its first code, and shows the recovery codes this once.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let account = with_secret(&visit).await?;
    if account.totp_confirmed_at.is_some() {
        return Ok(see("/account/second-factor"));
    }
    let limit = Limit::of(&visit, &format!("second factor of {}", account.id));
    if let Some(wait) = limit.check(&visit).await? {
        return Ok(page(&account, Some(wait)));
    }
    let secret = account.totp_secret.as_deref().unwrap_or_default();
    let Some(step) = totp::step_of(secret, visit.form.text("code"), visit.now) else {
        limit.wrong(&visit).await?;
        let error = "The code is not right. Check that you scanned this picture and that your phone's clock is right";
        return Ok(page(&account, Some(error.to_owned())));
    };
    let permit = visit.permit(ChangeOwnAccount {
        person: account.person,
    })?;
    let codes = totp::recovery_codes(&visit.ids);
    confirm_totp(visit.services(), &permit, account.id, step, &codes).await?;
    let token = note_second_factor(
        visit.services(),
        account.id,
        sign_in_token(&visit),
        &visit.agent,
    )
    .await?;
    Ok(Answer::WithCookies(
        Box::new(codes_page("Your second factor is set up", codes)),
        vec![sign_in_cookie(visit.settings(), &token)],
    ))
}

/// Recovery codes, shown this once.
pub(super) fn codes_page(done: &'static str, codes: Vec<String>) -> Page {
    Page::new("Your recovery codes", move || {
        let codes: Vec<_> = codes
            .into_iter()
            .map(|code| view! { <li class="app-key">{code}</li> })
            .collect();
        view! {
            <TwoThirds>
                <Panel title=done/>
                <h2 class="govuk-heading-m">"Your recovery codes"</h2>
                <WarningText text="Print them or write them down now. They are shown only once."/>
                <p class="govuk-body">"If you lose your phone, each of these lets you sign in once."</p>
                <ul class="govuk-list">{codes}</ul>
                <ButtonLink text="Continue" href="/"/>
            </TwoThirds>
        }
    })
}
