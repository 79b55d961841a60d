//! How ratings, differences and shares are said.

use crate::ui::{Choice, Content};
use domain::{
    evaluation::{Mean, Rating, TooFew},
    reports::Count,
};

/// What the numbers of a rating mean.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scale {
    /// From not at all to very confident.
    Confident,
    /// From not at all to very relevant.
    Relevant,
    /// From poor to excellent.
    Taught,
}

impl Scale {
    fn words(self) -> [&'static str; 5] {
        match self {
            Self::Confident => [
                "not at all confident",
                "a little confident",
                "fairly confident",
                "confident",
                "very confident",
            ],
            Self::Relevant => [
                "not at all relevant",
                "a little relevant",
                "fairly relevant",
                "relevant",
                "very relevant",
            ],
            Self::Taught => ["poor", "fair", "good", "very good", "excellent"],
        }
    }

    /// The ratings to choose from, with the choice to say nothing first.
    pub fn choices(self) -> Vec<Choice> {
        let each = Rating::ALL.into_iter().zip(self.words());
        let each = each.map(|(rating, words)| {
            let number = rating.number();
            Choice::new(number.to_string(), format!("{number}, {words}"))
        });
        std::iter::once(Choice::new("", "No answer"))
            .chain(each)
            .collect()
    }
}

/// "4.2 of 5, by 8 people", or that there are too few.
pub(super) fn mean(mean: Result<Mean, TooFew>) -> String {
    match mean {
        Ok(mean) => format!("{mean} of 5, by {} people", mean.answers()),
        Err(few) => few.to_string(),
    }
}

/// The number alone, for a table; a dash where there are too few.
pub(super) fn mean_cell(mean: Result<Mean, TooFew>) -> Content {
    mean.map_or_else(|_| "\u{2013}".to_owned(), |mean| mean.to_string())
        .into()
}

/// "+1.8", "−0.2", "0.0", of tenths.
pub(super) fn difference(tenths: i64) -> String {
    let sign = match tenths {
        0 => "",
        1.. => "+",
        _ => "\u{2212}",
    };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

/// "8 of 12 people (66%)".
pub(super) fn share(done: usize, of: usize) -> String {
    let count = Count {
        done: done as u64,
        of: of as u64,
    };
    match count.percent() {
        Some(percent) => format!("{done} of {of} people ({percent}%)"),
        None => "Nobody yet".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_says_which_way_it_goes() {
        assert_eq!(difference(18), "+1.8");
        assert_eq!(difference(-2), "\u{2212}0.2");
        assert_eq!(difference(0), "0.0");
    }

    #[test]
    fn a_share_is_said_with_both_numbers() {
        assert_eq!(share(8, 12), "8 of 12 people (66%)");
        assert_eq!(share(0, 0), "Nobody yet");
    }
}
