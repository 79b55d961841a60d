//! When people are reminded of a level.

use super::{
    super::{
        part::PartForm,
        typing::{number, numbers},
    },
    Which,
};
use crate::{
    ui::{Field, InputMode, InputWidth, LabelKind, Size, TextInput},
    web::{Fields, typed::wrong},
};
use domain::framework::{Framework, Reminders, Section};
use leptos::prelude::*;

/// The furthest from its date, in days, that a reminder goes out.
const FURTHEST: u32 = 366;

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct RemindersForm {
    which: Which,
    before: Field,
    after: Field,
    manager_after: Field,
}

impl RemindersForm {
    fn of(which: Which, value: impl Fn(&str) -> String) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(value(name));
        Self {
            which,
            before: field("before", "How many days before the date?")
                .hint("Such as 60, 30, 7. Leave it empty for no reminder"),
            after: field("after", "How many days after it?")
                .hint("For those who are late, such as 7, 30"),
            manager_after: field(
                "manager_after",
                "After how many days is the line manager told?",
            )
            .hint("Not before the last reminder. Leave it empty if managers are not told"),
        }
    }
}

fn said(days: &[u32]) -> String {
    let words: Vec<String> = days.iter().map(u32::to_string).collect();
    words.join(", ")
}

/// The days in a field, each once; what is too near or too far is said.
fn days(field: &mut Field, called: &str) -> Vec<u32> {
    let mut days = numbers(field, called).unwrap_or_default();
    if !days.iter().all(|day| (1..=FURTHEST).contains(day)) {
        wrong(field, format!("{called} must be from 1 to {FURTHEST}"));
    }
    days.sort_unstable();
    days.dedup();
    days
}

impl PartForm for RemindersForm {
    const PART: Section = Section::Levels;
    const ITEM: &'static str = "level";

    fn heading(&self) -> String {
        self.which.heading("reminders")
    }

    fn above(&self) -> String {
        self.which.above()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let reminders = &framework.level(code)?.reminders;
        Some(Self::of(Which::of(framework, code), |name| match name {
            "before" => said(&reminders.before),
            "after" => said(&reminders.after),
            _ => said(reminders.manager_after.as_slice()),
        }))
    }

    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self {
        Self::of(Which::of(framework, code), |name| {
            fields.text(name).to_owned()
        })
    }

    fn fields(&self) -> Vec<&Field> {
        vec![&self.before, &self.after, &self.manager_after]
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let mut before = days(&mut self.before, "Days before the date");
        before.reverse();
        let after = days(&mut self.after, "Days after the date");
        let told = if self.manager_after.current().is_empty() {
            None
        } else {
            number(&mut self.manager_after, "The number of days", 1, FURTHEST)
        };
        if let (Some(told), Some(last)) = (told, after.last())
            && told < *last
        {
            wrong(
                &mut self.manager_after,
                format!(
                    "Tell the manager after {last} days or later, when the last reminder has gone"
                ),
            );
        }
        self.which.changed(framework, &self.fields(), |level| {
            level.reminders = Reminders {
                before,
                after,
                manager_after: told,
            };
        })
    }

    fn view(self, _: &Framework) -> AnyView {
        let small = LabelKind::Sized(Size::Small);
        view! {
            <p class="govuk-body">"The date is the last day in time, or the last day on which the training is valid."</p>
            <TextInput field=self.before label=small width=InputWidth::Chars20/>
            <TextInput field=self.after label=small width=InputWidth::Chars20/>
            <TextInput field=self.manager_after label=small width=InputWidth::Chars3 inputmode=InputMode::Numeric suffix="days"/>
        }
        .into_any()
    }
}
