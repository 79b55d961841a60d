//! What a session was worth, asked of those who were there: one page, and nothing has to be answered.

use super::{
    form::{LONGEST, Outcomes, number, rating},
    mail::CERTIFICATE,
    words::Scale,
};
use crate::{
    ui::{
        BackLink, BannerKind, Button, ButtonKind, Checkboxes, Choice, Field, InsetText, LabelKind,
        NotificationBanner, PageHeading, Radios, Select, Size, Spellcheck, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use domain::{
    access::{EvaluateSession, Permit},
    evaluation::{Access, Answers, EvaluationRefusal, Pace, Stage, Wanted, Way},
    ids::BookingId,
};
use leptos::prelude::*;
use store::evaluation::{self, OfBooking};

/// The evaluation in the address, for whoever holds the booking.
pub(super) async fn found(visit: &Visit) -> Result<(OfBooking, Permit<EvaluateSession>), Problem> {
    let id: BookingId = visit.param("booking")?;
    let permit = visit.permit(EvaluateSession {
        person: visit.person()?,
    })?;
    let found = evaluation::of_booking(visit.services(), &permit, id).await?;
    Ok((found.ok_or(Problem::NotFound)?, permit))
}

/// The questions, with what was answered.
#[derive(Clone)]
struct Questions {
    outcomes: Outcomes,
    relevance: Field,
    trainer: Field,
    pace: Field,
    access: Field,
    will_do: Field,
    more: Field,
    may_follow_up: Field,
}

impl Questions {
    fn kept(of: &OfBooking) -> Self {
        let nothing = Answers::default();
        let kept = of.given.as_ref().map_or(&nothing, |given| &given.answers);
        let outcomes = Outcomes::kept(Stage::After, &of.outcomes, &kept.confidences);
        Self::new(outcomes, |name| match name {
            "relevance" => number(kept.relevance),
            "trainer" => number(kept.trainer),
            "pace" => kept.pace.map_or("", Pace::code).to_owned(),
            "access" => kept.access.map_or("", Access::code).to_owned(),
            "will_do" => kept.will_do.clone(),
            "more" => kept.more.clone(),
            _ if kept.may_follow_up => "yes".to_owned(),
            _ => String::new(),
        })
    }

    fn typed(of: &OfBooking, fields: &Fields) -> Self {
        let outcomes = Outcomes::typed(Stage::After, &of.outcomes, fields);
        Self::new(outcomes, |name| fields.text(name).to_owned())
    }

    fn new(outcomes: Outcomes, value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            outcomes,
            relevance: field("relevance", "How relevant was it to your work?"),
            trainer: field("trainer", "How well was it taught?"),
            pace: field("pace", "How was the pace?"),
            access: field("access", "Could you take part in all of it?"),
            will_do: field("will_do", "One thing I will do differently"),
            more: field("more", "Anything else?").hint("What was in the way, what to keep"),
            may_follow_up: Field::new("may_follow_up").value(value("may_follow_up")),
        }
    }

    /// What was answered; what is too long is said at its field.
    fn read(&mut self) -> Answers {
        Answers {
            confidences: self.outcomes.read(),
            relevance: rating(&self.relevance),
            trainer: rating(&self.trainer),
            pace: Pace::from_code(self.pace.current()),
            access: Access::from_code(self.access.current()),
            will_do: prose(&mut self.will_do, "It", LONGEST),
            more: prose(&mut self.more, "It", LONGEST),
            may_follow_up: self.may_follow_up.has("yes"),
        }
    }

    fn is_wrong(&self) -> bool {
        self.will_do.error.is_some() || self.more.error.is_some()
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (of, _) = found(&visit).await?;
    let may = of.may_evaluate(visit.now);
    let done = match visit.query.text("done") {
        "said" => Some("Thank you. You can change what you said for 14 days."),
        "tell" => Some("Thank you. The organiser sees that you would rather tell somebody."),
        _ => None,
    };
    let questions = Questions::kept(&of);
    Ok(shown(of, questions, may, done).into())
}

/// Keeps what was said. The same form posted twice says it once.
pub(super) async fn evaluate(visit: Visit) -> Result<Answer, Problem> {
    let (of, permit) = found(&visit).await?;
    let to = format!("/bookings/{}/evaluation", of.booking);
    of.may_evaluate(visit.now)
        .map_err(|refusal| refused(refusal, &to))?;
    let mut questions = Questions::typed(&of, &visit.form);
    let answers = questions.read();
    if !answers.say_something() {
        let said = "Answer at least one question, or say that you would rather tell somebody";
        wrong(&mut questions.will_do, said);
    }
    if questions.is_wrong() {
        return Ok(shown(of, questions, Ok(()), None).into());
    }
    match evaluation::evaluate(visit.services(), &permit, of.booking, &answers).await? {
        Ok(()) => Ok(see(format!("{to}?done=said"))),
        Err(refusal) => Err(refused(refusal, &to)),
    }
}

/// That nothing was kept, and why.
pub(super) fn refused(refusal: EvaluationRefusal, to: &str) -> Problem {
    Problem::refused(
        refusal.to_string(),
        "Nothing has been changed.",
        ("See the evaluation", to),
    )
}

fn shown(
    of: OfBooking,
    questions: Questions,
    may: Result<(), EvaluationRefusal>,
    done: Option<&'static str>,
) -> Page {
    let (will_do, more) = (questions.will_do.clone(), questions.more.clone());
    let back = format!("/bookings/{}", of.booking);
    let page = Page::new("What was it worth?", move || {
        view(&of, questions, may, done)
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="Your booking"/> });
    page.errors(&[&will_do, &more])
}

fn view(
    of: &OfBooking,
    questions: Questions,
    may: Result<(), EvaluationRefusal>,
    done: Option<&'static str>,
) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let title = of.title.clone();
    let rest = if let Err(refusal) = may {
        let said = format!("{refusal}.");
        view! { <InsetText>{said}</InsetText> }.into_any()
    } else {
        let another_way = another_way(of);
        let certificate = (of.wanted == Wanted::BeforeCertificate && of.given.is_none())
            .then(|| view! { <p class="govuk-body">{CERTIFICATE}</p> });
        let form = form(questions);
        view! {
            <p class="govuk-body">
                "Nothing here has to be answered. Trainer and organiser see the answers of everybody together, without \
                 names, and nothing at all where fewer than five have answered."
            </p>
            {certificate}
            {another_way}
            {form}
        }
        .into_any()
    };
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="What was it worth?" caption=title/>
            {rest}
        </TwoThirds>
    }
    .into_any()
}

