//! More, for those who ask.

use leptos::prelude::*;

/// Whether the details are open at first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AtFirst {
    /// Closed.
    #[default]
    Closed,
    /// Open.
    Open,
}

/// Something that most people can leave closed.
#[component]
pub fn Details(
    /// What it is about.
    #[prop(into)]
    summary: String,
    /// Whether it is open at first.
    #[prop(optional)]
    at_first: AtFirst,
    /// What it says.
    children: Children,
) -> AnyView {
    view! {
        <details class="govuk-details" open=at_first == AtFirst::Open>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary}</span>
            </summary>
            <div class="govuk-details__text">{children()}</div>
        </details>
    }
    .into_any()
}
