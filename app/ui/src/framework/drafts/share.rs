//! Sharing a draft for comment and endorsement.

use super::{
    found::{address, caption, to_write},
    mend,
};
use crate::{
    ui::{BackLink, Button, ButtonGroup, PageHeading, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use axum::http::StatusCode;
use domain::framework::faults;
use leptos::prelude::*;
use store::framework::drafts::{self, Draft};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (draft, _) = to_write(&visit).await?;
    Ok(shown(draft).into())
}

fn shown(draft: Draft) -> Page {
    let back = address(&draft);
    let faults = faults(&draft.framework);
    let is_faulty = !faults.is_empty();
    let page = Page::new("Share the draft", move || {
        let content = if faults.is_empty() {
            ask(&draft)
        } else {
            mend::list(&draft, &faults).into_any()
        };
        view! {
            <TwoThirds>
                <PageHeading text="Share the draft for comment" caption=caption(&draft)/>
                {content}
            </TwoThirds>
        }
    })
    .section("/framework")
    .before(move || view! { <BackLink href=back text="Draft"/> });
    if is_faulty {
        page.status(StatusCode::CONFLICT)
    } else {
        page
    }
}

fn ask(draft: &Draft) -> AnyView {
    let cancel = address(draft);
    view! {
        <p class="govuk-body">
            "Business managers, training leads and administrators can then read it and comment, and each board can endorse
            it. It can still be changed; a change ends the endorsements that were made before it."
        </p>
        <Form>
            <ButtonGroup>
                <Button text="Share the draft"/>
                <a class="govuk-link" href=cancel>"Cancel"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

/// Shares it. Sharing it twice changes nothing.
pub(super) async fn share(visit: Visit) -> Result<Answer, Problem> {
    let (draft, permit) = to_write(&visit).await?;
    match drafts::share(visit.services(), &permit, draft.id).await? {
        Ok(()) => Ok(see(format!("{}?done=shared", address(&draft)))),
        Err(_) => page(visit).await,
    }
}
