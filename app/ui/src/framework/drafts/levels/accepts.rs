//! Learning done elsewhere that is accepted in place of a level.

use super::{super::part::PartForm, Which};
use crate::{
    ui::{Field, Fieldset, LabelKind, Size, TextInput},
    web::{
        Fields,
        typed::{optional, wrong},
    },
};
use domain::framework::{Accepted, Framework, Section};
use leptos::prelude::*;

/// Empty rows below those that are filled in.
const SPARE: usize = 2;
/// The most that is accepted for one level.
const MOST: usize = 40;

/// The rows with what was typed.
#[derive(Clone)]
pub(in crate::framework::drafts) struct AcceptsForm {
    which: Which,
    rows: Vec<Row>,
}

#[derive(Clone)]
struct Row {
    title: Field,
    provider: Field,
    note: Field,
}

impl Row {
    fn of(number: usize, value: impl Fn(&str) -> String) -> Self {
        let field = |of: &str, label: &str| {
            let name = format!("{of}_{number}");
            Field::new(name.clone()).label(label).value(value(&name))
        };
        Self {
            title: field("title", "Title"),
            provider: field("provider", "Provider"),
            note: field("note", "Note (optional)"),
        }
    }

    fn is_empty(&self) -> bool {
        let fields = [&self.title, &self.provider, &self.note];
        fields
            .into_iter()
            .all(|field| field.current().trim().is_empty())
    }

    fn check(&mut self) -> Accepted {
        let title = optional(&mut self.title, "Title");
        if title.is_empty() {
            wrong(
                &mut self.title,
                "Enter the title, or clear the row to take it out",
            );
        }
        Accepted {
            title,
            provider: optional(&mut self.provider, "Provider"),
            note: optional(&mut self.note, "Note"),
        }
    }
}

impl PartForm for AcceptsForm {
    const PART: Section = Section::Levels;
    const ITEM: &'static str = "level";

    fn heading(&self) -> String {
        self.which.heading("accepted in its place")
    }

    fn above(&self) -> String {
        self.which.above()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let accepts = &framework.level(code)?.accepts;
        let row = |number: usize| {
            let one = accepts.get(number);
            Row::of(number, |name| {
                let value = one.map(|one| match name.split('_').next() {
                    Some("title") => one.title.clone(),
                    Some("provider") => one.provider.clone(),
                    _ => one.note.clone(),
                });
                value.unwrap_or_default()
            })
        };
        Some(Self {
            which: Which::of(framework, code),
            rows: (0..accepts.len() + SPARE).map(row).collect(),
        })
    }

    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self {
        let is_there = |number: &usize| {
            let name = format!("title_{number}");
            fields.0.iter().any(|(other, _)| *other == name)
        };
        let numbers = (0..MOST).take_while(is_there);
        let row = |number| Row::of(number, |name| fields.text(name).to_owned());
        Self {
            which: Which::of(framework, code),
            rows: numbers.map(row).collect(),
        }
    }

    fn fields(&self) -> Vec<&Field> {
        let rows = self.rows.iter();
        rows.flat_map(|row| [&row.title, &row.provider, &row.note])
            .collect()
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let mut accepts: Vec<Accepted> = Vec::new();
        for row in self.rows.iter_mut().filter(|row| !row.is_empty()) {
            let one = row.check();
            let same = |other: &Accepted| {
                other.title.to_lowercase() == one.title.to_lowercase()
                    && other.provider.to_lowercase() == one.provider.to_lowercase()
            };
            if accepts.iter().any(same) {
                wrong(
                    &mut row.title,
                    "It stands in a row above already. Clear one of them",
                );
            }
            accepts.push(one);
        }
        self.which
            .changed(framework, &self.fields(), |level| level.accepts = accepts)
    }

    fn view(self, _: &Framework) -> AnyView {
        let rows: Vec<_> = self
            .rows
            .into_iter()
            .enumerate()
            .map(|(number, row)| {
                let legend = format!("Course {}", number + 1);
                view! {
                    <Fieldset text=legend legend=LabelKind::Sized(Size::Small)>
                        <TextInput field=row.title/>
                        <TextInput field=row.provider/>
                        <TextInput field=row.note/>
                    </Fieldset>
                }
            })
            .collect();
        view! {
            <p class="govuk-body">
                "Courses that count for this level once somebody has verified that they were completed. Clear a row to take
                it out. When the rows are full, save and come back for more."
            </p>
            {rows}
        }
        .into_any()
    }
}
