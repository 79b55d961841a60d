//! Cancelling a whole session.

use super::{
    found::{href, run},
    mail::teller,
    words::{span, when},
};
use crate::{
    certificates::many,
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, Field, PageHeading, Spellcheck, Textarea,
        TwoThirds, WarningText,
    },
    web::{
        Answer, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use leptos::prelude::*;
use store::sessions::{self, SessionRow};

/// The longest reason, in characters.
const LONGEST: usize = 500;

fn reason(typed: &str) -> Field {
    Field::new("why")
        .label("Why is it cancelled?")
        .hint("Everybody with a booking reads it")
        .value(typed)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, _) = run(&visit).await?;
    Ok(shown(row, reason("")).into())
}

/// Cancels it. The same form posted twice is told that it was.
pub(super) async fn cancel(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let mut why = reason(visit.form.text("why"));
    if prose(&mut why, "It", LONGEST).is_empty() {
        wrong(&mut why, "Enter why the session is cancelled");
    }
    if why.error.is_some() {
        return Ok(shown(row, why).into());
    }
    let teller = teller(&visit);
    let cancelled =
        sessions::cancel_session(visit.services(), &permit, row.id, why.current(), &teller).await?;
    visit.jobs.notify_one();
    let to = href(row.id);
    match cancelled {
        Ok(()) => Ok(see(format!("{to}?done=cancelled"))),
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "Nothing has been changed.",
            ("See the session", &to),
        )),
    }
}

fn shown(row: SessionRow, why: Field) -> Page {
    let error_of = why.clone();
    let back = href(row.id);
    let cancel = back.clone();
    let page = Page::new("Cancel the session", move || {
        let when = when(span(&row));
        let warning = format!(
            "{} and {}. Their bookings end, at nobody\u{2019}s charge, and everybody with an e-mail \
             address is told.",
            many(row.taken.into(), "person holds a place", "people hold a place"),
            many(row.waiting.into(), "person waits", "people wait"),
        );
        view! {
            <TwoThirds>
                <PageHeading text="Cancel this session?" caption=row.title.clone()/>
                <p class="govuk-body">{when}</p>
                <WarningText text=warning/>
                <Form>
                    <Textarea field=why rows=3 spellcheck=Spellcheck::On/>
                    <ButtonGroup>
                        <Button text="Cancel the session" kind=ButtonKind::Warning/>
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
