//! A list with filters beside it.

use super::button::{Button, Clicks};
use super::link::Link;
use leptos::prelude::*;

/// The filters that narrow the list now, of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterGroup {
    heading: String,
    remove: Vec<Link>,
}

impl FilterGroup {
    /// The filters of a kind; each link leads to the list without that filter.
    pub fn new(heading: impl Into<String>, remove: Vec<Link>) -> Self {
        Self {
            heading: heading.into(),
            remove,
        }
    }
}

/// A list with its filters: beside it on a wide screen, above it on a phone.
///
/// The filters are a form that gets, so that a filtered list has an address of its own.
#[component]
pub fn FilterLayout(
    /// Where the list is.
    #[prop(into)]
    action: String,
    /// The fields of the filters.
    #[prop(into)]
    filters: AnyView,
    /// The filters that narrow the list now.
    #[prop(optional)]
    selected: Vec<FilterGroup>,
    /// The list without filters.
    #[prop(into)]
    clear_href: String,
    /// The list.
    children: Children,
) -> AnyView {
    let selected = (!selected.is_empty()).then(|| chosen(selected, clear_href));
    let form = view! {
        <form class="moj-filter" method="get" action=action>
            <div class="moj-filter__header">
                <div class="moj-filter__header-title">
                    <h2 class="govuk-heading-m">"Filter"</h2>
                </div>
            </div>
            <div class="moj-filter__content">
                {selected} <div class="moj-filter__options">
                    {filters} <Button text="Apply filters" clicks=Clicks::Each/>
                </div>
            </div>
        </form>
    }
    .into_any();
    view! {
        <div class="app-filter-layout">
            <div class="app-filter-layout__filter">{form}</div>
            <div class="app-filter-layout__content">{children()}</div>
        </div>
    }
    .into_any()
}

fn chosen(groups: Vec<FilterGroup>, clear_href: String) -> AnyView {
    let groups = groups
        .into_iter()
        .map(|group| {
            let tags = group
                .remove
                .into_iter()
                .map(|link| {
                    view! {
                        <li>
                            <a class="moj-filter__tag" href=link.href>
                                <span class="govuk-visually-hidden">"Remove this filter "</span>
                                {link.text}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <h3 class="govuk-heading-s govuk-!-margin-bottom-0">{group.heading}</h3>
                <ul class="moj-filter-tags">{tags}</ul>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="moj-filter__selected">
            <div class="moj-filter__selected-heading">
                <div class="moj-filter__heading-title">
                    <h2 class="govuk-heading-m">"Selected filters"</h2>
                </div>
                <div class="moj-filter__heading-action">
                    <p>
                        <a class="govuk-link govuk-link--no-visited-state" href=clear_href>
                            "Clear filters"
                        </a>
                    </p>
                </div>
            </div>
            {groups}
        </div>
    }
    .into_any()
}
