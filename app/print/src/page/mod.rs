//! One page as a PDF file.
//!
//! `canvas` draws with printpdf's operations and notes which drawing belongs to which element of the
//! `structure`; `ink` cuts the fonts down to the glyphs that were used; `finish` adds what printpdf does not
//! write: the structure tree, the language, the title, the link; `metadata` says what the file is.

mod canvas;
mod finish;
mod ink;
mod metadata;
mod structure;

pub use canvas::{Canvas, Colour, Corner, Pen, Shape};
pub use metadata::About;
pub use structure::{Element, Role};

use printpdf::{FontId, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};

/// The width of A4 in points.
pub const WIDTH: f32 = 595.276;
/// The height of A4 in points.
pub const HEIGHT: f32 = 841.89;

/// The file with this one page.
pub fn file(canvas: Canvas, about: &About) -> Vec<u8> {
    let embedded = canvas.ink.embedded();
    let mut document = PdfDocument::new("");
    for font in &embedded {
        let id = FontId(font.resource.clone());
        document
            .resources
            .fonts
            .map
            .insert(id, PdfFont::new(font.program.clone()));
    }
    document.pages.push(PdfPage::new(
        printpdf::Mm(210.0),
        printpdf::Mm(297.0),
        canvas.ops,
    ));
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    finish::complete(&mut file, &embedded, &canvas.structure, about);
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes)
        .expect("writing to memory does not fail");
    bytes
}
