//! A TOML text, parsed.

use toml::Spanned;
use toml::de::DeTable;

use crate::entry::Entry;
use crate::fault::Passage;

/// Some editors put it before the first character.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A parsed TOML text.
pub(crate) struct Document<'a> {
    passage: Passage<'a>,
    root: Spanned<DeTable<'a>>,
}

impl<'a> Document<'a> {
    /// Parses `passage`; none, and the faults noted, where it is not TOML.
    pub(crate) fn parse(passage: Passage<'a>) -> Option<Self> {
        let start = if passage.text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len_utf8()
        } else {
            0
        };
        let passage = passage.part(start, passage.text.len());
        let (root, errors) = DeTable::parse_recoverable(passage.text);
        for error in &errors {
            let at = error.span().map_or(0, |span| span.start);
            let wrong = format!("this is not TOML: {}.", error.message().replace('\n', ", "));
            passage.fault(
                at,
                wrong,
                "Correct the spelling of this line or the one before.",
            );
        }
        errors.is_empty().then_some(Document { passage, root })
    }

    /// The whole text as one entry, called `what` in faults.
    pub(crate) fn root(&self, what: &str) -> Entry<'_> {
        Entry::new(self.passage, self.root.get_ref(), 0, what.to_owned())
    }
}
