//! A level to be added, with what it cannot be without.

use super::{
    super::{
        part::PartForm,
        typing::{code, is_whole, required_span, span},
    },
    Which,
    about::LevelForm,
};
use crate::{
    ui::{Field, InputWidth, LabelKind, Size, Spellcheck, TextInput},
    web::Fields,
};
use domain::framework::{Framework, Level, Reminders, Renewal, Section};
use leptos::prelude::*;

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct NewLevel {
    code: Field,
    about: LevelForm,
    limit: Field,
    refresh: Field,
}

impl NewLevel {
    fn of(value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            code: field("code", "Code").hint("Two letters, such as AW. It cannot be changed later"),
            limit: field("limit", "How long does somebody new have?")
                .hint("Such as 30 days or 3 months"),
            refresh: field("refresh", "How often is it refreshed? (optional)")
                .hint("Such as 2 years. Leave it empty if it never has to be"),
            about: LevelForm::of(
                Which {
                    code: String::new(),
                    title: String::new(),
                },
                value,
            ),
        }
    }

    /// The level to add; none when something is wrong.
    fn check(&mut self) -> Option<Level> {
        let about = self.about.check();
        let limit = required_span(&mut self.limit, "How long somebody new has");
        let refresh = span(&mut self.refresh, "How often it is refreshed");
        let about = about?;
        Some(Level {
            code: self.code.current().trim().to_uppercase(),
            title: about.title,
            delivery: about.delivery,
            elearning: about.elearning,
            minutes: about.minutes,
            outcomes: about.outcomes,
            after: Vec::new(),
            better_after: Vec::new(),
            limit: limit?,
            shorter_limits: Vec::new(),
            refresh,
            renewal: Renewal::default(),
            reminders: Reminders::default(),
            accepts: Vec::new(),
            corresponds_to: Vec::new(),
        })
    }
}

impl PartForm for NewLevel {
    const PART: Section = Section::Levels;

    fn heading(&self) -> String {
        "Add a level".to_owned()
    }

    fn above(&self) -> String {
        "/levels".to_owned()
    }

    fn kept(_: &Framework, _: &str) -> Option<Self> {
        Some(Self::of(|_| String::new()))
    }

    fn typed(fields: &Fields, _: &Framework, _: &str) -> Self {
        Self::of(|name| fields.text(name).to_owned())
    }

    fn fields(&self) -> Vec<&Field> {
        let about = self.about.fields().into_iter();
        std::iter::once(&self.code)
            .chain(about)
            .chain([&self.limit, &self.refresh])
            .collect()
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let new = self.check();
        let same = |level: &&Level| new.as_ref().is_some_and(|new| new == *level);
        // The same form sent twice finds what it has added.
        let others = framework.levels.iter().filter(|level| !same(level));
        code(&mut self.code, others.map(|level| &level.code));
        let new = new.filter(|_| is_whole(&self.fields()))?;
        let mut changed = framework.clone();
        if !changed.levels.contains(&new) {
            changed.levels.push(new);
        }
        Some(changed)
    }

    fn view(self, _: &Framework) -> AnyView {
        let small = LabelKind::Sized(Size::Small);
        view! {
            <TextInput field=self.code label=small width=InputWidth::Chars5 spellcheck=Spellcheck::Off/>
            {self.about.questions()}
            <TextInput field=self.limit label=small width=InputWidth::Chars10/>
            <TextInput field=self.refresh label=small width=InputWidth::Chars10/>
        }
        .into_any()
    }
}
