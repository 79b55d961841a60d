//! The texts of e-mails: `content/emails/<name>.md`.

mod fill;
mod plain;

use crate::File;
use crate::document::Document;
use crate::fault::{Fault, Faults, Passage};
use crate::front_matter;
use crate::lists::values;
use crate::markdown::{check_email, check_words};
use crate::shelf::{file_name, is_name};
use crate::words::words;

pub use fill::{FilledEmail, MissingWord, fill};

/// The text of an e-mail, with words in double braces that are filled in when it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmailText {
    /// The name of its file, without the ending.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// The body, in Markdown.
    pub body_markdown: String,
    /// The words that are filled in.
    pub words: Vec<String>,
}

/// What is wrong with an e-mail in somebody's own words, as sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unfit {
    /// With the subject.
    pub subject: Vec<String>,
    /// With the body, with its lines.
    pub body: Vec<String>,
}

/// The word that leads to what the e-mail speaks of.
const LINK: &str = "link";

impl EmailText {
    /// The same e-mail in somebody's own words.
    ///
    /// # Errors
    /// What is wrong with them: words that nothing fills in, a body that is empty or holds what an e-mail cannot, a link
    /// that has been lost.
    pub fn reworded(&self, subject: &str, body: &str) -> Result<Self, Unfit> {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let said = |text: &str, check: &dyn Fn(&Passage<'_>, &[&str])| {
            let faults = Faults::default();
            let file = File {
                path: &self.name,
                text,
            };
            check(&Passage::whole(&file, &faults), &words);
            let faults = faults.none_or_all().err().unwrap_or_default();
            faults.into_iter().map(spoken).collect::<Vec<_>>()
        };
        let mut unfit = Unfit {
            subject: said(subject, &check_words),
            body: said(body, &check_email),
        };
        if subject.trim().is_empty() {
            unfit.subject.push("Enter a subject".to_owned());
        }
        if body.trim().is_empty() {
            unfit.body.push("Enter the text of the e-mail".to_owned());
        } else if holds(&self.body_markdown, LINK) && !holds(body, LINK) {
            let lost =
                "Keep {{link}} in the text: without it nobody finds what the e-mail is about";
            unfit.body.push(lost.to_owned());
        }
        if unfit == Unfit::default() {
            Ok(Self {
                subject: subject.trim().to_owned(),
                body_markdown: body.trim().to_owned(),
                ..self.clone()
            })
        } else {
            Err(unfit)
        }
    }
}

fn holds(text: &str, wanted: &str) -> bool {
    words(text).any(|word| word.name == Some(wanted))
}

/// A fault for whoever writes in a browser, who sees lines but no file.
fn spoken(fault: Fault) -> String {
    let Fault {
        line,
        wrong,
        would_be_right,
        ..
    } = fault;
    let line = line.map_or_else(String::new, |line| format!("Line {line}: "));
    format!("{line}{wrong} {would_be_right}")
}

/// Reads an e-mail. Words in double braces have to be listed under `words` in the front matter.
pub(crate) fn read(file: &File<'_>, faults: &Faults) -> Option<EmailText> {
    let whole = Passage::whole(file, faults);
    let name = file_name(file.path).trim_end_matches(".md");
    if !is_name(name) {
        let right = "Name it with lower case words joined by hyphens.";
        whole.fault_of_file("this is no name for an e-mail.", right);
    }
    let (head, body) = front_matter::split(&whole)?;
    let document = Document::parse(head)?;
    let entry = document.root("the e-mail");
    let subject = entry.text_to_fill("subject");
    let listed = values(entry.optional_texts("words"));
    let known: Vec<&str> = listed.iter().map(String::as_str).collect();
    let subject_at = subject.at.min(head.text.len());
    let line_end = head.text[subject_at..]
        .find('\n')
        .map_or(head.text.len(), |end| subject_at + end);
    check_words(&head.part(subject_at, line_end), &known);
    entry.finish();
    if body.text.trim().is_empty() {
        body.fault(
            0,
            "the e-mail has no text.",
            "Write it below the front matter.",
        );
    }
    check_email(&body, &known);
    Some(EmailText {
        name: name.to_owned(),
        subject: subject.value,
        body_markdown: body.text.trim().to_owned(),
        words: listed,
    })
}
