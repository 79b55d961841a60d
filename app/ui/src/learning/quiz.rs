//! Taking the quiz: begin, answer one question a page.

use super::question;
use crate::{
    ui::{BackLink, Button, ButtonGroup, PageHeading, ProgressBar, TwoThirds},
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Permit, TakeModule},
    calendar,
    learning::{Drawn, Question, Quiz, QuizRefusal, Unanswered, begun, may_take_quiz, read_answer},
};
use frontend::Autosave;
use leptos::prelude::*;
use store::learning::{self, Attempt, AttemptRow, Begun, Study};

pub(super) async fn study(visit: &Visit) -> Result<(Permit<TakeModule>, Study), Problem> {
    let module: String = visit.param("module")?;
    let permit = visit.permit(TakeModule {
        person: visit.person()?,
    })?;
    let study = learning::study(visit.services(), &permit, &module).await?;
    let not_begun = || {
        Problem::refused(
            "You have not started this module",
            "Read its screens first; the quiz comes after them.",
            ("Go to the module", &format!("/learn/{module}")),
        )
    };
    Ok((permit, study.ok_or_else(not_begun)?))
}

/// The page before the quiz.
pub(super) async fn start(visit: Visit) -> Result<Answer, Problem> {
    let (_, study) = study(&visit).await?;
    let tries: Vec<_> = learning::attempts(visit.services(), &study)
        .await?
        .iter()
        .map(AttemptRow::as_try)
        .collect();
    let open = may_take_quiz(study.passage, &tries, study.reset_at, study.module.attempts);
    match open {
        Err(QuizRefusal::Passed) => Ok(see(format!("/learn/{}/result", study.module.name))),
        Err(refusal) => Err(refused(&study, refusal)),
        Ok(quiz) => {
            let module = study.module.name.clone();
            let title = format!("Quiz – {}", study.module.title);
            Ok(Page::new(title, move || start_view(&study, quiz))
                .section("/learn")
                .before(
                    move || view! { <BackLink href=format!("/learn/{module}") text="Contents"/> },
                )
                .into())
        }
    }
}

fn start_view(study: &Study, quiz: Quiz) -> impl IntoView + use<> {
    let module = &study.module;
    let (button, attempts) = match quiz {
        Quiz::GoesOn => (
            "Go on with the quiz",
            "You have a quiz under way. Your answers are kept.".to_owned(),
        ),
        Quiz::Begins { left: 0 } => (
            "Start the quiz",
            "This is your last attempt. After it, your training lead can give you more.".to_owned(),
        ),
        Quiz::Begins { left } => (
            "Start the quiz",
            format!(
                "If you do not pass, you can try again {left} more {}.",
                if left == 1 { "time" } else { "times" }
            ),
        ),
    };
    let title = module.title.clone();
    let questions = format!("{} questions, one on each page.", module.draw);
    let pass = format!("You pass with {}% or more.", module.pass_mark);
    view! {
        <TwoThirds>
            <PageHeading text="Quiz" caption=title/>
            <ul class="govuk-list govuk-list--bullet">
                <li>{questions}</li>
                <li>{pass}</li>
                <li>"There is no time limit. You can stop and come back: every answer is saved."</li>
                <li>"You can look back at the screens at any time."</li>
                <li>"Afterwards you see the answer to each question, and why."</li>
            </ul>
            <p class="govuk-body">{attempts}</p>
            <Form>
                <Button text=button/>
            </Form>
        </TwoThirds>
    }
}

/// What a learner is told who may not take the quiz now.
fn refused(study: &Study, refusal: QuizRefusal) -> Problem {
    let module = &study.module.name;
    let (advice, words, to) = match refusal {
        QuizRefusal::Passed => (
            "Your result and certificate are kept.",
            "See your result",
            format!("/learn/{module}/result"),
        ),
        QuizRefusal::ScreensLeft => (
            "The quiz opens when you have been to the last screen. Your place is kept.",
            "Go on reading",
            format!("/learn/{module}/screens/{}", study.passage.at),
        ),
        QuizRefusal::NoAttemptsLeft { .. } => (
            "Have a look at what we said about each question, and talk it over with somebody. Then ask your training lead.",
            "See your last result",
            format!("/learn/{module}/result"),
        ),
    };
    Problem::refused(refusal.to_string(), advice, (words, &to))
}

/// Begins an attempt, or goes on with the one under way at its first open question.
pub(super) async fn begin(visit: Visit) -> Result<Answer, Problem> {
    let (permit, study) = study(&visit).await?;
    match learning::begin_attempt(visit.services(), &permit, &study).await? {
        Begun::Refused(refusal) => Err(refused(&study, refusal)),
        Begun::UnderWay(attempt) => {
            let module = &study.module.name;
            Ok(see(match attempt.first_open() {
                Some(place) => format!("/learn/{module}/quiz/questions/{place}"),
                None => format!("/learn/{module}/quiz/check"),
            }))
        }
    }
}

/// The attempt under way; whoever has none is led to where one begins.
pub(super) async fn under_way(
    visit: &Visit,
) -> Result<Result<(Permit<TakeModule>, Study, Attempt), Answer>, Problem> {
    let (permit, study) = study(visit).await?;
    let attempts = learning::attempts(visit.services(), &study).await?;
    match attempts
        .into_iter()
        .find(|attempt| attempt.submitted_at.is_none())
    {
        Some(row) => {
            let attempt = learning::with_answers(visit.services(), row).await?;
            Ok(Ok((permit, study, attempt)))
        }
        None => Ok(Err(see(format!("/learn/{}/quiz", study.module.name)))),
    }
}

