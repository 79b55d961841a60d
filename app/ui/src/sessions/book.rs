//! Booking a place for oneself: what one needs, then the answers once more, then the booking.

use super::{
    found::{for_oneself, found, href},
    mail::teller,
    words::{place, span, when},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, Content, Field, LabelKind, PageHeading, Size,
        Spellcheck, SummaryList, SummaryRow, Textarea, TwoThirds, WarningText,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::prose},
};
use domain::{calendar, sessions::BookingRefusal};
use leptos::prelude::*;
use store::sessions::{self, Asked, NewBooking, Overlap, SessionRow};

/// The longest answer, in characters.
const LONGEST: usize = 500;

/// The questions with what was answered.
#[derive(Clone)]
struct Needs {
    access: Field,
    dietary: Field,
}

impl Needs {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            access: field("access", "What do you need to take part? (optional)").hint(
                "For example step-free access, a hearing loop, BSL, captions, large print, a quiet space, breaks, or somebody \
                 with you. Only the organiser sees it, and it is deleted 30 days after the session",
            ),
            dietary: field("dietary", "What should we know about food? (optional)")
                .hint("For example vegan, halal, no nuts"),
        }
    }

    /// Whether they can be kept; otherwise the fields say why not.
    fn check(&mut self) -> bool {
        for field in [&mut self.access, &mut self.dietary] {
            prose(field, "It", LONGEST);
        }
        self.access.error.is_none() && self.dietary.error.is_none()
    }
}

/// The session, if booking is open and it is for the visitor.
async fn open(visit: &Visit) -> Result<SessionRow, Problem> {
    let row = found(visit).await?;
    let permit = for_oneself(visit)?;
    let ready = sessions::may_ask(visit.services(), &permit, row.id).await?;
    let may = row.terms.may_book(visit.now).and(ready);
    match may {
        Ok(_) => Ok(row),
        Err(refusal) => Err(refused(&refusal, &href(row.id))),
    }
}

fn refused(refusal: &BookingRefusal, to: &str) -> Problem {
    let advice = "Nothing has been booked. Look at the session to see how it stands.";
    Problem::refused(refusal.to_string(), advice, ("See the session", to))
}

pub(super) async fn details(visit: Visit) -> Result<Answer, Problem> {
    let row = open(&visit).await?;
    Ok(asking(&row, Needs::of(&Fields::default())).into())
}

fn asking(row: &SessionRow, needs: Needs) -> Page {
    let errors_of = needs.clone();
    let (title, back) = (row.title.clone(), href(row.id));
    let action = format!("{back}/book");
    let page = Page::new("What you need", move || {
        view! {
            <TwoThirds>
                <PageHeading text="What you need" caption=title/>
                <Form action=action>
                    <Textarea field=needs.access rows=4 spellcheck=Spellcheck::On label=SMALL/>
                    <Textarea field=needs.dietary rows=2 spellcheck=Spellcheck::On label=SMALL/>
                    <Button text="Continue"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back/> });
    page.errors(&[&errors_of.access, &errors_of.dietary])
}

/// Shows the answers once more, or the questions again. What people need is never part of an address.
pub(super) async fn check(visit: Visit) -> Result<Answer, Problem> {
    let row = open(&visit).await?;
    let mut needs = Needs::of(&visit.form);
    if !needs.check() || visit.form.text("change") == "1" {
        return Ok(asking(&row, needs).into());
    }
    let permit = for_oneself(&visit)?;
    let overlaps =
        sessions::find_overlaps(visit.services(), std::iter::once(&permit), row.id).await?;
    Ok(checking(row, needs, overlaps).into())
}

/// That somebody has a booking at the same time.
fn warning(overlaps: &[Overlap]) -> Option<AnyView> {
    let said: Vec<_> = overlaps.iter().map(overlap).collect();
    let text = format!(
        "It overlaps with what you have booked: {}. You can book it all the same.",
        said.join("; ")
    );
    (!said.is_empty()).then(|| view! { <WarningText text=text/> }.into_any())
}

/// The session at the same time, in a few words.
pub(super) fn overlap(one: &Overlap) -> String {
    format!("{} on {}", one.title, calendar::moment(one.starts_at))
}

fn checking(row: SessionRow, needs: Needs, overlaps: Vec<Overlap>) -> Page {
    let (to, back) = (href(row.id), href(row.id));
    Page::new("Check your answers", move || {
        let warning = warning(&overlaps);
        let said = |field: &Field| match field.current() {
            "" => Content::from("Nothing"),
            text => Content::lines(text.lines().map(str::to_owned)),
        };
        let rows = vec![
            SummaryRow::new("Session", row.title.clone()),
            SummaryRow::new("When", when(span(&row))),
            SummaryRow::new("Where", place(&row.venue)),
            SummaryRow::new("What you need", said(&needs.access)),
            SummaryRow::new("Food", said(&needs.dietary)),
        ];
        let book = if row.left() == 0 {
            "Join the waiting list"
        } else {
            "Book the place"
        };
        let (confirm, change) = (format!("{to}/book/confirm"), format!("{to}/book"));
        let (answers, again) = (hidden(&needs), hidden(&needs));
        view! {
            <TwoThirds>
                <PageHeading text="Check your answers" caption=row.title/>
                {warning}
                <SummaryList rows=rows/>
                <ButtonGroup>
                    <Form action=confirm>{answers} <Button text=book/></Form>
                    <Form action=change>
                        {again}
                        <Button text="Change your answers" kind=ButtonKind::Secondary name="change" value="1"/>
                    </Form>
                </ButtonGroup>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back/> })
}

/// The answers, to be sent on unseen.
fn hidden(needs: &Needs) -> AnyView {
    let one = |field: &Field| {
        let (name, value) = (field.name.clone(), field.current().to_owned());
        view! { <input type="hidden" name=name value=value/> }
    };
    view! { {one(&needs.access)} {one(&needs.dietary)} }.into_any()
}

/// Books it. The same form posted twice leads to the booking it made.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let row = found(&visit).await?;
    let mut needs = Needs::of(&visit.form);
    if !needs.check() {
        return Ok(asking(&row, needs).into());
    }
    let new = NewBooking {
        permit: for_oneself(&visit)?,
        access_needs: needs.access.current().to_owned(),
        dietary: needs.dietary.current().to_owned(),
    };
    let teller = teller(&visit);
    let asked = sessions::book(visit.services(), row.id, &[new], &teller).await?;
    visit.jobs.notify_one();
    match asked.into_iter().next() {
        Some(Asked::Booked(id, _) | Asked::ToApprove(id) | Asked::Waiting(id, _)) => {
            Ok(see(format!("/bookings/{id}?done=asked")))
        }
        Some(Asked::Refused(BookingRefusal::Already)) => Ok(see(href(row.id))),
        Some(Asked::Refused(refusal)) => Err(refused(&refusal, &href(row.id))),
        None => Err(Problem::NotFound),
    }
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);
