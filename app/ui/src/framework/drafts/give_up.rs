//! Giving a draft up.

use super::found::{address, caption, found, to_write};
use crate::{
    ui::{BackLink, Button, ButtonGroup, ButtonKind, PageHeading, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{access::DraftFramework, framework::Stage};
use leptos::prelude::*;
use store::framework::drafts;

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (draft, _) = to_write(&visit).await?;
    let back = address(&draft);
    let cancel = back.clone();
    Ok(Page::new("Give the draft up", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Give this draft up?" caption=caption(&draft)/>
                <p class="govuk-body">
                    "It cannot be changed or published any more. It stays readable, with its comments. Nobody\u{2019}s training
                    is affected."
                </p>
                <Form>
                    <ButtonGroup>
                        <Button text="Give the draft up" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href=cancel>"Cancel"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/framework")
    .before(move || view! { <BackLink href=back text="Draft"/> })
    .into())
}

/// Gives it up. The same form posted twice gives it up once.
pub(super) async fn give_up(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(DraftFramework {})?;
    let draft = found(&visit).await?;
    if draft.stage == Stage::Published {
        return Err(super::found::closed(&draft));
    }
    drafts::give_up(visit.services(), &permit, draft.id).await?;
    Ok(see("/framework?done=given-up"))
}
