//! How much notice giving a place up takes, in working days.

use crate::{calendar::day_of, reminders::is_working_day};
use chrono::{DateTime, NaiveDate, Utc};

/// The last day on which a place is given up in time: so many whole working days lie between it and the session.
/// `proclaimed` are bank holidays that follow from no calendar.
pub fn last_day_in_time(
    starts_on: NaiveDate,
    notice_days: u32,
    proclaimed: &[NaiveDate],
) -> NaiveDate {
    let mut day = starts_on;
    let mut left = notice_days;
    while left > 0 {
        let Some(before) = day.pred_opt() else {
            return day;
        };
        day = before;
        left -= u32::from(is_working_day(day, proclaimed));
    }
    if notice_days == 0 {
        day
    } else {
        day.pred_opt().unwrap_or(day)
    }
}

/// Whether giving a place up now is late.
pub fn is_late(
    now: DateTime<Utc>,
    starts_at: DateTime<Utc>,
    notice_days: u32,
    proclaimed: &[NaiveDate],
) -> bool {
    day_of(now) > last_day_in_time(day_of(starts_at), notice_days, proclaimed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn five_working_days_lie_between_the_last_day_in_time_and_the_session() {
        // A Monday: the week before is the notice.
        assert_eq!(last_day_in_time(day(12, 14), 5, &[]), day(12, 6));
        // A Thursday.
        assert_eq!(last_day_in_time(day(12, 17), 5, &[]), day(12, 9));
    }

    #[test]
    fn a_bank_holiday_is_no_working_day_and_neither_is_one_proclaimed_once() {
        // Christmas Day and the day kept for Boxing Day fall on a Friday and a Monday.
        assert_eq!(last_day_in_time(day(12, 31), 5, &[]), day(12, 21));
        assert_eq!(last_day_in_time(day(12, 14), 5, &[day(12, 9)]), day(12, 3));
    }

    #[test]
    fn without_notice_nothing_is_late_before_the_day_is_over() {
        assert_eq!(last_day_in_time(day(12, 14), 0, &[]), day(12, 14));
    }

    #[test]
    fn the_day_is_that_of_london() {
        let starts_at = "2026-07-13T08:00:00Z".parse().unwrap();
        let late_on_sunday = "2026-07-05T22:59:59Z".parse().unwrap();
        let monday_in_london = "2026-07-05T23:00:00Z".parse().unwrap();
        assert!(!is_late(late_on_sunday, starts_at, 5, &[]));
        assert!(is_late(monday_in_london, starts_at, 5, &[]));
    }
}
