//! The QR code that leads to the page where the certificate is checked.

use qrcode::{Color, EcLevel, QrCode};

use crate::page::Shape;
use crate::refusal::{CannotDraw, Field};

/// A QR code: rows of dark and light modules.
pub struct Symbol {
    /// How many modules it is wide and tall, with the quiet zone that readers need around it.
    pub across: usize,
    dark: Vec<bool>,
}

const QUIET: usize = 4;

/// The QR code of an address.
///
/// # Errors
/// When the address is too long for one.
pub fn modules(address: &str) -> Result<Symbol, CannotDraw> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| {
        CannotDraw::TooLong {
            field: Field::CheckUrl,
        }
    })?;
    let dark = code
        .to_colors()
        .into_iter()
        .map(|colour| colour == Color::Dark)
        .collect();
    Ok(Symbol {
        across: code.width() + 2 * QUIET,
        dark,
    })
}

impl Symbol {
    /// How wide the quiet zone is where the whole is `side` points wide.
    pub fn quiet(&self, side: f32) -> f32 {
        length(QUIET) * side / length(self.across)
    }

    /// The dark modules as one outline, `side` points wide, from (`x`, `y`) at the top left.
    ///
    /// Neighbours in a row are one bar, so that no hairline shows between them in print.
    pub fn outline(&self, x: f32, y: f32, side: f32) -> Shape {
        let module = side / length(self.across);
        let wide = self.across - 2 * QUIET;
        let mut rings = Vec::new();
        for (row, modules) in self.dark.chunks(wide).enumerate() {
            let top = y + length(row + QUIET) * module;
            let mut column = 0;
            for bar in modules.chunk_by(|a, b| a == b) {
                if bar[0] {
                    let left = x + length(column + QUIET) * module;
                    rings.extend(
                        Shape::rectangle(left, top, length(bar.len()) * module, module).rings,
                    );
                }
                column += bar.len();
            }
        }
        Shape {
            rings,
            even_odd: false,
        }
    }
}

/// A QR code is at most 177 modules wide.
fn length(modules: usize) -> f32 {
    f32::from(u16::try_from(modules).unwrap_or(u16::MAX))
}
