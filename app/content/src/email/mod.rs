//! The texts of e-mails: `content/emails/<name>.md`.

mod fill;
mod plain;

use crate::File;
use crate::document::Document;
use crate::fault::{Faults, Passage};
use crate::front_matter;
use crate::lists::values;
use crate::markdown::{check_email, check_words};
use crate::shelf::{file_name, is_name};

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
    let words = values(entry.optional_texts("words"));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let subject_at = subject.at.min(head.text.len());
    let line_end = head.text[subject_at..]
        .find('\n')
        .map_or(head.text.len(), |end| subject_at + end);
    check_words(&head.part(subject_at, line_end), &words);
    entry.finish();
    if body.text.trim().is_empty() {
        body.fault(
            0,
            "the e-mail has no text.",
            "Write it below the front matter.",
        );
    }
    check_email(&body, &words);
    Some(EmailText {
        name: name.to_owned(),
        subject: subject.value,
        body_markdown: body.text.trim().to_owned(),
    })
}
