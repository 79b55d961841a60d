//! A strict reader for the plain XML that pictures are written in.
//!
//! It understands less than XML has, on purpose: no document type, no processing instructions, no CDATA, no elements
//! with a prefix. What it does not plainly understand is a fault, so that nothing gets past it that a browser might
//! read differently.

use crate::fault::At;

/// What a picture is made of, in the order of the text.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Element(Element<'a>),
    /// Text inside the element called `within`.
    Text {
        text: &'a str,
        within: &'a str,
        at: usize,
    },
}

/// A tag that opens, with its attributes.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(super) is_root: bool,
    pub(super) at: usize,
}

impl<'a> Element<'a> {
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|found| found.value)
    }
}

/// An attribute, its value as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) at: usize,
}

/// Where reading stopped, and why.
type Stop = At<String>;

/// Reads `text` to its end.
///
/// # Errors
/// The first thing that is not plain, well-formed XML.
pub(super) fn nodes(text: &str) -> Result<Vec<Node<'_>>, Stop> {
    let mut scanner = Scanner {
        text,
        at: 0,
        open: Vec::new(),
        nodes: Vec::new(),
    };
    scanner.skip_declaration()?;
    while scanner.at < text.len() {
        scanner.step()?;
    }
    match scanner.open.last() {
        Some((name, at)) => stop(*at, format!("<{name}> is never closed.")),
        None if scanner.nodes.is_empty() => stop(0, "the picture is empty."),
        None => Ok(scanner.nodes),
    }
}

fn stop<T>(at: usize, wrong: impl Into<String>) -> Result<T, Stop> {
    Err(At {
        value: wrong.into(),
        at,
    })
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// The elements that are open, and where each begins.
    open: Vec<(&'a str, usize)>,
    nodes: Vec<Node<'a>>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Goes past `mark` if it comes next.
    fn take(&mut self, mark: &str) -> bool {
        let comes = self.rest().starts_with(mark);
        if comes {
            self.at += mark.len();
        }
        comes
    }

    /// Goes up to `mark` and past it; gives what was before it.
    fn take_until(&mut self, mark: &str, what: &str) -> Result<&'a str, Stop> {
        match self.rest().find(mark) {
            Some(length) => {
                let before = &self.rest()[..length];
                self.at += length + mark.len();
                Ok(before)
            }
            None => stop(self.at, format!("{what} never ends.")),
        }
    }

    /// Goes past the characters for which `holds` is true; gives them.
    fn take_while(&mut self, holds: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c| !holds(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_declaration(&mut self) -> Result<(), Stop> {
        self.take("\u{feff}");
        if self.take("<?xml ") {
            self.take_until("?>", "the XML declaration")?;
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), Stop> {
        let start = self.at;
        let is_in_style = self.open.last().is_some_and(|(name, _)| *name == "style");
        if is_in_style && self.rest().starts_with('<') && !self.rest().starts_with("</") {
            // A browser joins the text around it, which would then read differently from here.
            return stop(start, "there is a tag or a comment inside <style>.");
        }
        if self.take("<!--") {
            let comment = self.take_until("-->", "a comment")?;
            // XML and HTML disagree on where such a comment ends.
            return if comment.contains("--") || comment.starts_with('>') {
                stop(start, "a comment has two hyphens in it.")
            } else {
                Ok(())
            };
        }
        if self.take("</") {
            return self.close(start);
        }
        if self.take("<") {
            return self.open(start);
        }
        self.words(start)
    }

    fn words(&mut self, start: usize) -> Result<(), Stop> {
        let text = self.take_while(|c| c != '<');
        check_entities(start, text)?;
        match self.open.last() {
            Some((within, _)) => self.nodes.push(Node::Text {
                text,
                within,
                at: start,
            }),
            None if !text.trim().is_empty() => return stop(start, "there is text outside <svg>."),
            None => {}
        }
        Ok(())
    }

    fn close(&mut self, start: usize) -> Result<(), Stop> {
        let name = self.take_while(is_name_character);
        self.take_while(|c| c.is_ascii_whitespace());
        if !self.take(">") {
            return stop(start, "a closing tag is not well-formed.");
        }
        match self.open.pop() {
            Some((open, _)) if open == name => Ok(()),
            Some((open, _)) => stop(start, format!("</{name}> closes <{open}>.")),
            None => stop(start, format!("</{name}> closes nothing.")),
        }
    }

    fn open(&mut self, start: usize) -> Result<(), Stop> {
        let name = self.take_while(is_name_character);
        if name.is_empty() || name.contains(':') {
            return stop(start, "a tag has no plain name.");
        }
        let is_root = self.open.is_empty();
        if is_root
            && self
                .nodes
                .iter()
                .any(|node| matches!(node, Node::Element(_)))
        {
            return stop(start, format!("<{name}> comes after the end of <svg>."));
        }
        let attributes = self.attributes(name)?;
        let is_closed = self.take("/");
        if !self.take(">") {
            return stop(start, format!("the tag <{name}> is not well-formed."));
        }
        self.nodes.push(Node::Element(Element {
            name,
            attributes,
            is_root,
            at: start,
        }));
        if !is_closed {
            self.open.push((name, start));
        }
        Ok(())
    }

    fn attributes(&mut self, element: &str) -> Result<Vec<Attribute<'a>>, Stop> {
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        loop {
            let space = self.take_while(|c| c.is_ascii_whitespace());
            let at = self.at;
            let name = self.take_while(is_name_character);
            if name.is_empty() {
                return Ok(attributes);
            }
            if space.is_empty() || attributes.iter().any(|other| other.name == name) {
                return stop(
                    at,
                    format!("the attributes of <{element}> are not well-formed."),
                );
            }
            attributes.push(Attribute {
                name,
                value: self.value(name)?,
                at,
            });
        }
    }

    fn value(&mut self, name: &str) -> Result<&'a str, Stop> {
        let start = self.at;
        self.take_while(|c| c.is_ascii_whitespace());
        let is_given = self.take("=");
        self.take_while(|c| c.is_ascii_whitespace());
        let quote = if self.take("\"") { "\"" } else { "'" };
        if !is_given || quote == "'" && !self.take("'") {
            return stop(start, format!("{name} has no value in quotes."));
        }
        let value = self.take_until(quote, &format!("the value of {name}"))?;
        if value.contains('<') {
            return stop(start, format!("the value of {name} never ends."));
        }
        check_entities(start, value)?;
        Ok(value)
    }
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')
}

fn check_entities(at: usize, text: &str) -> Result<(), Stop> {
    for after in text.split('&').skip(1) {
        let name = after
            .split_once(';')
            .map(|(name, _)| name)
            .unwrap_or_default();
        let is_number = name.strip_prefix('#').is_some_and(|number| {
            let number = number.trim_start_matches('x');
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if !is_number && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            return stop(at, "an & stands for itself.");
        }
    }
    Ok(())
}
