//! One question of the quiz as a form. What is right never gets here.

use crate::{
    ui::{Checkboxes, Choice, Field, LabelKind, Radios, Select, Size},
    web::Fields,
};
use domain::learning::{Drawn, Given, Question, QuestionKind, fields_of};
use leptos::prelude::*;

/// What is in the form: what was posted, or else what was saved.
pub(super) fn values(drawn: &Drawn, posted: &Fields, saved: Option<&Given>) -> Fields {
    let names =
        |name: &str| name == "choice" || name.starts_with("step-") || name.starts_with("match-");
    if posted.0.iter().any(|(name, _)| names(name)) {
        return posted.clone();
    }
    Fields(
        saved
            .map(|given| fields_of(drawn, given))
            .unwrap_or_default(),
    )
}

/// The fields of a question. The first carries the error, if there is one.
pub(super) fn fields(
    question: &Question,
    drawn: &Drawn,
    values: &Fields,
    error: Option<&str>,
) -> Vec<Field> {
    let field = |name: String, label: &str| {
        Field::new(name.clone())
            .label(label)
            .values(values.all(&name))
    };
    let mut fields: Vec<Field> = match &question.kind {
        QuestionKind::Single { .. } => vec![field("choice".to_owned(), &question.text)],
        QuestionKind::Multiple { .. } => {
            vec![field("choice".to_owned(), &question.text).hint("Choose all that apply")]
        }
        QuestionKind::Ordering { steps } => drawn
            .order
            .iter()
            .enumerate()
            .filter_map(|(shown, p)| Some(field(format!("step-{shown}"), steps.get(*p)?)))
            .collect(),
        QuestionKind::Matching { pairs } => pairs
            .iter()
            .enumerate()
            .map(|(p, (left, _))| field(format!("match-{p}"), left))
            .collect(),
    };
    if let Some(first) = fields.first_mut() {
        first.error = error.map(str::to_owned);
    }
    fields
}

/// The question with its fields.
pub(super) fn view(question: &Question, drawn: &Drawn, fields: Vec<Field>) -> AnyView {
    let situation = question
        .situation
        .clone()
        .map(|text| view! { <p class="govuk-body-l">{text}</p> });
    let form = match &question.kind {
        QuestionKind::Single { options, .. } => {
            let choices = shown(options, drawn);
            let field = fields.into_iter().next().unwrap_or_default();
            view! { <Radios field=field choices=choices legend=LabelKind::PageHeading(Size::Large)/> }.into_any()
        }
        QuestionKind::Multiple { options, .. } => {
            let choices = shown(options, drawn);
            let field = fields.into_iter().next().unwrap_or_default();
            view! { <Checkboxes field=field choices=choices legend=LabelKind::PageHeading(Size::Large)/> }.into_any()
        }
        QuestionKind::Ordering { steps } => {
            let positions: Vec<_> = (1..=steps.len())
                .map(|n| (n.to_string(), n.to_string()))
                .collect();
            selects(
                question,
                "Give each step a number. 1 comes first.",
                fields,
                &positions,
            )
        }
        QuestionKind::Matching { pairs } => {
            let rights: Vec<_> = drawn
                .order
                .iter()
                .enumerate()
                .filter_map(|(shown, p)| Some((shown.to_string(), pairs.get(*p)?.1.clone())))
                .collect();
            selects(
                question,
                "Choose what belongs to each line.",
                fields,
                &rights,
            )
        }
    };
    view! { {situation} {form} }.into_any()
}

fn shown(options: &[String], drawn: &Drawn) -> Vec<Choice> {
    drawn
        .order
        .iter()
        .enumerate()
        .filter_map(|(shown, p)| Some(Choice::new(shown.to_string(), options.get(*p)?.clone())))
        .collect()
}

fn selects(
    question: &Question,
    hint: &'static str,
    fields: Vec<Field>,
    choices: &[(String, String)],
) -> AnyView {
    let rows: Vec<_> = fields
        .into_iter()
        .map(|field| {
            let mut offered = vec![Choice::new("", "Choose")];
            offered.extend(
                choices
                    .iter()
                    .map(|(value, text)| Choice::new(value.clone(), text.clone())),
            );
            view! { <Select field=field choices=offered/> }
        })
        .collect();
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--l">
                <h1 class="govuk-fieldset__heading">{question.text.clone()}</h1>
            </legend>
            <div class="govuk-hint">{hint}</div>
            {rows}
        </fieldset>
    }
    .into_any()
}
