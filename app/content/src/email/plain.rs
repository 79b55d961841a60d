//! The plain text part of an e-mail.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use crate::markdown::is_safe_in_email;

/// Writes `events` as text to be read: lists with hyphens or numbers, links as "text: address".
pub(super) fn write(events: &[Event<'_>]) -> String {
    let mut writer = Writer::default();
    for event in events {
        match event {
            Event::Start(tag) => writer.start(tag),
            Event::End(tag) => writer.end(*tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                writer.text.push_str(text);
            }
            Event::SoftBreak => writer.text.push(' '),
            Event::HardBreak => writer.text.push('\n'),
            Event::Rule => writer.block("----"),
            _ => {}
        }
    }
    let mut text = writer.text.trim().to_owned();
    text.push('\n');
    text
}

#[derive(Default)]
struct Writer {
    text: String,
    /// For each open list, the number of its next item, if it has numbers.
    lists: Vec<Option<u64>>,
    /// For each open link, where its text begins and where it goes.
    links: Vec<(usize, String)>,
}

impl Writer {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_) => self.part(),
            Tag::BlockQuote(Some(kind)) => self.block(match kind {
                BlockQuoteKind::Note => "Note:",
                BlockQuoteKind::Tip => "Tip:",
                _ => "Important:",
            }),
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.part();
                }
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::Link { dest_url, .. } => {
                self.links
                    .push((self.text.len(), dest_url.clone().into_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.line(),
            TagEnd::TableCell => self.text.push_str("  "),
            TagEnd::Link => self.link(),
            _ => {}
        }
    }

    /// Begins a new part, after an empty line, unless an item has just begun.
    fn part(&mut self) {
        let begins_an_item = !self.lists.is_empty() && self.text.ends_with(' ');
        if !begins_an_item && !self.text.is_empty() {
            self.line();
            self.text.push('\n');
        }
    }

    /// Ends the line, unless it is ended already.
    fn line(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }

    fn block(&mut self, text: &str) {
        self.part();
        self.text.push_str(text);
    }

    fn item(&mut self) {
        if !self.text.ends_with("\n\n") && !self.text.is_empty() {
            self.line();
        }
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.text.push_str(&indent);
        self.text.push_str(&mark);
    }

    /// Adds where a link goes, unless its text says it already.
    fn link(&mut self) {
        let Some((start, address)) = self.links.pop() else {
            return;
        };
        let said = &self.text[start.min(self.text.len())..];
        let plain = address
            .trim_start_matches("https://")
            .trim_start_matches("mailto:");
        let is_said = said.contains(plain) || address.starts_with("tel:");
        if !is_said && is_safe_in_email(&address) {
            self.text.push_str(": ");
            self.text.push_str(&address);
        }
    }
}
