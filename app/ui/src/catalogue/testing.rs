//! Levels for the tests of forms.

use domain::framework::{Elearning, Level, Reminders, Renewal, Span};

/// Levels with such codes, titled "Level AW" and so on.
pub(super) fn levels(codes: &[&str]) -> Vec<Level> {
    let level = |code: &&str| Level {
        code: (*code).to_owned(),
        title: format!("Level {code}"),
        delivery: String::new(),
        elearning: Elearning::None,
        minutes: 1,
        outcomes: vec![],
        after: vec![],
        better_after: vec![],
        limit: Span::Days(1),
        shorter_limits: vec![],
        refresh: None,
        renewal: Renewal::FromCompletion,
        reminders: Reminders::default(),
        accepts: vec![],
        corresponds_to: vec![],
    };
    codes.iter().map(level).collect()
}
