//! A question that sorts posts or people into cohorts.

use super::super::{
    part::PartForm,
    typing::{chosen_cohorts, code, is_whole, text},
};
use crate::{
    ui::{
        Checkboxes, Choice, Field, InputWidth, LabelKind, Radios, Size, Spellcheck, TextInput,
        Textarea,
    },
    web::{Fields, typed::wrong},
};
use domain::framework::{AskedOf, ClassificationQuestion, Framework, Section};
use leptos::prelude::*;

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct QuestionForm {
    code: String,
    text: Field,
    gives: Field,
    asked_of: Field,
    first_responders_only: Field,
}

impl QuestionForm {
    fn empty(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            text: Field::new("text")
                .label("Question")
                .hint("As a training lead reads it. It is answered yes or no"),
            gives: Field::new("gives")
                .label("Which cohorts does a yes give?")
                .hint("Select all that apply"),
            asked_of: Field::new("asked_of").label("Whom is it about?"),
            first_responders_only: Field::new("first_responders_only"),
        }
    }

    fn of(question: &ClassificationQuestion) -> Self {
        let mut form = Self::empty(&question.code);
        form.text = form.text.value(question.text.clone());
        form.gives = form.gives.values(question.gives.iter());
        form.asked_of = form.asked_of.value(match question.asked_of {
            AskedOf::Post => "post",
            AskedOf::Person => "person",
        });
        let only = question.first_responders_only.then_some("yes");
        form.first_responders_only = form.first_responders_only.values(only);
        form
    }

    fn read(code: &str, fields: &Fields) -> Self {
        let mut form = Self::empty(code);
        form.text = form.text.value(fields.text("text"));
        form.gives = form.gives.values(fields.all("gives"));
        form.asked_of = form.asked_of.value(fields.text("asked_of"));
        let only = fields.all("first_responders_only");
        form.first_responders_only = form.first_responders_only.values(only);
        form
    }

    fn asked(&self) -> Vec<&Field> {
        vec![
            &self.text,
            &self.gives,
            &self.asked_of,
            &self.first_responders_only,
        ]
    }

    fn check(&mut self, framework: &Framework) -> ClassificationQuestion {
        let text = text(&mut self.text, "The question", "Enter the question");
        let gives = chosen_cohorts(&self.gives, framework);
        if gives.is_empty() {
            wrong(&mut self.gives, "Select the cohorts that a yes gives");
        }
        let asked_of = match self.asked_of.current() {
            "person" => AskedOf::Person,
            "post" => AskedOf::Post,
            _ => {
                wrong(&mut self.asked_of, "Select whom it is about");
                AskedOf::Post
            }
        };
        ClassificationQuestion {
            code: self.code.clone(),
            text,
            gives,
            asked_of,
            first_responders_only: self.first_responders_only.has("yes"),
        }
    }

    fn questions(self, framework: &Framework) -> AnyView {
        let small = LabelKind::Sized(Size::Small);
        let cohort = |one: &domain::framework::Cohort| {
            Choice::new(one.code.clone(), one.title.clone()).hint(one.who.clone())
        };
        let cohorts: Vec<_> = framework.cohorts.iter().map(cohort).collect();
        let whom = vec![
            Choice::new("post", "The post")
                .hint("Answered once for all posts like it, whoever holds them"),
            Choice::new("person", "The person").hint("Answered for each person"),
        ];
        let only = Choice::new(
            "yes",
            "A yes can only be true in a first responder organisation",
        )
        .hint("A yes anywhere else is flagged");
        view! {
            <Textarea field=self.text label=small rows=4 spellcheck=Spellcheck::On/>
            <Checkboxes field=self.gives choices=cohorts legend=small/>
            <Radios field=self.asked_of choices=whom legend=small/>
            <Checkboxes field=self.first_responders_only choices=vec![only]/>
        }
        .into_any()
    }
}

impl PartForm for QuestionForm {
    const PART: Section = Section::Questions;
    const ITEM: &'static str = "question";

    fn heading(&self) -> String {
        format!("Question {}", self.code)
    }

    fn above(&self) -> String {
        "/questions".to_owned()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        framework.question(code).map(Self::of)
    }

    fn typed(fields: &Fields, _: &Framework, code: &str) -> Self {
        Self::read(code, fields)
    }

    fn fields(&self) -> Vec<&Field> {
        self.asked()
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let question = self.check(framework);
        let mut changed = framework.clone();
        let place = changed
            .questions
            .iter()
            .position(|one| one.code == self.code)?;
        changed.questions[place] = question;
        is_whole(&self.fields()).then_some(changed)
    }

    fn view(self, framework: &Framework) -> AnyView {
        self.questions(framework)
    }

    fn removal(&self) -> Option<(String, &'static str)> {
        let page = format!("/questions/{}/remove", self.code);
        Some((page, "Remove this question"))
    }
}

/// A question to be added.
#[derive(Clone)]
pub(in crate::framework::drafts) struct NewQuestion {
    code: Field,
    rest: QuestionForm,
}

impl NewQuestion {
    fn of(code: &str, rest: QuestionForm) -> Self {
        let code = Field::new("code").label("Code").value(code);
        let code = code.hint("Such as Q10. It cannot be changed later");
        Self { code, rest }
    }
}

impl PartForm for NewQuestion {
    const PART: Section = Section::Questions;

    fn heading(&self) -> String {
        "Add a question".to_owned()
    }

    fn above(&self) -> String {
        "/questions".to_owned()
    }

    fn kept(_: &Framework, _: &str) -> Option<Self> {
        Some(Self::of("", QuestionForm::empty("")))
    }

    fn typed(fields: &Fields, _: &Framework, _: &str) -> Self {
        Self::of(fields.text("code"), QuestionForm::read("", fields))
    }

    fn fields(&self) -> Vec<&Field> {
        let rest = self.rest.asked();
        std::iter::once(&self.code).chain(rest).collect()
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let mut new = self.rest.check(framework);
        let is_new = |one: &&ClassificationQuestion| {
            // The same form sent twice finds what it has added.
            ClassificationQuestion {
                code: one.code.clone(),
                ..new.clone()
            } != **one
        };
        let others = framework.questions.iter().filter(is_new);
        let code = code(&mut self.code, others.map(|one| &one.code));
        new.code = code;
        if !is_whole(&self.fields()) {
            return None;
        }
        let mut changed = framework.clone();
        if !changed.questions.contains(&new) {
            changed.questions.push(new);
        }
        Some(changed)
    }

    fn view(self, framework: &Framework) -> AnyView {
        view! {
            <TextInput field=self.code label=LabelKind::Sized(Size::Small) width=InputWidth::Chars5 spellcheck=Spellcheck::Off/>
            {self.rest.questions(framework)}
        }
        .into_any()
    }
}
