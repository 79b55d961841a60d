//! Some of several, as a percentage with both numbers and a bar that shows the same.

use domain::reports::Count;
use leptos::prelude::*;

/// "66% (41 of 62)", with a bar. Nothing of nothing is "None required".
#[component]
pub fn ShareBar(
    /// The numbers.
    count: Count,
) -> AnyView {
    let Some(percent) = count.percent() else {
        return view! { <span class="app-share">"None required"</span> }.into_any();
    };
    let (done, of) = (count.done, count.of);
    // The bar says nothing that the words do not, so only eyes are shown it.
    view! {
        <span class="app-share">
            <span class="app-share__text">{format!("{percent}% ({done} of {of})")}</span>
            <svg class="app-share__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="app-share__all" width="100" height="8"></rect>
                <rect class="app-share__part" width=percent.to_string() height="8"></rect>
            </svg>
        </span>
    }
    .into_any()
}
