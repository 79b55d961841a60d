//! How names are compared when somebody types a few letters.

use unicode_normalization::UnicodeNormalization as _;

/// A text as it is searched: lower case, accents and apostrophes taken off, white space made single.
///
/// Kept in a column of its own because `lower()` of SQLite knows only the letters A to Z while PostgreSQL knows all.
pub fn folded(text: &str) -> String {
    let plain: String = text.to_lowercase().nfd().filter_map(fold).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter without what was decomposed from it, and without the strokes that Unicode does not decompose.
fn fold(c: char) -> Option<char> {
    Some(match c {
        '\'' | '’' | '`' | '.' | '\u{300}'..='\u{36f}' => return None,
        '-' | '–' | ',' => ' ',
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_an_apostrophe_or_a_hyphen_does_not_hide_a_person() {
        assert_eq!(folded("Siobhán O’Brien-Łukasz"), "siobhan obrien lukasz");
        assert_eq!(folded("  ÉLODIE   d'Arc "), "elodie darc");
        assert_eq!(folded("Nguyễn Thị Ngọc Đặng"), "nguyen thi ngoc dang");
        assert_eq!(folded("李小龙"), "李小龙");
    }
}
