//! From bytes to text, as the programs of employers write it.

use super::Unreadable;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of a file, and what its writing is called.
///
/// A mark at the beginning says which writing it is. Without one it is UTF-8 if it can be, for other writings are hardly
/// ever UTF-8 by chance, and else what Windows writes in Western Europe.
///
/// # Errors
/// [`Unreadable::NotATable`] when it is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Unreadable> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (guess(bytes), 0));
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if text.contains('\0') {
        return Err(Unreadable::NotATable);
    }
    Ok((text, name(encoding)))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let half = bytes.len().min(400) / 2;
    let zeros = |odd: usize| {
        bytes
            .iter()
            .take(400)
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    if half > 1 && zeros(1) * 10 > half * 9 {
        UTF_16LE
    } else if half > 1 && zeros(0) * 10 > half * 9 {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == UTF_8 {
        "UTF-8"
    } else if encoding == WINDOWS_1252 {
        "Windows-1252"
    } else {
        "UTF-16"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let (text, name) = decode(bytes).unwrap();
        (text.into_owned(), name)
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_name_survives_every_writing() {
        let name = "Siân O’Brien-Łukasz, café";
        let with_mark = format!("\u{feff}{name}");
        assert_eq!(decoded(name.as_bytes()), (name.to_owned(), "UTF-8"));
        assert_eq!(decoded(with_mark.as_bytes()), (name.to_owned(), "UTF-8"));
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(
                decoded(&utf16(&with_mark, bytes)),
                (name.to_owned(), "UTF-16")
            );
        }
        assert_eq!(
            decoded(&utf16("Employee Number,Name", u16::to_le_bytes)).1,
            "UTF-16",
            "also without a mark"
        );
        assert_eq!(
            decoded(b"Si\xe2n O\x92Brien, \x80"),
            ("Siân O’Brien, €".to_owned(), "Windows-1252")
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff").err(),
            Some(Unreadable::NotATable)
        );
    }
}
