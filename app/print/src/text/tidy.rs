//! Taking out of a text what has no ink.
//!
//! Names arrive from forms, spreadsheets and other systems, with tabs, line ends, soft hyphens and now and
//! then a control character that turns the rest of the line round. None of that belongs on a certificate.

use unicode_script::{Script, UnicodeScript};

/// `text` on one line, without characters that cannot be seen.
///
/// The two joiners stay where they change the shape of letters, as they do in Persian and Indian names.
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !tidied.is_empty() && !tidied.ends_with(' ') {
                tidied.push(' ');
            }
        } else if is_joiner(c) {
            if tidied.chars().next_back().is_some_and(takes_joiners) {
                tidied.push(c);
            }
        } else if !has_no_ink(c) {
            tidied.push(c);
        }
    }
    tidied.truncate(tidied.trim_end_matches(|c| c == ' ' || is_joiner(c)).len());
    tidied
}

/// The zero width joiner and non-joiner.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn takes_joiners(c: char) -> bool {
    use Script::{
        Arabic, Bengali, Devanagari, Gujarati, Gurmukhi, Kannada, Malayalam, Sinhala, Tamil, Telugu,
    };
    let script = c.script();
    [
        Arabic, Bengali, Devanagari, Gujarati, Gurmukhi, Kannada, Malayalam, Sinhala, Tamil, Telugu,
    ]
    .contains(&script)
}

/// Whether a character only steers the layout: bidi controls, zero width spaces, variation selectors, tags.
fn has_no_ink(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B
        | 0x200E..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF
        | 0xFFA0 | 0xFFF0..=0xFFFB | 0xE_0000..=0xE_0FFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_pasted_from_a_spreadsheet_loses_its_tabs_and_line_ends() {
        assert_eq!(tidy("\u{FEFF}  Asha\t\r\nPatel\u{0} "), "Asha Patel");
    }

    #[test]
    fn nobody_can_turn_a_name_round_with_bidi_controls() {
        assert_eq!(tidy("Asha \u{202E}letaP\u{202C}"), "Asha letaP");
    }

    #[test]
    fn a_zero_width_joiner_stays_in_a_hindi_name_and_goes_from_an_english_one() {
        assert_eq!(tidy("क्\u{200D}ष"), "क्\u{200D}ष");
        assert_eq!(tidy("A\u{200D}s\u{200B}ha"), "Asha");
    }
}
