//! Whom a draft touches: asked for, watched, and read.

mod tables;

pub(in crate::framework) use tables::overdue;
pub(super) use tables::sentence;

use super::found::{address, caption, found, to_write};
use crate::{
    ui::{
        Alert, AlertKind, BackLink, Button, ButtonKind, DateInput, Field, InsetText, LabelKind,
        PageHeading, ProgressBar, Size, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, wrong},
    },
};
use domain::{access::DraftFramework, calendar, framework::may_count_from};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::{
    framework::{
        InForce,
        drafts::{Draft, Preview, ask_for_preview, preview},
        latest_version,
    },
    organisations,
};

/// What the page shows.
struct Shown {
    draft: Draft,
    preview: Option<Preview>,
    organisations: BTreeMap<domain::ids::OrganisationId, String>,
    before: Option<InForce>,
    may_ask: bool,
}

async fn gathered(visit: &Visit, draft: Draft) -> Result<Shown, Problem> {
    let services = visit.services();
    let before = latest_version(services).await?;
    let preview = preview(services, &draft, before.as_ref().map(|one| one.id)).await?;
    let organisations = organisations::organisations(services).await?.into_iter();
    Ok(Shown {
        preview,
        organisations: organisations.map(|one| (one.id, one.name)).collect(),
        before,
        may_ask: draft.stage.is_open() && visit.permit(DraftFramework {}).is_ok(),
        draft,
    })
}

fn field(typed: &Fields) -> Field {
    date_field(typed, "effective_on")
        .label("From which day would it count?")
        .hint("Today or later. For example, 1 4 2027")
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let draft = found(&visit).await?;
    let shown = gathered(&visit, draft).await?;
    Ok(page_of(shown, field(&Fields::default())).into())
}

fn page_of(shown: Shown, field: Field) -> Page {
    let (back, of_page) = (address(&shown.draft), field.clone());
    let under_way = shown
        .preview
        .as_ref()
        .is_some_and(|preview| !preview.is_finished);
    let page = Page::new("Whom it touches", move || view(&shown, field))
        .section("/framework")
        .before(move || view! { <BackLink href=back text="Draft"/> })
        .errors(&[&of_page]);
    if under_way {
        page.refresh_after(2)
    } else {
        page
    }
}

fn view(shown: &Shown, field: Field) -> AnyView {
    let caption = caption(&shown.draft);
    let found = match &shown.preview {
        None => view! { <InsetText>"It has not been worked out yet."</InsetText> }.into_any(),
        Some(preview) if !preview.is_finished => progress(preview),
        Some(preview) => result(shown, preview),
    };
    let under_way = shown
        .preview
        .as_ref()
        .is_some_and(|preview| !preview.is_finished);
    let ask = (shown.may_ask && !under_way).then(|| ask(shown, field));
    view! {
        <PageHeading text="Whom it touches" caption=caption/>
        {found}
        {ask}
    }
    .into_any()
}

fn progress(preview: &Preview) -> AnyView {
    let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let (done, of) = (count(preview.done), count(preview.total));
    let words = format!("{done} of {of} people looked at");
    view! {
        <p class="govuk-body">"It is being worked out. This page shows how far it has come; you can leave it."</p>
        <ProgressBar label="People looked at" done=done of=of words=words/>
    }
    .into_any()
}

fn ask(shown: &Shown, field: Field) -> AnyView {
    let again = shown.preview.is_some();
    let heading = if again {
        "Work it out again"
    } else {
        "Work it out"
    };
    let kind = if again {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    view! {
        <TwoThirds>
            <h2 class="govuk-heading-m">{heading}</h2>
            <p class="govuk-body">
                "Everybody\u{2019}s posts, cohorts and training are compared under the version published last and under this
                draft. Nothing is changed by it."
            </p>
            <Form>
                <DateInput field=field legend=LabelKind::Sized(Size::Small)/>
                <Button text="Work out whom it touches" kind=kind/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

fn result(shown: &Shown, preview: &Preview) -> AnyView {
    let stale = (!preview.is_current).then(|| {
        view! {
            <Alert kind=AlertKind::Warning title="The draft has been changed since">
                <p class="govuk-body">"What stands here is about an earlier state. Work it out again."</p>
            </Alert>
        }
    });
    let worked_out = format!(
        "Worked out on {}, for a version that counts from {}.",
        calendar::day(preview.asked_on),
        calendar::day(preview.effective_on)
    );
    let impact = &preview.impact;
    view! {
        {stale}
        <p class="govuk-body">{worked_out}</p>
        <p class="govuk-body-l">{sentence(impact)}</p>
        {tables::by_cohort(shown, impact)}
        {tables::by_organisation(shown, impact)}
        {tables::overdue(&shown.draft.framework, impact)}
    }
    .into_any()
}

/// Asks for it. Asked twice, it is worked out once more.
pub(super) async fn ask_for(visit: Visit) -> Result<Answer, Problem> {
    let (draft, permit) = to_write(&visit).await?;
    let mut field = field(&visit.form);
    let shown = gathered(&visit, draft).await?;
    let Some(day) = date(&mut field, "The day from which it would count") else {
        wrong(&mut field, "Enter the day from which it would count");
        return Ok(page_of(shown, field).into());
    };
    let latest = shown.before.as_ref().map(|one| &one.framework);
    let latest = latest.map(|one| (one.version.as_str(), one.effective_on));
    if let Err(refused) = may_count_from(&shown.draft.framework, day, latest, visit.today) {
        wrong(&mut field, refused.to_string());
        return Ok(page_of(shown, field).into());
    }
    ask_for_preview(visit.services(), &permit, &shown.draft, day).await?;
    Ok(see(format!("{}/preview", address(&shown.draft))))
}
