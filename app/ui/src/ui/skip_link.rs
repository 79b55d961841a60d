//! Past the header, for those who use the keyboard.

use leptos::prelude::*;

/// A link to the main content that appears on focus.
#[component]
pub fn SkipLink(
    /// Where it leads.
    #[prop(default = "#main-content".into(), into)]
    href: String,
    /// What it says.
    #[prop(default = "Skip to main content".into(), into)]
    text: String,
) -> AnyView {
    view! { <a href=href class="govuk-skip-link" data-module="govuk-skip-link">{text}</a> }
        .into_any()
}
