//! Moving to another date of the same course, and booking one in the place of a session that was cancelled.

use super::{
    found::{booking, target_of_booking, viewer},
    mail::teller,
    words::{late, place, places, span, when},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, Choice, Field, InsetText, LabelKind, PageHeading,
        RadioLayout, Radios, Size, TwoThirds, WarningText,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{BookPlace, Permit},
    catalogue::Price,
    ids::SessionId,
    sessions::{BookingRefusal, By, IfFull, State, is_late},
};
use leptos::prelude::*;
use store::{
    reminders::proclaimed,
    sessions::{self, BookingShown, Filter, SessionRow},
};

/// The booking in the address, and the dates to which it can move.
struct Found {
    permit: Permit<BookPlace>,
    booking: BookingShown,
    dates: Vec<SessionRow>,
    is_late: bool,
    /// What that costs.
    charge: Option<Price>,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let (id, target, _) = target_of_booking(visit).await?;
    let permit = visit.permit(BookPlace { target })?;
    let booking = booking(visit, &permit, id).await?;
    let is_cancelled = booking.state == State::SessionCancelled;
    let is_ahead = booking.state.is_ahead() && visit.now < booking.span.starts_at;
    if !(is_cancelled || is_ahead) {
        return Err(refused(&BookingRefusal::Over, &booking));
    }
    let filter = Filter {
        courses: Some(vec![booking.course]),
        from: visit.now,
        page: 1,
        ..Filter::default()
    };
    let found = sessions::list_sessions(visit.services(), &viewer(visit)?, &filter).await?;
    let dates = found.rows.into_iter();
    let proclaimed = proclaimed(visit.services()).await?;
    let late = is_late(
        visit.now,
        booking.span.starts_at,
        booking.notice_days,
        &proclaimed,
    );
    let is_late = booking.state.moved(By::Holder, late) == Some(State::CancelledLate);
    let charge = if is_late {
        sessions::late_charge(visit.services(), booking.session, booking.organisation).await?
    } else {
        None
    };
    Ok(Found {
        permit,
        dates: dates.filter(|row| row.id != booking.session).collect(),
        is_late,
        charge,
        booking,
    })
}

fn refused(refusal: &BookingRefusal, booking: &BookingShown) -> Problem {
    let to = format!("/bookings/{}", booking.id);
    let advice = "Nothing has been changed.";
    Problem::refused(refusal.to_string(), advice, ("See the booking", &to))
}

/// The questions with what was answered.
#[derive(Clone)]
struct Asked {
    to: Field,
    if_full: Field,
}

impl Asked {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            to: field("to", "Which date?"),
            if_full: field("if_full", "What if no place is free there?"),
        }
    }

    /// The date and what happens where it is full; none where that is not clear, which the fields then say.
    fn check(&mut self, found: &Found) -> Option<(SessionId, IfFull)> {
        let chosen = self.to.current().to_owned();
        let date = found.dates.iter().find(|row| row.id.to_string() == chosen);
        if date.is_none() {
            wrong(&mut self.to, "Select a date");
        }
        let if_full = match self.if_full.current() {
            "wait" => Some(IfFull::Wait),
            "stay" => Some(IfFull::Stay),
            _ if found.booking.state == State::SessionCancelled => Some(IfFull::Wait),
            _ => {
                wrong(&mut self.if_full, "Select what to do if no place is free");
                None
            }
        };
        Some((date?.id, if_full?))
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    Ok(shown(found, Asked::of(&Fields::default())).into())
}

/// Moves. The same form posted twice is told that the booking is over.
pub(super) async fn transfer(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let mut asked = Asked::of(&visit.form);
    let Some((to, if_full)) = asked.check(&found) else {
        return Ok(shown(found, asked).into());
    };
    let teller = teller(&visit);
    let which = (found.booking.id, to);
    let moved =
        sessions::transfer(visit.services(), &found.permit, which, if_full, &teller).await?;
    visit.jobs.notify_one();
    match moved {
        Ok(new) => Ok(see(format!("/bookings/{new}"))),
        Err(refusal @ BookingRefusal::Full) => {
            wrong(
                &mut asked.if_full,
                format!("{refusal}. You still have your place"),
            );
            Ok(shown(found, asked).into())
        }
        Err(refusal) => Err(refused(&refusal, &found.booking)),
    }
}

fn shown(found: Found, asked: Asked) -> Page {
    let errors_of = asked.clone();
    let back = format!("/bookings/{}", found.booking.id);
    let heading = if found.booking.state == State::SessionCancelled {
        "Book another date"
    } else {
        "Move to another date"
    };
    let page = Page::new(heading, move || view(&found, asked, heading))
        .section("/sessions")
        .before(move || view! { <BackLink href=back/> });
    page.errors(&[&errors_of.to, &errors_of.if_full])
}

fn view(found: &Found, asked: Asked, heading: &'static str) -> AnyView {
    let is_cancelled = found.booking.state == State::SessionCancelled;
    let warning = found.is_late.then(|| {
        view! { <WarningText text=late(found.charge)/> }
    });
    let owed = found.booking.is_owed.then(|| {
        view! {
            <InsetText>
                "The session on which you had a place was cancelled. Where no place is free you wait before those who did not have
                one, once."
            </InsetText>
        }
    });
    let form = if found.dates.is_empty() {
        view! { <p class="govuk-body">"No other date of this course is on. Look again later."</p> }
            .into_any()
    } else {
        form(found, asked, is_cancelled)
    };
    let title = found.booking.title.clone();
    view! {
        <TwoThirds>
            <PageHeading text=heading caption=title/>
            {owed}
            {warning}
            {form}
        </TwoThirds>
    }
    .into_any()
}

fn form(found: &Found, asked: Asked, is_cancelled: bool) -> AnyView {
    let date = |row: &SessionRow| {
        let hint = format!("{}. {}", place(&row.venue), places(row));
        Choice::new(row.id.to_string(), when(span(row))).hint(hint)
    };
    let dates: Vec<_> = found.dates.iter().map(date).collect();
    let choices = [
        ("stay", "Keep the place that I have"),
        ("wait", "Give it up, and wait there"),
    ];
    let choices = choices.map(|(code, text)| Choice::new(code, text));
    let if_full = (!is_cancelled).then(|| {
        view! { <Radios field=asked.if_full choices=choices.to_vec() legend=SMALL layout=RadioLayout::Small/> }
    });
    let cancel = format!("/bookings/{}", found.booking.id);
    let button = if is_cancelled { "Book it" } else { "Move" };
    view! {
        <Form>
            <Radios field=asked.to choices=dates legend=SMALL layout=RadioLayout::Small/>
            {if_full}
            <ButtonGroup>
                <Button text=button/>
                <a class="govuk-link" href=cancel>"Cancel"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);
