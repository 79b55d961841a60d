//! What the rules of a level are in words.

use domain::framework::{
    AskedOf, Elearning, Framework, Level, Reminders, Renewal, Span, Stage, Strength,
};

/// What is said of a version that is there to copy from.
pub(super) const EXAMPLE: &str = "An example, in force nowhere";

/// Codes with commas between them.
pub(super) fn list_of_codes<'a>(codes: impl Iterator<Item = &'a String>) -> String {
    codes.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Titles of levels, or the codes of those that are not there.
pub(super) fn level_titles(framework: &Framework, codes: &[String]) -> String {
    let title = |code: &String| {
        let level = framework.level(code);
        level.map_or_else(|| code.clone(), |level| level.title.clone())
    };
    or_none(&codes.iter().map(title).collect::<Vec<_>>())
}

/// Titles of cohorts, or the codes of those that are not there.
pub(super) fn cohort_titles(framework: &Framework, codes: &[String]) -> String {
    let title = |code: &String| {
        let cohort = framework.cohort(code);
        cohort.map_or_else(|| code.clone(), |cohort| cohort.title.clone())
    };
    or_none(&codes.iter().map(title).collect::<Vec<_>>())
}

fn or_none(words: &[String]) -> String {
    if words.is_empty() {
        "None".to_owned()
    } else {
        words.join(", ")
    }
}

/// What passing e-learning is worth.
pub(super) fn elearning(worth: Elearning) -> &'static str {
    match worth {
        Elearning::Completes => "Passing the e-learning completes the level",
        Elearning::Prepares => "The e-learning prepares for it, a session completes it",
        Elearning::None => "E-learning does not count for it",
    }
}

/// "3 months", and the shorter times of some cohorts.
pub(super) fn limits(framework: &Framework, level: &Level) -> Vec<String> {
    let shorter = level.shorter_limits.iter().map(|one| {
        let whom = cohort_titles(framework, &one.cohorts);
        format!("{whom}: {}", one.limit)
    });
    std::iter::once(level.limit.to_string())
        .chain(shorter)
        .collect()
}

/// "Every 3 years, counted from the day it is completed."
pub(super) fn refresher(level: &Level) -> String {
    let Some(refresh) = level.refresh else {
        return "Never: it is valid without end".to_owned();
    };
    match level.renewal {
        Renewal::FixedDate { .. } => format!("{}, counted {}", every(refresh), level.renewal),
        renewal => format!("{}, counted {renewal}", every(refresh)),
    }
}

fn every(span: Span) -> String {
    let said = span.to_string();
    format!("Every {}", said.strip_prefix("1 ").unwrap_or(&said))
}

/// When people are reminded, a line for each kind.
pub(super) fn reminders(reminders: &Reminders) -> Vec<String> {
    let days = |days: &[u32]| {
        let words: Vec<String> = days.iter().map(u32::to_string).collect();
        words.join(", ")
    };
    let mut lines = Vec::new();
    if !reminders.before.is_empty() {
        lines.push(format!("{} days before the date", days(&reminders.before)));
    }
    if !reminders.after.is_empty() {
        lines.push(format!("{} days after it", days(&reminders.after)));
    }
    if lines.is_empty() {
        lines.push("None".to_owned());
    }
    if let Some(days) = reminders.manager_after {
        lines.push(format!("The line manager is told after {days} days"));
    }
    lines
}

/// Whom a question is about.
pub(super) fn asked_of(of: AskedOf) -> &'static str {
    match of {
        AskedOf::Post => "The post",
        AskedOf::Person => "The person",
    }
}

/// How strongly a level is asked, in one word.
pub(super) fn strength(strength: Option<Strength>) -> &'static str {
    match strength {
        Some(Strength::Mandatory) => "Must",
        Some(Strength::Recommended) => "Should",
        None => "\u{2013}",
    }
}

/// How far a draft has come, in one word.
pub(super) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "Draft",
        Stage::Shared => "Shared for comment",
        Stage::Published => "Published",
        Stage::GivenUp => "Given up",
    }
}
