//! Links as data: in navigation, in rows, in summaries.

use leptos::prelude::*;

/// Words that lead somewhere, and more words for those who do not see the context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) hidden_text: Option<String>,
}

impl Link {
    /// `text` leading to `href`.
    #[must_use]
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            hidden_text: None,
        }
    }

    /// Adds words that are heard and not seen: "Change" *name*.
    #[must_use]
    pub fn hidden_text(mut self, text: impl Into<String>) -> Self {
        self.hidden_text = Some(text.into());
        self
    }

    /// The link with a class.
    pub(super) fn view(self, class: &'static str, card: Option<&str>) -> AnyView {
        let hidden = match (self.hidden_text, card) {
            (Some(text), Some(card)) => Some(format!(" {text} ({card})")),
            (Some(text), None) => Some(format!(" {text}")),
            (None, Some(card)) => Some(format!(" ({card})")),
            (None, None) => None,
        };
        view! {
            <a class=class href=self.href>
                {self.text}
                {hidden.map(|text| view! { <span class="govuk-visually-hidden">{text}</span> })}
            </a>
        }
        .into_any()
    }
}

/// Whether a place in the navigation is where we are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Here {
    /// Somewhere else.
    #[default]
    No,
    /// This very page.
    Page,
    /// The section that this page belongs to.
    Section,
}

impl Here {
    pub(super) const fn aria_current(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Page => Some("page"),
            Self::Section => Some("true"),
        }
    }
}

/// One place in the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) here: Here,
}

impl NavItem {
    /// `text` leading to `href`.
    #[must_use]
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            here: Here::No,
        }
    }

    /// Says whether we are there.
    #[must_use]
    pub fn here(mut self, here: Here) -> Self {
        self.here = here;
        self
    }
}
