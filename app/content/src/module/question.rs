//! `questions.toml`: the bank from which quizzes are drawn.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use domain::learning::{Question, QuestionKind};

use crate::entry::Entry;
use crate::fault::At;
use crate::lists::{check_different, check_known, values};
use crate::shelf::is_name;

/// The kinds of questions, by the word the author writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Single,
    Multiple,
    Scenario,
    Ordering,
    Matching,
}

/// All kinds.
pub(super) const KINDS: [(&str, Kind); 5] = [
    ("single", Kind::Single),
    ("multiple", Kind::Multiple),
    ("scenario", Kind::Scenario),
    ("ordering", Kind::Ordering),
    ("matching", Kind::Matching),
];

const OPTIONS: RangeInclusive<usize> = 3..=6;
const STEPS: RangeInclusive<usize> = 3..=6;
const PAIRS: RangeInclusive<usize> = 3..=5;

/// The questions of a file, and the kinds there are among them.
pub(super) fn read_all(
    file: Entry<'_>,
    sources: Option<&[String]>,
) -> (Vec<Question>, BTreeSet<&'static str>) {
    let mut kinds = BTreeSet::new();
    let mut ids = Vec::new();
    let mut questions = Vec::new();
    for entry in file.tables("question", "the question") {
        let (id, kind, question) = read(entry, sources);
        kinds.extend(
            KINDS
                .iter()
                .filter(|(_, known)| Some(*known) == kind)
                .map(|(word, _)| *word),
        );
        ids.push(id);
        questions.push(question);
    }
    check_different(&file.passage, "question id", &ids);
    file.finish();
    (questions, kinds)
}

fn read(mut entry: Entry<'_>, sources: Option<&[String]>) -> (At<String>, Option<Kind>, Question) {
    let id = entry.text("id");
    entry.name(&id.value);
    if !id.value.is_empty() && !is_name(&id.value) {
        let wrong = format!("the id \"{}\" has other characters than it may.", id.value);
        entry
            .passage
            .fault(id.at, wrong, "Write lower case words joined by hyphens.");
    }
    let kind = entry.one_of("kind", &KINDS);
    let question = Question {
        id: id.value.clone(),
        situation: kind.and_then(|kind| situation(&entry, kind)),
        text: entry.text("text").value,
        kind: kind.map_or(QuestionKind::Ordering { steps: Vec::new() }, |kind| {
            answers(&entry, kind)
        }),
        why: entry.text("why").value,
        sources: cited(&entry, sources),
    };
    if kind.is_some() {
        entry.finish();
    }
    (id, kind, question)
}

fn cited(entry: &Entry<'_>, sources: Option<&[String]>) -> Vec<String> {
    let cited = entry.texts("sources");
    check_sources(entry, &cited, sources);
    values(cited)
}

/// Notes sources that `module.toml` does not have, where that could be read.
pub(super) fn check_sources(entry: &Entry<'_>, cited: &[At<String>], sources: Option<&[String]>) {
    if let Some(sources) = sources {
        let known: Vec<&str> = sources.iter().map(String::as_str).collect();
        check_known(&entry.passage, "source", cited, &known);
    }
    check_different(&entry.passage, "source", cited);
}

fn situation(entry: &Entry<'_>, kind: Kind) -> Option<String> {
    if kind == Kind::Scenario {
        return Some(entry.text("situation").value);
    }
    entry.has_no(
        "situation",
        "only a scenario has one",
        "Write kind = \"scenario\", or put it into the text.",
    );
    None
}

fn answers(entry: &Entry<'_>, kind: Kind) -> QuestionKind {
    let is_ordering = kind == Kind::Ordering;
    let is_matching = kind == Kind::Matching;
    if is_ordering || is_matching {
        entry.has_no(
            "option",
            "its kind has no options",
            "Change the kind, or take the options out.",
        );
    }
    if !is_ordering {
        entry.has_no(
            "steps",
            "only an ordering has steps",
            "Write kind = \"ordering\".",
        );
    }
    if !is_matching {
        entry.has_no(
            "pair",
            "only a matching has pairs",
            "Write kind = \"matching\".",
        );
    }
    match kind {
        Kind::Ordering => QuestionKind::Ordering {
            steps: steps(entry),
        },
        Kind::Matching => QuestionKind::Matching {
            pairs: pairs(entry),
        },
        Kind::Single | Kind::Scenario => single(entry),
        Kind::Multiple => multiple(entry),
    }
}

fn single(entry: &Entry<'_>) -> QuestionKind {
    let (options, right) = options(entry);
    if right.len() > 1 {
        let wrong = format!("has {} right options.", right.len());
        entry.fault(&wrong, "Mark only one, or write kind = \"multiple\".");
    }
    QuestionKind::Single {
        options,
        right: right.first().copied().unwrap_or_default(),
    }
}

fn multiple(entry: &Entry<'_>) -> QuestionKind {
    let (options, right) = options(entry);
    if right.len() == 1 {
        entry.fault(
            "has only one right option.",
            "Mark at least two, or write kind = \"single\".",
        );
    }
    if !options.is_empty() && right.len() == options.len() {
        entry.fault(
            "has no wrong option.",
            "Write at least one option that is wrong.",
        );
    }
    QuestionKind::Multiple { options, right }
}

/// The options, and the places of the right ones.
fn options(entry: &Entry<'_>) -> (Vec<String>, Vec<usize>) {
    let options = entry.tables("option", "the option").into_iter().map(option);
    let (texts, right): (Vec<At<String>>, Vec<bool>) = options.unzip();
    check_count(entry, "options", texts.len(), &OPTIONS);
    check_different(&entry.passage, "option", &texts);
    let right: Vec<usize> = (0..right.len()).filter(|place| right[*place]).collect();
    if right.is_empty() {
        entry.fault("has no right option.", "Mark one option with right = true.");
    }
    (values(texts), right)
}

fn option(entry: Entry<'_>) -> (At<String>, bool) {
    let option = (entry.text("text"), entry.flag("right"));
    entry.finish();
    option
}

fn steps(entry: &Entry<'_>) -> Vec<String> {
    let steps = entry.texts("steps");
    check_count(entry, "steps", steps.len(), &STEPS);
    check_different(&entry.passage, "step", &steps);
    values(steps)
}

fn pairs(entry: &Entry<'_>) -> Vec<(String, String)> {
    let pairs = entry.tables("pair", "the pair").into_iter().map(pair);
    let (left, right): (Vec<At<String>>, Vec<At<String>>) = pairs.unzip();
    check_count(entry, "pairs", left.len(), &PAIRS);
    check_different(&entry.passage, "left side", &left);
    check_different(&entry.passage, "right side", &right);
    values(left).into_iter().zip(values(right)).collect()
}

fn pair(entry: Entry<'_>) -> (At<String>, At<String>) {
    let pair = (entry.text("left"), entry.text("right"));
    entry.finish();
    pair
}

/// Notes that an entry has too few or too many `parts`.
pub(super) fn check_count(
    entry: &Entry<'_>,
    parts: &str,
    count: usize,
    allowed: &RangeInclusive<usize>,
) {
    if !allowed.contains(&count) {
        let right = if *allowed.end() == usize::MAX {
            format!("Give it at least {}.", allowed.start())
        } else {
            format!("Give it {} to {}.", allowed.start(), allowed.end())
        };
        let count = if count == 0 {
            "no".to_owned()
        } else {
            count.to_string()
        };
        entry.fault(&format!("has {count} {parts}."), right);
    }
}
