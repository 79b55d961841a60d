//! Several fields under one question.

use super::parts;
use super::size::LabelKind;
use leptos::prelude::*;

/// A group of fields with its legend.
#[component]
pub fn Fieldset(
    /// What the fields have in common.
    #[prop(into)]
    text: String,
    /// How the legend is shown.
    #[prop(optional)]
    legend: LabelKind,
    /// The fields.
    children: Children,
) -> AnyView {
    parts::fieldset(text, legend, None, None, children())
}
