//! What the browser gets: islands, built to wasm and loaded only by pages that have one.
//!
//! An island is leaf-like, takes a few strings, and posts the form of its own page, so that it goes through the same gate
//! and the same handler as the form does without JavaScript.

mod autosave;
mod marks;
#[cfg(feature = "hydrate")]
mod post;

pub use autosave::Autosave;
pub use marks::Marks;

/// Wakes the islands of a page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
