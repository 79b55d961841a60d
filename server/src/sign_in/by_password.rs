//! Signing in with e-mail and password, and signing out.

use super::{by_employer, limits::Limit, personas};
use crate::password::Passwords;
use leptos::prelude::*;
use store::{
    demo::Persona,
    employer_sign_in::list_offered,
    people::{account_by_email, begin_sign_in, end_sign_in},
};
use ui::{
    ui::{
        Autocomplete, Button, Field, InputType, InsetText, NotificationBanner, PageHeading,
        PasswordInput, Spellcheck, TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, clear_sign_in, see, sign_in_cookie},
};

/// What is said when a name and password do not fit, whichever of them is wrong.
const WRONG: &str = "The e-mail address or password is not right. Check both and try again";

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    if visit.signed_in.is_some() {
        return Ok(see("/"));
    }
    page(&visit, None).await
}

async fn page(visit: &Visit, error: Option<String>) -> Result<Answer, Problem> {
    let personas = personas::offered(visit).await?;
    let first_run = super::first_run::is_offered(visit.services()).await?;
    let employers = list_offered(visit.services()).await?;
    let email = Field::new("email")
        .label("E-mail address")
        .value(visit.form.text("email"))
        .error(error);
    let password = Field::new("password").label("Password");
    let banner = match () {
        () if visit.query.text("ended") == "1" => {
            Some("You have been signed out. What was saved is still there: sign in to go on.")
        }
        () if visit.query.text("set") == "1" => Some("Your password is set. Sign in with it."),
        () => None,
    };
    let back = visit.form.text("back").to_owned();
    let back = if back.is_empty() {
        visit.query.text("back").to_owned()
    } else {
        back
    };
    let summary = email.clone();
    Ok(Page::new("Sign in", move || {
        let employers = by_employer::offer(&employers, &back);
        view(
            email, password, banner, back, first_run, employers, personas,
        )
    })
    .errors(&[&summary])
    .into())
}

fn view(
    email: Field,
    password: Field,
    banner: Option<&'static str>,
    back: String,
    first_run: bool,
    employers: Option<AnyView>,
    personas: Vec<Persona>,
) -> impl IntoView {
    let personas = personas::view(personas, &back);
    view! {
        <TwoThirds>
            {banner.map(|text| view! { <NotificationBanner text=text/> })}
            <PageHeading text="Sign in"/>
            {first_run.then(|| view! {
                <InsetText>
                    "Nobody has an account yet. "
                    <a class="govuk-link" href="/first-run">"Create the first administrator"</a>
                </InsetText>
            })}
            {employers}
            <Form action="/sign-in">
                <input type="hidden" name="back" value=back/>
                <TextInput field=email kind=InputType::Email autocomplete=Autocomplete::Username spellcheck=Spellcheck::Off/>
                <PasswordInput field=password/>
                <Button text="Sign in"/>
            </Form>
            <p class="govuk-body"><a class="govuk-link" href="/forgot-password">"I have forgotten my password"</a></p>
            <p class="govuk-body">
                <a class="govuk-link" href="/sign-in/staff-number">"I have a joining slip and no e-mail address at work"</a>
            </p>
            <p class="govuk-body"><a class="govuk-link" href="/check">"Check a certificate"</a></p>
            {personas}
        </TwoThirds>
    }
}

pub(super) async fn sign_in(visit: Visit, passwords: Passwords) -> Result<Answer, Problem> {
    let email = visit.form.text("email").to_lowercase();
    let limit = Limit::of(&visit, &email);
    if let Some(wait) = limit.check(&visit).await? {
        return page(&visit, Some(wait)).await;
    }
    let account = account_by_email(visit.services(), &email).await?;
    let hash = account.as_ref().and_then(|a| a.password_hash.as_deref());
    let fits = passwords.fits(visit.form.first("password"), hash).await;
    let Some(account) = account.filter(|_| fits) else {
        limit.wrong(&visit).await?;
        return page(&visit, Some(WRONG.to_owned())).await;
    };
    limit.right(&visit).await?;
    let token = begin_sign_in(visit.services(), account.id, false, &visit.agent).await?;
    Ok(signed_in(&visit, &token))
}

/// Leads a person who has just signed in to where they wanted to go, as their form says, with a new cookie.
pub(super) fn signed_in(visit: &Visit, token: &str) -> Answer {
    lead_on(visit, token, visit.form.text("back"))
}

/// Leads a person who has just signed in to where they wanted to go, with a new cookie.
pub(super) fn lead_on(visit: &Visit, token: &str, back: &str) -> Answer {
    // Browsers take tabs and line breaks out of an address, and a backslash for a slash.
    let odd = |c: char| c.is_control() || c == '\\';
    let inside = back.starts_with('/') && !back.starts_with("//") && !back.contains(odd);
    let to = if inside && back != "/sign-in" {
        back
    } else {
        "/"
    };
    Answer::See {
        to: to.to_owned(),
        cookies: vec![sign_in_cookie(visit.settings(), token)],
    }
}

pub(super) async fn sign_out(visit: Visit) -> Result<Answer, Problem> {
    if let Some(token) = &visit.token {
        end_sign_in(visit.services(), token).await?;
    }
    Ok(Answer::See {
        to: "/sign-in".to_owned(),
        cookies: vec![clear_sign_in(visit.settings())],
    })
}
