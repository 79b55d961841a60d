//! What is wrong with a Markdown text that an author wrote.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, Event, HeadingLevel, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::pieces::{LOCAL_CONTACTS, SUPPORT, block_word};
use super::target::Target;
use super::{options, words_of};
use crate::fault::Passage;
use crate::near;
use crate::words::words;

/// What a screen can point to, and what the screens of its module have shown so far.
pub(crate) struct Surroundings<'a> {
    screens: Vec<&'a str>,
    pictures: Vec<&'a str>,
    shown: RefCell<BTreeSet<String>>,
}

impl<'a> Surroundings<'a> {
    /// Names of the files of all screens and pictures of a module.
    pub(crate) fn new(screens: Vec<&'a str>, pictures: Vec<&'a str>) -> Self {
        Surroundings {
            screens,
            pictures,
            shown: RefCell::default(),
        }
    }

    /// Whether a screen checked so far shows `picture`.
    pub(crate) fn is_used(&self, picture: &str) -> bool {
        self.shown.borrow().contains(picture)
    }
}

/// Checks the text of a screen.
pub(crate) fn check_screen(body: &Passage<'_>, surroundings: &Surroundings<'_>) {
    let mut check = Check::new(body, Some(surroundings));
    check.run();
    let known = ["board", "organisation", LOCAL_CONTACTS, SUPPORT];
    check_words(body, &known);
    for word in words(body.text) {
        let is_block = word
            .name
            .is_some_and(|name| [LOCAL_CONTACTS, SUPPORT].contains(&name));
        let stands_alone = |alone: &Range<usize>| alone.contains(&word.range.start);
        if is_block && !check.alone.iter().any(stands_alone) {
            let wrong = format!("{} does not stand alone.", &body.text[word.range.clone()]);
            let right = "Put it on a line of its own, with an empty line before and after.";
            body.fault(word.range.start, wrong, right);
        }
    }
}

/// Checks the text of an e-mail, which may use the words `known`.
pub(crate) fn check_email(body: &Passage<'_>, known: &[&str]) {
    Check::new(body, None).run();
    check_words(body, known);
}

/// Notes words in double braces that nothing fills in.
pub(crate) fn check_words(text: &Passage<'_>, known: &[&str]) {
    for word in words(text.text) {
        let at = word.range.start;
        match word.name {
            None => text.fault(
                at,
                "{{ is never closed.",
                "Close it with }} on the same line.",
            ),
            Some(name) if !known.contains(&name) => {
                let wrong = format!("nothing fills in {{{{{name}}}}}.");
                text.fault(at, wrong, near::suggest(name.trim(), known));
            }
            Some(_) => {}
        }
    }
}

struct Check<'c> {
    body: &'c Passage<'c>,
    /// None in an e-mail, which has no screens and pictures around it.
    surroundings: Option<&'c Surroundings<'c>>,
    /// The paragraphs at the top that hold one word in double braces and nothing else.
    alone: Vec<Range<usize>>,
    last_heading: HeadingLevel,
    depth: usize,
}

impl<'c> Check<'c> {
    fn new(body: &'c Passage<'c>, surroundings: Option<&'c Surroundings<'c>>) -> Self {
        Check {
            body,
            surroundings,
            alone: Vec::new(),
            last_heading: HeadingLevel::H1,
            depth: 0,
        }
    }

