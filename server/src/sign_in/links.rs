//! Links that work once: to choose a first password, or a new one.

use super::limits::Limit;
use crate::password::Passwords;
use domain::{
    access::{Actor, ChangeOwnAccount, permit},
    people::{email, password},
};
use leptos::prelude::*;
use store::{
    hex,
    people::{Account, Purpose, account_by_email, hashed, link, send_link, set_password},
};
use ui::{
    ui::{
        Autocomplete, BackLink, Button, Field, InputType, PageHeading, PasswordInput, Spellcheck,
        TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Site, Visit, see},
};

pub(super) async fn show_forgotten(visit: Visit) -> Result<Answer, Problem> {
    Ok(forgotten_page(&visit, None))
}

fn forgotten_page(visit: &Visit, error: Option<String>) -> Answer {
    let field = Field::new("email")
        .label("E-mail address")
        .value(visit.form.text("email"))
        .error(error);
    let summary = field.clone();
    Page::new("Forgotten password", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Forgotten password"/>
                <p class="govuk-body">"We send you a link to choose a new one."</p>
                <Form>
                    <TextInput field=field kind=InputType::Email autocomplete=Autocomplete::Username spellcheck=Spellcheck::Off/>
                    <Button text="Send the link"/>
                </Form>
            </TwoThirds>
        }
    })
    .before(|| view! { <BackLink href="/sign-in"/> })
    .errors(&[&summary])
    .into()
}

/// Sends a link if there is an account. The answer, and the time it takes, are the same if there is none: the work is
/// done after the answer.
pub(super) async fn forgotten(visit: Visit) -> Result<Answer, Problem> {
    let address = match email(visit.form.text("email")) {
        Ok(address) => address,
        Err(error) => return Ok(forgotten_page(&visit, Some(error.to_string()))),
    };
    let limit = Limit::of(&visit, &format!("reset of {address}"));
    if let Some(wait) = limit.check(&visit).await? {
        return Ok(forgotten_page(&visit, Some(wait)));
    }
    limit.wrong(&visit).await?;
    let site = visit.site.clone();
    let wanted = address.clone();
    tokio::spawn(async move {
        if let Err(error) = send_reset(&site, &wanted).await {
            tracing::error!(%error, "could not send a reset link");
        }
    });
    Ok(Page::new("Check your e-mail", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Check your e-mail"/>
                <p class="govuk-body">
                    "If there is an account for " <strong>{address}</strong>
                    ", we have sent a link to it. It works once, for 24 hours."
                </p>
                <p class="govuk-body">"If nothing comes within a few minutes, look in your junk folder, or ask your training lead."</p>
            </TwoThirds>
        }
    })
    .into())
}

async fn send_reset(site: &Site, address: &str) -> Result<(), store::StoreError> {
    let Some(account) = account_by_email(site.services(), address).await? else {
        return Ok(());
    };
    let Ok(permit) = permit(
        &Actor::Program,
        ChangeOwnAccount {
            person: account.person,
        },
    ) else {
        return Ok(());
    };
    let mail = |token: &str| {
        let link = format!("{}/link/{token}", site.settings().public_url);
        let words = [
            ("name", account.name.as_str()),
            ("link", &link),
            ("hours", "24"),
        ];
        let key = format!("link {}", &hex(&hashed(token))[..32]);
        site.mail("reset", &words, key, (&account.name, address))
    };
    send_link(site.services(), &permit, account.id, Purpose::Reset, mail).await?;
    site.jobs.notify_one();
    Ok(())
}

/// The account a link is for, or the page that says that it no longer works.
async fn account_of(visit: &Visit) -> Result<Account, Problem> {
    let token: String = visit.param("token")?;
    let spent = || {
        Problem::refused(
            "This link does not work any more",
            "Links work once and for 24 hours. Ask for a new one below, or ask your training lead.",
            ("Send me a new link", "/forgot-password"),
        )
    };
    link(visit.services(), &token).await?.ok_or_else(spent)
}

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    let account = account_of(&visit).await?;
    Ok(choose_page(&account, None))
}

fn choose_page(account: &Account, error: Option<String>) -> Answer {
    let name = account.name.clone();
    let field = Field::new("password")
        .label("New password")
        .hint("12 characters or more. Three random words make a good one")
        .error(error);
    let summary = field.clone();
    Page::new("Choose your password", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Choose your password" caption=name/>
                <Form>
                    <PasswordInput field=field autocomplete=Autocomplete::NewPassword/>
                    <Button text="Set password"/>
                </Form>
            </TwoThirds>
        }
    })
    .errors(&[&summary])
    .into()
}

/// Sets the password and uses the link up. Every sign-in of the account ends.
pub(super) async fn choose(visit: Visit, passwords: Passwords) -> Result<Answer, Problem> {
    let account = account_of(&visit).await?;
    let typed = visit.form.first("password");
    if let Err(weak) = password(
        typed,
        &[&account.name, account.email.as_deref().unwrap_or_default()],
    ) {
        return Ok(choose_page(&account, Some(weak.to_string())));
    }
    let hash = passwords.hash(typed).await;
    let permit = permit(
        &Actor::Program,
        ChangeOwnAccount {
            person: account.person,
        },
    )?;
    let token: String = visit.param("token")?;
    if set_password(visit.services(), &permit, account.id, &hash, Some(&token)).await? {
        Ok(see("/sign-in?set=1"))
    } else {
        account_of(&visit)
            .await
            .map(|account| choose_page(&account, None))
    }
}
