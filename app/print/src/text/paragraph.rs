//! Breaking text into lines, and finding the largest type in which it fits.

use super::faces::Weight;
use super::shape::Line;

/// Text in lines, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its lines from the top.
    pub lines: Vec<Line>,
    /// The type size in points.
    pub size: f32,
    /// From one baseline to the next, as a multiple of the size.
    pub leading: f32,
}

/// How a text may be set: in which type, how wide, and how it yields when it is long.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// The weight.
    pub weight: Weight,
    /// The room in points.
    pub width: f32,
    /// Type sizes with the most lines each may have, in order of preference.
    pub steps: &'static [(f32, usize)],
    /// From one baseline to the next, as a multiple of the size.
    pub leading: f32,
    /// Whether lines are to be of about the same length, as centred ones should.
    pub balanced: bool,
}

impl Fit {
    /// `text` in the first of the sizes in which it needs no more lines than allowed.
    pub fn set(&self, text: &str) -> Option<Paragraph> {
        self.set_measured(&Words::of(text, self.weight))
    }

    /// The same where the words were measured before.
    pub fn set_measured(&self, words: &Words) -> Option<Paragraph> {
        let (size, lines) = self.steps.iter().find_map(|&(size, most)| {
            let lines = words.broken(self.width / size, most)?;
            Some((size, lines))
        })?;
        let lines = if self.balanced && lines.len() > 1 {
            words
                .balanced(self.width / size, lines.len())
                .unwrap_or(lines)
        } else {
            lines
        };
        let lines = self.shaped(&lines, &words.text);
        Some(Paragraph {
            lines,
            size,
            leading: self.leading,
        })
    }
}

impl Fit {
    /// The lines shaped, with the space at which each was broken still behind it.
    fn shaped(&self, lines: &[String], text: &str) -> Vec<Line> {
        let mut rest = text;
        let shape = |line: &String| {
            rest = rest.trim_start().get(line.len()..).unwrap_or_default();
            let shaped = Line::of(line, self.weight);
            if rest.starts_with(' ') {
                shaped.and_space(self.weight)
            } else {
                shaped
            }
        };
        lines.iter().map(shape).collect()
    }
}

impl Paragraph {
    /// How tall it is, in points.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|_| self.size * self.leading).sum()
    }

    /// How wide its longest line is, in points.
    pub fn width(&self) -> f32 {
        self.lines
            .iter()
            .map(|line| line.width() * self.size)
            .fold(0.0, f32::max)
    }
}

/// The words of a text, each with its length at a type size of one, which holds for every other size.
#[derive(Clone, Debug)]
pub struct Words {
    text: String,
    measured: Vec<Word>,
    space: f32,
}

#[derive(Clone, Debug)]
struct Word {
    whole: (String, f32),
    letters: Vec<(String, f32)>,
}

impl Words {
    /// The words of `text`.
    pub fn of(text: &str, weight: Weight) -> Self {
        let words = text.split(' ').filter(|word| !word.is_empty());
        Self {
            text: text.to_owned(),
            measured: words.map(|word| Word::of(word, weight)).collect(),
            space: Line::of(" ", weight).width(),
        }
    }

    /// The narrowest setting with the same number of lines.
    fn balanced(&self, width: f32, lines: usize) -> Option<Vec<String>> {
        let (mut narrow, mut wide, mut best) = (width / 2.0, width, None);
        for _ in 0..6 {
            let middle = f32::midpoint(narrow, wide);
            match self.broken(middle, lines) {
                Some(lines) => {
                    wide = middle;
                    best = Some(lines);
                }
                None => narrow = middle,
            }
        }
        best
    }

    /// The text in at most `most` lines of at most `width`; `None` where it needs more.
    fn broken(&self, width: f32, most: usize) -> Option<Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        let mut room = 0.0;
        for word in &self.measured {
            for (part, (piece, length)) in word.pieces(width).into_iter().enumerate() {
                match lines.last_mut() {
                    Some(line) if part == 0 && length + self.space <= room => {
                        line.push(' ');
                        line.push_str(&piece);
                        room -= length + self.space;
                    }
                    _ => {
                        lines.push(piece);
                        room = width - length;
                    }
                }
                if lines.len() > most {
                    return None;
                }
            }
        }
        Some(lines)
    }
}

impl Word {
    fn of(word: &str, weight: Weight) -> Self {
        let shaped = Line::of(word, weight);
        let whole = (word.to_owned(), shaped.width());
        let mut letters = shaped.clusters;
        letters.sort_by_key(|cluster| cluster.start);
        let letters = letters
            .into_iter()
            .map(|letter| (letter.advance() / 1000.0, letter.text));
        Self {
            whole,
            letters: letters.map(|(length, text)| (text, length)).collect(),
        }
    }

    /// The word whole where it fits, and otherwise cut between letters, after a slash where there is one.
    fn pieces(&self, width: f32) -> Vec<(String, f32)> {
        if self.whole.1 <= width {
            return vec![self.whole.clone()];
        }
        let mut pieces: Vec<&[(String, f32)]> = Vec::new();
        let mut rest = self.letters.as_slice();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(fitting(rest, width));
            pieces.push(piece);
            rest = after;
        }
        let joined = |piece: &[(String, f32)]| {
            let text = piece.iter().map(|(text, _)| text.as_str()).collect();
            (text, piece.iter().map(|(_, length)| length).sum())
        };
        pieces.into_iter().map(joined).collect()
    }
}

/// How many letters go on a line: at least one, no mark parted from its letter.
fn fitting(letters: &[(String, f32)], width: f32) -> usize {
    let mut length = 0.0;
    let over = letters.iter().position(|letter| {
        length += letter.1;
        length > width && letter.1 > 0.0
    });
    let Some(over) = over.map(|over| over.max(1)) else {
        return letters.len();
    };
    let slash = letters[..over].iter().rposition(|(text, _)| text == "/");
    slash.map_or(over, |slash| slash + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Fit = Fit {
        weight: Weight::SemiBold,
        width: 460.0,
        steps: &[(34.0, 1), (24.0, 1), (24.0, 2), (14.0, 5)],
        leading: 1.2,
        balanced: true,
    };

    #[test]
    fn a_short_name_is_set_large_on_one_line() {
        let name = NAME.set("Asha Patel").unwrap();
        assert_eq!(
            (name.size.to_bits(), name.lines.len()),
            (34.0_f32.to_bits(), 1)
        );
    }

    #[test]
    fn a_name_of_eighty_letters_wraps_into_lines_of_about_the_same_length() {
        let long =
            "Wilhelmina Alexandrina Bartholomew-Fotheringay Oluwaseun Abayomi-Montgomery Smith";
        let name = NAME.set(long).unwrap();
        assert!(name.lines.len() > 1 && name.width() <= 460.0);
        let shortest = name.lines.iter().map(Line::width).fold(f32::MAX, f32::min);
        assert!(
            shortest * name.size > name.width() * 0.5,
            "no line is left with one lonely word"
        );
    }

    #[test]
    fn a_chinese_name_without_spaces_breaks_between_characters() {
        let name = NAME.set(&"王".repeat(60)).unwrap();
        assert!(name.lines.len() > 1 && name.width() <= 460.0);
    }

    #[test]
    fn a_name_that_fits_in_no_size_is_not_set() {
        assert!(NAME.set(&"W".repeat(2000)).is_none());
    }
}
