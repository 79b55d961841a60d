//! Sizes and levels of headings, labels and captions.

use leptos::prelude::*;

/// The four sizes of the type scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 19 px, bold.
    Small,
    /// 24 px.
    Medium,
    /// 36 px.
    Large,
    /// 48 px.
    ExtraLarge,
}

impl Size {
    /// The ending of the class: `s`, `m`, `l` or `xl`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
            Self::ExtraLarge => "xl",
        }
    }
}

/// How a label, or the legend of a group, is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LabelKind {
    /// Plain text.
    #[default]
    Plain,
    /// Bold, of a size.
    Sized(Size),
    /// The heading of the page: for a page that asks one thing.
    PageHeading(Size),
    /// Heard, not seen: for a control whose place in a table says what it is.
    Hidden,
}

impl LabelKind {
    /// The class of `base` (`govuk-label` or `govuk-fieldset__legend`) with its size.
    pub(super) fn class(self, base: &str) -> String {
        match self {
            Self::Plain => base.to_owned(),
            Self::Sized(size) | Self::PageHeading(size) => {
                format!("{base} {base}--{}", size.as_str())
            }
            Self::Hidden => format!("{base} govuk-visually-hidden"),
        }
    }
}

/// The level of a heading in the outline of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Level {
    /// The page's own heading.
    H1,
    /// A section.
    #[default]
    H2,
    /// A part of a section.
    H3,
    /// A part of that.
    H4,
}

/// A heading of a level, with a class and perhaps an id.
pub(super) fn heading(
    level: Level,
    class: String,
    id: Option<String>,
    content: AnyView,
) -> AnyView {
    match level {
        Level::H1 => view! { <h1 class=class id=id>{content}</h1> }.into_any(),
        Level::H2 => view! { <h2 class=class id=id>{content}</h2> }.into_any(),
        Level::H3 => view! { <h3 class=class id=id>{content}</h3> }.into_any(),
        Level::H4 => view! { <h4 class=class id=id>{content}</h4> }.into_any(),
    }
}
