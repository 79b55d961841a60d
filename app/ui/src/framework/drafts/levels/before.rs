//! What has to be reached, or is better reached, before a level.

use super::{
    super::{part::PartForm, typing::chosen_levels},
    Which,
};
use crate::{
    ui::{Checkboxes, Choice, Field, LabelKind, Size},
    web::{Fields, typed::wrong},
};
use domain::framework::{Framework, Section};
use leptos::prelude::*;

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct BeforeForm {
    which: Which,
    after: Field,
    better_after: Field,
}

impl BeforeForm {
    fn of<'a>(
        which: Which,
        after: impl Iterator<Item = &'a str>,
        better: impl Iterator<Item = &'a str>,
    ) -> Self {
        Self {
            which,
            after: Field::new("after")
                .label("What must be held before?")
                .hint("Select all that apply, or none")
                .values(after),
            better_after: Field::new("better_after")
                .label("What is better held before?")
                .hint("It is advised, and holds nobody up")
                .values(better),
        }
    }
}

impl PartForm for BeforeForm {
    const PART: Section = Section::Levels;
    const ITEM: &'static str = "level";

    fn heading(&self) -> String {
        self.which.heading("what comes before")
    }

    fn above(&self) -> String {
        self.which.above()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let level = framework.level(code)?;
        let (after, better) = (level.after.iter(), level.better_after.iter());
        Some(Self::of(
            Which::of(framework, code),
            after.map(String::as_str),
            better.map(String::as_str),
        ))
    }

    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self {
        Self::of(
            Which::of(framework, code),
            fields.all("after"),
            fields.all("better_after"),
        )
    }

    fn fields(&self) -> Vec<&Field> {
        vec![&self.after, &self.better_after]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let after = chosen_levels(&self.after, framework);
        let better_after = chosen_levels(&self.better_after, framework);
        if better_after.iter().any(|code| after.contains(code)) {
            wrong(
                &mut self.better_after,
                "Select each level once, as required or as better",
            );
        }
        self.which.changed(framework, &self.fields(), |level| {
            let code = level.code.clone();
            let other = |codes: Vec<String>| codes.into_iter().filter(|one| *one != code).collect();
            level.after = other(after);
            level.better_after = other(better_after);
        })
    }

    fn view(self, framework: &Framework) -> AnyView {
        let others = framework
            .levels
            .iter()
            .filter(|level| level.code != self.which.code);
        let choices: Vec<_> = others
            .map(|level| Choice::new(level.code.clone(), level.title.clone()))
            .collect();
        let small = LabelKind::Sized(Size::Small);
        view! {
            <Checkboxes field=self.after choices=choices.clone() legend=small/>
            <Checkboxes field=self.better_after choices=choices legend=small/>
        }
        .into_any()
    }
}
