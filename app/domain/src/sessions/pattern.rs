//! Putting a session on again and again: on which days, and at which instants.

use crate::calendar;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};

/// The most sessions that one form puts on.
pub const MOST_TIMES: u32 = 52;

/// How often a session is put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Every so many weeks on the same weekday.
    Weeks(u32),
    /// Every month on the same weekday of the month, such as its second Tuesday; its last where it has no fifth.
    Monthly,
}

impl Pattern {
    /// The days, the first one included.
    pub fn days(self, first: NaiveDate, times: u32) -> Vec<NaiveDate> {
        let day = |step: u32| match self {
            Self::Weeks(weeks) => first.checked_add_days(Days::new(u64::from(step * weeks * 7))),
            Self::Monthly => same_weekday(first, step),
        };
        (0..times.min(MOST_TIMES)).filter_map(day).collect()
    }
}

/// The day of the same weekday at the same place in a month so many months later.
fn same_weekday(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    let month = first.with_day(1)?.checked_add_months(Months::new(months))?;
    let to_weekday =
        (7 + first.weekday().num_days_from_monday() - month.weekday().num_days_from_monday()) % 7;
    let weeks = first.day0() / 7;
    let day = month.checked_add_days(Days::new(u64::from(to_weekday + weeks * 7)))?;
    if day.month() == month.month() {
        Some(day)
    } else {
        day.checked_sub_days(Days::new(7))
    }
}

/// An instant so many days later at the same time by the clocks of London; none where they leave that time out.
pub fn moved(at: DateTime<Utc>, days: TimeDelta) -> Option<DateTime<Utc>> {
    let day = calendar::day_of(at).checked_add_signed(days)?;
    calendar::at_time(day, calendar::read_time(&calendar::time(at))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn every_second_week_keeps_its_weekday() {
        assert_eq!(
            Pattern::Weeks(2).days(day(2026, 12, 15), 3),
            [day(2026, 12, 15), day(2026, 12, 29), day(2027, 1, 12)]
        );
    }

    #[test]
    fn every_month_keeps_its_weekday_of_the_month_and_takes_the_last_for_a_fifth() {
        // The second Tuesday.
        assert_eq!(
            Pattern::Monthly.days(day(2026, 12, 8), 3),
            [day(2026, 12, 8), day(2027, 1, 12), day(2027, 2, 9)]
        );
        // The fifth Tuesday, which January and February do not have.
        assert_eq!(
            Pattern::Monthly.days(day(2026, 12, 29), 4),
            [
                day(2026, 12, 29),
                day(2027, 1, 26),
                day(2027, 2, 23),
                day(2027, 3, 30)
            ]
        );
    }

    #[test]
    fn a_session_after_the_clocks_change_begins_at_the_same_time_by_the_clock() {
        let in_winter: DateTime<Utc> = "2027-03-24T09:30:00Z".parse().unwrap();
        let in_summer = moved(in_winter, TimeDelta::days(7)).unwrap();
        assert_eq!(in_summer.to_rfc3339(), "2027-03-31T08:30:00+00:00");
        // On the night itself the hour from one to two is left out.
        let at_night: DateTime<Utc> = "2027-03-21T01:30:00Z".parse().unwrap();
        assert_eq!(moved(at_night, TimeDelta::days(7)), None);
    }

    proptest::proptest! {
        /// However often it is put on, every day is later than the one before and on the same weekday.
        #[test]
        fn days_follow_one_another_on_the_same_weekday(offset in 0_u64..2000, weeks in 1_u32..5, times in 1_u32..53) {
            let first = day(2026, 1, 1) + Days::new(offset);
            for pattern in [Pattern::Weeks(weeks), Pattern::Monthly] {
                let days = pattern.days(first, times);
                proptest::prop_assert_eq!(days.len(), times as usize);
                proptest::prop_assert!(days.windows(2).all(|two| two[0] < two[1]));
                proptest::prop_assert!(days.iter().all(|one| one.weekday() == first.weekday()));
            }
        }
    }
}
