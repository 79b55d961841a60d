//! The code on the trainer's screen, new every 30 seconds, by which people sign in to a part themselves.
//!
//! Rules B36 and B37 of `docs/rules/sessions.md`.

use super::{
    register::{Found, asked},
    words::when,
};
use crate::{
    ui::{BackLink, Button, InsetText, PageHeading, QrCode, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::sessions::{changes_in, room_code};
use leptos::prelude::*;
use store::sessions;

/// How wide the picture is, so that the last row can scan it.
const WIDTH: u32 = 320;

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    let back = found.href();
    let before = move || view! { <BackLink href=back text="The register"/> };
    let title = "Sign in to this session";
    if let Err(refusal) = found.may_mark(&visit) {
        let said = format!("{refusal}.");
        let closed = move || view! { <InsetText>{said}</InsetText> };
        let page = Page::new(title, move || view(&found, closed().into_any()));
        return Ok(page.section("/sessions").before(before).into());
    }
    let secret = sessions::secret(visit.services(), &found.permit, found.row.id).await?;
    let place = (found.row.id, found.part);
    let code = secret.map(|secret| room_code(&secret, place, visit.now));
    let shows = code.is_some();
    let here = format!("{}/here", visit.settings().public_url);
    let page = Page::new(title, move || {
        let inner = match code {
            Some(code) => shown(&here, code),
            None => closed(found.to("code")),
        };
        view(&found, inner)
    });
    let page = page.section("/sessions").before(before);
    Ok(if shows {
        page.refresh_after(changes_in(visit.now)).into()
    } else {
        page.into()
    })
}

/// Makes the first code. The same form posted twice makes one secret.
pub(super) async fn open(visit: Visit) -> Result<Answer, Problem> {
    let found = asked(&visit).await?;
    sessions::open_code(visit.services(), &found.permit, found.row.id).await?;
    Ok(see(found.to("code")))
}

fn view(found: &Found, inner: AnyView) -> AnyView {
    let (title, when) = (found.row.title.clone(), when(found.of_part()));
    view! {
        <TwoThirds>
            <PageHeading text="Sign in to this session" caption=title/>
            <p class="govuk-body">{when}</p>
            {inner}
        </TwoThirds>
    }
    .into_any()
}

fn closed(action: String) -> AnyView {
    view! {
        <p class="govuk-body">
            "Show a code on a screen, so that people sign in with their own phones. It changes every 30 seconds. Whoever holds a
            place is marked as attending. What you mark yourself counts before that."
        </p>
        <Form action=action>
            <Button text="Show the code"/>
        </Form>
    }
    .into_any()
}

fn shown(here: &str, code: String) -> AnyView {
    let address = format!("{here}?code={code}");
    view! {
        <p class="govuk-body">"Scan this with your phone."</p>
        <QrCode text=address label="QR code to sign in by. The address and code below say the same." width=WIDTH/>
        <p class="govuk-body">"Or go to " <strong>{here.to_owned()}</strong> " and type:"</p>
        <p class="govuk-heading-xl"><strong class="app-key">{code}</strong></p>
        <p class="govuk-body">"The code changes every 30 seconds. Whoever is not on the register asks the trainer."</p>
    }
    .into_any()
}
