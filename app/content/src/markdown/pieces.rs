//! The text of a screen, cut where something of the learner's board comes in.

use domain::learning::Piece;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Setting, html, parse};

/// A word in double braces that takes the place of a paragraph.
pub(super) const LOCAL_CONTACTS: &str = "local contacts";
/// Likewise.
pub(super) const SUPPORT: &str = "support";

/// Renders the body of a screen.
pub(crate) fn pieces(body: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut held: Vec<Event<'_>> = Vec::new();
    let mut depth = 0_usize;
    for event in parse(body) {
        depth = match &event {
            Event::Start(_) => depth + 1,
            Event::End(_) => depth.saturating_sub(1),
            _ => depth,
        };
        held.push(event);
        if depth == 0
            && let Some(piece) = block(&held)
        {
            held.truncate(held.len() - 3);
            push_html(&mut pieces, &held);
            held.clear();
            pieces.push(piece);
        }
    }
    push_html(&mut pieces, &held);
    pieces
}

/// What takes the place of the last paragraph of `events`, if it holds one word in double braces and nothing else.
fn block(events: &[Event<'_>]) -> Option<Piece> {
    match events {
        [
            ..,
            Event::Start(Tag::Paragraph),
            Event::Text(text),
            Event::End(TagEnd::Paragraph),
        ] => match block_word(text)? {
            LOCAL_CONTACTS => Some(Piece::LocalContacts),
            _ => Some(Piece::Support),
        },
        _ => None,
    }
}

/// The word that `text` consists of, if it is one that takes the place of a paragraph.
pub(super) fn block_word(text: &str) -> Option<&str> {
    let name = text.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    [LOCAL_CONTACTS, SUPPORT].contains(&name).then_some(name)
}

fn push_html(pieces: &mut Vec<Piece>, events: &[Event<'_>]) {
    let html = html(events, Setting::Screen);
    if !html.trim().is_empty() {
        pieces.push(Piece::Html(html));
    }
}
