//! Confirming a session that was not certain.

use super::{
    found::{href, run},
    mail::teller,
    words::{span, when},
};
use crate::{
    certificates::many,
    ui::{BackLink, Button, ButtonGroup, PageHeading, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use leptos::prelude::*;
use store::sessions::{self, SessionRow};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, _) = run(&visit).await?;
    let back = href(row.id);
    Ok(Page::new("Confirm the session", move || view(&row))
        .section("/sessions")
        .before(move || view! { <BackLink href=back/> })
        .into())
}

fn view(row: &SessionRow) -> AnyView {
    let (when, cancel, title) = (when(span(row)), href(row.id), row.title.clone());
    let told = format!(
        "{} and {}. Everybody with an e-mail address is told that it takes place.",
        many(
            row.taken.into(),
            "person holds a place",
            "people hold a place"
        ),
        many(row.waiting.into(), "person waits", "people wait"),
    );
    view! {
        <TwoThirds>
            <PageHeading text="Confirm that this session takes place?" caption=title/>
            <p class="govuk-body">{when}</p>
            <p class="govuk-body">{told}</p>
            <Form>
                <ButtonGroup>
                    <Button text="Confirm the session"/>
                    <a class="govuk-link" href=cancel>"Not yet"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// Confirms it. The same form posted twice tells nobody twice.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let teller = teller(&visit);
    let confirmed = sessions::confirm_session(visit.services(), &permit, row.id, &teller).await?;
    visit.jobs.notify_one();
    let to = href(row.id);
    match confirmed {
        Ok(()) => Ok(see(format!("{to}?done=confirmed"))),
        Err(refusal) => Err(Problem::refused(
            refusal.to_string(),
            "Nothing has been changed.",
            ("See the session", &to),
        )),
    }
}