/// The way for whom the form is a barrier.
fn another_way(of: &OfBooking) -> AnyView {
    let whom = match (&of.organiser, &of.organiser_email) {
        (Some(name), Some(email)) => format!("{name}, {email}"),
        (Some(name), None) => format!("{name} at {}", of.organisation_name),
        _ => format!("The training lead of {}", of.organisation_name),
    };
    let way = of.given.as_ref().map(|given| given.way);
    if let Some(Way::Talk | Way::Told) = way {
        let said = match way {
            Some(Way::Told) => "You have told somebody. You can still use the form.".to_owned(),
            _ => format!(
                "You would rather tell somebody. {whom} asks you, or you ring or write to them."
            ),
        };
        return view! { <InsetText>{said}</InsetText> }.into_any();
    }
    let to = format!("/bookings/{}/evaluation/tell", of.booking);
    if way == Some(Way::Form) {
        return ().into_any();
    }
    view! {
        <Form action=to>
            <p class="govuk-body">"If a form is in your way, somebody can ask you instead: " {whom} "."</p>
            <Button text="I would rather tell somebody" kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}

fn form(questions: Questions) -> AnyView {
    let small = LabelKind::Sized(Size::Small);
    let outcomes = questions.outcomes.view();
    let paces = Pace::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.title()));
    let accesses = Access::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.title()));
    let (paces, accesses): (Vec<_>, Vec<_>) = (paces.collect(), accesses.collect());
    let again = vec![
        Choice::new("yes", "You may ask me what came of it")
            .hint("By e-mail, once after six weeks and once after three months"),
    ];
    view! {
        <Form>
            {outcomes}
            <Select field=questions.relevance choices=Scale::Relevant.choices() label=small/>
            <Select field=questions.trainer choices=Scale::Taught.choices() label=small/>
            <Radios field=questions.pace choices=paces legend=small/>
            <Radios field=questions.access choices=accesses legend=small/>
            <Textarea field=questions.will_do rows=3 spellcheck=Spellcheck::On label=small/>
            <Textarea field=questions.more rows=3 spellcheck=Spellcheck::On label=small/>
            <Checkboxes field=questions.may_follow_up choices=again/>
            <Button text="Send"/>
        </Form>
    }
    .into_any()
}
