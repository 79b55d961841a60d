//! A month of the calendar, week by week.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::{fmt, str::FromStr};

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// The month after it; itself at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month before it; itself at the beginning of the calendar.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// "December 2026".
    pub fn title(self) -> String {
        self.0.format("%B %Y").to_string()
    }

    /// Its weeks from Monday to Sunday; none where a day is of another month.
    pub fn weeks(self) -> Vec<[Option<NaiveDate>; 7]> {
        let ahead = u64::from(self.0.weekday().num_days_from_monday());
        let Some(monday) = self.0.checked_sub_days(Days::new(ahead)) else {
            return Vec::new();
        };
        let own = |day: Option<NaiveDate>| day.filter(|day| Self::of(*day) == self);
        let week = |week: u64| {
            std::array::from_fn(
                |day| own(monday.checked_add_days(Days::new(week * 7 + day as u64))),
            )
        };
        (0..6)
            .map(week)
            .filter(|days: &[Option<NaiveDate>; 7]| days.iter().any(Option::is_some))
            .collect()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        format!("{text}-01").parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_comes_in_whole_weeks_from_monday_to_sunday() {
        let month: Month = "2026-12".parse().unwrap();
        assert_eq!(
            (month.title().as_str(), month.to_string()),
            ("December 2026", "2026-12".to_owned())
        );
        let weeks = month.weeks();
        assert_eq!(weeks.len(), 5);
        // The first is a Tuesday, and the last a Thursday.
        assert_eq!(weeks[0][0], None);
        assert_eq!(weeks[0][1], Some(month.first()));
        assert_eq!(weeks[4].iter().flatten().count(), 4);
        assert_eq!(weeks.iter().flatten().flatten().count(), 31);
        assert_eq!(month.next().to_string(), "2027-01");
        assert_eq!(month.before().to_string(), "2026-11");
        assert!("2026-13".parse::<Month>().is_err());
    }

    #[test]
    fn a_leap_february_and_a_month_of_six_weeks_are_whole() {
        for (text, weeks, days) in [("2028-02", 5, 29), ("2027-02", 4, 28), ("2026-08", 6, 31)] {
            let month: Month = text.parse().unwrap();
            assert_eq!(month.weeks().len(), weeks, "{text}");
            assert_eq!(
                month.weeks().iter().flatten().flatten().count(),
                days,
                "{text}"
            );
        }
    }
}
