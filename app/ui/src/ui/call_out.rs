//! A box that stands out in a learning screen.

use super::size::{Level, heading};
use leptos::prelude::*;

/// What the box is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CallOutKind {
    /// It adds something.
    #[default]
    Note,
    /// It encourages, or says how.
    Tip,
    /// It warns.
    Important,
    /// It offers help: "If this affected you".
    Support,
}

impl CallOutKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Note => "app-callout app-callout--note",
            Self::Tip => "app-callout app-callout--tip",
            Self::Important => "app-callout app-callout--important",
            Self::Support => "app-callout app-callout--support",
        }
    }
}

/// A box with a heading. The heading says what the box is; colour only helps.
#[component]
pub fn CallOut(
    /// What the box is for.
    #[prop(optional)]
    kind: CallOutKind,
    /// Its heading.
    #[prop(into)]
    title: String,
    /// The level of the heading.
    #[prop(optional)]
    level: Level,
    /// What it says.
    children: Children,
) -> AnyView {
    view! {
        <div class=kind.class()>
            {heading(level, "app-callout__title".to_owned(), None, title.into_any())} {children()}
        </div>
    }
    .into_any()
}
