//! A second factor that is set up: new recovery codes, and another phone. Both ask for proof of the one there is, a code or
//! a recovery code, so that an unlocked browser is not enough.
//!
//! Rule S21 of `docs/rules/sign-in.md`.

use super::{proof, second_factor::codes_page};
use crate::totp;
use domain::access::{ChangeOwnAccount, Permit};
use leptos::prelude::*;
use store::people::{
    Account, account, give_up_second_factor, recovery_codes_left, renew_recovery_codes,
};
use ui::{
    ui::{BackLink, Button, Link, PageHeading, SummaryList, SummaryRow, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see, sign_in_token},
};

async fn own(visit: &Visit) -> Result<(Permit<ChangeOwnAccount>, Account), Problem> {
    let permit = visit.permit(ChangeOwnAccount {
        person: visit.person()?,
    })?;
    let account = account(visit.services(), visit.account()?).await?;
    Ok((permit, account.ok_or(Problem::SignInNeeded)?))
}

/// The page of a second factor that is set up.
pub(super) async fn overview(visit: &Visit) -> Result<Answer, Problem> {
    let (permit, account) = own(visit).await?;
    let left = recovery_codes_left(visit.services(), &permit, account.id).await?;
    let rows = vec![
        SummaryRow::new("App on your phone", "Set up")
            .action(Link::new("Change", "/account/second-factor/phone").hidden_text("the phone")),
        SummaryRow::new("Recovery codes", format!("{left} not used")).action(
            Link::new("Make new ones", "/account/recovery-codes").hidden_text("in place of these"),
        ),
    ];
    Ok(Page::new("Second factor", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Your second factor is set up"/>
                <p class="govuk-body">
                    "You give a code from your app whenever you sign in. If you lose your phone, sign in with a recovery code,
                    then set up another phone here. If you have no recovery code left, an administrator can take the second
                    factor away, and you set up a new one."
                </p>
                <SummaryList rows=rows/>
            </TwoThirds>
        }
    })
    .before(|| view! { <BackLink href="/account" text="Your account"/> })
    .into())
}

/// What is asked for with proof.
#[derive(Clone, Copy)]
struct Wanted {
    title: &'static str,
    says: &'static str,
    button: &'static str,
}

const CODES: Wanted = Wanted {
    title: "Make new recovery codes",
    says: "You get ten new codes. Those you have now stop working.",
    button: "Make new codes",
};

const PHONE: Wanted = Wanted {
    title: "Set up another phone",
    says: "The app on your old phone and your recovery codes stop working at once, and you are signed out everywhere \
           else. Have the new phone at hand: you set it up next.",
    button: "Continue",
};

/// Asks for proof. Whoever has no second factor is led to where one is set up.
async fn ask(visit: &Visit, wanted: Wanted, error: Option<String>) -> Result<Answer, Problem> {
    let (_, account) = own(visit).await?;
    if account.totp_confirmed_at.is_none() {
        return Ok(see("/account/second-factor"));
    }
    let asked = proof::Asked::new(error);
    let summary = asked.code.clone();
    Ok(Page::new(wanted.title, move || {
        view! {
            <TwoThirds>
                <PageHeading text=wanted.title/>
                <p class="govuk-body">{wanted.says}</p>
                <Form>
                    {asked.view()}
                    <Button text=wanted.button/>
                </Form>
            </TwoThirds>
        }
    })
    .before(|| view! { <BackLink href="/account/second-factor"/> })
    .errors(&[&summary])
    .into())
}

pub(super) async fn ask_for_codes(visit: Visit) -> Result<Answer, Problem> {
    ask(&visit, CODES, None).await
}

/// Makes new recovery codes and shows them this once.
pub(super) async fn make_codes(visit: Visit) -> Result<Answer, Problem> {
    let (permit, account) = own(&visit).await?;
    if let Err(sentence) = proof::take(&visit, &account).await? {
        return ask(&visit, CODES, Some(sentence)).await;
    }
    let codes = totp::recovery_codes(&visit.ids);
    renew_recovery_codes(visit.services(), &permit, account.id, &codes).await?;
    Ok(codes_page("You have new recovery codes", codes).into())
}

pub(super) async fn ask_for_phone(visit: Visit) -> Result<Answer, Problem> {
    ask(&visit, PHONE, None).await
}

/// Gives the second factor up and leads to where another is set up.
pub(super) async fn change_phone(visit: Visit) -> Result<Answer, Problem> {
    let (permit, account) = own(&visit).await?;
    if let Err(sentence) = proof::take(&visit, &account).await? {
        return ask(&visit, PHONE, Some(sentence)).await;
    }
    let present = sign_in_token(&visit);
    give_up_second_factor(visit.services(), &permit, account.id, present).await?;
    Ok(see("/account/second-factor"))
}
