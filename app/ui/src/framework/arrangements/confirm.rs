//! Whom an arrangement would touch and what becomes overdue when, before anything is decided.

use super::words;
use crate::{
    framework::drafts::overdue,
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content, InsetText, Narrow,
        PageHeading, Size, SummaryList, SummaryRow, Table, TwoThirds,
    },
    web::{Form, Page, Problem, Visit},
};
use domain::{
    framework::{Framework, Impact},
    ids::OrganisationId,
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use store::organisations;

/// What the page asks and does.
pub(super) struct Question {
    pub title: &'static str,
    /// What is to be decided.
    pub facts: Vec<(&'static str, Vec<String>)>,
    /// What becomes of those it touches.
    pub says: &'static str,
    /// The verb on the button, and how it looks.
    pub button: (&'static str, ButtonKind),
    /// What the form carries.
    pub hidden: Vec<(String, String)>,
}

/// The page that says whom it touches and asks whether to go on.
pub(super) async fn page(
    visit: &Visit,
    framework: Arc<Framework>,
    impact: Impact,
    question: Question,
) -> Result<Page, Problem> {
    let names = organisations::organisations(visit.services()).await?;
    let names: BTreeMap<_, _> = names.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(Page::new(question.title, move || {
        view(&framework, &impact, &names, question)
    })
    .section("/framework")
    .before(|| view! { <BackLink href="/framework/arrangements" text="Who goes first"/> }))
}

fn view(
    framework: &Framework,
    impact: &Impact,
    names: &BTreeMap<OrganisationId, String>,
    question: Question,
) -> AnyView {
    let facts: Vec<_> = question
        .facts
        .into_iter()
        .map(|(key, lines)| SummaryRow::new(key, Content::lines(lines)))
        .collect();
    let hidden: Vec<_> = question
        .hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let (text, kind) = question.button;
    let (sentence, overdue) = (sentence(impact, question.says), overdue(framework, impact));
    let by_organisation = by_organisation(impact, names);
    view! {
        <TwoThirds>
            <PageHeading text=question.title/>
            <SummaryList rows=facts/>
            {sentence}
            {by_organisation}
            {overdue}
            <Form>
                {hidden}
                <ButtonGroup>
                    <Button text=text kind=kind name="step" value="save"/>
                    <a class="govuk-link" href="/framework/arrangements">"Go back and change nothing"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// "12 of 400 people have another last day: …".
fn sentence(impact: &Impact, says: &'static str) -> AnyView {
    if impact.touched == 0 {
        return view! {
            <InsetText>"Nobody is touched today. It counts for whoever comes to be meant by it."</InsetText>
        }
        .into_any();
    }
    let verb = if impact.touched == 1 { "is" } else { "are" };
    let text = format!(
        "{} of {} it is about {verb} touched: {says}",
        words::people(impact.touched),
        impact.people
    );
    view! { <p class="govuk-body-l">{text}</p> }.into_any()
}

fn by_organisation(impact: &Impact, names: &BTreeMap<OrganisationId, String>) -> Option<AnyView> {
    let mut rows: Vec<(String, u64)> = impact
        .by_organisation
        .iter()
        .map(|(id, touched)| {
            let name = names.get(id).cloned().unwrap_or_default();
            (name, touched.gain + touched.lose + touched.change)
        })
        .collect();
    rows.sort();
    if rows.len() < 2 {
        return None;
    }
    let head = vec![
        Column::new("Organisation"),
        Column::numeric("People touched"),
    ];
    let rows: Vec<Vec<Content>> = rows
        .into_iter()
        .map(|(name, number)| vec![name.into(), number.to_string().into()])
        .collect();
    let size = CaptionKind::Sized(Size::Medium);
    Some(
        view! { <Table caption="By organisation" caption_kind=size head=head rows=rows narrow=Narrow::Wrap/> }
            .into_any(),
    )
}
