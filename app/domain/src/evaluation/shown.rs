//! What may be shown of what people have said: nothing that fewer than five have said.

use super::Rating;
use std::{fmt, ops::AddAssign};
use thiserror::Error;

/// Fewer answers than these are shown to nobody.
pub const FEWEST: usize = 5;

/// Why something is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Fewer than five answers, so not shown")]
pub struct TooFew;

/// The mean of ratings, by their sum and number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mean {
    sum: usize,
    of: usize,
}

impl Mean {
    /// The mean of some ratings, where there are enough of them.
    ///
    /// # Errors
    /// [`TooFew`] when there are not.
    pub fn of(ratings: impl Iterator<Item = Rating>) -> Result<Self, TooFew> {
        let mut mean = Self::default();
        for rating in ratings {
            mean.sum += usize::from(rating.number());
            mean.of += 1;
        }
        (mean.of >= FEWEST).then_some(mean).ok_or(TooFew)
    }

    /// How many ratings it is of.
    pub fn answers(self) -> usize {
        self.of
    }

    /// In tenths, rounded to the nearest.
    pub fn tenths(self) -> i64 {
        let tenths = (self.sum * 20 + self.of)
            .checked_div(self.of * 2)
            .unwrap_or_default();
        i64::try_from(tenths).unwrap_or(i64::MAX)
    }
}

/// Two means that are both shown make one that is. What is not shown is never in a total, so that nobody can work it out.
impl AddAssign for Mean {
    fn add_assign(&mut self, other: Self) {
        self.sum += other.sum;
        self.of += other.of;
    }
}

impl fmt::Display for Mean {
    /// "4.2".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

/// How many chose each of several answers, where enough have chosen.
///
/// # Errors
/// [`TooFew`] when there are not.
pub fn split<T: Copy + PartialEq>(
    all: &[T],
    chosen: impl Iterator<Item = T>,
) -> Result<Vec<(T, usize)>, TooFew> {
    let chosen: Vec<T> = chosen.collect();
    let count = |one: &T| (*one, chosen.iter().filter(|other| *other == one).count());
    let counts = all.iter().map(count).collect();
    (chosen.len() >= FEWEST).then_some(counts).ok_or(TooFew)
}

/// What people have written, in an order that tells nothing of who wrote it or when, where `answered` people are enough.
///
/// # Errors
/// [`TooFew`] when they are not.
pub fn listed(
    answered: usize,
    texts: impl IntoIterator<Item = String>,
) -> Result<Vec<String>, TooFew> {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    let mut texts: Vec<String> = texts.collect();
    texts.sort_by_cached_key(|text| (text.to_lowercase(), text.clone()));
    (answered >= FEWEST).then_some(texts).ok_or(TooFew)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratings(numbers: &[u8]) -> impl Iterator<Item = Rating> {
        numbers.iter().copied().filter_map(Rating::new)
    }

    #[test]
    fn what_fewer_than_five_have_said_is_not_shown() {
        assert_eq!(Mean::of(ratings(&[5, 5, 5, 5])), Err(TooFew));
        let five = Mean::of(ratings(&[5, 4, 4, 4, 4])).unwrap();
        assert_eq!((five.to_string(), five.answers()), ("4.2".to_owned(), 5));
        assert_eq!(split(&[1, 2], [1, 2, 2, 2].into_iter()), Err(TooFew));
        let counts = split(&[1, 2], [1, 2, 2, 2, 2].into_iter());
        assert_eq!(counts, Ok(vec![(1, 1), (2, 4)]));
        assert_eq!(listed(4, ["Ask more".to_owned()]), Err(TooFew));
    }

    #[test]
    fn what_people_have_written_stands_in_an_order_that_tells_nothing() {
        let texts = ["Wait", "", "ask first", "Ask again"].map(str::to_owned);
        let listed = listed(5, texts).unwrap();
        assert_eq!(listed, ["Ask again", "ask first", "Wait"]);
    }

    proptest! {
        /// Whatever people answer, a total never holds an answer of a group that is too small to be shown.
        #[test]
        fn a_total_is_made_of_what_is_shown(groups in prop::collection::vec(prop::collection::vec(1u8..=5, 0..9), 0..9)) {
            let mut total = Mean::default();
            for group in &groups {
                if let Ok(mean) = Mean::of(ratings(group)) {
                    total += mean;
                }
            }
            let enough = groups.iter().filter(|group| group.len() >= FEWEST);
            prop_assert_eq!(total.answers(), enough.map(Vec::len).sum::<usize>());
            prop_assert!(total.answers() == 0 || (10..=50).contains(&total.tenths()));
        }
    }
}
