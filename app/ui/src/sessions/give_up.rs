//! Giving up a place, an offer, or a place on the waiting list.

use super::{
    found::{booking, or_of_organiser, target_of_booking},
    mail::teller,
    words::{late, when},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, Field, PageHeading, Spellcheck, Textarea,
        TwoThirds, WarningText,
    },
    web::{
        Answer, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use domain::{
    access::{BookPlace, CancelPlace, Permit},
    catalogue::Price,
    ids::BookingId,
    sessions::{By, State, is_late},
};
use leptos::prelude::*;
use store::{
    reminders::proclaimed,
    sessions::{self, BookingShown},
};

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// The booking in the address, with the leave to give it up.
struct Found {
    id: BookingId,
    permit: Permit<CancelPlace>,
    by: By,
    booking: BookingShown,
    is_late: bool,
    /// What that costs.
    charge: Option<Price>,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let (id, target, organisation) = target_of_booking(visit).await?;
    let looks_after = visit.permit(BookPlace {
        target: target.clone(),
    });
    let by = if looks_after.is_ok() {
        By::Holder
    } else {
        By::Organiser
    };
    let permit = visit.permit(or_of_organiser(target, organisation))?;
    let booking = booking(visit, &permit, id).await?;
    let proclaimed = proclaimed(visit.services()).await?;
    let (starts_at, notice) = (booking.span.starts_at, booking.notice_days);
    let late = is_late(visit.now, starts_at, notice, &proclaimed);
    let is_late = booking.state.given_up(by, late) == Some(State::CancelledLate);
    let charge = if is_late {
        sessions::late_charge(visit.services(), booking.session, booking.organisation).await?
    } else {
        None
    };
    Ok(Found {
        id,
        permit,
        by,
        booking,
        is_late,
        charge,
    })
}

fn reason(typed: &str) -> Field {
    Field::new("why")
        .label("Why? Whoever holds the booking and the organiser can read it")
        .value(typed)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    Ok(shown(found, reason("")).into())
}

/// Gives it up. The same form posted twice is told that it is over.
pub(super) async fn give_up(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let mut why = reason(visit.form.text("why"));
    if prose(&mut why, "It", LONGEST).is_empty() {
        wrong(&mut why, "Enter the reason");
    }
    if why.error.is_some() {
        return Ok(shown(found, why).into());
    }
    let teller = teller(&visit);
    let given_up = sessions::give_up(
        visit.services(),
        &found.permit,
        found.id,
        (found.by, why.current()),
        &teller,
    )
    .await?;
    visit.jobs.notify_one();
    let to = match found.by {
        By::Holder => format!("/bookings/{}", found.id),
        By::Organiser => format!("/sessions/{}/bookings", found.booking.session),
    };
    match given_up {
        Ok(_) => Ok(see(to)),
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "Nothing has been changed.",
            ("Go on", &to),
        )),
    }
}

fn shown(found: Found, why: Field) -> Page {
    let error_of = why.clone();
    let heading = match found.booking.state {
        State::Offered => "Decline the place?",
        State::Waiting => "Leave the waiting list?",
        _ => "Give the place up?",
    };
    let back = match found.by {
        By::Holder => format!("/bookings/{}", found.id),
        By::Organiser => format!("/sessions/{}/bookings", found.booking.session),
    };
    let cancel = back.clone();
    let page = Page::new(heading, move || {
        let warning = found.is_late.then(|| {
            view! { <WarningText text=late(found.charge)/> }
        });
        let when = when(found.booking.span);
        view! {
            <TwoThirds>
                <PageHeading text=heading caption=found.booking.title.clone()/>
                <p class="govuk-body">{when}</p>
                {warning}
                <Form>
                    <Textarea field=why rows=3 spellcheck=Spellcheck::On/>
                    <ButtonGroup>
                        <Button text="Yes, it can go to somebody else" kind=ButtonKind::Warning/>
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
