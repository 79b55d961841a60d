//! A cohort: its title, and who is in it.

use super::super::{
    part::PartForm,
    typing::{code, is_whole},
};
use crate::{
    ui::{Field, InputWidth, LabelKind, Size, Spellcheck, TextInput},
    web::{Fields, typed::required},
};
use domain::framework::{Cohort, Framework, Section};
use leptos::prelude::*;

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct CohortForm {
    code: String,
    title: Field,
    who: Field,
}

impl CohortForm {
    fn of(code: &str, value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            code: code.to_owned(),
            title: field("title", "Title").hint("Such as “Practitioners”"),
            who: field("who", "Who is in it?")
                .hint("Completes the sentence “because you are …”, such as “a practitioner who assesses people”"),
        }
    }

    fn check(&mut self) -> (String, String) {
        let title = required(&mut self.title, "Title", "Enter a title");
        let who = required(&mut self.who, "Who is in it", "Enter who is in it");
        (title, who)
    }

    fn questions(self) -> AnyView {
        let small = LabelKind::Sized(Size::Small);
        view! {
            <TextInput field=self.title label=small/>
            <TextInput field=self.who label=small spellcheck=Spellcheck::On/>
        }
        .into_any()
    }
}

impl PartForm for CohortForm {
    const PART: Section = Section::Cohorts;
    const ITEM: &'static str = "cohort";

    fn heading(&self) -> String {
        format!("Cohort {}", self.code)
    }

    fn above(&self) -> String {
        "/cohorts".to_owned()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let cohort = framework.cohort(code)?;
        Some(Self::of(code, |name| match name {
            "title" => cohort.title.clone(),
            _ => cohort.who.clone(),
        }))
    }

    fn typed(fields: &Fields, _: &Framework, code: &str) -> Self {
        Self::of(code, |name| fields.text(name).to_owned())
    }

    fn fields(&self) -> Vec<&Field> {
        vec![&self.title, &self.who]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let (title, who) = self.check();
        let mut changed = framework.clone();
        let cohort = changed
            .cohorts
            .iter_mut()
            .find(|one| one.code == self.code)?;
        cohort.title = title;
        cohort.who = who;
        is_whole(&self.fields()).then_some(changed)
    }

    fn view(self, _: &Framework) -> AnyView {
        self.questions()
    }

    fn removal(&self) -> Option<(String, &'static str)> {
        let page = format!("/cohorts/{}/remove", self.code);
        Some((page, "Remove this cohort"))
    }
}

/// A cohort to be added.
#[derive(Clone)]
pub(in crate::framework::drafts) struct NewCohort {
    code: Field,
    rest: CohortForm,
}

impl NewCohort {
    fn of(value: impl Fn(&str) -> String) -> Self {
        Self {
            code: Field::new("code")
                .label("Code")
                .hint("Such as C8. It cannot be changed later")
                .value(value("code")),
            rest: CohortForm::of("", value),
        }
    }
}

impl PartForm for NewCohort {
    const PART: Section = Section::Cohorts;

    fn heading(&self) -> String {
        "Add a cohort".to_owned()
    }

    fn above(&self) -> String {
        "/cohorts".to_owned()
    }

    fn kept(_: &Framework, _: &str) -> Option<Self> {
        Some(Self::of(|_| String::new()))
    }

    fn typed(fields: &Fields, _: &Framework, _: &str) -> Self {
        Self::of(|name| fields.text(name).to_owned())
    }

    fn fields(&self) -> Vec<&Field> {
        vec![&self.code, &self.rest.title, &self.rest.who]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let (title, who) = self.rest.check();
        let others = framework.cohorts.iter();
        // The same form sent twice finds what it has added.
        let others = others.filter(|one| one.title != title || one.who != who);
        let code = code(&mut self.code, others.map(|one| &one.code));
        let new = Cohort { code, title, who };
        if !is_whole(&self.fields()) {
            return None;
        }
        let mut changed = framework.clone();
        if !changed.cohorts.contains(&new) {
            changed.cohorts.push(new);
        }
        Some(changed)
    }

    fn view(self, _: &Framework) -> AnyView {
        view! {
            <TextInput field=self.code label=LabelKind::Sized(Size::Small) width=InputWidth::Chars5 spellcheck=Spellcheck::Off/>
            {self.rest.questions()}
        }
        .into_any()
    }
}
