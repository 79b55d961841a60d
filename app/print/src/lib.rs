//! Drawing a certificate as a PDF that everyone can read.
//!
//! [`certificate`] turns [`CertificateFacts`] into one A4 page: tagged for screen readers, with its fonts
//! embedded, and with text that copies and searches as it was typed. It is a pure function: the same facts
//! give the same bytes.
//!
//! The way through the crate, in the order in which a page is made:
//! * `text` tidies what people typed, finds a font for each stretch of it, shapes it and breaks it into lines;
//! * `sheet` is the design: what stands where, and how it yields when there is much of it;
//! * `page` draws, keeps the structure that screen readers follow, and writes the file;
//! * `logo` and `symbol` draw the board's logo and the QR code.
//!
//! Decided in `docs/decisions/0005-certificate-pdf.md`.

mod logo;
mod page;
mod refusal;
mod sheet;
mod symbol;
mod text;

pub use logo::CannotDrawLogo;
pub use refusal::{CannotDraw, Field};

use domain::certificates::CertificateFacts;

/// The certificate as a PDF file.
///
/// # Errors
/// When a field holds a character that no embedded font has, does not fit on the page, or is empty where
/// the certificate would be worthless without it; see [`CannotDraw`].
pub fn certificate(facts: &CertificateFacts) -> Result<Vec<u8>, CannotDraw> {
    let said = sheet::Wording::of(facts)?;
    let sheet = sheet::Sheet::fitted(&said)?;
    let logo = facts
        .board_logo
        .as_deref()
        .and_then(|svg| logo::Logo::read(svg).ok());
    let symbol = symbol::modules(&said.check_url)?;
    Ok(page::file(sheet.draw(logo.as_ref(), &symbol), &said.about))
}

/// Whether the embedded fonts have every character of `text`.
///
/// Ask it of a name when it is entered, so that nobody finds out on the day of the certificate.
///
/// # Errors
/// [`CannotDraw::NoSuchCharacters`], naming each of them once.
pub fn can_draw(text: &str) -> Result<(), CannotDraw> {
    let missing = text::missing(&text::tidy(text));
    if missing.is_empty() {
        return Ok(());
    }
    Err(CannotDraw::NoSuchCharacters {
        field: None,
        characters: missing,
    })
}

/// Whether a logo can be drawn, whole and as it is.
///
/// Ask it when the logo is sent, so that nobody finds its place empty on a certificate.
///
/// # Errors
/// [`CannotDrawLogo`], naming the first thing that is in the way.
pub fn can_draw_logo(svg: &str) -> Result<(), CannotDrawLogo> {
    logo::Logo::read(svg).map(|_| ())
}
