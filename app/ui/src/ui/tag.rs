//! The status of something, in a word or two.

use leptos::prelude::*;

/// The colour of a tag. Never the only difference between two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TagColour {
    /// Something to do.
    #[default]
    Blue,
    /// Not yet, or no longer.
    Grey,
    /// Done or in date.
    Green,
    /// New.
    Teal,
    /// With somebody else.
    Purple,
    /// Sent or issued.
    Magenta,
    /// A problem.
    Red,
    /// Due soon, or a warning.
    Orange,
    /// Waiting.
    Yellow,
}

impl TagColour {
    const fn class(self) -> &'static str {
        match self {
            Self::Blue => "govuk-tag",
            Self::Grey => "govuk-tag govuk-tag--grey",
            Self::Green => "govuk-tag govuk-tag--green",
            Self::Teal => "govuk-tag govuk-tag--teal",
            Self::Purple => "govuk-tag govuk-tag--purple",
            Self::Magenta => "govuk-tag govuk-tag--magenta",
            Self::Red => "govuk-tag govuk-tag--red",
            Self::Orange => "govuk-tag govuk-tag--orange",
            Self::Yellow => "govuk-tag govuk-tag--yellow",
        }
    }
}

/// A status.
#[component]
pub fn Tag(
    /// The status: an adjective, not a verb.
    #[prop(into)]
    text: String,
    /// Its colour.
    #[prop(optional)]
    colour: TagColour,
) -> AnyView {
    view! { <strong class=colour.class()>{text}</strong> }.into_any()
}
