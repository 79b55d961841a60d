//! A QR code, drawn as one path.

use leptos::prelude::*;
use qrcode::types::Color;
use std::fmt::Write as _;

/// White modules around the code, which readers need.
const QUIET: usize = 4;

/// A QR code. What it says stands beside it in letters, for those who cannot scan it.
#[component]
pub fn QrCode(
    /// What it says.
    text: String,
    /// What it is to those who do not see it.
    #[prop(into)]
    label: String,
    /// How wide it is, in pixels.
    width: u32,
) -> AnyView {
    let drawn = path(&text).map(|(path, modules)| {
        view! {
            <svg
                class="app-qr"
                xmlns="http://www.w3.org/2000/svg"
                viewBox=format!("0 0 {modules} {modules}")
                width=width.to_string()
                height=width.to_string()
                role="img"
                aria-label=label
            >
                <rect width="100%" height="100%" fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
        }
    });
    view! { {drawn} }.into_any()
}

/// The path of a code, and its width in modules with what is around it; none when the text is too long for any.
fn path(text: &str) -> Option<(String, usize)> {
    let code = qrcode::QrCode::new(text).ok()?;
    let (width, colours) = (code.width(), code.to_colors());
    let dark = colours.iter().enumerate();
    let mut path = String::new();
    for (at, _) in dark.filter(|(_, colour)| **colour == Color::Dark) {
        let _ = write!(
            path,
            "M{} {}h1v1h-1z",
            at % width + QUIET,
            at / width + QUIET
        );
    }
    Some((path, width + 2 * QUIET))
}
