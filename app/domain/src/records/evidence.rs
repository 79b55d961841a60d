//! The files that show that training was done.
//!
//! What a file is, is told by its first bytes and never by its name. Rule R11 of `docs/rules/records.md`.

use crate::people::folded;
use thiserror::Error;

/// What a file of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A document.
    Pdf,
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
}

impl EvidenceKind {
    const ALL: [Self; 3] = [Self::Pdf, Self::Png, Self::Jpeg];

    /// The word under which it is kept, and the ending of its name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }

    /// The kind kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As it is said to browsers.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG picture",
            Self::Jpeg => "JPEG picture",
        }
    }

    fn first_bytes(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Png => b"\x89PNG\r\n\x1a\n",
            Self::Jpeg => b"\xff\xd8\xff",
        }
    }
}

/// The largest file of evidence, in bytes: a photograph of a telephone has room in it.
pub const LARGEST_EVIDENCE: usize = 8 * 1024 * 1024;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EvidenceRefusal {
    /// There is nothing in it.
    #[error("The selected file is empty")]
    Empty,
    /// It is too large.
    #[error("The selected file must be smaller than 8 MB")]
    TooLarge,
    /// It is something else than it may be.
    #[error("The selected file must be a PDF, a PNG or a JPEG")]
    OtherKind,
}

/// What a file is, by its first bytes.
///
/// # Errors
/// [`EvidenceRefusal`] when it is not taken.
pub fn evidence_kind(bytes: &[u8]) -> Result<EvidenceKind, EvidenceRefusal> {
    if bytes.is_empty() {
        return Err(EvidenceRefusal::Empty);
    }
    if bytes.len() > LARGEST_EVIDENCE {
        return Err(EvidenceRefusal::TooLarge);
    }
    EvidenceKind::ALL
        .into_iter()
        .find(|kind| bytes.starts_with(kind.first_bytes()))
        .ok_or(EvidenceRefusal::OtherKind)
}

/// The longest name of a file, without its ending.
const LONGEST_NAME: usize = 60;

/// The name under which a file is shown and saved: plain letters and digits joined by hyphens, with the ending of what
/// it really is. Nothing of a name can be a path, a header or an ending that a computer would run.
pub fn evidence_name(sent: &str, kind: EvidenceKind) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain: String = folded(stem)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    let short: String = words.join("-").chars().take(LONGEST_NAME).collect();
    let name = match short.trim_matches('-') {
        "" => "evidence",
        name => name,
    };
    format!("{name}.{}", kind.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        assert_eq!(evidence_kind(b"%PDF-1.7\n"), Ok(EvidenceKind::Pdf));
        assert_eq!(
            evidence_kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            Ok(EvidenceKind::Png)
        );
        assert_eq!(
            evidence_kind(b"\xff\xd8\xff\xe0\0\x10JFIF"),
            Ok(EvidenceKind::Jpeg)
        );
        for other in [
            &b"MZ\x90\0"[..],
            b"PK\x03\x04",
            b"<!doctype html>",
            b"<svg xmlns=",
            b" %PDF-1.7",
            b"GIF89a",
        ] {
            assert_eq!(evidence_kind(other), Err(EvidenceRefusal::OtherKind));
        }
        assert_eq!(evidence_kind(b""), Err(EvidenceRefusal::Empty));
        let mut huge = b"%PDF-".to_vec();
        huge.resize(LARGEST_EVIDENCE + 1, 0);
        assert_eq!(evidence_kind(&huge), Err(EvidenceRefusal::TooLarge));
    }

    #[test]
    fn a_name_is_cleaned_and_ends_as_what_the_file_is() {
        for (sent, kept) in [
            ("Zertifikat Müller (1).PDF", "zertifikat-muller-1.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("invoice.pdf.exe", "invoicepdf.pdf"),
            ("证书.pdf", "evidence.pdf"),
            ("a\"\r\nSet-Cookie: x.pdf", "a-set-cookie-x.pdf"),
            ("", "evidence.pdf"),
        ] {
            assert_eq!(evidence_name(sent, EvidenceKind::Pdf), kept, "{sent}");
        }
        assert_eq!(evidence_name("photo.pdf", EvidenceKind::Jpeg), "photo.jpg");
    }

    proptest! {
        /// Whatever a file was called, its name is short, plain, and ends as the file is.
        #[test]
        fn every_name_is_plain(sent in "\\PC{0,200}") {
            let name = evidence_name(&sent, EvidenceKind::Png);
            let stem = name.strip_suffix(".png").unwrap();
            prop_assert!(!stem.is_empty() && stem.len() <= LONGEST_NAME);
            prop_assert!(stem.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
    }
}
