//! Stopping reminders to somebody's address, and lifting that.

use crate::{
    people::whom,
    ui::{
        BackLink, Button, ButtonGroup, Field, InsetText, PageHeading, TextInput, TwoThirds,
        WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::required},
};
use domain::{
    access::{Permit, StopMail},
    calendar,
};
use leptos::prelude::*;
use store::{
    people::name_of,
    reminders::{Stop, lift, stop_by_hand, stopped},
};

/// Whom it is about, and how their address stands.
struct Asked {
    href: String,
    permit: Permit<StopMail>,
    name: String,
    email: Option<String>,
    stop: Option<Stop>,
}

async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let whom = whom(visit).await?;
    let target = whom.seen.act().target.clone();
    let permit = visit.permit(StopMail { target })?;
    let services = visit.services();
    let (name, email) = name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok(Asked {
        href: whom.href(),
        stop: stopped(services, &whom.seen).await?,
        permit,
        name,
        email,
    })
}

fn reason() -> Field {
    Field::new("why")
        .label("Why?")
        .hint("Such as: the mailbox is closed. Others who look after this person can read it")
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    Ok(shown(asked(&visit).await?, reason()).into())
}

/// Stops the address, or lifts the stop.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let services = visit.services();
    let href = asked.href.clone();
    if visit.form.text("what") == "lift" {
        lift(services, &asked.permit).await?;
        return Ok(see(format!("{href}?done=mail-again")));
    }
    if asked.stop.is_some() {
        return Ok(see(format!("{href}?done=mail-stopped")));
    }
    let mut why = reason().value(visit.form.text("why"));
    let words = required(&mut why, "Reason", "Enter the reason");
    if why.error.is_some() {
        return Ok(shown(asked, why).into());
    }
    stop_by_hand(services, &asked.permit, &words).await?;
    Ok(see(format!("{href}?done=mail-stopped")))
}

fn shown(asked: Asked, why: Field) -> Page {
    let (back, fields) = (asked.href.clone(), why.clone());
    let title = match (&asked.stop, &asked.email) {
        (Some(_), _) => "Send reminders again",
        (None, _) => "Stop reminders",
    };
    Page::new(title, move || view(asked, title, why))
        .section("/people")
        .before(move || view! { <BackLink href=back text="Back to the person"/> })
        .errors(&[&fields])
}

fn view(asked: Asked, title: &'static str, why: Field) -> AnyView {
    let content = match (asked.stop, asked.email) {
        (_, None) => view! {
            <InsetText>"There is no e-mail address, so no mail goes out."</InsetText>
        }
        .into_any(),
        (Some(stop), _) => lifting(&stop, asked.href),
        (None, Some(email)) => stopping(&email, why, asked.href),
    };
    view! { <TwoThirds><PageHeading text=title caption=asked.name/> {content}</TwoThirds> }
        .into_any()
}

fn lifting(stop: &Stop, back: String) -> AnyView {
    let said = said(stop);
    let warning = format!(
        "Make sure first that {} takes mail. If it does not, the mail server refuses it again.",
        stop.address
    );
    view! {
        <p class="govuk-body">{said}</p>
        <WarningText text=warning/>
        <Form>
            <input type="hidden" name="what" value="lift"/>
            <ButtonGroup>
                <Button text="Send reminders again"/>
                <a class="govuk-link" href=back>"Leave it stopped"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

fn stopping(email: &str, why: Field, back: String) -> AnyView {
    let said = format!(
        "No reminder goes to {email} until somebody lifts this. What they ask for themselves, such as a new password, and \
         their certificates still go there."
    );
    view! {
        <p class="govuk-body">{said}</p>
        <Form>
            <input type="hidden" name="what" value="stop"/>
            <TextInput field=why/>
            <ButtonGroup>
                <Button text="Stop reminders"/>
                <a class="govuk-link" href=back>"Go back and change nothing"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

/// "Nothing goes to asha@… since 3 May 2027, by Imani: the mailbox is closed".
pub(super) fn said(stop: &Stop) -> String {
    let since = calendar::day(calendar::day_of(stop.stopped_at));
    let by = match &stop.by {
        Some(name) => format!("{name} stopped them"),
        None => "The mail server refused the address".to_owned(),
    };
    format!(
        "No reminders have gone to {} since {since}. {by}: {}",
        stop.address, stop.why
    )
}
