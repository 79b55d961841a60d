//! What a version is called, what it is for, what it changes.

use super::super::{
    part::PartForm,
    typing::{is_whole, number, text},
};
use crate::{
    ui::{Field, InputMode, InputWidth, LabelKind, Size, Spellcheck, TextInput, Textarea},
    web::{
        Fields,
        typed::{required, wrong},
    },
};
use domain::framework::{Framework, Section};
use leptos::prelude::*;

/// The most days before its date that training may show as due soon.
const MOST_DAYS: u32 = 366;

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct AboutForm {
    title: Field,
    version: Field,
    change_note: Field,
    about: Field,
    due_soon_days: Field,
}

impl AboutForm {
    fn of(value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            title: field("title", "Title"),
            version: field("version", "Number of the version")
                .hint("Each version has its own, such as 2027.1"),
            change_note: field("change_note", "What does this version change?")
                .hint("In a sentence or two, for everybody who reads it"),
            about: field("about", "What is the framework for?"),
            due_soon_days: field("due_soon_days", "When does training show as due soon?")
                .hint("So many days before its date"),
        }
    }
}

impl PartForm for AboutForm {
    const PART: Section = Section::About;

    fn heading(&self) -> String {
        Self::PART.title().to_owned()
    }

    fn above(&self) -> String {
        String::new()
    }

    fn kept(framework: &Framework, _: &str) -> Option<Self> {
        Some(Self::of(|name| match name {
            "title" => framework.title.clone(),
            "version" => framework.version.clone(),
            "change_note" => framework.change_note.clone(),
            "about" => framework.about.clone(),
            _ => framework.due_soon_days.to_string(),
        }))
    }

    fn typed(fields: &Fields, _: &Framework, _: &str) -> Self {
        Self::of(|name| fields.text(name).to_owned())
    }

    fn fields(&self) -> Vec<&Field> {
        vec![
            &self.title,
            &self.version,
            &self.change_note,
            &self.about,
            &self.due_soon_days,
        ]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let title = required(&mut self.title, "Title", "Enter a title");
        let version = required(
            &mut self.version,
            "Number",
            "Enter the number of the version",
        );
        if version.chars().count() > 20 {
            wrong(&mut self.version, "Number must be 20 characters or fewer");
        }
        let change_note = text(
            &mut self.change_note,
            "What it changes",
            "Enter what this version changes",
        );
        let about = text(
            &mut self.about,
            "What it is for",
            "Enter what the framework is for",
        );
        let due_soon_days = number(&mut self.due_soon_days, "The number of days", 0, MOST_DAYS);
        is_whole(&self.fields()).then_some(Framework {
            title,
            version,
            change_note,
            about,
            due_soon_days: due_soon_days?,
            ..framework.clone()
        })
    }

    fn view(self, _: &Framework) -> AnyView {
        let small = LabelKind::Sized(Size::Small);
        view! {
            <TextInput field=self.title label=small/>
            <TextInput field=self.version label=small width=InputWidth::Chars10 spellcheck=Spellcheck::Off/>
            <Textarea field=self.change_note label=small rows=3 spellcheck=Spellcheck::On/>
            <Textarea field=self.about label=small rows=6 spellcheck=Spellcheck::On/>
            <TextInput field=self.due_soon_days label=small width=InputWidth::Chars4 inputmode=InputMode::Numeric suffix="days"/>
        }
        .into_any()
    }
}
