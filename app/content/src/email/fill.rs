//! Filling the words of an e-mail in.

use pulldown_cmark::{Event, Tag};

use super::{EmailText, plain};
use crate::markdown::{Setting, escape, html, parse};
use crate::words::replace;

/// An e-mail ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledEmail {
    /// The subject, on one line.
    pub subject: String,
    /// The plain text part.
    pub text: String,
    /// The HTML part: a whole document.
    pub html: String,
    /// What is in its body, to be shown in a page.
    pub body_html: String,
}

/// An e-mail needs a word that it was not given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the e-mail \"{email}\" needs the word {{{{{word}}}}}, and nobody gave it")]
pub struct MissingWord {
    /// The name of the e-mail.
    pub email: String,
    /// The word, without its braces.
    pub word: String,
}

/// Fills `words` into `email`: pairs of a word and what takes its place.
///
/// What takes a word's place is text and nothing more: Markdown and HTML in it are shown as they are, and a link made
/// of it goes only to `https`, `http`, `mailto` or `tel`. A new line in a word is a new line in both parts. Words that the e-mail does not use are passed over.
///
/// # Errors
/// The first word of the e-mail that is not among `words`.
pub fn fill(email: &EmailText, words: &[(&str, &str)]) -> Result<FilledEmail, MissingWord> {
    let filled = |text: &str| {
        let meaning = |name: &str| {
            words
                .iter()
                .find(|(word, _)| *word == name)
                .map(|(_, is)| *is)
        };
        replace(text, meaning).map_err(|word| MissingWord {
            email: email.name.clone(),
            word,
        })
    };
    let subject = one_line(&filled(&email.subject)?);
    let mut events = Vec::new();
    for event in parse(&email.body_markdown) {
        events.extend(fill_event(event, &filled)?);
    }
    let body_html = html(&events, Setting::Email);
    Ok(FilledEmail {
        text: plain::write(&events),
        html: document(&subject, &body_html),
        subject,
        body_html,
    })
}

/// Fills one part of the Markdown in, after it was parsed: nothing in a word can become Markdown.
fn fill_event<'e>(
    event: Event<'e>,
    filled: &impl Fn(&str) -> Result<String, MissingWord>,
) -> Result<Vec<Event<'e>>, MissingWord> {
    Ok(vec![match event {
        Event::Text(text) => return Ok(lines(&filled(&text)?)),
        Event::Code(text) => Event::Code(filled(&text)?.into()),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let dest_url = filled(&dest_url)?.into();
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            })
        }
        other => other,
    }])
}

/// `text` with a break between its lines.
fn lines<'e>(text: &str) -> Vec<Event<'e>> {
    let mut events = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            events.push(Event::HardBreak);
        }
        events.push(Event::Text(line.trim_end_matches('\r').to_owned().into()));
    }
    events
}

/// `text` on one line, so that nothing in it can begin another header.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n</head>\n\
         <body>\n{body}</body>\n</html>\n",
        escape(title)
    )
}
