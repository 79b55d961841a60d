//! One choice of a long list.

use super::choice::{Choice, ChoiceKind};
use super::field::Field;
use super::parts::{classes, single};
use super::size::LabelKind;
use leptos::prelude::*;

/// A select with its label, hint and message. Prefer [`super::Radios`] up to about ten choices.
#[component]
pub fn Select(
    /// The field.
    field: Field,
    /// What there is to choose. Begin with an empty value to ask for a choice.
    choices: Vec<Choice>,
    /// How the label is shown.
    #[prop(optional)]
    label: LabelKind,
) -> AnyView {
    let class = classes(
        "govuk-select",
        &[("govuk-select--error", field.error.is_some())],
    );
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = field.has(&choice.value);
            let disabled = choice.kind == ChoiceKind::Unavailable;
            view! {
                <option value=choice.value selected=selected disabled=disabled>
                    {choice.text}
                </option>
            }
        })
        .collect_view();
    let control = view! {
        <select
            class=class
            id=field.id.clone()
            name=field.name.clone()
            aria-describedby=field.described_by()
        >
            {options}
        </select>
    };
    single(&field, label, control.into_any())
}
