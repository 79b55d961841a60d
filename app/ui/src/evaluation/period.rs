//! From which day to which a summary goes: the present financial year unless something else is asked, and a year at most.

use crate::web::Fields;
use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use domain::{calendar, costs::FinancialYear};

/// A period of days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    pub fn asked(query: &Fields, today: NaiveDate) -> Self {
        let year = FinancialYear::of(today);
        let from = query.read("from").unwrap_or_else(|| year.first_day());
        let until = from.checked_add_months(Months::new(12)).unwrap_or(from);
        let last = until - TimeDelta::days(1);
        let to = query.read("to").unwrap_or(last);
        Self {
            from,
            to: to.clamp(from, last.max(from)),
        }
    }

    /// From its first instant until the one after its last.
    pub fn instants(self) -> (DateTime<Utc>, DateTime<Utc>) {
        let after = self.to.succ_opt().unwrap_or(self.to);
        (calendar::at_hour(self.from, 0), calendar::at_hour(after, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> (String, String) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let period = Period::asked(&Fields::parse(query), today);
        (period.from.to_string(), period.to.to_string())
    }

    #[test]
    fn a_period_is_the_financial_year_unless_asked_and_a_year_at_most() {
        let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(asked(""), days("2026-04-01", "2027-03-31"));
        assert_eq!(
            asked("from=2026-09-01&to=2026-09-30"),
            days("2026-09-01", "2026-09-30")
        );
        assert_eq!(
            asked("from=2020-09-01&to=2026-09-30"),
            days("2020-09-01", "2021-08-31")
        );
        assert_eq!(
            asked("from=2026-09-01&to=2026-01-01"),
            days("2026-09-01", "2026-09-01")
        );
    }
}
