//! What becomes of those whom a change finds under way: they keep what they have, or get a date.

use super::super::{part::PartForm, typing::is_whole};
use crate::{
    ui::{self, DateInput, Field, Fieldset, InsetText, LabelKind, Radios, Size},
    web::{
        Fields,
        typed::{date, date_field, wrong},
    },
};
use chrono::Datelike;
use domain::framework::{Changed, Choice, Framework, Section, Transition, transitions_between};
use leptos::prelude::*;

/// The questions with what was answered, one for each change that finds somebody under way.
#[derive(Clone)]
pub(in crate::framework::drafts) struct TransitionsForm {
    draft: Framework,
    typed: Option<Fields>,
    rows: Vec<Row>,
}

#[derive(Clone)]
struct Row {
    transition: Transition,
    title: String,
    keep: &'static str,
    end: &'static str,
    choice: Field,
    due_on: Field,
}

impl Row {
    /// The question about a change, with the answer that is kept or typed.
    fn of(
        number: usize,
        transition: Transition,
        draft: &Framework,
        typed: Option<&Fields>,
    ) -> Self {
        let names = (format!("choice_{number}"), format!("due_on_{number}"));
        let (title, keep, end) = words(draft, &transition);
        let day = match transition.choice {
            Choice::Keep => None,
            Choice::DueOn(day) => Some(day),
        };
        let (choice, due_on) = if let Some(fields) = typed {
            let choice = fields.text(&names.0).to_owned();
            (choice, date_field(fields, &names.1))
        } else {
            let part = |part: Option<String>| part.unwrap_or_default();
            let due_on = Field::new(names.1.clone()).date(
                part(day.map(|day| day.day().to_string())),
                part(day.map(|day| day.month().to_string())),
                part(day.map(|day| day.year().to_string())),
            );
            let choice = if day.is_some() { "date" } else { "keep" };
            (choice.to_owned(), due_on)
        };
        Self {
            title: title.clone(),
            keep,
            end,
            choice: Field::new(names.0).label(title).value(choice),
            due_on: due_on.label("If they have a date: which day?"),
            transition,
        }
    }

    fn check(&mut self) -> Choice {
        match self.choice.current() {
            "date" => {
                let day = date(&mut self.due_on, "The day");
                if day.is_none() {
                    wrong(&mut self.due_on, "Enter the day");
                }
                day.map_or(Choice::Keep, Choice::DueOn)
            }
            "keep" => Choice::Keep,
            _ => {
                wrong(&mut self.choice, "Select what becomes of them");
                Choice::Keep
            }
        }
    }
}

/// What a change is, and the two things that can be chosen, in words.
fn words(draft: &Framework, transition: &Transition) -> (String, &'static str, &'static str) {
    let level = draft.level(&transition.level);
    let title = level.map_or(transition.level.as_str(), |level| level.title.as_str());
    let cohort = |code: &str| {
        let cohort = draft.cohort(code);
        cohort.map_or_else(|| code.to_owned(), |cohort| cohort.title.clone())
    };
    match &transition.changed {
        Changed::Refresher(_) => (
            format!(
                "{title} is refreshed otherwise than before. What of those who have completed it?"
            ),
            "It counts as long as it did, to its end",
            "It counts until a day at the latest",
        ),
        Changed::Limit {
            cohort: code,
            limit,
        } => (
            format!(
                "“{}” had {limit} for {title}, and have less now. What of those who have begun?",
                cohort(code)
            ),
            "They keep the time they were given",
            "They have until a day at the latest",
        ),
        Changed::Requirement { cohort: code } => (
            format!(
                "“{}” must now reach {title}. What of those who are in the cohort by then?",
                cohort(code)
            ),
            "They have the usual time, from the first day of the version",
            "They have until a day",
        ),
    }
}

impl PartForm for TransitionsForm {
    const PART: Section = Section::Requirements;
    const COMPARES: bool = true;

    fn heading(&self) -> String {
        "Those under way".to_owned()
    }

    fn above(&self) -> String {
        String::new()
    }

    fn kept(framework: &Framework, _: &str) -> Option<Self> {
        Some(Self {
            draft: framework.clone(),
            typed: None,
            rows: Vec::new(),
        })
    }

    fn typed(fields: &Fields, framework: &Framework, _: &str) -> Self {
        Self {
            draft: framework.clone(),
            typed: Some(fields.clone()),
            rows: Vec::new(),
        }
    }

    fn compared_with(mut self, before: &Framework) -> Self {
        let all = transitions_between(before, &self.draft).into_iter();
        let rows = all.enumerate().map(|(number, transition)| {
            Row::of(number, transition, &self.draft, self.typed.as_ref())
        });
        self.rows = rows.collect();
        self
    }

    fn fields(&self) -> Vec<&Field> {
        let rows = self.rows.iter();
        rows.flat_map(|row| [&row.choice, &row.due_on]).collect()
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let rows = self.rows.iter_mut();
        let chosen = rows.filter_map(|row| match row.check() {
            Choice::Keep => None,
            choice @ Choice::DueOn(_) => Some(Transition {
                choice,
                ..row.transition.clone()
            }),
        });
        let transitions: Vec<_> = chosen.collect();
        is_whole(&self.fields()).then_some(Framework {
            transitions,
            ..framework.clone()
        })
    }

    fn view(self, _: &Framework) -> AnyView {
        if self.rows.is_empty() {
            return view! { <InsetText>"No change of this draft finds anybody under way. There is nothing to choose."</InsetText> }
                .into_any();
        }
        let rows: Vec<_> = self.rows.into_iter().map(question).collect();
        view! {
            <p class="govuk-body">
                "A change can find people under way. They keep what they have, or get a date. Whatever is chosen takes
                nothing from those to whom the new rule gives more."
            </p>
            {rows}
        }
        .into_any()
    }
}

fn question(row: Row) -> AnyView {
    let choices = vec![
        ui::Choice::new("keep", row.keep),
        ui::Choice::new("date", row.end),
    ];
    let choice = row.choice.label("");
    view! {
        <Fieldset text=row.title legend=LabelKind::Sized(Size::Small)>
            <Radios field=choice choices=choices/>
            <DateInput field=row.due_on/>
        </Fieldset>
    }
    .into_any()
}
