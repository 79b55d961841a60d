//! The way back.

use leptos::prelude::*;

/// A link to the page before, above the heading.
#[component]
pub fn BackLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What it says.
    #[prop(default = "Back".into(), into)]
    text: String,
) -> AnyView {
    view! { <a href=href class="govuk-back-link">{text}</a> }.into_any()
}
