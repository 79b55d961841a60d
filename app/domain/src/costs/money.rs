//! Amounts of money, in whole pence.

use serde::Serialize;
use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Sub},
    str::FromStr,
};
use thiserror::Error;

/// An amount in pence; less than nothing when more is spent than there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// Shared among so many, rounded to the nearest penny; none among nobody.
    pub fn each(self, people: usize) -> Option<Self> {
        let people = i64::try_from(people).ok().filter(|people| *people > 0)?;
        Some(Self((self.0 * 2 + people).div_euclid(people * 2)))
    }

    /// Pounds, for a spreadsheet to count with.
    pub fn pounds(self) -> f64 {
        let number = |of: i64| i32::try_from(of).map_or(f64::from(i32::MAX), f64::from);
        number(self.0 / 100) + number(self.0 % 100) / 100.0
    }

    /// As somebody types it: "450" or "450.50".
    pub fn typed(self) -> String {
        match (self.0 / 100, self.0 % 100) {
            (pounds, 0) => pounds.to_string(),
            (pounds, pence) => format!("{pounds}.{pence:02}"),
        }
    }
}

impl fmt::Display for Money {
    /// "£0", "£1,250.50", "−£20".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "\u{2212}" } else { "" };
        let (pounds, pence) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = pounds.to_string();
        let mut grouped = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        match pence {
            0 => write!(f, "{sign}£{grouped}"),
            pence => write!(f, "{sign}£{grouped}.{pence:02}"),
        }
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// Why an amount is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Enter an amount in pounds up to £9,999,999, such as 450 or 450.50")]
pub struct MoneyRefusal;

impl FromStr for Money {
    type Err = MoneyRefusal;

    /// Reads "450", "£450.50", "1,250".
    fn from_str(typed: &str) -> Result<Self, MoneyRefusal> {
        let plain: String = typed.chars().filter(|c| !"£, ".contains(*c)).collect();
        let (pounds, pence) = plain.split_once('.').unwrap_or((&plain, "00"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !are_digits(pounds) || pounds.len() > 7 || !are_digits(pence) || pence.len() != 2 {
            return Err(MoneyRefusal);
        }
        let number = |text: &str| text.parse::<i64>().map_err(|_| MoneyRefusal);
        Ok(Self(number(pounds)? * 100 + number(pence)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_is_shown_as_people_write_it() {
        for (pence, shown) in [
            (0, "£0"),
            (5, "£0.05"),
            (125_050, "£1,250.50"),
            (3_800_000, "£38,000"),
            (123_456_700, "£1,234,567"),
            (-2_000, "\u{2212}£20"),
        ] {
            assert_eq!(Money(pence).to_string(), shown);
        }
        assert_eq!(Money(45_050).typed(), "450.50");
        assert!((Money(45_050).pounds() - 450.5).abs() < f64::EPSILON);
        assert!((Money(3_999_999_600).pounds() - 39_999_996.0).abs() < f64::EPSILON);
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for wrong in ["", "free", "-1", "45.5", "4.555", ".50", "10000000"] {
            assert_eq!(wrong.parse::<Money>(), Err(MoneyRefusal), "{wrong}");
        }
    }

    #[test]
    fn a_cost_is_shared_to_the_nearest_penny_and_never_among_nobody() {
        assert_eq!(Money(1_000).each(3), Some(Money(333)));
        assert_eq!(Money(2_000).each(3), Some(Money(667)));
        assert_eq!(Money(1_000).each(0), None);
    }

    proptest! {
        /// What is shown, and what stands in a form, is read as the same amount.
        #[test]
        fn an_amount_comes_back_from_how_it_is_shown(pence in 0i64..999_999_999) {
            prop_assert_eq!(Money(pence).to_string().parse(), Ok(Money(pence)));
            prop_assert_eq!(Money(pence).typed().parse(), Ok(Money(pence)));
        }
    }
}
