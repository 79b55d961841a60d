//! Words in double braces, which are filled in later: `{{board}}`.

use std::ops::Range;

/// A word in double braces.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// What stands between the braces; none where they are never closed.
    pub(crate) name: Option<&'a str>,
    /// Where it stands, with its braces.
    pub(crate) range: Range<usize>,
}

/// The words of `text`, from left to right. A word ends on the line on which it begins.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find("{{")?;
        let inside = start + 2;
        let line = text[inside..].split('\n').next().unwrap_or_default();
        let name = line.find("}}").map(|length| &line[..length]);
        from = name.map_or(inside, |name| inside + name.len() + 2);
        Some(Word {
            name,
            range: start..from,
        })
    })
}

/// `text` with each word replaced by what `meaning` gives for it.
///
/// # Errors
/// The first word for which `meaning` has nothing.
pub(crate) fn replace<'w>(
    text: &str,
    meaning: impl Fn(&str) -> Option<&'w str>,
) -> Result<String, String> {
    let mut filled = String::with_capacity(text.len());
    let mut from = 0;
    for word in words(text) {
        let Some(name) = word.name else { continue };
        filled.push_str(&text[from..word.range.start]);
        filled.push_str(meaning(name).ok_or_else(|| name.to_owned())?);
        from = word.range.end;
    }
    filled.push_str(&text[from..]);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand() {
        let found: Vec<_> = words("At {{board}}, {{x")
            .map(|word| (word.name, word.range))
            .collect();
        assert_eq!(found, [(Some("board"), 3..12), (None, 14..16)]);
    }

    /// What is filled in is never itself searched for words.
    #[test]
    fn a_filled_in_word_is_left_as_it_is() {
        let meaning = |name: &str| (name == "a").then_some("{{b}}");
        assert_eq!(replace("x {{a}} y", meaning), Ok("x {{b}} y".to_owned()));
        assert_eq!(replace("{{b}}", meaning), Err("b".to_owned()));
    }
}
