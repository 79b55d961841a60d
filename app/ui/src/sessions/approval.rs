//! Agreeing to the bookings of those whom one looks after, and declining them.
//!
//! The page is behind the sign-in and decides nothing when it is opened, so that programs which open the links of a mail
//! agree to nothing.

use super::{
    found::{booking, target_of_booking},
    mail::teller,
    words::{place, state_tag, when},
};
use crate::{
    ui::{
        BackLink, BannerKind, Button, CaptionKind, Choice, Column, Content, Field, InsetText,
        LabelKind, Narrow, NotificationBanner, PageHeading, RadioLayout, Radios, Size, Spellcheck,
        SummaryList, SummaryRow, Table, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use domain::{
    access::{AgreeToBooking, Permit, SeePerson, scope_of_people},
    calendar,
    sessions::State,
};
use leptos::prelude::*;
use store::{
    people,
    sessions::{self, BookingShown, ToApprove},
};

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// Where the list is.
const LIST: &str = "/sessions/approvals";

/// The booking in the address, with the leave to agree to it.
struct Found {
    permit: Permit<AgreeToBooking>,
    booking: BookingShown,
    name: String,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let (id, target, _) = target_of_booking(visit).await?;
    if target.person == Some(visit.person()?) {
        return Err(Problem::NotFound);
    }
    let sees = visit.permit(SeePerson {
        target: target.clone(),
    })?;
    let permit = visit.permit(AgreeToBooking { target })?;
    let booking = booking(visit, &permit, id).await?;
    let named = people::name_of(visit.services(), &sees).await?;
    Ok(Found {
        permit,
        booking,
        name: named.map(|(name, _)| name).unwrap_or_default(),
    })
}

/// What is answered.
enum Said {
    Agree,
    Decline(String),
}

/// The questions with what was answered.
#[derive(Clone)]
struct Asked {
    answer: Field,
    why: Field,
}

impl Asked {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            answer: field("answer", "Do you agree?"),
            why: field("why", "If not, why?").hint("Whoever asked for the place reads it"),
        }
    }

    /// The answer; none where something is wrong, which the fields then say.
    fn check(&mut self) -> Option<Said> {
        let why = prose(&mut self.why, "It", LONGEST);
        match self.answer.current() {
            "agree" => return Some(Said::Agree),
            "decline" if why.is_empty() => wrong(&mut self.why, "Enter why you do not agree"),
            "decline" => {}
            _ => wrong(&mut self.answer, "Select whether you agree"),
        }
        let is_right = self.answer.error.is_none() && self.why.error.is_none();
        is_right.then_some(Said::Decline(why))
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    Ok(shown(found, Asked::of(&Fields::default())).into())
}

/// Answers. The same form posted twice is told how the booking stands.
pub(super) async fn answer(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let mut asked = Asked::of(&visit.form);
    let Some(said) = asked.check() else {
        return Ok(shown(found, asked).into());
    };
    let teller = teller(&visit);
    let (services, id) = (visit.services(), found.booking.id);
    let answered = match &said {
        Said::Agree => sessions::approve(services, &found.permit, id, &teller).await?,
        Said::Decline(why) => sessions::refuse(services, &found.permit, id, why, &teller).await?,
    };
    visit.jobs.notify_one();
    match answered {
        Ok(()) => Ok(see(format!("{LIST}?done=answered"))),
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "Somebody else has answered, or the time was over.",
            ("Bookings to agree to", LIST),
        )),
    }
}

fn shown(found: Found, asked: Asked) -> Page {
    let errors_of = asked.clone();
    let page = Page::new("Agree to a booking", move || view(&found, asked))
        .section("/sessions")
        .before(|| view! { <BackLink href=LIST text="Bookings to agree to"/> });
    page.errors(&[&errors_of.answer, &errors_of.why])
}

fn view(found: &Found, asked: Asked) -> AnyView {
    let booking = &found.booking;
    let rows = vec![
        SummaryRow::new("Who", found.name.clone()),
        SummaryRow::new("Session", booking.title.clone()),
        SummaryRow::new("When", when(booking.span)),
        SummaryRow::new("Where", place(&booking.venue)),
        SummaryRow::new("How it stands", state_tag(booking.state)),
    ];
    let until = booking.offered_until.map(calendar::moment);
    let form = match until.filter(|_| booking.state == State::ToApprove) {
        Some(until) => form(asked, &until),
        None => view! { <InsetText>"Nobody has to agree to this booking any more."</InsetText> }
            .into_any(),
    };
    let caption = found.name.clone();
    view! {
        <TwoThirds>
            <PageHeading text="Agree to a booking" caption=caption/>
            <SummaryList rows=rows/>
            {form}
        </TwoThirds>
    }
    .into_any()
}

fn form(asked: Asked, until: &str) -> AnyView {
    let choices = [("agree", "Yes, I agree"), ("decline", "No")];
    let choices = choices.map(|(code, text)| Choice::new(code, text)).to_vec();
    let until =
        format!("The place is held until {until}. After that it goes to the next who waits.");
    view! {
        <p class="govuk-body">{until}</p>
        <Form>
            <Radios field=asked.answer choices=choices legend=SMALL layout=RadioLayout::Small/>
            <Textarea field=asked.why rows=3 spellcheck=Spellcheck::On/>
            <Button text="Send the answer"/>
        </Form>
    }
    .into_any()
}

/// The bookings that wait for the visitor.
pub(super) async fn list(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_people(visit.actor()?)?;
    let waiting = sessions::list_to_approve(visit.services(), &scope, visit.person()?).await?;
    let is_done = visit.query.text("done") == "answered";
    let page = Page::new("Bookings to agree to", move || {
        let banner = is_done.then(|| {
            let text = "Your answer has been noted, and whoever asked for the place is told.";
            view! { <NotificationBanner kind=BannerKind::Success text=text/> }
        });
        let list = if waiting.is_empty() {
            view! { <InsetText>"No booking waits for your answer."</InsetText> }.into_any()
        } else {
            table(waiting)
        };
        view! { {banner} <PageHeading text="Bookings to agree to"/> {list} }
    });
    Ok(page
        .section("/sessions")
        .before(|| view! { <BackLink href="/sessions" text="Sessions"/> })
        .into())
}

fn table(waiting: Vec<ToApprove>) -> AnyView {
    let line = |one: ToApprove| {
        let to = format!("/bookings/{}/approval", one.id);
        vec![
            Content::from(view! { <a class="govuk-link" href=to>{one.name}</a> }.into_any()),
            one.title.into(),
            when(one.span).into(),
            calendar::moment(one.until).into(),
        ]
    };
    let rows = waiting.into_iter().map(line).collect();
    let head = ["Who", "Session", "When", "Held until"]
        .map(Column::new)
        .to_vec();
    view! {
        <Table caption="Bookings to agree to" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);
