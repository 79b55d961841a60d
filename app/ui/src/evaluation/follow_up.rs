//! What came of a session, asked weeks later of those who agreed.

use super::{
    answer::{found, refused},
    form::{LONGEST, Outcomes},
};
use crate::{
    ui::{
        BackLink, BannerKind, Button, Choice, Field, InsetText, LabelKind, NotificationBanner,
        PageHeading, Radios, Size, Spellcheck, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use domain::evaluation::{Did, EvaluationRefusal, FollowUp, Stage};
use leptos::prelude::*;
use store::evaluation::{self, OfBooking};

/// The questions, with what was answered.
#[derive(Clone)]
struct Questions {
    outcomes: Outcomes,
    did: Field,
    helped: Field,
    hindered: Field,
}

impl Questions {
    fn kept(of: &OfBooking, stage: Stage) -> Self {
        let nothing = FollowUp::default();
        let kept = of
            .followed(stage)
            .map_or(&nothing, |followed| &followed.said);
        let outcomes = Outcomes::kept(stage, &of.outcomes, &kept.confidences);
        Self::new(outcomes, |name| match name {
            "did" => kept.did.map_or("", Did::code).to_owned(),
            "helped" => kept.helped.clone(),
            _ => kept.hindered.clone(),
        })
    }

    fn typed(of: &OfBooking, stage: Stage, fields: &Fields) -> Self {
        let outcomes = Outcomes::typed(stage, &of.outcomes, fields);
        Self::new(outcomes, |name| fields.text(name).to_owned())
    }

    fn new(outcomes: Outcomes, value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            outcomes,
            did: field("did", "Have you done what you meant to do?"),
            helped: field("helped", "What has helped?"),
            hindered: field("hindered", "What was in the way?"),
        }
    }

    fn read(&mut self) -> FollowUp {
        FollowUp {
            confidences: self.outcomes.read(),
            did: Did::from_code(self.did.current()),
            helped: prose(&mut self.helped, "It", LONGEST),
            hindered: prose(&mut self.hindered, "It", LONGEST),
        }
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.did, &self.helped, &self.hindered]
    }
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (of, _) = found(&visit).await?;
    let may = of.may_follow_up(visit.now);
    let done = (visit.query.text("done") == "said")
        .then_some("Thank you. You can change what you said for 14 days.");
    let questions = Questions::kept(&of, may.unwrap_or(Stage::Weeks));
    Ok(shown(of, questions, may, done).into())
}

/// Keeps what was said. The same form posted twice says it once.
pub(super) async fn follow_up(visit: Visit) -> Result<Answer, Problem> {
    let (of, permit) = found(&visit).await?;
    let to = format!("/bookings/{}/follow-up", of.booking);
    let may = of.may_follow_up(visit.now);
    let stage = may.map_err(|refusal| refused(refusal, &to))?;
    let mut questions = Questions::typed(&of, stage, &visit.form);
    let said = questions.read();
    if !said.says_something() {
        wrong(&mut questions.did, "Answer at least one question");
    }
    if questions.fields().iter().any(|field| field.error.is_some()) {
        return Ok(shown(of, questions, may, None).into());
    }
    let kept = evaluation::say_what_came_of_it(visit.services(), &permit, of.booking, &said);
    match kept.await? {
        Ok(_) => Ok(see(format!("{to}?done=said"))),
        Err(refusal) => Err(refused(refusal, &to)),
    }
}

fn shown(
    of: OfBooking,
    questions: Questions,
    may: Result<Stage, EvaluationRefusal>,
    done: Option<&'static str>,
) -> Page {
    let error_of = questions.clone();
    let back = format!("/bookings/{}", of.booking);
    let page = Page::new("What came of it?", move || view(&of, questions, may, done))
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="Your booking"/> });
    page.errors(&error_of.fields())
}

fn view(
    of: &OfBooking,
    questions: Questions,
    may: Result<Stage, EvaluationRefusal>,
    done: Option<&'static str>,
) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let title = of.title.clone();
    let rest = if let Err(refusal) = may {
        let said = format!("{refusal}.");
        view! { <InsetText>{said}</InsetText> }.into_any()
    } else {
        let (meant, form) = (meant(of), form(questions));
        view! {
            <p class="govuk-body">
                "Nothing here has to be answered. Trainer and organiser see the answers of everybody together, without \
                 names, and nothing at all where fewer than five have answered."
            </p>
            {meant}
            {form}
        }
        .into_any()
    };
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text="What came of it?" caption=title/>
            {rest}
        </TwoThirds>
    }
    .into_any()
}

/// What they said they would do, in their own words.
fn meant(of: &OfBooking) -> Option<AnyView> {
    let given = of.given.as_ref()?;
    let will_do = given.answers.will_do.clone();
    (!will_do.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-s">"What you meant to do"</h2>
            <InsetText>{will_do}</InsetText>
        }
        .into_any()
    })
}

fn form(questions: Questions) -> AnyView {
    let small = LabelKind::Sized(Size::Small);
    let outcomes = questions.outcomes.view();
    let choices = Did::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.title()));
    let choices: Vec<_> = choices.collect();
    view! {
        <Form>
            <Radios field=questions.did choices=choices legend=small/>
            <Textarea field=questions.helped rows=3 spellcheck=Spellcheck::On label=small/>
            <Textarea field=questions.hindered rows=3 spellcheck=Spellcheck::On label=small/>
            {outcomes}
            <Button text="Send"/>
        </Form>
    }
    .into_any()
}
