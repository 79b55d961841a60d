//! What is arranged, in words.

use domain::{calendar, framework::Framework};
use store::framework::arrangements::{UpdateShown, WaveShown};

/// The title of a level, or its code.
pub(super) fn level(framework: &Framework, code: &str) -> String {
    let level = framework.level(code);
    level.map_or_else(|| code.to_owned(), |level| level.title.clone())
}

/// The title of a cohort, or its code.
pub(super) fn cohort(framework: &Framework, code: &str) -> String {
    let cohort = framework.cohort(code);
    cohort.map_or_else(|| code.to_owned(), |cohort| cohort.title.clone())
}

/// Whom a wave is for: cohort, organisation and team, a line each.
pub(super) fn whom(framework: &Framework, wave: &WaveShown) -> Vec<String> {
    let cohort = wave
        .cohort
        .as_deref()
        .map_or_else(|| "Every cohort".to_owned(), |code| cohort(framework, code));
    let place = match (&wave.organisation, &wave.team) {
        (None, _) => "In every organisation".to_owned(),
        (Some(organisation), None) => organisation.clone(),
        (Some(organisation), Some(team)) => format!("{organisation}, {team}"),
    };
    let since = format!("In post by {}", calendar::day(wave.in_post_by));
    vec![cohort, place, since]
}

/// "Awareness, completed before 1 September 2026".
pub(super) fn update(framework: &Framework, update: &UpdateShown) -> String {
    format!(
        "{}, completed before {}",
        level(framework, &update.level),
        calendar::day(update.completed_before)
    )
}

/// "1 person", "12 people".
pub(super) fn people(number: u64) -> String {
    match number {
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    }
}
