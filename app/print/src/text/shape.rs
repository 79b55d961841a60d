//! Asking the fonts for glyphs: joins, ligatures, vowel signs, kerning.

use harfrust::{Buffer, ClusterLevel, Direction, Feature, ShapeOptions, ShaperFont, Tag, shape};
use unicode_script::{Script, UnicodeScript};

use super::faces::{FaceId, Weight, face};
use super::runs::{Run, visual_runs};
use super::tidy::is_joiner;

/// A glyph and where it stands; lengths are in thousandths of the type size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// How far it moves the pen.
    pub advance: f32,
    /// How far right of the pen it is drawn.
    pub right: f32,
    /// How far above the baseline it is drawn.
    pub up: f32,
}

/// The least piece of text that has glyphs of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// The font of its glyphs.
    pub face: FaceId,
    /// What was typed.
    pub text: String,
    /// Where it begins in the line.
    pub start: usize,
    /// Its glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// Whether it runs from right to left.
    pub right_to_left: bool,
}

impl Cluster {
    /// The place of its widest glyph, which is the letter itself where marks stand beside it.
    pub fn widest(&self) -> usize {
        let ids = self
            .glyphs
            .iter()
            .map(|glyph| face(self.face).width(glyph.id))
            .enumerate();
        ids.max_by_key(|(place, width)| (*width, std::cmp::Reverse(*place)))
            .map_or(0, |(place, _)| place)
    }

    /// How far it moves the pen.
    pub fn advance(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// A line of text, shaped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// From left to right, as they stand on paper.
    pub clusters: Vec<Cluster>,
}

impl Line {
    /// `text` as one line, however long.
    pub fn of(text: &str, weight: Weight) -> Self {
        let runs = visual_runs(text, weight);
        Self {
            clusters: runs.iter().flat_map(|run| clusters(text, run)).collect(),
        }
    }

    /// The same line with a space behind it, for readers that join it to the next.
    pub fn and_space(mut self, weight: Weight) -> Self {
        let start = self
            .clusters
            .iter()
            .map(|cluster| cluster.start + cluster.text.len())
            .max();
        let space = Self::of(" ", weight).clusters.pop();
        self.clusters.extend(space.map(|space| Cluster {
            start: start.unwrap_or(0),
            ..space
        }));
        self
    }

    /// How long it is at a type size of one, without a space at its end.
    pub fn width(&self) -> f32 {
        let seen = match self.clusters.as_slice() {
            [seen @ .., last] if last.text == " " && !seen.is_empty() => seen,
            all => all,
        };
        seen.iter().map(Cluster::advance).sum::<f32>() / 1000.0
    }

    /// What was typed, in the order in which it is read.
    pub fn text(&self) -> String {
        let mut read: Vec<&Cluster> = self.clusters.iter().collect();
        read.sort_by_key(|cluster| cluster.start);
        read.into_iter()
            .map(|cluster| cluster.text.as_str())
            .collect()
    }
}

/// The characters of `text` that would come out as an empty box, each once.
pub fn missing(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    let mut miss = |c: char| {
        if !missing.contains(&c) {
            missing.push(c);
        }
    };
    text.chars()
        .filter(|c| !is_joiner(*c) && FaceId::having(*c, Weight::Regular).is_none())
        .for_each(&mut miss);
    for cluster in Line::of(text, Weight::Regular).clusters {
        if cluster.glyphs.iter().any(|glyph| glyph.id == 0) {
            let unknown = |c: &char| face(cluster.face).glyph(*c).is_none() && !is_joiner(*c);
            cluster.text.chars().filter(unknown).for_each(&mut miss);
        }
    }
    missing
}

/// The clusters of one run from left to right.
fn clusters(line: &str, run: &Run) -> Vec<Cluster> {
    let text = &line[run.range.clone()];
    let mut shaped = buffer(text, run);
    let features = features(text);
    shape(
        &ShaperFont::new(&face(run.face).shaper),
        &mut shaped,
        ShapeOptions::new().features(&features),
    )
    .expect("the text has a direction and is shaped once");
    let mut clusters: Vec<Cluster> = Vec::new();
    for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = run.range.start + usize::try_from(info.cluster).unwrap_or(0);
        let glyph = Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: thousandths(place.x_advance),
            right: thousandths(place.x_offset),
            up: thousandths(place.y_offset),
        };
        match clusters.last_mut() {
            Some(last) if last.start == start => last.glyphs.push(glyph),
            _ => clusters.push(Cluster {
                face: run.face,
                text: String::new(),
                start,
                glyphs: vec![glyph],
                right_to_left: run.right_to_left,
            }),
        }
    }
    tell_text(line, run, &mut clusters);
    clusters
}

fn buffer(text: &str, run: &Run) -> Buffer {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    let tag = Tag::from_u32(run.script.as_iso15924_tag());
    buffer.set_script(harfrust::Script::from_iso15924_tag(tag));
    // From right to left each mark keeps its own text: readers turn letters round, but not within a cluster.
    let (direction, level) = if run.right_to_left {
        (Direction::RightToLeft, ClusterLevel::MonotoneCharacters)
    } else {
        (Direction::LeftToRight, ClusterLevel::MonotoneGraphemes)
    };
    buffer.set_direction(direction);
    buffer.set_cluster_level(level);
    buffer
}

/// Fonts take some letters apart into a letter and a mark, which tells readers the letter twice. Where no
/// mark was typed there is nothing for that to do.
fn features(text: &str) -> Vec<Feature> {
    let simple = |c: char| {
        matches!(
            c.script(),
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Common
        )
    };
    if text.chars().all(simple) {
        vec![Feature::new(Tag::new(b"ccmp"), 0, ..)]
    } else {
        Vec::new()
    }
}

/// Gives each cluster the text from its own start to that of the next.
fn tell_text(line: &str, run: &Run, clusters: &mut [Cluster]) {
    let mut end = run.range.end;
    let mut tell = |cluster: &mut Cluster| {
        line[cluster.start..end].clone_into(&mut cluster.text);
        end = cluster.start;
    };
    if run.right_to_left {
        clusters.iter_mut().for_each(&mut tell);
    } else {
        clusters.iter_mut().rev().for_each(&mut tell);
    }
}

/// Every embedded font counts in thousandths, none beyond a few thousand.
fn thousandths(units: i32) -> f32 {
    f32::from(i16::try_from(units).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_that_was_typed_belongs_to_exactly_one_cluster() {
        for text in [
            "office",
            "Ọláyínká",
            "السلام عليكم",
            "مُحَمَّد",
            "क्षत्रिय",
            "தமிழ் கொ",
            "አበበ 12 王",
        ] {
            assert_eq!(Line::of(text, Weight::Regular).text(), text);
        }
    }

    #[test]
    fn arabic_letters_join() {
        let shapes = |text: &str| -> Vec<u16> {
            let glyphs = Line::of(text, Weight::Regular).clusters.into_iter();
            glyphs
                .flat_map(|cluster| cluster.glyphs)
                .map(|glyph| glyph.id)
                .collect()
        };
        let joined = shapes("ههه");
        assert_eq!(joined.len(), 3);
        assert!(
            joined[0] != joined[1] && joined[1] != joined[2],
            "each place has its own shape"
        );
        assert!(
            !joined.contains(&shapes("ه")[0]),
            "and none of them is that of the lone letter"
        );
    }

    #[test]
    fn an_emoji_is_missing_once() {
        assert_eq!(missing("Asha 😀😀"), ['😀']);
        assert_eq!(missing("Asha Patel"), []);
    }
}
