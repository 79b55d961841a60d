//! Something with consequences.

use leptos::prelude::*;

/// A warning. Say what happens, not "warning".
#[component]
pub fn WarningText(
    /// What happens.
    #[prop(into)]
    text: String,
    /// What those hear who do not see the sign.
    #[prop(default = "Warning".into(), into)]
    spoken: String,
) -> AnyView {
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">
                "!"
            </span>
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">{format!("{spoken} ")}</span>
                {text}
            </strong>
        </div>
    }
    .into_any()
}
