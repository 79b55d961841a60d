//! The top of every page: our name and mark, where one can go, who is signed in.

use super::link::{Here, NavItem};
use super::parts::classes;
use leptos::prelude::*;

/// The mark: a drop, and three generations of ripples. Drawn in the colour of the text.
#[component]
pub fn Mark() -> AnyView {
    view! {
        <svg
            class="app-mark"
            xmlns="http://www.w3.org/2000/svg"
            viewBox="0 0 32 32"
            width="32"
            height="32"
            fill="currentColor"
            aria-hidden="true"
            focusable="false"
        >
            <path d="M16 1.5c2.8 3.4 4.2 5.7 4.2 7.6a4.2 4.2 0 0 1-8.4 0c0-1.9 1.4-4.2 4.2-7.6z"></path>
            <path
                fill="none"
                stroke="currentColor"
                stroke-width="3"
                stroke-linecap="round"
                d="M11.5 17q4.5 2.6 9 0M7.5 21.8q8.5 4.8 17 0M3.5 26.4q12.5 7 25 0"
            ></path>
        </svg>
    }
    .into_any()
}

/// The bar with our name.
#[component]
pub fn GenericHeader(
    /// Where the name leads.
    #[prop(default = "/".into(), into)]
    href: String,
    /// What stands at the end of the bar: who is signed in, and "Sign out".
    #[prop(optional_no_strip)]
    end: Option<AnyView>,
    /// The name, with or without the mark.
    children: Children,
) -> AnyView {
    view! {
        <div class="govuk-generic-header">
            <div class="govuk-generic-header__container govuk-width-container">
                <div class="govuk-generic-header__logo">
                    <a href=href class="govuk-generic-header__homepage-link">
                        {children()}
                    </a>
                </div>
                {end}
            </div>
        </div>
    }
    .into_any()
}

/// Where one can go. On a phone the list folds under a button, with JavaScript only.
#[component]
pub fn ServiceNavigation(
    /// The places.
    items: Vec<NavItem>,
    /// What stands at the end of the line.
    #[prop(optional_no_strip)]
    end: Option<AnyView>,
) -> AnyView {
    let has_end = end.is_some();
    let folds = items.len() > 1;
    let list = (!items.is_empty()).then(|| {
        let items = items.into_iter().map(place).collect_view();
        view! {
            <nav aria-label="Menu" class="govuk-service-navigation__wrapper">
                {folds
                    .then(|| {
                        view! {
                            <button
                                r#type="button"
                                class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                                aria-controls="navigation"
                                hidden
                                aria-hidden="true"
                            >
                                "Menu"
                            </button>
                        }
                    })}
                <ul class="govuk-service-navigation__list" id="navigation">
                    {items}
                </ul>
            </nav>
        }
    });
    let class = classes(
        "govuk-width-container",
        &[("govuk-service-navigation__inlining-container", has_end)],
    );
    let inner = view! {
        <div class=class>
            <div class="govuk-service-navigation__container">{list}</div>
            {end}
        </div>
    };
    if has_end {
        view! {
            <section
                aria-label="Service information"
                class="govuk-service-navigation"
                data-module="govuk-service-navigation"
            >
                {inner}
            </section>
        }
        .into_any()
    } else {
        view! {
            <div class="govuk-service-navigation" data-module="govuk-service-navigation">
                {inner}
            </div>
        }
        .into_any()
    }
}

fn place(item: NavItem) -> impl IntoView {
    let active = item.here != Here::No;
    let text = if active {
        view! {
            <strong class="govuk-service-navigation__active-fallback">{item.text}</strong>
        }
        .into_any()
    } else {
        item.text.into_any()
    };
    view! {
        <li class=classes(
            "govuk-service-navigation__item",
            &[("govuk-service-navigation__item--active", active)],
        )>
            <a
                class="govuk-service-navigation__link"
                href=item.href
                aria-current=item.here.aria_current()
            >
                {text}
            </a>
        </li>
    }
}

/// Who is signed in.
pub struct Account {
    /// Their name.
    pub name: String,
    /// Their own page.
    pub href: String,
    /// The form that signs out, with its token: its button is a [`super::Button`] of kind `Link`.
    pub sign_out: AnyView,
}

/// Our name and mark, the places to go, and who is signed in.
#[component]
pub fn Header(
    /// Where our name leads.
    #[prop(default = "/".into(), into)]
    home: String,
    /// The places to go.
    navigation: Vec<NavItem>,
    /// Who is signed in.
    #[prop(optional_no_strip)]
    account: Option<Account>,
) -> AnyView {
    let end = account.map(|account| {
        view! {
            <div class="app-account">
                <a class="app-account__name" href=account.href>
                    {account.name}
                </a>
                {account.sign_out}
            </div>
        }
        .into_any()
    });
    let has_navigation = !navigation.is_empty();
    view! {
        <header class="govuk-template__header">
            <GenericHeader href=home end=end>
                <Mark/>
                <span class="app-name">"Cascade"</span>
            </GenericHeader>
            {has_navigation.then(|| view! { <ServiceNavigation items=navigation/> })}
        </header>
    }
    .into_any()
}
