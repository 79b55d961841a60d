//! What is wrong with a file, and where.

use std::cell::RefCell;
use std::fmt;

/// Something wrong in a file, said so that its author can put it right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, with its folder: `content/modules/awareness/questions.toml`.
    pub file: String,
    /// The line, counted from one; none where the fault is in the file as a whole.
    pub line: Option<usize>,
    /// What is wrong, as a sentence that follows a colon: `the question "debt" has no right option.`
    pub wrong: String,
    /// What would be right, as a sentence: `Mark one option with right = true.`
    pub would_be_right: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {} {}", self.wrong, self.would_be_right)
    }
}

impl std::error::Error for Fault {}

/// The faults found so far. Reading goes on after a fault, with something in place of what is missing; as any fault
/// makes the whole reading fail, nothing that was put in its place is ever seen.
#[derive(Default)]
pub(crate) struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// Notes that something is wrong with the file at `path` as a whole.
    pub(crate) fn file(&self, path: &str, wrong: impl Into<String>, right: impl Into<String>) {
        self.note(path, None, wrong.into(), right.into());
    }

    fn note(&self, path: &str, line: Option<usize>, wrong: String, would_be_right: String) {
        let file = format!("content/{path}");
        self.0.borrow_mut().push(Fault {
            file,
            line,
            wrong,
            would_be_right,
        });
    }

    /// # Errors
    /// All faults, by file and line, if there are any.
    pub(crate) fn none_or_all(self) -> Result<(), Vec<Fault>> {
        let mut faults = self.0.into_inner();
        faults.sort();
        faults.dedup();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

/// A file being read, or a part of one that knows where in the file it begins.
#[derive(Clone, Copy)]
pub(crate) struct Passage<'a> {
    path: &'a str,
    /// What is in it.
    pub(crate) text: &'a str,
    first_line: usize,
    faults: &'a Faults,
}

impl<'a> Passage<'a> {
    pub(crate) fn whole(file: &crate::File<'a>, faults: &'a Faults) -> Self {
        Passage {
            path: file.path,
            text: file.text,
            first_line: 1,
            faults,
        }
    }

    /// The part from byte `start` to byte `end`, both between characters.
    pub(crate) fn part(&self, start: usize, end: usize) -> Self {
        Passage {
            text: &self.text[start..end],
            first_line: self.line(start),
            ..*self
        }
    }

    /// The line of the file on which byte `at` of this passage stands.
    pub(crate) fn line(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        self.first_line + before.split(|byte| *byte == b'\n').count() - 1
    }

    /// Notes a fault on the line of byte `at`.
    pub(crate) fn fault(&self, at: usize, wrong: impl Into<String>, right: impl Into<String>) {
        self.faults
            .note(self.path, Some(self.line(at)), wrong.into(), right.into());
    }

    /// Notes a fault of the file as a whole.
    pub(crate) fn fault_of_file(&self, wrong: impl Into<String>, right: impl Into<String>) {
        self.faults
            .note(self.path, None, wrong.into(), right.into());
    }
}

/// Something read, and the byte of its passage at which it begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) at: usize,
}
