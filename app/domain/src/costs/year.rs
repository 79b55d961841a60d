//! Financial years, from April to March.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::fmt;

/// A financial year, by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FinancialYear(pub i32);

impl FinancialYear {
    /// The financial year of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() < 4 {
            day.year() - 1
        } else {
            day.year()
        })
    }

    /// 1 April.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).unwrap_or_default()
    }

    /// 31 March of the next calendar year.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 3, 31).unwrap_or_default()
    }
}

impl fmt::Display for FinancialYear {
    /// "2026/27".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_financial_year_goes_from_april_to_march() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(FinancialYear::of(day(2027, 3, 31)), FinancialYear(2026));
        assert_eq!(FinancialYear::of(day(2027, 4, 1)), FinancialYear(2027));
        let year = FinancialYear(2018);
        assert_eq!(
            (year.first_day(), year.last_day()),
            (day(2018, 4, 1), day(2019, 3, 31))
        );
        assert_eq!(
            (year.to_string(), FinancialYear(2099).to_string()),
            ("2018/19".to_owned(), "2099/00".to_owned())
        );
    }
}
