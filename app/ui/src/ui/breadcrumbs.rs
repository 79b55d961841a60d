//! Where this page stands.

use super::link::Link;
use super::parts::classes;
use leptos::prelude::*;

/// What becomes of the breadcrumbs on a phone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnPhone {
    /// Only the first and the last but one are shown.
    #[default]
    Collapse,
    /// All are shown.
    Keep,
}

/// The way from the home page to here.
#[component]
pub fn Breadcrumbs(
    /// The pages above this one, from the top.
    items: Vec<Link>,
    /// The name of this page, at the end.
    #[prop(optional, into)]
    current: Option<String>,
    /// What becomes of them on a phone.
    #[prop(optional)]
    on_phone: OnPhone,
) -> AnyView {
    let class = classes(
        "govuk-breadcrumbs",
        &[(
            "govuk-breadcrumbs--collapse-on-mobile",
            on_phone == OnPhone::Collapse,
        )],
    );
    view! {
        <nav class=class aria-label="Breadcrumb">
            <ol class="govuk-breadcrumbs__list">
                {items
                    .into_iter()
                    .map(|item| {
                        view! {
                            <li class="govuk-breadcrumbs__list-item">
                                {item.view("govuk-breadcrumbs__link", None)}
                            </li>
                        }
                    })
                    .collect_view()}
                {current
                    .map(|text| {
                        view! {
                            <li class="govuk-breadcrumbs__list-item" aria-current="page">
                                {text}
                            </li>
                        }
                    })}
            </ol>
        </nav>
    }
    .into_any()
}
