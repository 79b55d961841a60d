//! The parts that all fields share: label, hint, message and the group around them.

use super::field::Field;
use super::size::LabelKind;
use leptos::prelude::*;

/// `base` with those of `modifiers` that apply.
pub(super) fn classes(base: &str, modifiers: &[(&str, bool)]) -> String {
    let mut class = base.to_owned();
    for (modifier, _) in modifiers.iter().filter(|(_, applies)| *applies) {
        class.push(' ');
        class.push_str(modifier);
    }
    class
}

/// The label of a single control.
pub(super) fn label(text: String, id: String, kind: LabelKind) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    let label = view! { <label class=kind.class("govuk-label") r#for=id>{text}</label> };
    match kind {
        LabelKind::PageHeading(_) => {
            view! { <h1 class="govuk-label-wrapper">{label}</h1> }.into_any()
        }
        _ => label.into_any(),
    }
}

/// The hint of a field, if it has one.
pub(super) fn hint(field: &Field) -> impl IntoView + use<> {
    let id = field.hint_id();
    field
        .hint
        .clone()
        .map(|hint| view! { <div id=id class="govuk-hint">{hint}</div> })
}

/// The message of a field, if something is wrong.
pub(super) fn error(field: &Field) -> impl IntoView + use<> {
    let id = field.error_id();
    field.error.clone().map(|error| {
        view! {
            <p id=id class="govuk-error-message">
                <span class="govuk-visually-hidden">"Error:"</span>
                {format!(" {error}")}
            </p>
        }
    })
}

/// The class of the group around a field.
pub(super) fn group_class(field: &Field) -> String {
    classes(
        "govuk-form-group",
        &[("govuk-form-group--error", field.error.is_some())],
    )
}

/// A single control with its label, hint and message.
pub(super) fn single(field: &Field, kind: LabelKind, control: AnyView) -> AnyView {
    view! {
        <div class=group_class(field)>
            {label(field.label.clone(), field.id.clone(), kind)} {hint(field)} {error(field)} {control}
        </div>
    }
    .into_any()
}

/// Whether several controls form a named group.
///
/// Without a label there is no fieldset: the group stands in something that names it.
pub(super) fn several(
    field: &Field,
    kind: LabelKind,
    role: Option<&'static str>,
    controls: AnyView,
) -> AnyView {
    let inner = view! { {hint(field)} {error(field)} {controls} };
    let group = if field.label.is_empty() {
        inner.into_any()
    } else {
        fieldset(
            field.label.clone(),
            kind,
            role,
            field.described_by(),
            inner.into_any(),
        )
    };
    view! { <div class=group_class(field)>{group}</div> }.into_any()
}

/// A fieldset with its legend.
pub(super) fn fieldset(
    legend: String,
    kind: LabelKind,
    role: Option<&'static str>,
    described_by: Option<String>,
    inner: AnyView,
) -> AnyView {
    let legend = if matches!(kind, LabelKind::PageHeading(_)) {
        view! { <h1 class="govuk-fieldset__heading">{legend}</h1> }.into_any()
    } else {
        legend.into_any()
    };
    view! {
        <fieldset class="govuk-fieldset" role=role aria-describedby=described_by>
            <legend class=kind.class("govuk-fieldset__legend")>{legend}</legend>
            {inner}
        </fieldset>
    }
    .into_any()
}
