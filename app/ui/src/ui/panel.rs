//! A page's one big message: it is done, or stop and read.

use super::parts::classes;
use super::size::{Level, heading};
use leptos::prelude::*;

/// What the panel is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PanelKind {
    /// Something is done.
    #[default]
    Confirmation,
    /// Stop and read before going on.
    Interruption,
}

/// A big message.
#[component]
pub fn Panel(
    /// The message.
    #[prop(into)]
    title: String,
    /// What the panel is for.
    #[prop(optional)]
    kind: PanelKind,
    /// The level of its heading.
    #[prop(default = Level::H1)]
    level: Level,
    /// More about it.
    #[prop(optional)]
    children: Option<Children>,
    /// The ways on from an interruption: [`super::Button`]s and [`super::ButtonLink`]s of kind
    /// `Inverse`, and [`PanelLink`]s.
    #[prop(optional, into)]
    actions: Option<AnyView>,
) -> AnyView {
    let interrupts = kind == PanelKind::Interruption;
    let class = classes(
        "govuk-panel",
        &[
            ("govuk-panel--confirmation", !interrupts),
            ("govuk-panel--interruption", interrupts),
        ],
    );
    view! {
        <div class=class>
            {heading(level, "govuk-panel__title".to_owned(), None, title.into_any())}
            {children.map(|children| view! { <div class="govuk-panel__body">{children()}</div> })}
            {actions
                .map(|actions| {
                    view! {
                        <div class="govuk-panel__actions">
                            <div class="govuk-button-group">{actions}</div>
                        </div>
                    }
                })}
        </div>
    }
    .into_any()
}

/// A link on the dark ground of a panel.
#[component]
pub fn PanelLink(
    /// What it says.
    #[prop(into)]
    text: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
) -> AnyView {
    view! { <a class="govuk-link govuk-link--inverse" href=href>{text}</a> }.into_any()
}
