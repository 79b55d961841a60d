//! A picture with its words.

use leptos::prelude::*;

/// What a picture is to those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// What it shows and why it is there.
    Text(String),
    /// Nothing: it decorates.
    Decorative,
}

/// The size of a picture in pixels, so that the page does not jump when it arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// A picture, no wider than the column.
#[component]
pub fn Picture(
    /// Where the picture is.
    #[prop(into)]
    src: String,
    /// What it is to those who do not see it.
    alternative: Alternative,
    /// Its size, if known.
    #[prop(optional_no_strip)]
    size: Option<Pixels>,
    /// Words under it, for everybody.
    #[prop(optional, into)]
    caption: Option<String>,
) -> AnyView {
    let alternative = match alternative {
        Alternative::Text(text) => text,
        Alternative::Decorative => String::new(),
    };
    view! {
        <figure class="app-picture">
            <img
                class="app-picture__image"
                src=src
                alt=alternative
                width=size.map(|size| size.width.to_string())
                height=size.map(|size| size.height.to_string())
                decoding="async"
            />
            {caption
                .map(|caption| {
                    view! { <figcaption class="app-picture__caption">{caption}</figcaption> }
                })}
        </figure>
    }
    .into_any()
}
