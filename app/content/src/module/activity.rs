//! The activity in the front matter of a screen.

use domain::learning::{Activity, CheckOption, Choice, Judgement, SortItem};

use super::question::check_count;
use crate::entry::Entry;
use crate::fault::At;
use crate::lists::{check_different, check_known, values};

#[derive(Clone, Copy)]
enum Kind {
    Single,
    Multiple,
    Scenario,
    Sort,
}

const KINDS: [(&str, Kind); 4] = [
    ("single", Kind::Single),
    ("multiple", Kind::Multiple),
    ("scenario", Kind::Scenario),
    ("sort", Kind::Sort),
];

const JUDGEMENTS: [(&str, Judgement); 3] = [
    ("best", Judgement::Best),
    ("partly", Judgement::Partly),
    ("risky", Judgement::Risky),
];

/// Reads an activity; none, and the fault noted, where its kind is not known.
pub(super) fn read(entry: Entry<'_>) -> Option<Activity> {
    let kind = entry.one_of("kind", &KINDS)?;
    let ask = entry.text("ask").value;
    let activity = match kind {
        Kind::Single => Activity::Check {
            ask,
            many: false,
            options: options(&entry, kind),
        },
        Kind::Multiple => Activity::Check {
            ask,
            many: true,
            options: options(&entry, kind),
        },
        Kind::Scenario => Activity::Scenario {
            ask,
            choices: choices(&entry),
        },
        Kind::Sort => {
            let groups = groups(&entry);
            let items = items(&entry, &groups);
            Activity::Sort { ask, groups, items }
        }
    };
    entry.finish();
    Some(activity)
}

fn options(entry: &Entry<'_>, kind: Kind) -> Vec<CheckOption> {
    let options = entry.tables("option", "the option").into_iter().map(option);
    let (texts, options): (Vec<At<String>>, Vec<CheckOption>) = options.unzip();
    check_count(entry, "options", options.len(), &(2..=usize::MAX));
    check_different(&entry.passage, "option", &texts);
    match (kind, options.iter().filter(|option| option.right).count()) {
        (_, 0) => entry.fault("has no right option.", "Mark one option with right = true."),
        (Kind::Single, right @ 2..) => {
            let wrong = format!("has {right} right options.");
            entry.fault(&wrong, "Mark only one, or write kind = \"multiple\".");
        }
        _ => {}
    }
    options
}

fn option(entry: Entry<'_>) -> (At<String>, CheckOption) {
    let text = entry.text("text");
    let option = CheckOption {
        text: text.value.clone(),
        right: entry.flag("right"),
        say: entry.text("say").value,
    };
    entry.finish();
    (text, option)
}

fn choices(entry: &Entry<'_>) -> Vec<Choice> {
    let choices = entry.tables("choice", "the choice").into_iter().map(choice);
    let (texts, choices): (Vec<At<String>>, Vec<Choice>) = choices.unzip();
    check_count(entry, "choices", choices.len(), &(2..=usize::MAX));
    check_different(&entry.passage, "choice", &texts);
    if !choices
        .iter()
        .any(|choice| choice.judgement == Judgement::Best)
    {
        entry.fault(
            "has no best choice.",
            "Give one choice judgement = \"best\".",
        );
    }
    choices
}

fn choice(entry: Entry<'_>) -> (At<String>, Choice) {
    let text = entry.text("text");
    let choice = Choice {
        text: text.value.clone(),
        // The fault is noted; taking it for the best spares a second one.
        judgement: entry
            .one_of("judgement", &JUDGEMENTS)
            .unwrap_or(Judgement::Best),
        then: entry.text("then").value,
    };
    entry.finish();
    (text, choice)
}

fn groups(entry: &Entry<'_>) -> Vec<String> {
    let groups = entry.texts("groups");
    check_count(entry, "groups", groups.len(), &(2..=3));
    check_different(&entry.passage, "group", &groups);
    values(groups)
}

fn items(entry: &Entry<'_>, groups: &[String]) -> Vec<SortItem> {
    let items = entry
        .tables("item", "the item")
        .into_iter()
        .map(|one| item(one, groups));
    let (texts, items): (Vec<At<String>>, Vec<SortItem>) = items.unzip();
    check_count(entry, "items", items.len(), &(2..=usize::MAX));
    check_different(&entry.passage, "item", &texts);
    items
}

fn item(entry: Entry<'_>, groups: &[String]) -> (At<String>, SortItem) {
    let text = entry.text("text");
    let group = entry.text("group");
    let known: Vec<&str> = groups.iter().map(String::as_str).collect();
    let place = groups
        .iter()
        .position(|known| *known == group.value)
        .unwrap_or_default();
    check_known(&entry.passage, "group", &[group], &known);
    let item = SortItem {
        text: text.value.clone(),
        group: place,
        why: entry.text("why").value,
    };
    entry.finish();
    (text, item)
}
