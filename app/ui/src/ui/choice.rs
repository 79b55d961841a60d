//! The things to choose from in radios, checkboxes and selects.

/// One thing to choose, or a word between two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) hint: Option<String>,
    pub(super) kind: ChoiceKind,
}

/// What is special about a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChoiceKind {
    Usual,
    Exclusive,
    Unavailable,
    Divider,
}

impl Choice {
    /// A choice that posts `value` and reads `text`.
    #[must_use]
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
            hint: None,
            kind: ChoiceKind::Usual,
        }
    }

    /// A word between two choices, such as "or".
    #[must_use]
    pub fn divider(text: impl Into<String>) -> Self {
        Self {
            kind: ChoiceKind::Divider,
            ..Self::new("", text)
        }
    }

    /// Adds a hint under the text.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A checkbox that clears the others, such as "None of these".
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.kind = ChoiceKind::Exclusive;
        self
    }

    /// A choice that is shown but cannot be taken now. Say why in the hint.
    #[must_use]
    pub fn unavailable(mut self) -> Self {
        self.kind = ChoiceKind::Unavailable;
        self
    }

    /// The id of the choice at `index`: that of the field for the first, so that the error
    /// summary leads to it, and numbered from 2 for the others.
    pub(super) fn id(field_id: &str, index: usize) -> String {
        if index == 0 {
            field_id.to_owned()
        } else {
            format!("{field_id}-{}", index + 1)
        }
    }
}
