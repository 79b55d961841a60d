//! The columns of a page, and its heading.

use super::size::Size;
use leptos::prelude::*;

/// The reading column: two thirds of the page, all of a phone.
#[component]
pub fn TwoThirds(
    /// What stands in it.
    children: Children,
) -> AnyView {
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">{children()}</div>
        </div>
    }
    .into_any()
}

/// The reading column with something beside it; under it on a phone.
#[component]
pub fn WithAside(
    /// What stands beside.
    #[prop(into)]
    aside: AnyView,
    /// What stands in the reading column.
    children: Children,
) -> AnyView {
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">{children()}</div>
            <div class="govuk-grid-column-one-third">{aside}</div>
        </div>
    }
    .into_any()
}

/// The heading of the page, with a few words above it that say what it is part of.
#[component]
pub fn PageHeading(
    /// The heading.
    #[prop(into)]
    text: String,
    /// What it is part of.
    #[prop(optional, into)]
    caption: Option<String>,
    /// How large.
    #[prop(default = Size::Large)]
    size: Size,
) -> AnyView {
    let size = size.as_str();
    view! {
        {caption
            .map(|caption| {
                view! { <span class=format!("govuk-caption-{size}")>{caption}</span> }
            })}
        <h1 class=format!("govuk-heading-{size}")>{text}</h1>
    }
    .into_any()
}