    fn run(&mut self) {
        let parser = Parser::new_ext(self.body.text, options()).into_offset_iter();
        let events: Vec<(Event<'_>, Range<usize>)> = TextMergeWithOffset::new(parser).collect();
        for (place, (event, range)) in events.iter().enumerate() {
            match event {
                Event::Start(tag) => {
                    self.start(tag, range.start, &events[place..]);
                    self.depth += 1;
                }
                Event::End(_) => self.depth -= 1,
                Event::InlineHtml(_) => self.raw_html(range.start),
                Event::Text(text) => self.text(text, range.start),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize, events: &[(Event<'_>, Range<usize>)]) {
        match tag {
            Tag::Paragraph => self.paragraph(events),
            Tag::HtmlBlock => self.raw_html(at),
            Tag::Heading { level, .. } => self.heading(*level, at),
            Tag::BlockQuote(kind) => self.call_out(*kind, at, events),
            Tag::CodeBlock(_) => {
                let right = "Take the spaces before the line out, or the fence around it.";
                self.body
                    .fault(at, "the text would be shown as a block of code.", right);
            }
            Tag::Link { dest_url, .. } => {
                self.link(dest_url, at);
                if inside(events, TagEnd::Link).trim().is_empty() {
                    self.body
                        .fault(at, "the link has no text.", "Write [text](address).");
                }
            }
            Tag::Image { dest_url, .. } => {
                self.picture(dest_url, at, inside(events, TagEnd::Image).trim());
            }
            _ => {}
        }
    }

    fn raw_html(&self, at: usize) {
        let right = "Write it in Markdown; a < that stands for itself is written \\<.";
        self.body.fault(at, "raw HTML is refused.", right);
    }

    /// Notes what was meant as Markdown and reads as plain text.
    fn text(&self, text: &str, at: usize) {
        if text.contains("](") || text.contains("][") {
            let right = "Write [text](address), with no space in the address.";
            self.body
                .fault(at, "a link here does not read as one.", right);
        }
    }

    fn paragraph(&mut self, events: &[(Event<'_>, Range<usize>)]) {
        if let [
            (_, range),
            (Event::Text(text), _),
            (Event::End(TagEnd::Paragraph), _),
            ..,
        ] = events
            && self.depth == 0
            && block_word(text).is_some()
        {
            self.alone.push(range.clone());
        }
        let end = Event::End(TagEnd::Paragraph);
        let mut open = 0_usize;
        let mut pictures = 0_usize;
        let mut others = 0_usize;
        for (event, _) in events[1..].iter().take_while(|(event, _)| *event != end) {
            match event {
                Event::Start(Tag::Image { .. }) => {
                    open += 1;
                    pictures += 1;
                }
                Event::End(TagEnd::Image) => open -= 1,
                Event::SoftBreak | Event::HardBreak => {}
                _ if open == 0 => others += 1,
                _ => {}
            }
        }
        if pictures > 0 && others > 0 {
            let right = "Put an empty line before and after it.";
            self.body.fault(
                events[0].1.start,
                "a picture stands within a sentence.",
                right,
            );
        }
    }

    fn heading(&mut self, level: HeadingLevel, at: usize) {
        let (depth, last) = (level as usize, self.last_heading as usize);
        if level == HeadingLevel::H1 {
            let right = "Begin headings with ##: the title is the heading of level 1.";
            self.body
                .fault(at, "a heading of level 1 stands in the text.", right);
        } else if depth > last + 1 {
            let wrong = format!("the heading skips from level {last} to level {depth}.");
            self.body.fault(
                at,
                wrong,
                format!("Begin it with {}.", "#".repeat(last + 1)),
            );
        }
        self.last_heading = level;
    }

    fn call_out(
        &self,
        kind: Option<BlockQuoteKind>,
        at: usize,
        events: &[(Event<'_>, Range<usize>)],
    ) {
        let is_misspelt = match kind {
            None => inside_quote(events).trim_start().starts_with("[!"),
            Some(kind) => matches!(kind, BlockQuoteKind::Warning | BlockQuoteKind::Caution),
        };
        if is_misspelt {
            let right = "Use [!IMPORTANT], [!NOTE] or [!TIP], alone on its line.";
            self.body.fault(at, "there is no such call-out.", right);
        }
    }

    fn link(&self, address: &str, at: usize) {
        if self.surroundings.is_none() && words(address).next().is_some() {
            return; // Filled in later, and checked then.
        }
        match (self.surroundings, Target::of(address)) {
            (Some(_), _) if address.contains("{{") => {
                let right = "Write the whole address, or put the word into the sentence.";
                self.body
                    .fault(at, "a link's address is not filled in.", right);
            }
            (_, Target::Outside(_)) => {}
            (Some(around), Target::Screen(file)) => {
                if !around.screens.contains(&file) {
                    let wrong = format!("there is no screen {file}.");
                    self.body
                        .fault(at, wrong, suggest_file(file, &around.screens));
                }
            }
            (around, _) => {
                let wrong = format!("a link goes to \"{address}\".");
                let screens = if around.is_some() {
                    ", or to a screen as in 07-signs.md"
                } else {
                    ""
                };
                let right = format!("Link to https:// addresses, to tel: and digits{screens}.");
                self.body.fault(at, wrong, right);
            }
        }
    }

    fn picture(&self, address: &str, at: usize, alternative: &str) {
        let Some(around) = self.surroundings else {
            self.body
                .fault(at, "an e-mail has no pictures.", "Say it in words.");
            return;
        };
        if alternative.is_empty() {
            let right = "Say what it shows and why it is there: ![text](../pictures/name.svg).";
            self.body
                .fault(at, "the picture has no text alternative.", right);
        }
        let Target::Picture(file) = Target::of(address) else {
            let wrong = format!("the picture \"{address}\" is not one of the module.");
            self.body
                .fault(at, wrong, "Write ../pictures/ and the name of its file.");
            return;
        };
        around.shown.borrow_mut().insert(file.to_owned());
        if !around.pictures.contains(&file) {
            let wrong = format!("there is no picture {file}.");
            self.body
                .fault(at, wrong, suggest_file(file, &around.pictures));
        }
    }
}

fn suggest_file(file: &str, known: &[&str]) -> String {
    match near::nearest(file, known) {
        Some(near) => format!("Did you mean {near}?"),
        None => "Add the file, or point to another.".to_owned(),
    }
}

/// The words from the first event to `end`.
fn inside(events: &[(Event<'_>, Range<usize>)], end: TagEnd) -> String {
    let within = events.iter().map(|(event, _)| event.clone());
    let within: Vec<_> = within
        .take_while(|event| *event != Event::End(end))
        .collect();
    words_of(&within)
}

/// The words with which a quotation begins.
fn inside_quote(events: &[(Event<'_>, Range<usize>)]) -> String {
    inside(events, TagEnd::Paragraph)
}
