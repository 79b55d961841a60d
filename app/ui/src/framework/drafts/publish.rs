//! Publishing a draft, to count from the day for which it was worked out whom it touches.

use super::{
    found::{address, caption, closed, found},
    mend, preview,
};
use crate::{
    framework::{reading, versions::endorsed_by},
    ui::{
        Alert, AlertKind, BackLink, Button, ButtonGroup, InsetText, PageHeading, TwoThirds,
        WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use axum::http::StatusCode;
use domain::{
    access::PublishFramework,
    calendar,
    framework::{Change, Fault, Stage, changes, faults},
};
use leptos::prelude::*;
use store::{
    StoreError,
    framework::{
        drafts::{self, Draft, Endorsement, Preview, awaited, endorsements},
        latest_version,
    },
};

/// What the page shows.
struct Shown {
    draft: Draft,
    faults: Vec<Fault>,
    awaited: Vec<String>,
    endorsed: Vec<Endorsement>,
    changes: Vec<Change>,
    preview: Option<Preview>,
}

async fn gathered(visit: &Visit, draft: Draft) -> Result<Shown, Problem> {
    match draft.stage {
        Stage::Shared => {}
        Stage::Draft => {
            return Err(Problem::refused(
                "This draft has not been shared yet",
                "It is published after every board has endorsed it, for which it has to be shared.",
                ("See the draft", &address(&draft)),
            ));
        }
        Stage::Published | Stage::GivenUp => return Err(closed(&draft)),
    }
    let services = visit.services();
    let latest = latest_version(services).await?;
    let before = latest.as_ref().map(|latest| latest.id);
    let changes = latest.map(|latest| changes(&latest.framework, &draft.framework));
    Ok(Shown {
        faults: faults(&draft.framework),
        awaited: awaited(services, draft.id).await?,
        endorsed: endorsements(services, draft.id).await?,
        changes: changes.unwrap_or_default(),
        preview: drafts::preview(services, &draft, before).await?,
        draft,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    visit.permit(PublishFramework {})?;
    let draft = found(&visit).await?;
    Ok(page_of(gathered(&visit, draft).await?, None).into())
}

fn page_of(shown: Shown, refused: Option<String>) -> Page {
    let back = address(&shown.draft);
    let is_refused = refused.is_some();
    let page = Page::new("Publish the draft", move || view(&shown, refused))
        .section("/framework")
        .before(move || view! { <BackLink href=back text="Draft"/> });
    if is_refused {
        page.status(StatusCode::CONFLICT)
    } else {
        page
    }
}

fn view(shown: &Shown, refused: Option<String>) -> AnyView {
    let draft = &shown.draft;
    let refused = refused.map(|title| view! { <Alert kind=AlertKind::Warning title=title/> });
    let ready = shown.preview.as_ref().filter(|preview| preview.is_ready());
    let is_endorsed = shown.faults.is_empty() && shown.awaited.is_empty();
    let ask = ready
        .filter(|_| is_endorsed)
        .map(|preview| ask(draft, preview));
    let (caption, mend) = (caption(draft), mend::list(draft, &shown.faults));
    let (missing, touched) = (missing(&shown.awaited), touched(draft, ready));
    let what_changes = what_changes(&shown.changes);
    view! {
        <TwoThirds>
            {refused}
            <PageHeading text="Publish the draft" caption=caption/>
            {mend}
            {missing}
        </TwoThirds>
        {endorsed_by(&shown.endorsed)}
        <TwoThirds>
            <h2 class="govuk-heading-m">"What changes"</h2>
            {what_changes}
            <h2 class="govuk-heading-m">"Whom it touches"</h2>
            {touched}
            {ask}
        </TwoThirds>
    }
    .into_any()
}

fn missing(awaited: &[String]) -> Option<AnyView> {
    let boards: Vec<_> = awaited
        .iter()
        .map(|name| view! { <li>{name.clone()}</li> })
        .collect();
    (!boards.is_empty()).then(|| {
        view! {
            <InsetText>
                <p class="govuk-body">"It cannot be published yet. These boards have not endorsed it as it is:"</p>
                <ul class="govuk-list govuk-list--bullet">{boards}</ul>
            </InsetText>
        }
        .into_any()
    })
}

fn what_changes(all: &[Change]) -> AnyView {
    if all.is_empty() {
        view! { <p class="govuk-body">"Nothing is different from the version before."</p> }
            .into_any()
    } else {
        reading::changes(all)
    }
}

fn touched(draft: &Draft, ready: Option<&Preview>) -> AnyView {
    let href = format!("{}/preview", address(draft));
    match ready {
        Some(preview) => {
            let sentence = preview::sentence(&preview.impact);
            view! {
                <p class="govuk-body">{sentence} " " <a class="govuk-link" href=href>"See all of it"</a></p>
            }
            .into_any()
        }
        None => view! {
            <InsetText>
                <p class="govuk-body">
                    "It has to be worked out first, for the draft as it is now and for the day from which it will count."
                </p>
                <p class="govuk-body"><a class="govuk-link" href=href>"Work out whom it touches"</a></p>
            </InsetText>
        }
        .into_any(),
    }
}

fn ask(draft: &Draft, preview: &Preview) -> AnyView {
    let cancel = address(draft);
    let other = format!("{cancel}/preview");
    let day = calendar::day(preview.effective_on);
    view! {
        <p class="govuk-body-l">{format!("It will count from {day}.")}</p>
        <p class="govuk-body">
            "For another day, " <a class="govuk-link" href=other>"work it out for that day"</a> " first."
        </p>
        <Form>
            <WarningText text="A published version is never changed. Another one can follow it."/>
            <ButtonGroup>
                <Button text="Publish"/>
                <a class="govuk-link" href=cancel>"Cancel"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

/// Publishes it. The same form posted twice leads to the same version.
pub(super) async fn publish(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(PublishFramework {})?;
    let draft = found(&visit).await?;
    if let Some(version) = draft.version {
        return Ok(see(format!("/framework/versions/{version}")));
    }
    let shown = gathered(&visit, draft).await?;
    let refused = match drafts::publish(visit.services(), &permit, shown.draft.id).await {
        Ok(Ok(_)) => return Ok(see("/framework?done=published")),
        Ok(Err(refused)) => refused.to_string(),
        Err(StoreError::Conflict) => format!(
            "There is a version {} already. Change its number under “About the framework”.",
            shown.draft.framework.version
        ),
        Err(error) => return Err(error.into()),
    };
    Ok(page_of(shown, Some(refused)).into())
}
