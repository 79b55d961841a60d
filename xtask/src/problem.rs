//! Something that could not be done, and what the reader can do about it.

use std::fmt;

/// What went wrong in one sentence, and the remedy in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    what: String,
    remedy: String,
}

impl Problem {
    /// A problem that the reader can mend by doing `remedy`.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// A file or folder that could not be read or written.
    pub fn file(doing: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new(
            format!("Could not {doing} {}: {error}", path.display()),
            "Check that the folder exists, is yours and has room, then try again.",
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        for line in self.remedy.lines() {
            write!(f, "\n    {line}")?;
        }
        Ok(())
    }
}
