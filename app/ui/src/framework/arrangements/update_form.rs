//! The form for a level that has to be taken again early.

use super::{
    wave_form::{choices, last_day, parts},
    words,
};
use crate::{
    ui::{Button, DateInput, Field, LabelKind, PageHeading, Select, Size, TextInput, TwoThirds},
    web::{
        Fields, Form,
        typed::{date, date_field, required, wrong},
    },
};
use chrono::NaiveDate;
use domain::{
    calendar,
    framework::{ForcedUpdate, Framework},
    ids::ForcedUpdateId,
};
use leptos::prelude::*;

/// The questions with what was answered.
#[derive(Clone)]
pub(super) struct UpdateForm {
    pub id: ForcedUpdateId,
    level: Field,
    completed_before: Field,
    due_on: Field,
    reason: Field,
}

impl UpdateForm {
    pub fn of(typed: &Fields, id: ForcedUpdateId) -> Self {
        Self {
            id,
            level: Field::new("level")
                .label("Which training has to be taken again?")
                .value(typed.text("level")),
            completed_before: date_field(typed, "completed_before")
                .label("What was completed before which day is out of date?")
                .hint("The day on which the law changed, or the new material was there"),
            due_on: date_field(typed, "due_on")
                .label("Until when does it still count?")
                .hint("The last day to take it again. For example, 27 3 2027"),
            reason: Field::new("reason")
                .label("What has changed?")
                .hint("The people and their managers can read this")
                .value(typed.text("reason")),
        }
    }

    pub fn fields(&self) -> [&Field; 4] {
        [
            &self.level,
            &self.completed_before,
            &self.due_on,
            &self.reason,
        ]
    }

    /// The update and the reason; none when something is wrong.
    pub fn check(
        &mut self,
        framework: &Framework,
        today: NaiveDate,
    ) -> Option<(ForcedUpdate, String)> {
        if framework.level(self.level.current()).is_none() {
            wrong(&mut self.level, "Select the training");
        }
        let before = date(&mut self.completed_before, "Day");
        if before.is_none() {
            wrong(&mut self.completed_before, "Enter the day of the change");
        }
        let due_on = last_day(&mut self.due_on, today);
        if before.zip(due_on).is_some_and(|(before, due)| due < before) {
            wrong(
                &mut self.due_on,
                "Last day must be on or after the day of the change",
            );
        }
        let reason = required(&mut self.reason, "Reason", "Enter what has changed");
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        let update = ForcedUpdate {
            level: self.level.current().to_owned(),
            completed_before: before?,
            due_on: due_on?,
        };
        Some((update, reason))
    }

    /// What was typed, for a form that asks once more.
    pub fn hidden(&self, update: &ForcedUpdate, reason: &str) -> Vec<(String, String)> {
        let days = [
            ("completed_before", update.completed_before),
            ("due_on", update.due_on),
        ];
        let lines = [
            ("update", self.id.to_string()),
            ("level", update.level.clone()),
            ("reason", reason.to_owned()),
        ];
        let lines = lines.map(|(name, value)| (name.to_owned(), value));
        lines
            .into_iter()
            .chain(days.into_iter().flat_map(|(name, day)| parts(name, day)))
            .collect()
    }
}

pub(super) fn view(form: UpdateForm, framework: &Framework) -> AnyView {
    let levels = framework.levels.iter();
    let levels = choices(
        "Select the training",
        levels.map(|level| (level.code.clone(), level.title.clone())),
    );
    let id = form.id.to_string();
    let small = LabelKind::Sized(Size::Small);
    view! {
        <TwoThirds>
            <PageHeading text="Have a level taken again"/>
            <p class="govuk-body">
                "When the law has changed, training completed before counts until a day you set, even where it would be valid
                for longer. Before anything is decided, the next page says whom it touches."
            </p>
            <Form>
                <input type="hidden" name="update" value=id/>
                <Select field=form.level choices=levels/>
                <DateInput field=form.completed_before legend=small/>
                <DateInput field=form.due_on legend=small/>
                <TextInput field=form.reason/>
                <Button text="Continue"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The update in words, for the page that asks.
pub(super) fn facts(
    update: &ForcedUpdate,
    reason: &str,
    framework: &Framework,
) -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("Training", vec![words::level(framework, &update.level)]),
        (
            "Completed before",
            vec![calendar::day(update.completed_before)],
        ),
        ("Counts until", vec![calendar::day(update.due_on)]),
        ("What has changed", vec![reason.to_owned()]),
    ]
}
