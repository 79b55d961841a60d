//! The entries of a framework.

use std::collections::BTreeSet;

use domain::framework::{
    Accepted, AskedOf, ClassificationQuestion, Cohort, Elearning, Level, Reminders, Renewal,
    Requirement, ShorterLimit, Span, Strength,
};

use super::Known;
use crate::entry::Entry;
use crate::fault::At;
use crate::lists::{check_different, check_known, values};

const ASKED_OF: [(&str, AskedOf); 2] = [("post", AskedOf::Post), ("person", AskedOf::Person)];

const ELEARNING: [(&str, Elearning); 3] = [
    ("completes", Elearning::Completes),
    ("prepares", Elearning::Prepares),
    ("none", Elearning::None),
];

/// From when the time counts when a level is renewed.
#[derive(Clone, Copy)]
enum From {
    Completion,
    PreviousExpiry,
    FixedDate,
}

const FROM: [(&str, From); 3] = [
    ("completion", From::Completion),
    ("previous expiry", From::PreviousExpiry),
    ("fixed date", From::FixedDate),
];

/// The furthest from its date, in days, that a reminder goes out.
const FURTHEST: u32 = 366;

pub(super) fn level(entry: Entry<'_>, code: String, known: &Known) -> Level {
    let shorter = entry
        .tables("shorter_limits", "the shorter limit")
        .into_iter();
    let accepts = entry.tables("accepts", "the accepted course").into_iter();
    let level = Level {
        code,
        title: entry.text("title").value,
        delivery: entry.text("delivery").value,
        elearning: entry
            .one_of("elearning", &ELEARNING)
            .unwrap_or(Elearning::None),
        minutes: entry.number("minutes", &(1..=u32::MAX)).value,
        outcomes: values(entry.texts("outcomes")),
        after: levels(&entry, entry.optional_texts("after"), known),
        better_after: levels(&entry, entry.optional_texts("better_after"), known),
        limit: entry
            .required_table("limit", "the limit")
            .map_or(Span::Days(1), span),
        shorter_limits: shorter.map(|one| shorter_limit(one, known)).collect(),
        refresh: entry.table("refresh", "the refresher").map(span),
        renewal: entry
            .table("renewal", "the renewal")
            .map(renewal)
            .unwrap_or_default(),
        reminders: entry
            .table("reminders", "the set of reminders")
            .map(reminders)
            .unwrap_or_default(),
        accepts: accepts.map(accepted).collect(),
        corresponds_to: values(entry.optional_texts("corresponds_to")),
    };
    entry.finish();
    level
}

fn shorter_limit(entry: Entry<'_>, known: &Known) -> ShorterLimit {
    let cohorts = cohorts(&entry, entry.texts("cohorts"), known);
    ShorterLimit {
        cohorts,
        limit: span(entry),
    }
}

/// `{ days = 30 }` or `{ months = 3 }`, with whatever was read of the entry before.
fn span(entry: Entry<'_>) -> Span {
    let days = entry.optional_number("days", &(1..=u32::MAX));
    let months = entry.optional_number("months", &(1..=u32::MAX));
    if days.is_some() == months.is_some() {
        let wrong = if days.is_some() {
            "has both days and months."
        } else {
            "has no length."
        };
        entry.fault(wrong, "Write either days = 30 or months = 3.");
    }
    entry.finish();
    match (days, months) {
        (_, Some(months)) => Span::Months(months.value),
        (days, None) => Span::Days(days.map_or(1, |days| days.value)),
    }
}

fn renewal(entry: Entry<'_>) -> Renewal {
    let renewal = match entry.one_of("from", &FROM) {
        None | Some(From::Completion) => Renewal::FromCompletion,
        Some(From::PreviousExpiry) => Renewal::FromPreviousExpiry {
            window: entry
                .required_table("window", "the window")
                .map_or(Span::Days(1), span),
        },
        Some(From::FixedDate) => Renewal::FixedDate {
            month: entry.number("month", &(1..=12)).value,
            day: entry.number("day", &(1..=31)).value,
            at_least_months: entry
                .optional_number("at_least_months", &(0..=u32::MAX))
                .map_or(0, |months| months.value),
        },
    };
    entry.finish();
    renewal
}

