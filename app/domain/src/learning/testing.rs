//! A module to test with: three screens, twelve questions whose first option is right.

use super::{Module, Piece, Question, QuestionKind, Screen};

pub(crate) fn module() -> Module {
    let screen = |name: &str| Screen {
        name: name.into(),
        title: name.into(),
        minutes: None,
        sources: vec![],
        interruption: false,
        body: vec![Piece::Html("<p>Text</p>".into())],
        activity: None,
    };
    let question = |number: usize| Question {
        id: format!("q{number}"),
        situation: None,
        text: "?".into(),
        kind: QuestionKind::Single {
            options: ["right", "wrong", "wrong too"].map(String::from).to_vec(),
            right: 0,
        },
        why: "Because".into(),
        sources: vec![],
    };
    Module {
        name: "awareness".into(),
        title: "Awareness".into(),
        level: "AW".into(),
        summary: "Awareness.".into(),
        minutes: 20,
        pass_mark: 80,
        draw: 10,
        attempts: 3,
        version: "1".into(),
        change_note: "First".into(),
        checked_on: "2026-11-20".parse().unwrap(),
        guidance: String::new(),
        jurisdiction: "England and Wales".into(),
        outcomes: vec!["spot the signs".into()],
        sources: vec![],
        practitioners: vec![],
        screens: vec![screen("one"), screen("two"), screen("three")],
        questions: (0..12).map(question).collect(),
        pictures: vec![],
    }
}
