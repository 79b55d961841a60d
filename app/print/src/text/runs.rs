//! Splitting a line into stretches of one direction, one script and one font.

use std::ops::Range;

use unicode_bidi::ParagraphBidiInfo;
use unicode_script::{Script, UnicodeScript};

use super::faces::{FaceId, Weight, face};
use super::tidy::is_joiner;

/// A stretch of a line that one font can shape in one go.
#[derive(Debug, PartialEq)]
pub struct Run {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// The font that has its characters.
    pub face: FaceId,
    /// What it is written in.
    pub script: Script,
    /// Whether it runs from right to left.
    pub right_to_left: bool,
}

/// The runs of `line` from left to right, as they stand on paper.
pub fn visual_runs(line: &str, weight: Weight) -> Vec<Run> {
    if line.is_empty() {
        return Vec::new();
    }
    let logical = of_one_font(line, weight);
    let bidi = ParagraphBidiInfo::new(line, None);
    let (levels, stretches) = bidi.visual_runs(0..line.len());
    let mut visual = Vec::new();
    for stretch in stretches {
        let right_to_left = levels[stretch.start].is_rtl();
        let within = logical.iter().filter_map(|(range, face, script)| {
            let range = range.start.max(stretch.start)..range.end.min(stretch.end);
            let run = Run {
                range,
                face: *face,
                script: *script,
                right_to_left,
            };
            (!run.range.is_empty()).then_some(run)
        });
        let from = visual.len();
        visual.extend(within);
        if right_to_left {
            visual[from..].reverse();
        }
    }
    visual
}

/// The runs of `line` in the order in which it is read, before its direction is known.
fn of_one_font(line: &str, weight: Weight) -> Vec<(Range<usize>, FaceId, Script)> {
    let mut runs: Vec<(Range<usize>, FaceId, Script)> = Vec::new();
    for ((at, c), script) in line.char_indices().zip(scripts(line)) {
        let end = at + c.len_utf8();
        let last = runs.last_mut();
        let face = font_for(c, last.as_ref().map(|run| run.1), weight);
        match last {
            Some(run) if run.1 == face && run.2 == script => run.0.end = end,
            _ => runs.push((at..end, face, script)),
        }
    }
    runs
}

/// The font for `c`: the one before it where that will do, so that marks and joiners stay with their letter.
fn font_for(c: char, before: Option<FaceId>, weight: Weight) -> FaceId {
    let sticks = matches!(c.script(), Script::Inherited | Script::Common);
    if let Some(before) = before
        && sticks
        && (is_joiner(c) || face(before).glyph(c).is_some())
    {
        return before;
    }
    FaceId::having(c, weight).unwrap_or(FaceId::of(weight))
}

/// The script of each character; spaces, digits and marks take that of the letter before them.
fn scripts(line: &str) -> Vec<Script> {
    let own =
        |c: char| Some(c.script()).filter(|s| !matches!(s, Script::Common | Script::Inherited));
    let mut current = line.chars().find_map(own).unwrap_or(Script::Latin);
    line.chars()
        .map(|c| {
            current = own(c).unwrap_or(current);
            current
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<(&str, bool)> {
        let runs = visual_runs(line, Weight::Regular);
        runs.into_iter()
            .map(|run| (&line[run.range], run.right_to_left))
            .collect()
    }

    #[test]
    fn an_english_name_is_one_run() {
        assert_eq!(
            told("Asha O’Neill-Patel, 2nd"),
            [("Asha O’Neill-Patel, 2nd", false)]
        );
    }

    #[test]
    fn an_arabic_name_after_an_english_one_runs_the_other_way() {
        assert_eq!(told("Ali محمد علي"), [("Ali ", false), ("محمد علي", true)]);
    }

    #[test]
    fn a_line_that_begins_in_arabic_is_read_from_the_right() {
        let runs = told("محمد Ali");
        assert_eq!(runs.first(), Some(&("Ali", false)));
        assert!(
            runs.last().is_some_and(|run| run.0.starts_with("محمد")),
            "{runs:?}"
        );
    }

    #[test]
    fn a_vowel_sign_stays_with_its_letter() {
        assert_eq!(told("प्रिया").len(), 1);
    }
}
