//! Buttons: they do something. What only leads somewhere is a link.

use super::parts::classes;
use leptos::prelude::*;

/// How a button looks, which says how much it matters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on this page.
    #[default]
    Primary,
    /// Something else that may be done.
    Secondary,
    /// Something that takes away. Only on a page that asks "are you sure".
    Warning,
    /// Primary on a dark ground.
    Inverse,
    /// Reads as a link but posts a form, such as "Sign out".
    Link,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "govuk-button",
            Self::Secondary => "govuk-button govuk-button--secondary",
            Self::Warning => "govuk-button govuk-button--warning",
            Self::Inverse => "govuk-button govuk-button--inverse",
            Self::Link => "app-link-button",
        }
    }
}

/// What a second click within a second does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clicks {
    /// Nothing: right for everything that posts.
    #[default]
    Once,
    /// The same again.
    Each,
}

/// What the button does in its form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonType {
    /// Posts the form.
    #[default]
    Submit,
    /// Nothing by itself: for scripts.
    Button,
    /// Empties the form.
    Reset,
}

/// A button.
#[component]
pub fn Button(
    /// What it says: a verb.
    #[prop(into)]
    text: String,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// What it does in its form.
    #[prop(optional)]
    role: ButtonType,
    /// What a second click does.
    #[prop(optional)]
    clicks: Clicks,
    /// The name it posts, where a form has several buttons.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value it posts.
    #[prop(optional, into)]
    value: Option<String>,
    /// The id of its form, where it stands outside.
    #[prop(optional, into)]
    form: Option<String>,
    /// More words for those who do not see what the button belongs to.
    #[prop(optional, into)]
    hidden_text: Option<String>,
) -> AnyView {
    let role = match role {
        ButtonType::Submit => "submit",
        ButtonType::Button => "button",
        ButtonType::Reset => "reset",
    };
    view! {
        <button
            r#type=role
            class=kind.class()
            name=name
            value=value
            form=form
            data-module="govuk-button"
            data-prevent-double-click=(clicks == Clicks::Once).then_some("true")
        >
            {text}
            {hidden(hidden_text)}
        </button>
    }
    .into_any()
}

/// Whether a button that leads somewhere begins a journey.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Journey {
    /// It goes on with one.
    #[default]
    Continues,
    /// It begins one: larger, with an arrow.
    Starts,
}

/// A link that looks like a button, because it is the next thing to do.
#[component]
pub fn ButtonLink(
    /// What it says.
    #[prop(into)]
    text: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it begins a journey.
    #[prop(optional)]
    journey: Journey,
    /// More words for those who do not see what the button belongs to.
    #[prop(optional, into)]
    hidden_text: Option<String>,
) -> AnyView {
    let starts = journey == Journey::Starts;
    let arrow = starts.then(|| {
        view! {
            <svg
                class="govuk-button__start-icon"
                xmlns="http://www.w3.org/2000/svg"
                width="17.5"
                height="19"
                viewBox="0 0 33 40"
                aria-hidden="true"
                focusable="false"
            >
                <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"></path>
            </svg>
        }
    });
    view! {
        <a
            href=href
            role="button"
            draggable="false"
            class=classes(kind.class(), &[("govuk-button--start", starts)])
            data-module="govuk-button"
        >
            {text}
            {hidden(hidden_text)}
            {arrow}
        </a>
    }
    .into_any()
}

/// Buttons and links in a row; one under the other on a phone.
#[component]
pub fn ButtonGroup(
    /// The buttons, the primary first.
    children: Children,
) -> AnyView {
    view! { <div class="govuk-button-group">{children()}</div> }.into_any()
}

fn hidden(text: Option<String>) -> impl IntoView {
    text.map(|text| view! { <span class="govuk-visually-hidden">{format!(" {text}")}</span> })
}
