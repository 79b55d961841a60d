//! Words set apart from those around them.

use leptos::prelude::*;

/// Words set apart.
#[component]
pub fn InsetText(
    /// The words, or a view of them.
    children: Children,
) -> AnyView {
    view! { <div class="govuk-inset-text">{children()}</div> }.into_any()
}
