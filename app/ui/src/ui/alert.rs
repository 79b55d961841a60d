//! The outcome of what somebody just did, or the state of what is on the page.

use leptos::prelude::*;

/// What kind of outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AlertKind {
    /// Something to know.
    #[default]
    Information,
    /// It worked.
    Success,
    /// It may go wrong.
    Warning,
    /// It went wrong.
    Error,
}

impl AlertKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// A sign within 30 by 30: a letter i, a tick, a triangle, an octagon.
    const fn icon(self) -> &'static str {
        match self {
            Self::Information => {
                "M15 2a13 13 0 1 1 0 26 13 13 0 0 1 0-26zm-1.6 10.6v9.8h3.2v-9.8zM15 7.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z"
            }
            Self::Success => "M11.3 24.6 2 15.4l2.6-2.6 6.7 6.6L25.4 5.3 28 8z",
            Self::Warning => {
                "M15 2.4 28.8 26.2H1.2zm-1.5 7.4.3 8h2.4l.3-8zM15 20a1.8 1.8 0 1 0 0 3.7 1.8 1.8 0 0 0 0-3.7z"
            }
            Self::Error => {
                "M9.8 2.5h10.4l7.3 7.3v10.4l-7.3 7.3H9.8l-7.3-7.3V9.8zm1 6.4-2 2 4.2 4.1L8.9 19l2 2 4.1-4 4.1 4 2-2-4-4 4-4.1-2-2-4.1 4z"
            }
        }
    }
}

/// An outcome, with a sign beside it.
#[component]
pub fn Alert(
    /// What kind of outcome.
    #[prop(optional)]
    kind: AlertKind,
    /// What it is, in a few words; the name of the region.
    #[prop(into)]
    title: String,
    /// More than the title, which is then its heading.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let name = format!("{}: {title}", kind.as_str());
    let content = match children {
        Some(children) => view! {
            <h2 class="moj-alert__heading">{title}</h2>
            {children()}
        }
        .into_any(),
        None => title.into_any(),
    };
    view! {
        <div class=format!("moj-alert moj-alert--{}", kind.as_str()) role="region" aria-label=name>
            <div>
                <svg
                    class="moj-alert__icon"
                    aria-hidden="true"
                    focusable="false"
                    xmlns="http://www.w3.org/2000/svg"
                    viewBox="0 0 30 30"
                    height="30"
                    width="30"
                >
                    <path fill-rule="evenodd" fill="currentColor" d=kind.icon()></path>
                </svg>
            </div>
            <div class="moj-alert__content">{content}</div>
        </div>
    }
    .into_any()
}
