//! Who or what all pages here are about.

use leptos::prelude::*;

/// A bar with the name of a person, cohort or organisation, above its pages.
#[component]
pub fn IdentityBar(
    /// The name.
    #[prop(into)]
    title: String,
    /// A few words more: job title and organisation, or dates.
    #[prop(optional, into)]
    detail: Option<String>,
    /// Tags or buttons at the end.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="moj-identity-bar">
            <div class="moj-identity-bar__container">
                <div class="moj-identity-bar__details">
                    <span class="moj-identity-bar__title">
                        <strong>{title}</strong>
                        {detail.map(|detail| format!(" · {detail}"))}
                    </span>
                </div>
                {children
                    .map(|children| {
                        view! { <div class="moj-identity-bar__actions">{children()}</div> }
                    })}
            </div>
        </div>
    }
    .into_any()
}
