//! Written content: the body of a learning screen, a privacy notice.

use leptos::prelude::*;

/// HTML made from our own Markdown and already sanitised, styled without classes of its own.
#[component]
pub fn Prose(
    /// The sanitised HTML.
    #[prop(into)]
    html: String,
) -> AnyView {
    view! { <div class="app-prose" inner_html=html></div> }.into_any()
}
