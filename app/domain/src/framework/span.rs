//! Lengths of time by the calendar, as they are kept, written and typed.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// A length of time by the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// So many days.
    Days(u32),
    /// So many months, to the same day of the month or the last one.
    Months(u32),
}

impl Span {
    /// Whether it ends earlier, whenever both begin; months are taken at their average length.
    pub fn is_shorter_than(self, other: Self) -> bool {
        self.about_days() < other.about_days()
    }

    /// Its length in days, as near as can be said without a calendar.
    pub(super) fn about_days(self) -> u64 {
        match self {
            Self::Days(days) => u64::from(days),
            Self::Months(months) => u64::from(months) * 146_097 / 4_800,
        }
    }
}

impl fmt::Display for Span {
    /// As people say it: "30 days", "6 months", "2 years".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match *self {
            Self::Days(days) => (days, "day"),
            Self::Months(months) if months > 0 && months % 12 == 0 => (months / 12, "year"),
            Self::Months(months) => (months, "month"),
        };
        let plural = if number == 1 { "" } else { "s" };
        write!(f, "{number} {unit}{plural}")
    }
}

/// That something typed is no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a number of days, weeks, months or years, such as 3 months")]
pub struct NoSpan;

impl FromStr for Span {
    type Err = NoSpan;

    /// Reads what people type: "30 days", "6 weeks", "3 months", "2 years".
    fn from_str(text: &str) -> Result<Self, NoSpan> {
        let text = text.trim().to_lowercase();
        let digits = text.find(|c: char| !c.is_ascii_digit()).ok_or(NoSpan)?;
        let (number, unit) = text.split_at(digits);
        let number: u32 = number.parse().map_err(|_| NoSpan)?;
        let times = |factor: u32| number.checked_mul(factor).ok_or(NoSpan);
        match unit.trim() {
            _ if !(1..=9_999).contains(&number) => Err(NoSpan),
            "day" | "days" => Ok(Self::Days(number)),
            "week" | "weeks" => Ok(Self::Days(times(7)?)),
            "month" | "months" => Ok(Self::Months(number)),
            "year" | "years" => Ok(Self::Months(times(12)?)),
            _ => Err(NoSpan),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_read_as_people_type_them() {
        for (typed, read) in [
            ("30 days", Span::Days(30)),
            ("1 Day", Span::Days(1)),
            ("6 weeks", Span::Days(42)),
            (" 3months ", Span::Months(3)),
            ("2 years", Span::Months(24)),
        ] {
            assert_eq!(typed.parse(), Ok(read), "{typed}");
        }
        for typed in [
            "",
            "3",
            "months",
            "0 days",
            "-3 days",
            "3 fortnights",
            "99999999999 days",
        ] {
            assert_eq!(typed.parse::<Span>(), Err(NoSpan), "{typed}");
        }
    }

    proptest! {
        /// Whatever is shown can be typed again.
        #[test]
        fn what_is_shown_can_be_typed(number in 1u32..833, in_days in any::<bool>()) {
            let span = if in_days { Span::Days(number) } else { Span::Months(number) };
            prop_assert_eq!(span.to_string().parse(), Ok(span));
        }
    }
}
