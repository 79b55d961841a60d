//! A framework to be read from beginning to end, on a screen or on paper.

use super::words;
use crate::ui::{
    CaptionKind, Column, Content, FirstCell, Level as HeadingLevel, Narrow, Size, SummaryCard,
    SummaryList, SummaryRow, Table,
};
use domain::framework::{Accepted, Framework, Level};
use leptos::prelude::*;

/// The whole framework, part by part.
pub(super) fn whole(framework: &Framework) -> AnyView {
    let levels = framework
        .levels
        .iter()
        .map(|level| level_card(framework, level));
    view! {
        <p class="govuk-body">{framework.about.clone()}</p>
        <p class="govuk-body">{due_soon(framework)}</p>
        <h2 class="govuk-heading-m" id="requirements">"Who needs what"</h2>
        {matrix(framework)}
        <h2 class="govuk-heading-m" id="levels">"Levels"</h2>
        {levels.collect_view()}
        {cohorts(framework)}
        {questions(framework)}
    }
    .into_any()
}

fn due_soon(framework: &Framework) -> String {
    format!(
        "Training shows as due soon in the last {} days before its date.",
        framework.due_soon_days
    )
}

/// Cohorts against levels.
fn matrix(framework: &Framework) -> AnyView {
    let head: Vec<_> = std::iter::once(Column::new("Cohort"))
        .chain(
            framework
                .levels
                .iter()
                .map(|level| Column::new(level.title.clone())),
        )
        .collect();
    let row = |cohort: &domain::framework::Cohort| {
        let mut cells: Vec<Content> = vec![cohort.title.clone().into()];
        cells.extend(framework.levels.iter().map(|level| {
            let found = framework.requirement(&cohort.code, &level.code);
            words::strength(found.map(|one| one.strength)).into()
        }));
        cells
    };
    let rows: Vec<_> = framework.cohorts.iter().map(row).collect();
    view! {
        <p class="govuk-body">"Must: mandatory. Should: recommended, never overdue."</p>
        <Table caption="Who needs what" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn level_card(framework: &Framework, level: &Level) -> AnyView {
    let card =
        SummaryCard::new(format!("{} ({})", level.title, level.code)).level(HeadingLevel::H3);
    view! { <SummaryList rows=facts(framework, level) card=card/> }.into_any()
}

/// Everything a level says, a row for each page on which it is changed.
fn facts(framework: &Framework, level: &Level) -> Vec<SummaryRow> {
    let mut rows = vec![
        SummaryRow::new("Delivery", Content::lines(delivery(level))),
        SummaryRow::new("Afterwards people can", list(&level.outcomes)),
    ];
    if !level.after.is_empty() {
        let titles = words::level_titles(framework, &level.after);
        rows.push(SummaryRow::new("Comes after", titles));
    }
    if !level.better_after.is_empty() {
        let titles = words::level_titles(framework, &level.better_after);
        rows.push(SummaryRow::new("Better after", titles));
    }
    rows.push(SummaryRow::new(
        "Time for those who are new",
        Content::lines(words::limits(framework, level)),
    ));
    rows.push(SummaryRow::new("Refreshed", words::refresher(level)));
    rows.push(SummaryRow::new(
        "Reminders",
        Content::lines(words::reminders(&level.reminders)),
    ));
    if !level.accepts.is_empty() {
        rows.push(SummaryRow::new(
            "Accepted in its place",
            accepted(&level.accepts),
        ));
    }
    if !level.corresponds_to.is_empty() {
        rows.push(SummaryRow::new(
            "Corresponds to",
            Content::lines(level.corresponds_to.clone()),
        ));
    }
    rows
}

/// How a level is delivered, how long it takes and what e-learning is worth.
pub(super) fn delivery(level: &Level) -> Vec<String> {
    vec![
        level.delivery.clone(),
        format!("{} minutes", level.minutes),
        words::elearning(level.elearning).to_owned(),
    ]
}

/// A list of short lines.
pub(super) fn list(lines: &[String]) -> AnyView {
    let items: Vec<_> = lines
        .iter()
        .map(|line| view! { <li>{line.clone()}</li> })
        .collect();
    view! { <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">{items}</ul> }
        .into_any()
}

/// What is accepted in place of a level.
pub(super) fn accepted(all: &[Accepted]) -> AnyView {
    let lines: Vec<String> = all.iter().map(accepted_line).collect();
    list(&lines)
}

fn accepted_line(one: &Accepted) -> String {
    let provider = if one.provider.is_empty() {
        String::new()
    } else {
        format!(", {}", one.provider)
    };
    let note = if one.note.is_empty() {
        String::new()
    } else {
        format!(". {}", one.note)
    };
    format!("{}{provider}{note}", one.title)
}

fn cohorts(framework: &Framework) -> AnyView {
    let head = ["Code", "Cohort", "Who is in it"].map(Column::new).to_vec();
    let rows: Vec<Vec<Content>> = framework
        .cohorts
        .iter()
        .map(|cohort| {
            vec![
                cohort.code.clone().into(),
                cohort.title.clone().into(),
                cohort.who.clone().into(),
            ]
        })
        .collect();
    view! {
        <Table caption="Cohorts" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn questions(framework: &Framework) -> AnyView {
    let head = ["Code", "Question", "Asked of", "A yes gives"]
        .map(Column::new)
        .to_vec();
    let rows: Vec<Vec<Content>> = framework
        .questions
        .iter()
        .map(|question| {
            let text = if question.first_responders_only {
                format!(
                    "{} (Only in organisations that are first responders.)",
                    question.text
                )
            } else {
                question.text.clone()
            };
            vec![
                question.code.clone().into(),
                text.into(),
                words::asked_of(question.asked_of).into(),
                words::cohort_titles(framework, &question.gives).into(),
            ]
        })
        .collect();
    view! {
        <Table
            caption="Questions that sort posts and people into cohorts"
            caption_kind=CaptionKind::Sized(Size::Medium)
            head=head
            rows=rows
            first_cell=FirstCell::Header
            narrow=Narrow::Stack
        />
    }
    .into_any()
}

/// Sentences on what changes, part by part.
pub(super) fn changes(all: &[domain::framework::Change]) -> AnyView {
    let sections = domain::framework::Section::ALL
        .into_iter()
        .filter_map(|section| {
            let of_section = all.iter().filter(|change| change.section == section);
            let sentences: Vec<_> = of_section
                .map(|change| view! { <li>{change.sentence.clone()}</li> })
                .collect();
            (!sentences.is_empty()).then(|| {
                view! {
                    <h3 class="govuk-heading-s">{section.title()}</h3>
                    <ul class="govuk-list govuk-list--bullet">{sentences}</ul>
                }
            })
        });
    sections.collect_view().into_any()
}
