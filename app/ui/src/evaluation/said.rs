//! What people have said together: counts, words without names, what was learned and what came of it.

use super::words::{difference, mean_cell, share};
use crate::ui::{CaptionKind, Column, Content, InsetText, Narrow, SummaryList, SummaryRow, Table};
use domain::evaluation::{Did, Impact, Learned, Stage, TooFew};
use leptos::prelude::*;

/// "About right: 7, Too fast: 1", or that there are too few.
pub(super) fn counts<T: Copy>(
    counts: &Result<Vec<(T, usize)>, TooFew>,
    title: fn(T) -> &'static str,
) -> Content {
    match counts {
        Err(few) => few.to_string().into(),
        Ok(counts) => {
            let lines = counts.iter();
            Content::lines(lines.map(|(one, number)| format!("{}: {number}", title(*one))))
        }
    }
}

/// What people have written, without names. Nothing where nobody has written anything.
pub(super) fn texts(heading: &'static str, texts: &Result<Vec<String>, TooFew>) -> Option<AnyView> {
    let content = match texts {
        Err(few) => {
            let said = format!("{few}.");
            view! { <p class="govuk-body">{said}</p> }.into_any()
        }
        Ok(texts) if texts.is_empty() => return None,
        Ok(texts) => {
            let items = texts.iter().map(|text| view! { <li>{text.clone()}</li> });
            let items = items.collect_view();
            view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
        }
    };
    Some(view! { <h3 class="govuk-heading-s">{heading}</h3> {content} }.into_any())
}

/// Outcome by outcome; nothing where the course names none or nobody has answered.
pub(super) fn learned(heading: &'static str, learned: &[Learned], stage: Stage) -> Option<AnyView> {
    if learned.is_empty() {
        return None;
    }
    let heads: &[&str] = if stage == Stage::After {
        &["Before", "After", "Difference", "Answers"]
    } else {
        &["Now", "Answers"]
    };
    let heads = heads.iter().map(|head| Column::numeric(*head));
    let head = std::iter::once(Column::new("Outcome"))
        .chain(heads)
        .collect();
    let rows = learned.iter().map(|one| line(one, stage)).collect();
    Some(
        view! {
            <h2 class="govuk-heading-m">{heading}</h2>
            <Table
                caption="How confident they are, from 1 to 5. A dash where fewer than five have answered"
                caption_kind=CaptionKind::Plain
                head=head
                rows=rows
                narrow=Narrow::Stack
            />
        }
        .into_any(),
    )
}

fn line(one: &Learned, stage: Stage) -> Vec<Content> {
    let answers = one.now.map_or_else(
        |_| "Fewer than 5".to_owned(),
        |mean| mean.answers().to_string(),
    );
    let outcome = Content::from(one.outcome.clone());
    if stage != Stage::After {
        return vec![outcome, mean_cell(one.now), answers.into()];
    }
    let more = one
        .difference()
        .map_or_else(|_| "\u{2013}".to_owned(), difference);
    vec![
        outcome,
        mean_cell(one.before),
        mean_cell(one.now),
        more.into(),
        answers.into(),
    ]
}

/// What people do differently, as they said at a follow-up; nothing before anybody was asked.
pub(super) fn impact_view(stage: Stage, impact: &Impact) -> Option<AnyView> {
    if impact.asked == 0 {
        return None;
    }
    let heading = format!("What came of it: {}", stage.title().to_lowercase());
    let said = format!("{} have answered.", share(impact.answered, impact.asked));
    let did = vec![SummaryRow::new(
        "Have done what they meant to do",
        counts(&impact.did, Did::title),
    )];
    let still = learned("Still confident", &impact.still, stage);
    let (helped, hindered) = (
        texts("What has helped", &impact.helped),
        texts("What was in the way", &impact.hindered),
    );
    let rest = if impact.answered == 0 {
        view! { <InsetText>"Nobody has answered yet."</InsetText> }.into_any()
    } else {
        view! { <SummaryList rows=did/> {still} {helped} {hindered} }.into_any()
    };
    Some(
        view! {
            <h2 class="govuk-heading-m">{heading}</h2>
            <p class="govuk-body">{said}</p>
            {rest}
        }
        .into_any(),
    )
}
