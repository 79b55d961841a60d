//! How long somebody new has for a level, and who has less.

use super::{
    super::{
        part::PartForm,
        typing::{required_span, span},
    },
    Which,
};
use crate::{
    ui::{Field, Fieldset, InputWidth, LabelKind, Size, TextInput},
    web::{Fields, typed::wrong},
};
use domain::framework::{Framework, Level, Section, ShorterLimit, Span};
use leptos::prelude::*;

/// The questions with what was answered.
#[derive(Clone)]
pub(in crate::framework::drafts) struct TimesForm {
    which: Which,
    limit: Field,
    /// One for each cohort.
    shorter: Vec<(String, Field)>,
}

impl TimesForm {
    fn of(framework: &Framework, code: &str, value: impl Fn(&str, &str) -> String) -> Self {
        let shorter = framework.cohorts.iter().map(|cohort| {
            let name = format!("shorter_{}", cohort.code);
            let value = value(&name, &cohort.code);
            let field = Field::new(name).label(cohort.title.clone()).value(value);
            (cohort.code.clone(), field)
        });
        Self {
            which: Which::of(framework, code),
            limit: Field::new("limit")
                .label("How long does somebody new have?")
                .hint(
                    "From the first day in the post or in the cohort, such as 30 days or 3 months",
                )
                .value(value("limit", "")),
            shorter: shorter.collect(),
        }
    }
}

/// The shorter time of a cohort, where it has one.
fn own_limit(level: &Level, cohort: &str) -> Option<Span> {
    let mut limits = level.shorter_limits.iter();
    let own = limits.find(|one| one.cohorts.iter().any(|code| code == cohort));
    own.map(|one| one.limit)
}

impl PartForm for TimesForm {
    const PART: Section = Section::Levels;
    const ITEM: &'static str = "level";

    fn heading(&self) -> String {
        self.which.heading("time limits")
    }

    fn above(&self) -> String {
        self.which.above()
    }

    fn kept(framework: &Framework, code: &str) -> Option<Self> {
        let level = framework.level(code)?;
        Some(Self::of(framework, code, |name, cohort| {
            let limit = match name {
                "limit" => Some(level.limit),
                _ => own_limit(level, cohort),
            };
            limit.map(|limit| limit.to_string()).unwrap_or_default()
        }))
    }

    fn typed(fields: &Fields, framework: &Framework, code: &str) -> Self {
        Self::of(framework, code, |name, _| fields.text(name).to_owned())
    }

    fn fields(&self) -> Vec<&Field> {
        let shorter = self.shorter.iter().map(|(_, field)| field);
        std::iter::once(&self.limit).chain(shorter).collect()
    }

    fn apply(&mut self, framework: &Framework) -> Option<Framework> {
        let limit = required_span(&mut self.limit, "How long somebody new has");
        let mut shorter: Vec<ShorterLimit> = Vec::new();
        for (cohort, field) in &mut self.shorter {
            let called = format!("The time of “{}”", field.label);
            let Some(own) = span(field, &called) else {
                continue;
            };
            if limit.is_some_and(|limit| !own.is_shorter_than(limit)) {
                wrong(
                    field,
                    format!("{called} must be shorter than that of everybody else"),
                );
            }
            match shorter.iter_mut().find(|one| one.limit == own) {
                Some(same) => same.cohorts.push(cohort.clone()),
                None => shorter.push(ShorterLimit {
                    cohorts: vec![cohort.clone()],
                    limit: own,
                }),
            }
        }
        self.which.changed(framework, &self.fields(), |level| {
            level.limit = limit.unwrap_or(level.limit);
            level.shorter_limits = shorter;
        })
    }

    fn view(self, _: &Framework) -> AnyView {
        let shorter: Vec<_> = self
            .shorter
            .into_iter()
            .map(|(_, field)| view! { <TextInput field=field width=InputWidth::Chars10/> })
            .collect();
        view! {
            <TextInput field=self.limit label=LabelKind::Sized(Size::Small) width=InputWidth::Chars10/>
            <Fieldset text="Does a cohort have less? (optional)" legend=LabelKind::Sized(Size::Small)>
                <div class="govuk-hint">"Leave a cohort empty that has the same time as everybody"</div>
                {shorter}
            </Fieldset>
        }
        .into_any()
    }
}
