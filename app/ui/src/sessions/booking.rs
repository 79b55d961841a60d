//! One booking: its reference, how it stands, and what can be done with it.

use super::{
    changes,
    found::{booking, href, or_of_organiser, pass_on, target_of_booking, viewer},
    mail::teller,
    missing::{missed, missing},
    words::{state_tag, when},
};
use crate::{
    evaluation::evaluation_link,
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, ButtonLink, Content, InsetText, PageHeading,
        Panel, SummaryList, SummaryRow, TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{BookPlace, SeePerson},
    calendar,
    sessions::State,
};
use leptos::prelude::*;
use store::{
    people,
    sessions::{self, BookingShown, MakeUp},
};

/// What the visitor may do with it.
struct May {
    book: bool,
    give_up: bool,
    pass_on: bool,
}

/// What the page shows.
struct Shown {
    booking: BookingShown,
    /// The name of whoever holds it, when it is somebody else.
    name: Option<String>,
    may: May,
    was_asked: bool,
    /// The parts that were missed, and where they can be made up.
    missed: Vec<usize>,
    make_ups: Vec<MakeUp>,
    now: DateTime<Utc>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (id, target, organisation) = target_of_booking(&visit).await?;
    let is_own = target.person == Some(visit.person()?);
    let permit = visit.permit(SeePerson {
        target: target.clone(),
    })?;
    let booking = booking(&visit, &permit, id).await?;
    let missed = sessions::missed_by(visit.services(), &permit, id).await?;
    let make_ups = match &missed {
        Some(missed) => sessions::make_ups(visit.services(), &viewer(&visit)?, missed).await?,
        None => Vec::new(),
    };
    let named = people::name_of(visit.services(), &permit).await?;
    let shown = Shown {
        name: named.map(|(name, _)| name).filter(|_| !is_own),
        may: May {
            book: visit
                .permit(BookPlace {
                    target: target.clone(),
                })
                .is_ok(),
            pass_on: visit.permit(pass_on(target.clone(), organisation)).is_ok(),
            give_up: visit.permit(or_of_organiser(target, organisation)).is_ok(),
        },
        was_asked: visit.query.text("done") == "asked",
        missed: missed.map(|missed| missed.parts).unwrap_or_default(),
        make_ups,
        now: visit.now,
        booking,
    };
    let back = href(shown.booking.session);
    Ok(Page::new("Booking", move || view(&shown))
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="The session"/> })
        .into())
}

fn view(shown: &Shown) -> AnyView {
    let booking = &shown.booking;
    let heading = if shown.was_asked {
        asked(booking)
    } else {
        let caption = match &shown.name {
            None => "Your booking".to_owned(),
            Some(name) => format!("Booking of {name}"),
        };
        view! { <PageHeading text=booking.title.clone() caption=caption/> }.into_any()
    };
    let missed = missed(&shown.missed).map(|said| {
        let make_ups = missing(&shown.make_ups);
        view! { <WarningText text=format!("{said}.")/> {make_ups} }
    });
    let (advice, facts, actions) = (advice(booking), facts(booking), actions(shown));
    let may = (shown.may.book, shown.may.pass_on);
    let (asked, ways) = (
        changes::asked(booking, shown.may.book, shown.now),
        changes::ways(booking, may, shown.now),
    );
    let is_own = shown.name.is_none();
    let evaluation = is_own.then(|| evaluation_link(booking, shown.now));
    view! {
        <TwoThirds>
            {heading} {advice} {missed} {asked} {facts} {evaluation} {actions} {ways}
        </TwoThirds>
    }
    .into_any()
}

/// That it is done, once.
fn asked(booking: &BookingShown) -> AnyView {
    let title = match booking.state {
        State::Waiting => "You are on the waiting list",
        State::ToApprove => "Your place is held until it is agreed to",
        _ => "Your place is booked",
    };
    let reference = booking.reference.clone();
    view! {
        <Panel title=title>"Your reference " <br/> <strong>{reference}</strong></Panel>
        <p class="govuk-body">"If you have an e-mail address here, a message says so too as soon as you hold a place."</p>
    }
    .into_any()
}

fn advice(booking: &BookingShown) -> Option<AnyView> {
    let text = match (booking.state, booking.position, booking.offered_until) {
        (State::Waiting, Some(place), _) => format!(
            "Number {place} on the waiting list. When a place becomes free it is offered to the first in line, for a day at \
             most."
        ),
        (State::Offered, _, Some(until)) => format!(
            "A place has become free. It is kept until {}, then offered to the next.",
            calendar::moment(until)
        ),
        (State::ToApprove, _, Some(until)) => format!(
            "Your line manager has been asked to agree. The place is held until {}.",
            calendar::moment(until)
        ),
        (State::Booked, ..) if booking.is_provisional => {
            "The place is provisional: it is released if what comes first is missed.".to_owned()
        }
        _ if !booking.ended_why.is_empty() => booking.ended_why.clone(),
        _ => return None,
    };
    Some(view! { <InsetText>{text}</InsetText> }.into_any())
}

fn facts(booking: &BookingShown) -> AnyView {
    let place = match (booking.venue.as_str(), booking.state) {
        ("", State::Booked) => {
            let (href, text) = (booking.link.clone(), booking.link.clone());
            let link =
                view! { <a class="govuk-link" href=href rel="noreferrer noopener">{text}</a> };
            Content::from(link.into_any())
        }
        ("", _) => Content::from("Online"),
        (venue, _) => Content::lines(venue.lines().map(str::to_owned)),
    };
    let rows = vec![
        SummaryRow::new("How it stands", state_tag(booking.state)),
        SummaryRow::new("Session", booking.title.clone()),
        SummaryRow::new("When", when(booking.span)),
        SummaryRow::new("Where", place),
        SummaryRow::new("Reference", booking.reference.clone()),
    ];
    view! { <SummaryList rows=rows/> }.into_any()
}

fn actions(shown: &Shown) -> Option<AnyView> {
    let booking = &shown.booking;
    if !booking.state.is_ahead() || shown.now >= booking.span.starts_at {
        return None;
    }
    let to = |end: &str| format!("/bookings/{}/{end}", booking.id);
    let is_offered = booking.state == State::Offered;
    let accept = (shown.may.book && is_offered)
        .then(|| view! { <Form action=to("accept")><Button text="Accept the place"/></Form> });
    let words = match booking.state {
        State::Offered => "Decline the place",
        State::Waiting => "Leave the waiting list",
        _ => "Give the place up",
    };
    let give_up = shown
        .may
        .give_up
        .then(|| view! { <ButtonLink text=words href=to("cancel") kind=ButtonKind::Secondary/> });
    Some(view! { <ButtonGroup>{accept} {give_up}</ButtonGroup> }.into_any())
}

/// Accepts what is offered. The same form posted twice finds the place booked.
pub(super) async fn accept(visit: Visit) -> Result<Answer, Problem> {
    let (id, target, _) = target_of_booking(&visit).await?;
    let permit = visit.permit(BookPlace { target })?;
    let teller = teller(&visit);
    let accepted = sessions::accept(visit.services(), &permit, id, &teller).await?;
    visit.jobs.notify_one();
    let to = format!("/bookings/{id}");
    let is_booked = booking(&visit, &permit, id).await?.state == State::Booked;
    match accepted {
        Ok(_) => Ok(see(to)),
        Err(_) if is_booked => Ok(see(to)),
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "The place has gone to the next in line. You can ask for a place again.",
            ("See the booking", &to),
        )),
    }
}