fn reminders(entry: Entry<'_>) -> Reminders {
    let days = 1..=FURTHEST;
    let reminders = Reminders {
        before: values(entry.numbers("before", &days)),
        after: values(entry.numbers("after", &days)),
        manager_after: entry
            .optional_number("manager_after", &days)
            .map(|days| days.value),
    };
    entry.finish();
    reminders
}

fn accepted(entry: Entry<'_>) -> Accepted {
    let accepted = Accepted {
        title: entry.text("title").value,
        provider: entry.text("provider").value,
        note: entry
            .optional_text("note")
            .map(|note| note.value)
            .unwrap_or_default(),
    };
    entry.finish();
    accepted
}

pub(super) fn cohort(entry: Entry<'_>, code: String) -> Cohort {
    let cohort = Cohort {
        code,
        title: entry.text("title").value,
        who: entry.text("who").value,
    };
    entry.finish();
    cohort
}

pub(super) fn question(entry: Entry<'_>, code: String, known: &Known) -> ClassificationQuestion {
    let question = ClassificationQuestion {
        code,
        text: entry.text("text").value,
        gives: cohorts(&entry, entry.texts("gives"), known),
        asked_of: entry.one_of("asked_of", &ASKED_OF).unwrap_or(AskedOf::Post),
        first_responders_only: entry.flag("first_responders_only"),
    };
    entry.finish();
    question
}

/// The requirements, one for each level that a row names. Every one of `all` cohorts has a row with a level in it.
pub(super) fn requirements(
    rows: Vec<Entry<'_>>,
    known: &Known,
    all: &[Entry<'_>],
) -> Vec<Requirement> {
    let mut codes: Vec<At<String>> = Vec::new();
    let mut requirements = Vec::new();
    let passage = rows.first().map(|row| row.passage);
    for row in rows {
        let cohort = row.text("cohort");
        requirements.extend(of_cohort(row, &cohort, known));
        codes.push(cohort);
    }
    if let Some(passage) = passage {
        check_different(&passage, "cohort", &codes);
    }
    let required: BTreeSet<&str> = requirements.iter().map(|one| one.cohort.as_str()).collect();
    for (cohort, code) in all.iter().zip(&known.cohorts) {
        if !code.is_empty() && !required.contains(code.as_str()) {
            let right = format!("Add a [[requirement]] with cohort = \"{code}\" and its levels.");
            cohort.fault("has no requirements.", right);
        }
    }
    requirements
}

fn of_cohort(mut row: Entry<'_>, cohort: &At<String>, known: &Known) -> Vec<Requirement> {
    row.name(&cohort.value);
    check_known(
        &row.passage,
        "cohort",
        std::slice::from_ref(cohort),
        &strs(&known.cohorts),
    );
    let mandatory = row.optional_texts("mandatory");
    let recommended = row.optional_texts("recommended");
    let both: Vec<At<String>> = mandatory.iter().chain(&recommended).cloned().collect();
    check_known(&row.passage, "level", &both, &strs(&known.levels));
    check_different(&row.passage, "level", &both);
    row.finish();
    let strengths = [
        (mandatory, Strength::Mandatory),
        (recommended, Strength::Recommended),
    ];
    let each = strengths.into_iter().flat_map(|(levels, strength)| {
        values(levels)
            .into_iter()
            .map(move |level| (level, strength))
    });
    each.map(|(level, strength)| Requirement {
        cohort: cohort.value.clone(),
        level,
        strength,
        since_on: None,
    })
    .collect()
}

fn levels(entry: &Entry<'_>, codes: Vec<At<String>>, known: &Known) -> Vec<String> {
    check_known(&entry.passage, "level", &codes, &strs(&known.levels));
    check_different(&entry.passage, "level", &codes);
    values(codes)
}

fn cohorts(entry: &Entry<'_>, codes: Vec<At<String>>, known: &Known) -> Vec<String> {
    check_known(&entry.passage, "cohort", &codes, &strs(&known.cohorts));
    check_different(&entry.passage, "cohort", &codes);
    values(codes)
}

fn strs(codes: &[String]) -> Vec<&str> {
    codes.iter().map(String::as_str).collect()
}
