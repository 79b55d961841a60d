//! One's sessions in one's own calendar program: a secret address, made and taken away by whoever it is for.
//!
//! The secret has 256 bits. Addresses that do not exist are counted for the visitor they come from, so that trying them out
//! is slow; an honest program writes nothing.

use super::entry::calendar_of;
use crate::{
    ui::{BackLink, Button, ButtonKind, InsetText, PageHeading, TwoThirds, WarningText},
    web::{Answer, Download, Form, Page, Problem, Visit, see},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{ChangeOwnAccount, Permit},
    calendar as days,
};
use leptos::prelude::*;
use store::{
    people,
    sessions::{calendar_feed, end_feed, feed_made_at, make_feed, venue_feed},
};

fn own(visit: &Visit) -> Result<Permit<ChangeOwnAccount>, Problem> {
    let person = visit.person()?;
    visit.permit(ChangeOwnAccount { person })
}

/// Says whether there is an address, and offers to make one or to take it away.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let made_at = feed_made_at(visit.services(), &own(&visit)?).await?;
    let shown = Page::new("Your sessions in your own calendar", move || {
        choices(made_at)
    });
    Ok(shown
        .before(|| view! { <BackLink href="/account" text="Your account"/> })
        .into())
}

fn choices(made_at: Option<DateTime<Utc>>) -> AnyView {
    view! {
        <TwoThirds>
            <PageHeading text="Your sessions in your own calendar"/>
            <p class="govuk-body">
                "Calendar programs such as Outlook can fetch the sessions on which you hold a place, and those on which you
                train, from a secret web address. They ask again by themselves, so that changes appear."
            </p>
            {forms(made_at, "/account/calendar".to_owned())}
        </TwoThirds>
    }
    .into_any()
}

/// Whether there is an address, and the forms, which go to the page `own`, that make one or take it away.
pub(super) fn forms(made_at: Option<DateTime<Utc>>, own: String) -> AnyView {
    let Some(made_at) = made_at else {
        return view! {
            <p class="govuk-body">"There is no such address."</p>
            <Form action=own>
                <Button text="Make an address"/>
            </Form>
        }
        .into_any();
    };
    let end = format!("{own}/end");
    let said = format!(
        "An address was made on {}. It was shown once, and is kept in no form in which it could be shown again.",
        days::moment(made_at)
    );
    view! {
        <p class="govuk-body">{said}</p>
        <p class="govuk-body">"With a new address the present one stops working."</p>
        <Form action=own>
            <Button text="Make a new address"/>
        </Form>
        <Form action=end>
            <Button text="Take the address away" kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}

/// Makes an address and shows it this once.
pub(super) async fn make(visit: Visit) -> Result<Answer, Problem> {
    let token = make_feed(visit.services(), &own(&visit)?).await?;
    let sees =
        "Whoever has this address sees where you are trained and when. It is shown this once.";
    Ok(made(
        &visit,
        &token,
        "Your calendar has an address",
        sees,
        "/account/calendar".to_owned(),
    ))
}

/// Shows an address with its secret.
pub(super) fn made(
    visit: &Visit,
    token: &str,
    heading: &'static str,
    warning: &'static str,
    back: String,
) -> Answer {
    let address = format!("{}/calendar/{token}", visit.settings().public_url);
    let shown = Page::new(heading, move || {
        view! {
            <TwoThirds>
                <PageHeading text=heading/>
                <p class="govuk-body">
                    "Copy it now, and give it to your calendar program as the address of a calendar to subscribe to."
                </p>
                <InsetText>{address}</InsetText>
                <WarningText text=warning/>
                <p class="govuk-body"><a class="govuk-link" href=back>"Back to the calendar"</a></p>
            </TwoThirds>
        }
    });
    shown.into()
}

/// Takes the address away.
pub(super) async fn end(visit: Visit) -> Result<Answer, Problem> {
    end_feed(visit.services(), &own(&visit)?).await?;
    Ok(see("/account/calendar"))
}

/// The calendar itself, for whoever knows its address. Only what is not found counts as a guess: a program that goes on
/// asking for an old address locks nobody out who shares its way to us.
pub(super) async fn calendar(visit: Visit) -> Result<Answer, Problem> {
    let token: String = visit.param("feed")?;
    let mut sessions = calendar_feed(visit.services(), &token).await?;
    if sessions.is_none() {
        sessions = venue_feed(visit.services(), &token).await?;
    }
    let Some(sessions) = sessions else {
        let about = format!("calendar {}", visit.address);
        let guesses = people::guesses(visit.services(), &about).await?;
        guesses.may_guess(visit.now).map_err(|_| Problem::TooMany)?;
        people::wrong_guess(visit.services(), &about).await?;
        return Err(Problem::NotFound);
    };
    let text = calendar_of(&sessions, &visit.settings().public_url, visit.now);
    Ok(Answer::Download(Download {
        media_type: "text/calendar; charset=utf-8",
        name: None,
        bytes: text.into_bytes(),
        lasting: false,
    }))
}
