//! The fonts a certificate is printed in, and which of them has a character.
//!
//! `fonts/README.md` says where each comes from and how it was cut.

use std::sync::LazyLock;

use harfrust::{Font, GlyphId};

/// A font: its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(u8);

/// How heavy Latin, Greek and Cyrillic letters are; other scripts have one weight between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For sentences.
    Regular,
    /// For names and headings.
    SemiBold,
}

/// A font, read once for the life of the program.
pub struct Face {
    /// Its PostScript name.
    pub name: &'static str,
    /// The file.
    pub file: &'static [u8],
    /// The file as the shaper reads it; it keeps what it has learned for the next text.
    pub shaper: Font,
}

macro_rules! font {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../fonts/", $name, ".ttf")).as_slice(),
        )
    };
}

const FILES: [(&str, &[u8]); 11] = [
    font!("NotoSans-Regular"),
    font!("NotoSans-SemiBold"),
    font!("NotoSansArabic-Medium"),
    font!("NotoSansHebrew-Medium"),
    font!("NotoSansDevanagari-Medium"),
    font!("NotoSansBengali-Medium"),
    font!("NotoSansGurmukhi-Medium"),
    font!("NotoSansGujarati-Medium"),
    font!("NotoSansTamil-Medium"),
    font!("NotoSansEthiopic-Medium"),
    font!("NotoSansSC-Medium"),
];

/// Where the fonts of other scripts begin.
const OTHERS: u8 = 2;

static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|&(name, file)| Face {
            name,
            file,
            shaper: Font::new(file, 0).expect("an embedded font is a font"),
        })
        .collect()
});

/// The font of that place.
pub fn face(id: FaceId) -> &'static Face {
    &FACES[usize::from(id.0)]
}

impl Face {
    /// The font's glyph for a character.
    pub fn glyph(&self, c: char) -> Option<GlyphId> {
        self.shaper.charmap().map_unicode(c)
    }

    /// How far a glyph moves the pen, in thousandths of the type size.
    pub fn width(&self, glyph: u16) -> u16 {
        let advance = self.shaper.glyph_metrics().h_advance_exact(glyph.into());
        u16::try_from(advance.to_i32()).unwrap_or(0)
    }

    /// How heavy its letters are; 400 is usual.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "fonts store it as a u16"
    )]
    pub fn heaviness(&self) -> u16 {
        self.shaper.default_attributes().weight.value() as u16
    }
}

impl FaceId {
    /// The font that sentences of this weight are set in.
    pub fn of(weight: Weight) -> Self {
        match weight {
            Weight::Regular => Self(0),
            Weight::SemiBold => Self(1),
        }
    }

    /// The first font that has `c`, looking at the one for `weight` before those of other scripts.
    pub fn having(c: char, weight: Weight) -> Option<Self> {
        let others = (OTHERS..).take(FILES.len() - usize::from(OTHERS)).map(Self);
        std::iter::once(Self::of(weight))
            .chain(others)
            .find(|id| face(*id).glyph(c).is_some())
    }

    /// Every font.
    #[cfg(test)]
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(FILES.len()).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page's arithmetic takes thousandths for granted.
    #[test]
    fn every_font_counts_in_thousandths_and_has_a_space() {
        for id in FaceId::all() {
            assert_eq!(face(id).shaper.units_per_em(), 1000, "{}", face(id).name);
            assert!(face(id).glyph(' ').is_some(), "{}", face(id).name);
        }
    }

    /// A text is checked in one weight and may be printed in the other.
    #[test]
    fn both_weights_have_the_same_letters() {
        let [regular, bold] =
            [Weight::Regular, Weight::SemiBold].map(|weight| face(FaceId::of(weight)));
        for c in (0..=0xFFFF).filter_map(char::from_u32) {
            assert_eq!(regular.glyph(c).is_some(), bold.glyph(c).is_some(), "{c:?}");
        }
    }

    #[test]
    fn people_of_many_languages_find_their_letters() {
        for name in [
            "Łukasz",
            "Nguyễn",
            "Ọláyínká",
            "Γιώργος",
            "Олександра",
            "محمد",
            "שרה",
            "प्रिया",
            "রহিম",
            "ਸਿੰਘ",
            "પટેલ",
            "தமிழ்",
            "አበበ",
            "王小明",
            "張偉",
            "はなこ",
        ] {
            for c in name.chars() {
                assert!(
                    FaceId::having(c, Weight::SemiBold).is_some(),
                    "{c} of {name}"
                );
            }
        }
    }
}
