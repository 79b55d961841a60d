//! The result of a quiz: passed or not, each question with its answer, why, and where that comes from.

use super::{quiz, texts};
use crate::{
    ui::{BackLink, ButtonLink, Details, InsetText, PageHeading, Panel, TwoThirds},
    web::{Answer, Page, Problem, Visit, see},
};
use domain::learning::{
    Given, Module, Question, QuestionKind, Quiz, QuizRefusal, is_right, may_take_quiz,
};
use leptos::prelude::*;
use store::learning::{self, Attempt, AttemptRow, Study};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (_, study) = quiz::study(&visit).await?;
    let attempts = learning::attempts(visit.services(), &study).await?;
    let tries: Vec<_> = attempts.iter().map(AttemptRow::as_try).collect();
    let next = may_take_quiz(study.passage, &tries, study.reset_at, study.module.attempts);
    let last = attempts
        .into_iter()
        .rev()
        .find(|attempt| attempt.submitted_at.is_some());
    let Some(row) = last else {
        return Ok(see(format!("/learn/{}/quiz", study.module.name)));
    };
    let attempt = learning::with_answers(visit.services(), row).await?;
    Ok(
        Page::new(format!("Result – {}", study.module.title), move || {
            view(&study, &attempt, next)
        })
        .section("/learn")
        .before(|| view! { <BackLink href="/my-training" text="My training"/> })
        .into(),
    )
}

fn view(
    study: &Study,
    attempt: &Attempt,
    next: Result<Quiz, QuizRefusal>,
) -> impl IntoView + use<> {
    let module = &study.module;
    let (right, of) = (attempt.row.right.unwrap_or(0), attempt.row.drawn.len());
    let score = format!("{right} of {of} right");
    let passed = attempt.row.passed == Some(true);
    let top = if passed {
        passed_view(score)
    } else {
        failed_view(module, &score, next)
    };
    let answers: Vec<_> = attempt
        .row
        .drawn
        .iter()
        .zip(&attempt.given)
        .enumerate()
        .filter_map(|(at, (drawn, given))| {
            let question = module.questions.iter().find(|q| q.id == drawn.question)?;
            Some(answer(
                module,
                at + 1,
                question,
                given.as_ref().map(|(g, _)| g),
            ))
        })
        .collect();
    view! {
        <TwoThirds>
            {top}
            <h2 class="govuk-heading-l">"Your answers"</h2>
            {answers}
            {texts::support()}
        </TwoThirds>
    }
}

fn passed_view(score: String) -> AnyView {
    view! {
        <Panel title="You have passed">{score}</Panel>
        <p class="govuk-body">"This is now in your learner record."</p>
        <h2 class="govuk-heading-m">"What happens next"</h2>
        <p class="govuk-body">
            "Your safeguarding board issues certificates from its records. You get yours by e-mail, if you have an address at
            work, and it stays in " <a class="govuk-link" href="/my-training">"My training"</a> "."
        </p>
    }
    .into_any()
}

fn failed_view(module: &Module, score: &str, next: Result<Quiz, QuizRefusal>) -> AnyView {
    view! {
        <PageHeading text="You have not passed this time" caption=module.title.clone()/>
        <InsetText>{format!("{score}. You need {}% to pass.", module.pass_mark)}</InsetText>
        {next_view(module, next)}
    }
    .into_any()
}

/// What somebody can do who has not passed: try again, or ask for new attempts once all are used.
fn next_view(module: &Module, next: Result<Quiz, QuizRefusal>) -> AnyView {
    let (says, button) = match next {
        Ok(Quiz::GoesOn) => (
            "You have begun another attempt. Your answers are kept.".to_owned(),
            Some("Go on with the quiz"),
        ),
        Ok(Quiz::Begins { left }) => (
            format!(
                "That happens. Look through the answers below, go back to the screens if you like, and try again. The \
                 next quiz draws other questions. {}",
                attempts_left(left)
            ),
            Some("Try again"),
        ),
        Err(refusal @ QuizRefusal::NoAttemptsLeft { .. }) => (
            format!(
                "{refusal}. Look through the answers below, go back to the screens, and talk it over with somebody first."
            ),
            None,
        ),
        Err(refusal) => (format!("{refusal}."), None),
    };
    let button = button.map(|text| {
        view! { <ButtonLink text=text href=format!("/learn/{}/quiz", module.name)/> }
    });
    view! { <p class="govuk-body">{says}</p> {button} }.into_any()
}

fn attempts_left(after_the_next: u32) -> String {
    match after_the_next {
        0 => {
            "You have one attempt left. After it, your training lead can give you more.".to_owned()
        }
        more => format!("You have {} attempts left.", more + 1),
    }
}

fn answer(
    module: &Module,
    number: usize,
    question: &Question,
    given: Option<&Given>,
) -> impl IntoView + use<> {
    let right = given.is_some_and(|given| is_right(question, given));
    let verdict = if right { "Right" } else { "Not right" };
    let class = if right {
        "app-feedback app-feedback--best"
    } else {
        "app-feedback app-feedback--risky"
    };
    let correct = said(question, &correct(question));
    let given = given.map(|given| said(question, given)).filter(|_| !right);
    let cited = texts::sources(module, &question.sources);
    view! {
        <section class=class>
            <h3 class="govuk-heading-s">{format!("{number}. {}", question.text)}</h3>
            {question.situation.clone().map(|text| view! { <p class="govuk-body">{text}</p> })}
            <p class="govuk-body"><strong>{verdict}</strong></p>
            {given.map(|lines| view! { <p class="govuk-body govuk-!-margin-bottom-1">"You answered:"</p> {lines} })}
            <p class="govuk-body govuk-!-margin-bottom-1">"The answer is:"</p>
            {correct}
            <p class="govuk-body">{question.why.clone()}</p>
            {cited.map(|list| view! { <Details summary="Source">{list}</Details> })}
        </section>
    }
}

fn correct(question: &Question) -> Given {
    match &question.kind {
        QuestionKind::Single { right, .. } => Given::One(*right),
        QuestionKind::Multiple { right, .. } => Given::Many(right.clone()),
        QuestionKind::Ordering { steps } => Given::Order((0..steps.len()).collect()),
        QuestionKind::Matching { pairs } => Given::Match((0..pairs.len()).collect()),
    }
}

/// An answer in words.
fn said(question: &Question, given: &Given) -> AnyView {
    let lines: Vec<String> = match (&question.kind, given) {
        (QuestionKind::Single { options, .. }, Given::One(place)) => {
            options.get(*place).cloned().into_iter().collect()
        }
        (QuestionKind::Multiple { options, .. }, Given::Many(places)) => places
            .iter()
            .filter_map(|p| options.get(*p).cloned())
            .collect(),
        (QuestionKind::Ordering { steps }, Given::Order(order)) => order
            .iter()
            .filter_map(|p| steps.get(*p).cloned())
            .collect(),
        (QuestionKind::Matching { pairs }, Given::Match(rights)) => pairs
            .iter()
            .zip(rights)
            .filter_map(|((left, _), right)| Some(format!("{left}: {}", pairs.get(*right)?.1)))
            .collect(),
        _ => Vec::new(),
    };
    let items: Vec<_> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    match question.kind {
        QuestionKind::Ordering { .. } => {
            view! { <ol class="govuk-list govuk-list--number">{items}</ol> }.into_any()
        }
        _ => view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any(),
    }
}