/// A question of an attempt by its place, counted from 1.
pub(super) fn asked(study: &Study, attempt: &Attempt, place: usize) -> Option<(Question, Drawn)> {
    let drawn = attempt.row.drawn.get(place.checked_sub(1)?)?;
    let question = study
        .module
        .questions
        .iter()
        .find(|q| q.id == drawn.question)?;
    Some((question.clone(), drawn.clone()))
}

pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    let place: usize = visit.param("place")?;
    match under_way(&visit).await? {
        Err(elsewhere) => Ok(elsewhere),
        Ok((_, study, attempt)) => question_page(&visit, &study, &attempt, place, None),
    }
}

fn question_page(
    visit: &Visit,
    study: &Study,
    attempt: &Attempt,
    place: usize,
    error: Option<&str>,
) -> Result<Answer, Problem> {
    let (question, drawn) = asked(study, attempt, place).ok_or(Problem::NotFound)?;
    let saved = attempt.given.get(place - 1).cloned().flatten();
    let values = question::values(&drawn, &visit.form, saved.as_ref().map(|(given, _)| given));
    let fields = question::fields(&question, &drawn, &values, error);
    let summary = fields.clone();
    let saved = saved
        .map(|(given, at)| saved_at(at, given.is_whole()))
        .unwrap_or_default();
    let sign_in = Fields::default().with(&[("back", &visit.path), ("ended", "1")]);
    let sign_in = format!("/sign-in?{sign_in}");
    let of = attempt.row.drawn.len();
    let module = study.module.name.clone();
    let back = match place {
        1 => format!("/learn/{module}/quiz"),
        _ => format!("/learn/{module}/quiz/questions/{}", place - 1),
    };
    let action = format!("/learn/{module}/quiz/questions/{place}");
    let page = Page::new(format!("Question {place} of {of} – {}", study.module.title), move || {
        view! {
            <TwoThirds>
                <ProgressBar label="Question" done=u32::try_from(place).unwrap_or(0) of=u32::try_from(of).unwrap_or(0)/>
                <Form id="question" action=action>
                    {question::view(&question, &drawn, fields)}
                    <ButtonGroup>
                        <Button text="Save and continue"/>
                        <a class="govuk-link" href="/my-training">"Stop for now"</a>
                    </ButtonGroup>
                </Form>
                <Autosave form="question".to_owned() saved=saved sign_in=sign_in/>
            </TwoThirds>
        }
    })
    .section("/learn")
    .before(move || view! { <BackLink href=back/> })
    .with_islands();
    Ok(page.errors(&summary.iter().collect::<Vec<_>>()).into())
}

/// Saves an answer. Posted by the island it says when; posted by the button it leads on. One that is only begun is saved
/// too, with a word about what is missing.
pub(super) async fn answer(visit: Visit) -> Result<Answer, Problem> {
    let place: usize = visit.param("place")?;
    let by_island = visit.form.text("save") == "1";
    let (permit, study, attempt) = match under_way(&visit).await? {
        Ok(found) => found,
        Err(_) if by_island => return Ok(Answer::Words(HANDED_IN.to_owned())),
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (question, drawn) = asked(&study, &attempt, place).ok_or(Problem::NotFound)?;
    let (given, missing) = match read_answer(&question, &drawn, &visit.form.0) {
        Ok(given) => (Some(given), None),
        Err(missing) => (begun(&question, &drawn, &visit.form.0), Some(missing)),
    };
    let services = visit.services();
    let saved = match &given {
        Some(given) => {
            let row = &attempt.row;
            Some(learning::save_answer(services, &permit, row, place, given).await?)
        }
        None => None,
    };
    if by_island {
        return Ok(Answer::Words(said(&visit, saved, missing.as_ref())));
    }
    if let Some(missing) = missing {
        return question_page(&visit, &study, &attempt, place, Some(&missing.to_string()));
    }
    let module = &study.module.name;
    Ok(see(if saved == Some(false) {
        format!("/learn/{module}/result")
    } else if place < attempt.row.drawn.len() {
        format!("/learn/{module}/quiz/questions/{}", place + 1)
    } else {
        format!("/learn/{module}/quiz/check")
    }))
}

/// What is said to whoever changes an answer of a quiz that another tab has handed in.
const HANDED_IN: &str = "Not saved. This quiz has been handed in.";

fn saved_at(at: DateTime<Utc>, is_whole: bool) -> String {
    let so_far = if is_whole { "" } else { " as far as it goes" };
    format!("Saved {}{so_far}", calendar::time(at))
}

/// What became of an answer, in the words of the island: whether it was saved, and what it lacks.
fn said(visit: &Visit, saved: Option<bool>, missing: Option<&Unanswered>) -> String {
    match (saved, missing) {
        (Some(false), _) => HANDED_IN.to_owned(),
        (Some(true), None) => saved_at(visit.now, true),
        (Some(true), Some(missing)) => format!("{}. {missing}.", saved_at(visit.now, false)),
        (None, Some(missing)) => format!("Not saved. {missing}."),
        (None, None) => String::new(),
    }
}
