//! The glyphs that a page uses, and fonts cut down to them.
//!
//! A glyph is numbered anew for each text it stands for, so that each number means one text and copying
//! gives back what was typed, even where one drawing serves two letters.

use std::collections::BTreeMap;

use printpdf::{FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::text::{Face, FaceId, face};

/// The glyphs used so far, font by font.
#[derive(Debug, Default)]
pub struct Ink {
    used: BTreeMap<FaceId, Used>,
}

#[derive(Debug, Default)]
struct Used {
    numbers: BTreeMap<(u16, String), u16>,
    in_order: Vec<u16>,
}

/// A font with only the glyphs that a page uses.
pub struct Embedded {
    /// Its name among the page's resources.
    pub resource: String,
    /// The font as printpdf embeds it.
    pub program: ParsedFont,
    /// Two bytes for each number on the page: the glyph in the cut font.
    pub numbers_to_glyphs: Vec<u8>,
}

/// The name of a font among the page's resources.
pub fn resource(id: FaceId) -> String {
    face(id).name.replace('-', "")
}

impl Ink {
    /// The number under which the page shows `glyph` where it stands for `text`.
    pub fn number(&mut self, id: FaceId, glyph: u16, text: &str) -> u16 {
        let used = self.used.entry(id).or_default();
        let key = (glyph, text.to_owned());
        if let Some(number) = used.numbers.get(&key) {
            return *number;
        }
        used.in_order.push(glyph);
        let number = u16::try_from(used.in_order.len()).unwrap_or(0);
        used.numbers.insert(key, number);
        number
    }

    /// Every font that was used, cut down.
    pub fn embedded(&self) -> Vec<Embedded> {
        self.used
            .iter()
            .map(|(id, used)| used.embedded(*id))
            .collect()
    }
}

impl Used {
    fn embedded(&self, id: FaceId) -> Embedded {
        let face = face(id);
        let mut remapper = GlyphRemapper::new();
        let mut numbers_to_glyphs = vec![0, 0];
        for glyph in &self.in_order {
            numbers_to_glyphs.extend(remapper.remap(*glyph).to_be_bytes());
        }
        let cut = subsetter::subset(face.file, 0, &remapper)
            .expect("an embedded font can be cut, as the tests of every font show");
        let widths = (1u16..).zip(&self.in_order);
        let widths = widths
            .map(|(number, glyph)| (number, face.width(*glyph)))
            .collect();
        Embedded {
            resource: resource(id),
            program: program(face, cut, widths),
            numbers_to_glyphs,
        }
    }
}

fn program(face: &Face, cut: Vec<u8>, glyph_widths: BTreeMap<u16, u16>) -> ParsedFont {
    let metrics = face.shaper.metrics();
    let line = metrics
        .h_line()
        .expect("an embedded font says how high its lines are");
    let bounds = metrics.bounds;
    // Fonts store whole numbers of 16 bits; only variable ones come to fractions.
    let units = |length: i32| i16::try_from(length).unwrap_or(0);
    let name = format!("{}+{}", tag(&cut), face.name);
    ParsedFont {
        original_bytes: cut,
        font_index: 0,
        font_name: Some(name),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths,
        units_per_em: 1000,
        font_metrics: FontMetrics {
            ascent: units(line.ascender.to_i32()),
            descent: units(line.descender.to_i32()),
        },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: 1000,
            x_min: units(bounds.x_min.to_i32()),
            y_min: units(bounds.y_min.to_i32()),
            x_max: units(bounds.x_max.to_i32()),
            y_max: units(bounds.y_max.to_i32()),
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: face.heaviness(),
        },
    }
}

/// The six capitals that tell one cut of a font from another.
fn tag(cut: &[u8]) -> String {
    let digest = Sha256::digest(cut);
    digest
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}
