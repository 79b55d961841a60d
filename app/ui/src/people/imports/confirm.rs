//! Confirming a list, or putting it away.

use super::{
    about,
    which::{Which, which},
    words::{figure, rows},
};
use crate::{
    ui::{Button, ButtonGroup, ButtonKind, PageHeading, TwoThirds, WarningText},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::people::import::{Kind, may_confirm};
use leptos::prelude::*;
use store::people::imports::{self, Import};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Which { import, .. } = which(&visit).await?;
    let here = super::which::href(import.id);
    if !may(&import) {
        return Ok(see(here));
    }
    let back = here.clone();
    Ok(
        Page::new("Bring the list in – check before you do", move || {
            view(&import, here)
        })
        .section("/people")
        .before(move || about::back(back))
        .into(),
    )
}

fn may(import: &Import) -> bool {
    let covered: Vec<_> = import
        .covered
        .iter()
        .map(|(_, covered, left)| (*covered, *left))
        .collect();
    may_confirm(import.state, &import.counts, &covered).is_ok()
}

/// Has the list brought in. Posted twice it is brought in once.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    if may(&which.import) {
        imports::confirm(visit.services(), &which.permit, which.import.id).await?;
        visit.jobs.notify_one();
    }
    Ok(see(which.href()))
}

/// What will happen, line by line.
fn announced(import: &Import) -> Vec<String> {
    let left: u32 = import
        .covered
        .iter()
        .filter(|(.., have_left)| *have_left == Some(true))
        .map(|(_, covered, _)| covered.missing)
        .sum();
    let count = |kind: Kind| import.counts.of(kind);
    let lines = [
        (count(Kind::New), "new people or posts are added"),
        (count(Kind::Changed), "people or posts are changed"),
        (count(Kind::Moved), "posts end and others begin"),
        (
            count(Kind::Leaver),
            "posts end on the leaving date in the list",
        ),
        (
            left,
            "posts of people who are not in the list ended yesterday",
        ),
        (count(Kind::Unchanged), "rows change nothing"),
        (count(Kind::Held) + count(Kind::Rejected), "rows stay out"),
    ];
    let said = lines.into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, what)| format!("{} {what}", figure(count)))
        .collect()
}

fn view(import: &Import, here: String) -> AnyView {
    let lines: Vec<_> = announced(import)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    let heading = format!("Bring in the list of {}?", import.organisation_name);
    let button = format!(
        "Bring in {}",
        rows(import.counts.changing() + import.counts.of(Kind::Unchanged))
    );
    view! {
        <TwoThirds>
            <PageHeading text=heading/>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
            <p class="govuk-body">
                "Nobody is invited by this: you send invitations from People afterwards. You can take the list back until
                the next one is brought in."
            </p>
            <Form>
                <ButtonGroup>
                    <Button text=button/>
                    <a class="govuk-link" href=here>"Go back and change nothing"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

pub(super) async fn ask_discard(visit: Visit) -> Result<Answer, Problem> {
    let Which { import, .. } = which(&visit).await?;
    let here = super::which::href(import.id);
    if !import.state.may_be_discarded() {
        return Ok(see(here));
    }
    let back = here.clone();
    Ok(Page::new("Put the list away?", move || discard_view(here))
        .section("/people")
        .before(move || about::back(back))
        .into())
}

fn discard_view(here: String) -> AnyView {
    view! {
        <TwoThirds>
            <PageHeading text="Put the list away?"/>
            <WarningText text="What the list says of people is deleted. That it was sent, by whom and when, stays in the history."/>
            <p class="govuk-body">"Nothing of it has been brought in. You can send the file again."</p>
            <Form>
                <ButtonGroup>
                    <Button text="Put the list away" kind=ButtonKind::Warning/>
                    <a class="govuk-link" href=here>"Go back"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

pub(super) async fn discard(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let done = imports::discard(visit.services(), &which.permit, which.import.id).await?;
    let word = if done { "?done=discarded" } else { "" };
    Ok(see(format!("{}{word}", which.href())))
}
