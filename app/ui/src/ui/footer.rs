//! The foot of every page.

use super::link::Link;
use leptos::prelude::*;

/// Links that every page has.
#[component]
pub fn Footer(
    /// The links.
    links: Vec<Link>,
    /// A line under them, such as who runs this service.
    #[prop(optional_no_strip)]
    note: Option<String>,
) -> AnyView {
    let links = links
        .into_iter()
        .map(|link| {
            view! {
                <li class="govuk-footer__inline-list-item">
                    {link.view("govuk-footer__link", None)}
                </li>
            }
        })
        .collect_view();
    view! {
        <footer class="govuk-template__footer">
            <div class="govuk-footer">
                <div class="govuk-width-container">
                    <div class="govuk-footer__meta">
                        <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
                            <h2 class="govuk-visually-hidden">"Support links"</h2>
                            <ul class="govuk-footer__inline-list">{links}</ul>
                            {note
                                .map(|note| {
                                    view! { <div class="govuk-footer__meta-custom">{note}</div> }
                                })}
                        </div>
                    </div>
                </div>
            </div>
        </footer>
    }
    .into_any()
}
