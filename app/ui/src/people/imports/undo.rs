//! Taking a list back.

use super::{
    about,
    which::{Which, which},
    words::rows,
};
use crate::{
    ui::{
        Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content, PageHeading, Table,
        TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::people::import::State;
use leptos::prelude::*;
use store::people::imports::{self, Dependent, NoUndo};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let here = which.href();
    if which.import.state != State::Committed {
        return Ok(see(here));
    }
    let Which { permit, import } = which;
    let may = imports::may_undo(visit.services(), &permit, import.id).await?;
    let changed = rows(import.counts.changing());
    Ok(match may {
        Ok(()) => shown(here, changed).into(),
        Err(why) => refused(here, &why)?.into(),
    })
}

fn shown(here: String, changed: String) -> Page {
    let back = here.clone();
    Page::new("Take the list back?", move || view(here, &changed))
        .section("/people")
        .before(move || about::back(back))
}

fn view(here: String, changed: &str) -> AnyView {
    let said = format!(
        "{changed} changed something. All of it becomes as it was before the list was brought in."
    );
    view! {
        <TwoThirds>
            <PageHeading text="Take the list back?"/>
            <p class="govuk-body-l">{said}</p>
            <WarningText text="People and teams that the list added are removed, and posts that it ended go on."/>
            <Form>
                <ButtonGroup>
                    <Button text="Take the list back" kind=ButtonKind::Warning/>
                    <a class="govuk-link" href=here>"Go back"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// Why it cannot be taken back, with those of whom something depends on it.
fn refused(here: String, why: &NoUndo) -> Result<Page, Problem> {
    let NoUndo::Depended(dependents) = why else {
        return Err(Problem::refused(
            "This list cannot be taken back",
            format!("{why}."),
            ("Go back to the list", &here),
        ));
    };
    let rows: Vec<Vec<Content>> = dependents.iter().map(row).collect();
    let back = here.clone();
    let page = Page::new("This list cannot be taken back", move || {
        let head = vec![Column::new("Name"), Column::new("What has come of it")];
        view! {
            <TwoThirds>
                <PageHeading text="This list cannot be taken back"/>
                <p class="govuk-body-l">
                    "Something has come of it since it was brought in. Send a list that puts right what is wrong, instead."
                </p>
                <Table caption="The first of them" caption_kind=CaptionKind::Plain head=head rows=rows/>
                <p class="govuk-body"><a class="govuk-link" href=here>"Go back to the list"</a></p>
            </TwoThirds>
        }
    });
    Ok(page
        .section("/people")
        .before(move || about::back(back))
        .status(axum::http::StatusCode::CONFLICT))
}

fn row(dependent: &Dependent) -> Vec<Content> {
    vec![dependent.name.clone().into(), dependent.why.clone().into()]
}

/// Has the list taken back, if nothing depends on it. Posted twice it is taken back once.
pub(super) async fn undo(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let here = which.href();
    let asked = imports::ask_undo(visit.services(), &which.permit, which.import.id).await?;
    if let Err(why @ NoUndo::Depended(_)) = asked {
        return Ok(refused(here, &why)?.into());
    }
    visit.jobs.notify_one();
    Ok(see(here))
}
