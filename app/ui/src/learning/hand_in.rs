//! Checking that every question is answered, and handing in.

use super::quiz::{asked, under_way};
use crate::{
    ui::{
        BackLink, Button, CaptionKind, Column, Content, ErrorItem, ErrorSummary, InsetText, Narrow,
        PageHeading, Table, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use axum::http::StatusCode;
use leptos::prelude::*;
use store::learning::{self, Attempt, Handed, Study};

/// The page before handing in: which questions are answered.
pub(super) async fn check(visit: Visit) -> Result<Answer, Problem> {
    match under_way(&visit).await? {
        Err(elsewhere) => Ok(elsewhere),
        Ok((_, study, attempt)) => Ok(check_page(study, attempt, None).into()),
    }
}

fn check_page(study: Study, attempt: Attempt, open: Option<usize>) -> Page {
    let module = study.module.name.clone();
    let last = attempt.row.drawn.len();
    let back = format!("/learn/{module}/quiz/questions/{last}");
    let error = open.map(|place| {
        let href = format!("/learn/{module}/quiz/questions/{place}");
        vec![ErrorItem::at(format!("Answer question {place}"), href)]
    });
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Page::new(format!("Check before you hand in – {}", study.module.title), move || {
        let rows: Vec<_> = (1..=last).map(|place| check_row(&study, &attempt, place)).collect();
        let head = vec![Column::new("Question"), Column::new("Answer")];
        let open = attempt.open().count();
        view! {
            <TwoThirds>
                {error.map(|errors| view! { <ErrorSummary errors=errors/> })}
                <PageHeading text="Check before you hand in"/>
                <Table caption="Your questions" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Wrap/>
                {(open > 0).then(|| view! {
                    <InsetText>{format!("{open} still to answer before you can hand in.")}</InsetText>
                })}
                <p class="govuk-body">"Once you hand in, you cannot change your answers."</p>
                <Form>
                    <Button text="Hand in"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/learn")
    .status(status)
    .before(move || view! { <BackLink href=back/> })
}

fn check_row(study: &Study, attempt: &Attempt, place: usize) -> Vec<Content> {
    let text = asked(study, attempt, place)
        .map(|(q, _)| q.text)
        .unwrap_or_default();
    let answered = attempt.is_answered(place);
    let href = format!("/learn/{}/quiz/questions/{place}", study.module.name);
    let words = if answered { "Change" } else { "Answer" };
    let link = view! {
        {if answered { "Answered " } else { "" }}
        <a class="govuk-link" href=href>
            {words} <span class="govuk-visually-hidden">{format!(" question {place}")}</span>
        </a>
    };
    vec![format!("{place}. {text}").into(), link.into_any().into()]
}

/// Hands in. A second post shows the same result.
pub(super) async fn hand_in(visit: Visit) -> Result<Answer, Problem> {
    let (permit, study, attempt) = match under_way(&visit).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match learning::hand_in(visit.services(), &permit, &study, &attempt.row).await? {
        Handed::Open(place) => Ok(check_page(study, attempt, Some(place)).into()),
        Handed::Marked(..) | Handed::Before => {
            Ok(see(format!("/learn/{}/result", study.module.name)))
        }
    }
}
