//! One choice of several.

use super::choice::{Choice, ChoiceKind};
use super::field::Field;
use super::parts::{classes, several};
use super::size::LabelKind;
use leptos::prelude::*;

/// How the radios stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RadioLayout {
    /// One under the other.
    #[default]
    Stacked,
    /// Side by side, for two short answers. Stacked on a phone.
    Inline,
    /// Smaller, one under the other, for dense pages.
    Small,
    /// Smaller, side by side, for a row of a table.
    SmallInline,
}

/// Radios with their question, hint and message.
#[component]
pub fn Radios(
    /// The field; its label is the question.
    field: Field,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// How the question is shown.
    #[prop(optional)]
    legend: LabelKind,
    /// How the radios stand.
    #[prop(optional)]
    layout: RadioLayout,
) -> AnyView {
    let small = matches!(layout, RadioLayout::Small | RadioLayout::SmallInline);
    let inline = matches!(layout, RadioLayout::Inline | RadioLayout::SmallInline);
    let class = classes(
        "govuk-radios",
        &[
            ("govuk-radios--inline", inline),
            ("govuk-radios--small", small),
        ],
    );
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| radio(&field, index, choice))
        .collect_view();
    let radios = view! { <div class=class data-module="govuk-radios">{items}</div> };
    several(&field, legend, None, radios.into_any())
}

fn radio(field: &Field, index: usize, choice: Choice) -> AnyView {
    if choice.kind == ChoiceKind::Divider {
        return view! { <div class="govuk-radios__divider">{choice.text}</div> }.into_any();
    }
    let id = Choice::id(&field.id, index);
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-item-hint"));
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                id=id.clone()
                name=field.name.clone()
                r#type="radio"
                checked=field.has(&choice.value)
                disabled=choice.kind == ChoiceKind::Unavailable
                value=choice.value
                aria-describedby=hint_id.clone()
            />
            <label class="govuk-label govuk-radios__label" r#for=id>
                {choice.text}
            </label>
            {choice.hint.map(|hint| {
                view! { <div id=hint_id class="govuk-hint govuk-radios__hint">{hint}</div> }
            })}
        </div>
    }
    .into_any()
}
