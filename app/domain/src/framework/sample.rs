//! A small framework for the tests of what is written: its titles read well in sentences.

use super::{
    AskedOf, ClassificationQuestion, Cohort, Elearning, Framework, Level, Reminders, Renewal,
    Requirement, ShorterLimit, Span, Strength,
};
use chrono::NaiveDate;

/// A day from its text.
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Awareness for everyone, and Practitioner after it for practitioners, in force since 2020.
pub(super) fn framework() -> Framework {
    let mut awareness = level("AW", "Awareness", Span::Months(3), 36);
    awareness.shorter_limits = vec![ShorterLimit {
        cohorts: vec!["C3".to_owned()],
        limit: Span::Days(30),
    }];
    let mut practitioner = level("FP", "Practitioner", Span::Months(6), 24);
    practitioner.after = vec!["AW".to_owned()];
    Framework {
        name: "test".to_owned(),
        title: "Test framework".to_owned(),
        version: "2020.1".to_owned(),
        effective_on: day("2020-01-01"),
        change_note: "First version.".to_owned(),
        about: "Two levels.".to_owned(),
        due_soon_days: 60,
        levels: vec![awareness, practitioner],
        cohorts: vec![
            cohort("C1", "Everyone", "staff"),
            cohort("C3", "Practitioners", "a practitioner"),
        ],
        questions: vec![question("Q1", "C1"), question("Q3", "C3")],
        requirements: vec![
            requirement("C1", "AW", Strength::Mandatory),
            requirement("C3", "AW", Strength::Mandatory),
            requirement("C3", "FP", Strength::Mandatory),
        ],
        transitions: Vec::new(),
    }
}

/// A level with a time limit and a refresher in months.
pub(super) fn level(code: &str, title: &str, limit: Span, refresh: u32) -> Level {
    Level {
        code: code.to_owned(),
        title: title.to_owned(),
        delivery: "E-learning".to_owned(),
        elearning: Elearning::Completes,
        minutes: 20,
        outcomes: vec!["Recognise signs".to_owned()],
        after: Vec::new(),
        better_after: Vec::new(),
        limit,
        shorter_limits: Vec::new(),
        refresh: Some(Span::Months(refresh)),
        renewal: Renewal::FromCompletion,
        reminders: Reminders::default(),
        accepts: Vec::new(),
        corresponds_to: Vec::new(),
    }
}

/// A cohort.
pub(super) fn cohort(code: &str, title: &str, who: &str) -> Cohort {
    Cohort {
        code: code.to_owned(),
        title: title.to_owned(),
        who: who.to_owned(),
    }
}

/// A question that gives a cohort.
pub(super) fn question(code: &str, gives: &str) -> ClassificationQuestion {
    ClassificationQuestion {
        code: code.to_owned(),
        text: format!("Is it {gives}?"),
        gives: vec![gives.to_owned()],
        asked_of: AskedOf::Post,
        first_responders_only: false,
    }
}

/// That a cohort is asked for a level.
pub(super) fn requirement(cohort: &str, level: &str, strength: Strength) -> Requirement {
    Requirement {
        cohort: cohort.to_owned(),
        level: level.to_owned(),
        strength,
        since_on: None,
    }
}
