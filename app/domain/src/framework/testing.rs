//! A small framework and people for the tests of its rules.

use super::{
    AskedOf, ClassificationQuestion, Cohort, Elearning, Framework, Held, Level, Membership,
    PersonFacts, PostFacts, Reminders, Renewal, Requirement, ShorterLimit, Span, Strength,
};
use crate::ids::{BoardId, OrganisationId, PostId};
use chrono::NaiveDate;
use uuid::Uuid;

/// The board in whose area posts are.
pub const NORTHSIDE: BoardId = BoardId(Uuid::from_u128(10));

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn level(code: &str, after: &[&str], limit: Span, refresh: Option<Span>) -> Level {
    Level {
        code: code.into(),
        title: code.into(),
        delivery: "E-learning".into(),
        elearning: Elearning::Completes,
        minutes: 20,
        outcomes: vec![],
        after: after.iter().map(ToString::to_string).collect(),
        better_after: vec![],
        limit,
        shorter_limits: vec![],
        refresh,
        renewal: Renewal::FromCompletion,
        reminders: Reminders::default(),
        accepts: vec![],
        corresponds_to: vec![],
    }
}

pub fn framework() -> Framework {
    let mut awareness = level("AW", &[], Span::Months(3), Some(Span::Months(36)));
    awareness.shorter_limits = vec![ShorterLimit {
        cohorts: vec!["C3".into()],
        limit: Span::Days(30),
    }];
    let practitioner = level("FP", &["AW"], Span::Months(6), Some(Span::Months(24)));
    let requirement = |cohort: &str, level: &str, strength| Requirement {
        cohort: cohort.into(),
        level: level.into(),
        strength,
        since_on: None,
    };
    let cohort = |code: &str| Cohort {
        code: code.into(),
        title: code.into(),
        who: code.into(),
    };
    let question = |code: &str, asked_of, gives: &[&str]| ClassificationQuestion {
        code: code.into(),
        text: code.into(),
        gives: gives.iter().map(ToString::to_string).collect(),
        asked_of,
        first_responders_only: false,
    };
    Framework {
        name: "test".into(),
        title: "Test".into(),
        version: "1".into(),
        effective_on: day("2020-01-01"),
        change_note: String::new(),
        about: String::new(),
        due_soon_days: 60,
        levels: vec![awareness, practitioner],
        cohorts: vec![cohort("C1"), cohort("C2"), cohort("C3"), cohort("C4")],
        questions: vec![
            question("Q1", AskedOf::Post, &["C1"]),
            question("Q3", AskedOf::Post, &["C3", "C2"]),
            ClassificationQuestion {
                first_responders_only: true,
                ..question("Q4", AskedOf::Post, &["C4"])
            },
            question("Q5", AskedOf::Person, &["C4"]),
        ],
        requirements: vec![
            requirement("C1", "AW", Strength::Mandatory),
            requirement("C2", "AW", Strength::Mandatory),
            requirement("C2", "FP", Strength::Recommended),
            requirement("C3", "AW", Strength::Mandatory),
            requirement("C3", "FP", Strength::Mandatory),
        ],
        transitions: vec![],
    }
}

pub fn post(starts_on: &str, cohorts: &[&str]) -> PostFacts {
    PostFacts {
        post: PostId(Uuid::from_u128(1)),
        job_title: "Housing officer".into(),
        organisation_id: OrganisationId(Uuid::from_u128(7)),
        organisation: "Northside".into(),
        board: Some(NORTHSIDE),
        team: None,
        starts_on: day(starts_on),
        ends_on: None,
        is_classified: true,
        absences: vec![],
        cohorts: cohorts
            .iter()
            .map(|c| Membership {
                cohort: (*c).into(),
                since_on: day(starts_on),
                until_on: None,
                reason: "Q1: yes".into(),
                decided: None,
            })
            .collect(),
    }
}

pub fn held(level: &str, on: &str) -> Held {
    Held {
        level: level.into(),
        completed_on: day(on),
        not_in: vec![],
    }
}

pub fn person(posts: &[PostFacts], held: &[Held]) -> PersonFacts {
    PersonFacts {
        posts: posts.to_vec(),
        held: held.to_vec(),
        ..PersonFacts::default()
    }
}
