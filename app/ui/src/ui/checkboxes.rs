//! Any number of choices.

use super::choice::{Choice, ChoiceKind};
use super::field::Field;
use super::parts::{classes, several};
use super::size::LabelKind;
use leptos::prelude::*;

/// How large the checkboxes are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CheckboxSize {
    /// The usual size.
    #[default]
    Usual,
    /// Smaller, for filters and tables.
    Small,
}

/// Checkboxes with their question, hint and message.
///
/// A field without a label makes no group: for a single box such as "I confirm".
#[component]
pub fn Checkboxes(
    /// The field; its label is the question.
    field: Field,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// How the question is shown.
    #[prop(optional)]
    legend: LabelKind,
    /// How large the boxes are.
    #[prop(optional)]
    size: CheckboxSize,
) -> AnyView {
    let class = classes(
        "govuk-checkboxes",
        &[("govuk-checkboxes--small", size == CheckboxSize::Small)],
    );
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| checkbox(&field, index, choice))
        .collect_view();
    let boxes = view! { <div class=class data-module="govuk-checkboxes">{items}</div> };
    several(&field, legend, None, boxes.into_any())
}

fn checkbox(field: &Field, index: usize, choice: Choice) -> AnyView {
    if choice.kind == ChoiceKind::Divider {
        return view! { <div class="govuk-checkboxes__divider">{choice.text}</div> }.into_any();
    }
    let id = Choice::id(&field.id, index);
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
    // Without a fieldset to carry it, each box is described by the message itself.
    let of_group = if field.label.is_empty() {
        field.described_by()
    } else {
        None
    };
    let described_by = match (of_group, hint_id.clone()) {
        (Some(group), Some(hint)) => Some(format!("{group} {hint}")),
        (group, hint) => group.or(hint),
    };
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                id=id.clone()
                name=field.name.clone()
                r#type="checkbox"
                checked=field.has(&choice.value)
                disabled=choice.kind == ChoiceKind::Unavailable
                value=choice.value
                data-behaviour=(choice.kind == ChoiceKind::Exclusive).then_some("exclusive")
                aria-describedby=described_by
            />
            <label class="govuk-label govuk-checkboxes__label" r#for=id>
                {choice.text}
            </label>
            {choice.hint.map(|hint| {
                view! { <div id=hint_id class="govuk-hint govuk-checkboxes__hint">{hint}</div> }
            })}
        </div>
    }
    .into_any()
}
