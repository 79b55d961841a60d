//! Letting a colleague have one's place.

use super::{
    found::{booking, pass_on, target_of_booking},
    mail::teller,
    words::when,
};
use crate::{
    ui::{Autocomplete, BackLink, Button, ButtonGroup, Field, PageHeading, TextInput, TwoThirds},
    web::{
        Answer, Form, Page, Problem, Visit, see,
        typed::{required, wrong},
    },
};
use domain::{
    access::{PassPlaceOn, Permit, SeePerson},
    sessions::{BookingRefusal, State},
};
use leptos::prelude::*;
use store::sessions::{self, BookingShown};

/// The booking in the address, with the leave to pass its place on, and where to go afterwards.
struct Found {
    permit: Permit<PassPlaceOn>,
    booking: BookingShown,
    back: String,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let (id, target, organisation) = target_of_booking(visit).await?;
    let sees = visit.permit(SeePerson {
        target: target.clone(),
    });
    let permit = visit.permit(pass_on(target, organisation))?;
    let booking = booking(visit, &permit, id).await?;
    let back = if sees.is_ok() {
        format!("/bookings/{id}")
    } else {
        format!("/sessions/{}/bookings", booking.session)
    };
    if booking.state != State::Booked {
        return Err(refused(&BookingRefusal::HoldsNoPlace, &back));
    }
    Ok(Found {
        permit,
        booking,
        back,
    })
}

fn refused(refusal: &BookingRefusal, to: &str) -> Problem {
    let advice = "Nothing has been changed.";
    Problem::refused(refusal.to_string(), advice, ("See the booking", to))
}

fn colleague(typed: &str) -> Field {
    Field::new("colleague")
        .label("E-mail address or staff number of the colleague")
        .hint("Somebody who works in the same organisation")
        .value(typed)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    Ok(shown(found, colleague("")).into())
}

/// Passes it on. The same form posted twice is told that there is no place any more.
pub(super) async fn substitute(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let mut who = colleague(visit.form.text("colleague"));
    let missing = "Enter the e-mail address or the staff number of the colleague";
    let typed = required(&mut who, "It", missing);
    if who.error.is_some() {
        return Ok(shown(found, who).into());
    }
    let services = visit.services();
    let Some(person) = sessions::find_colleague(services, &found.permit, &typed).await? else {
        let said = "Nobody else of the same organisation is found by that";
        wrong(&mut who, said);
        return Ok(shown(found, who).into());
    };
    let teller = teller(&visit);
    let id = found.booking.id;
    match sessions::substitute(services, &found.permit, id, person, &teller).await? {
        Ok(_) => {
            visit.jobs.notify_one();
            Ok(see(found.back))
        }
        Err(BookingRefusal::Already) => {
            wrong(
                &mut who,
                "This colleague has a booking for the session already",
            );
            Ok(shown(found, who).into())
        }
        // What a colleague has done or not is not told.
        Err(BookingRefusal::ForOthers | BookingRefusal::Prerequisite { .. }) => {
            let said = "This colleague cannot take the place over: the session is for others, or something comes first";
            wrong(&mut who, said);
            Ok(shown(found, who).into())
        }
        Err(refusal) => Err(refused(&refusal, &found.back)),
    }
}

fn shown(found: Found, who: Field) -> Page {
    let error_of = who.clone();
    let (back, cancel) = (found.back.clone(), found.back);
    let (title, when) = (found.booking.title, when(found.booking.span));
    let page = Page::new("Let a colleague come instead", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Let a colleague come instead" caption=title/>
                <p class="govuk-body">{when}</p>
                <p class="govuk-body">
                    "The colleague gets the place, with a reference of their own, and is told by e-mail. Your booking ends, at no
                    charge."
                </p>
                <Form>
                    <TextInput field=who autocomplete=Autocomplete::Off/>
                    <ButtonGroup>
                        <Button text="Let the colleague have the place"/>
                        <a class="govuk-link" href=cancel>"Keep it"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back/> });
    page.errors(&[&error_of])
}
