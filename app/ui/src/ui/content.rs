//! What may stand in a cell, a value or a hint: words, or a small view.

use leptos::prelude::*;

/// Words or a view. Made by `into()` from a `&str`, a `String` or an `AnyView`.
pub struct Content(AnyView);

impl Content {
    /// Several lines one under the other, as in a postal address.
    pub fn lines<L: Into<String>>(lines: impl IntoIterator<Item = L>) -> Self {
        let lines = lines
            .into_iter()
            .enumerate()
            .map(|(number, line)| view! { {(number > 0).then(|| view! { <br/> })} {line.into()} })
            .collect_view();
        Self(lines.into_any())
    }

    /// The view to place in a page.
    #[must_use]
    pub fn view(self) -> AnyView {
        self.0
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self(text.to_owned().into_any())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self(text.into_any())
    }
}

impl From<AnyView> for Content {
    fn from(view: AnyView) -> Self {
        Self(view)
    }
}
