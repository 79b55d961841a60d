//! How far something is, in numbers and as a bar.

use leptos::prelude::*;

/// "Screen 3 of 8", with a bar that shows the same.
#[component]
pub fn ProgressBar(
    /// What is being counted: "Screen", "Question".
    #[prop(into)]
    label: String,
    /// How many are done.
    done: u32,
    /// Of how many.
    of: u32,
    /// Other words than "Screen 3 of 8", where the number is large or comes first.
    #[prop(optional, into)]
    words: Option<String>,
) -> AnyView {
    let count = format!("{done} of {of}");
    let words = words.unwrap_or_else(|| format!("{label} {count}"));
    view! {
        <div class="app-progress">
            <span class="app-progress__text">{words}</span>
            <progress
                class="app-progress__bar"
                value=done.to_string()
                max=of.max(1).to_string()
                aria-label=label
            >
                {count}
            </progress>
        </div>
    }
    .into_any()
}
