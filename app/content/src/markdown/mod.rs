//! Markdown: checked where authors wrote it, turned into HTML with the classes of our pages, and sanitised.

mod check;
mod html;
mod pieces;
mod sanitise;
mod target;

use pulldown_cmark::{Event, Options, Parser, TextMergeStream};

pub(crate) use check::{Surroundings, check_email, check_screen, check_words};
pub(crate) use html::escape;
pub(crate) use pieces::pieces;
pub(crate) use target::is_safe_in_email;

/// Begins the address of every picture in a screen's HTML; the page puts the real address in its place.
///
/// `src="PICTURES/car-wash.svg"` is the picture `car-wash.svg` of the same module.
pub const PICTURES: &str = "PICTURES/";

/// Begins the address of every link to a screen of the same module; the page puts the real address in its place.
///
/// `href="SCREENS/signs"` is the screen named `signs`.
pub const SCREENS: &str = "SCREENS/";

/// Where a text is shown, which decides what it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// A screen of a module, with its pictures and links to other screens.
    Screen,
    /// A short text on a page.
    Short,
    /// The HTML part of an e-mail: no classes, and links may be filled in.
    Email,
}

/// Turns a short text, such as what a framework is about, into sanitised HTML.
///
/// Whoever wrote it: raw HTML is shown as text, pictures as their text alternative, and links that do not go to
/// `https://` or `tel:` addresses as plain text.
pub fn markdown(text: &str) -> String {
    let events: Vec<Event<'_>> = parse(text).collect();
    html(&events, Setting::Short)
}

/// Sanitised HTML of `events`.
pub(crate) fn html(events: &[Event<'_>], setting: Setting) -> String {
    sanitise::clean(&html::write(events, setting), setting)
}

/// The parts of a Markdown text, with neighbouring pieces of text joined.
pub(crate) fn parse(text: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, options()))
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_GFM
}

/// The words shown in `events`, without their formatting.
pub(crate) fn words_of(events: &[Event<'_>]) -> String {
    let words = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    words.collect()
}
