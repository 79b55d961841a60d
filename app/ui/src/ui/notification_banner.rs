//! News that is not about this page. One a page, never beside an error summary.

use super::parts::classes;
use leptos::prelude::*;

/// What kind of news.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BannerKind {
    /// Something to know.
    #[default]
    Important,
    /// Something that has just been done.
    Success,
}

/// News.
#[component]
pub fn NotificationBanner(
    /// What kind of news.
    #[prop(optional)]
    kind: BannerKind,
    /// The news in a sentence.
    #[prop(optional, into)]
    text: Option<String>,
    /// More than a sentence, under it.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let (role, title) = match kind {
        BannerKind::Important => ("region", "Important"),
        BannerKind::Success => ("alert", "Success"),
    };
    let class = classes(
        "govuk-notification-banner",
        &[(
            "govuk-notification-banner--success",
            kind == BannerKind::Success,
        )],
    );
    view! {
        <div
            class=class
            role=role
            aria-labelledby="govuk-notification-banner-title"
            data-module="govuk-notification-banner"
        >
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title">
                    {title}
                </h2>
            </div>
            <div class="govuk-notification-banner__content">
                {text
                    .map(|text| {
                        view! { <p class="govuk-notification-banner__heading">{text}</p> }
                    })} {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
