//! The pages of one thing: of a person, a cohort, an organisation.

use super::link::NavItem;
use leptos::prelude::*;

/// Links to the pages of one thing, under its name.
#[component]
pub fn SubNavigation(
    /// What the pages are of.
    #[prop(into)]
    label: String,
    /// The pages.
    items: Vec<NavItem>,
) -> AnyView {
    let items = items
        .into_iter()
        .map(|item| {
            view! {
                <li class="moj-sub-navigation__item">
                    <a
                        class="moj-sub-navigation__link"
                        aria-current=item.here.aria_current()
                        href=item.href
                    >
                        {item.text}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="moj-sub-navigation" aria-label=label>
            <ul class="moj-sub-navigation__list">{items}</ul>
        </nav>
    }
    .into_any()
}
