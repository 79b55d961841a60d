//! What was found: whom a draft touches, in a sentence and in tables.

use super::Shown;
use crate::ui::{CaptionKind, Column, Content, Narrow, Size, Table};
use chrono::{Datelike, NaiveDate};
use domain::{
    calendar,
    framework::{Framework, Impact, Touched},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// More days than this are told by the month.
const MOST_DAYS: usize = 40;

/// "Of 400 people, 12 gain a requirement, 3 lose one, and 40 have another day for one."
pub(in crate::framework::drafts) fn sentence(impact: &Impact) -> String {
    let people = impact.people;
    if impact.touched == 0 {
        return format!("Of {people} people, nobody is touched.");
    }
    let Touched { gain, lose, change } = impact.all;
    format!(
        "Of {people} people, {} touched: {gain} gain a requirement, {lose} lose one, {change} have another day for one.",
        if impact.touched == 1 {
            "1 is".to_owned()
        } else {
            format!("{} are", impact.touched)
        }
    )
}

fn table(
    caption: &'static str,
    first: &'static str,
    rows: Vec<(String, Touched)>,
) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let numbers = ["Gain", "Lose", "Another day"].map(Column::numeric);
    let head: Vec<_> = std::iter::once(Column::new(first)).chain(numbers).collect();
    let row = |(name, touched): (String, Touched)| -> Vec<Content> {
        let Touched { gain, lose, change } = touched;
        let numbers = [gain, lose, change].map(|number| number.to_string().into());
        std::iter::once(name.into()).chain(numbers).collect()
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    let size = CaptionKind::Sized(Size::Medium);
    Some(view! { <Table caption=caption caption_kind=size head=head rows=rows narrow=Narrow::Wrap/> }.into_any())
}

pub(super) fn by_cohort(shown: &Shown, impact: &Impact) -> Option<AnyView> {
    let title = |code: &String| {
        let own = shown.draft.framework.cohort(code);
        let before = shown
            .before
            .as_ref()
            .and_then(|before| before.framework.cohort(code));
        own.or(before)
            .map_or_else(|| code.clone(), |cohort| cohort.title.clone())
    };
    let rows = impact.by_cohort.iter();
    let rows: Vec<_> = rows
        .map(|(code, touched)| (title(code), *touched))
        .collect();
    table("By cohort", "Cohort", rows)
}

pub(super) fn by_organisation(shown: &Shown, impact: &Impact) -> Option<AnyView> {
    let name = |id| shown.organisations.get(id).cloned().unwrap_or_default();
    let rows = impact.by_organisation.iter();
    let mut rows: Vec<_> = rows.map(|(id, touched)| (name(id), *touched)).collect();
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    table("By organisation", "Organisation", rows)
}

/// What becomes overdue when, if nothing is done meanwhile.
pub(in crate::framework) fn overdue(framework: &Framework, impact: &Impact) -> AnyView {
    let later = (impact.overdue_later > 0).then(|| {
        let text = format!("More than a year after that day: {}.", impact.overdue_later);
        view! { <p class="govuk-body">{text}</p> }
    });
    if impact.overdue.is_empty() {
        return view! {
            <h2 class="govuk-heading-m">"What becomes overdue"</h2>
            <p class="govuk-body">"Nothing becomes overdue sooner than it would have anyway, within a year."</p>
            {later}
        }
        .into_any();
    }
    let by_day = impact.overdue.len() <= MOST_DAYS;
    let mut lines: BTreeMap<NaiveDate, BTreeMap<&str, u64>> = BTreeMap::new();
    for (day, levels) in &impact.overdue {
        let line = if by_day {
            *day
        } else {
            day.with_day(1).unwrap_or(*day)
        };
        let counts = lines.entry(line).or_default();
        for (level, count) in levels {
            *counts.entry(level).or_default() += count;
        }
    }
    let when = |day: NaiveDate| {
        if by_day {
            calendar::day(day)
        } else {
            day.format("%B %Y").to_string()
        }
    };
    let title = |code: &str| {
        let level = framework.level(code);
        level.map_or_else(|| code.to_owned(), |level| level.title.clone())
    };
    let row = |(day, counts): (NaiveDate, BTreeMap<&str, u64>)| -> Vec<Content> {
        let each = counts
            .iter()
            .map(|(level, count)| format!("{}: {count}", title(level)));
        vec![when(day).into(), Content::lines(each)]
    };
    let rows: Vec<_> = lines.into_iter().map(row).collect();
    let head = ["When", "Level and people"].map(Column::new).to_vec();
    let size = CaptionKind::Sized(Size::Medium);
    view! {
        <Table caption="What becomes overdue, if nothing is done" caption_kind=size head=head rows=rows narrow=Narrow::Wrap/>
        {later}
    }
    .into_any()
}
