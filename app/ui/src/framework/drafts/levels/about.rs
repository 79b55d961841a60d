//! A level's title, its delivery, and what people can do afterwards.

use super::{
    super::{part::PartForm, typing::number},
    Which,
};
use crate::{
    ui::{
        Choice, Field, InputMode, InputWidth, LabelKind, Radios, Size, Spellcheck, TextInput,
        Textarea,
    },
    web::{
        Fields,
        typed::{lines, required, wrong},
    },
};
use domain::framework::{Elearning, Framework, Level, Section};
use leptos::prelude::*;

/// The most minutes of a level: five working days.
const MOST_MINUTES: u32 = 2_400;

const ELEARNING: [(&str, Elearning, &str); 3] = [
    ("completes", Elearning::Completes, "Completes the level"),
    (
        "prepares",
        Elearning::Prepares,
        "Prepares for it; a session completes it",
    ),
    ("none", Elearning::None, "Does not count for it"),
];

/// What a level says about itself.
pub(super) struct LevelAbout {
    pub title: String,
    pub delivery: String,
    pub elearning: Elearning,
    pub minutes: u32,
    pub outcomes: Vec<String>,
}

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct LevelForm {
    which: Which,
    title: Field,
    delivery: Field,
    elearning: Field,
    minutes: Field,
    outcomes: Field,
}

impl LevelForm {
    pub(super) fn of(which: Which, value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            which,
            title: field("title", "Title"),
            delivery: field("delivery", "How is it delivered?")
                .hint("Such as “Half a day, face to face or live online”"),
            elearning: field(
                "elearning",
                "What is passing an e-learning module of this level worth?",
            ),
            minutes: field("minutes", "How long does it take a learner?"),
            outcomes: field("outcomes", "What can people do afterwards?")
                .hint("One line each. Each completes the sentence “You can …”"),
        }
    }

    /// What was answered; none when something is wrong.
    pub(super) fn check(&mut self) -> Option<LevelAbout> {
        let title = required(&mut self.title, "Title", "Enter a title");
        let delivery = required(&mut self.delivery, "Delivery", "Enter how it is delivered");
        let chosen = ELEARNING
            .into_iter()
            .find(|(code, _, _)| *code == self.elearning.current());
        if chosen.is_none() {
            wrong(
                &mut self.elearning,
                "Select what passing an e-learning module is worth",
            );
        }
        let minutes = number(&mut self.minutes, "The time", 1, MOST_MINUTES);
        let outcomes = lines(self.outcomes.current());
        if outcomes.is_empty() {
            wrong(&mut self.outcomes, "Enter what people can do afterwards");
        }
        Some(LevelAbout {
            title,
            delivery,
            elearning: chosen?.1,
            minutes: minutes?,
            outcomes,
        })
    }

    pub(super) fn questions(self) -> AnyView {
        let small = LabelKind::Sized(Size::Small);
        let choices: Vec<_> = ELEARNING
            .into_iter()
            .map(|(code, _, text)| Choice::new(code, text))
            .collect();
        view! {
            <TextInput field=self.title label=small/>
            <TextInput field=self.delivery label=small/>
            <Radios field=self.elearning choices=choices legend=small/>
            <TextInput field=self.minutes label=small width=InputWidth::Chars4 inputmode=InputMode::Numeric suffix="minutes"/>
            <Textarea field=self.outcomes label=small rows=8 spellcheck=Spellcheck::On/>
        }
        .into_any()
    }
}

/// What a field shows of a level.
fn value(level: &Level, name: &str) -> String {
    match name {
        "title" => level.title.clone(),
        "delivery" => level.delivery.clone(),
        "elearning" => ELEARNING
            .into_iter()
            .find(|(_, worth, _)| *worth == level.elearning)
            .map(|(code, _, _)| code.to_owned())
            .unwrap_or_default(),
        "minutes" => level.minutes.to_string(),
        _ => level.outcomes.join("\n"),
    }
}

impl PartForm for LevelForm {
    const PART: Section = Section::Levels;
    const ITEM: &'static str = "level";

    fn heading(&self) -> String {
        self.which.heading("what it is")
    }

    fn above(&self) -> String {
        self.which.above()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let level = framework.level(code)?;
        Some(Self::of(Which::of(framework, code), |name| {
            value(level, name)
        }))
    }

    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self {
        Self::of(Which::of(framework, code), |name| {
            fields.text(name).to_owned()
        })
    }

    fn fields(&self) -> Vec<&Field> {
        vec![
            &self.title,
            &self.delivery,
            &self.elearning,
            &self.minutes,
            &self.outcomes,
        ]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let about = self.check()?;
        self.which.changed(framework, &self.fields(), |level| {
            level.title = about.title;
            level.delivery = about.delivery;
            level.elearning = about.elearning;
            level.minutes = about.minutes;
            level.outcomes = about.outcomes;
        })
    }

    fn view(self, _: &Framework) -> AnyView {
        self.questions()
    }
}
