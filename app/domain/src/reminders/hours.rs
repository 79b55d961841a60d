//! When a reminder may go out: on working days, by day.

use super::is_bank_holiday;
use crate::calendar::{at_hour, day_of, hour};
use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

/// From this hour in London.
const OPENS: u32 = 8;

/// Until this hour.
const CLOSES: u32 = 18;

/// Whether reminders may go out at an instant. `proclaimed` are bank holidays that follow from no calendar.
pub fn is_open(now: DateTime<Utc>, proclaimed: &[NaiveDate]) -> bool {
    is_working_day(day_of(now), proclaimed) && (OPENS..CLOSES).contains(&hour(now))
}

/// The instant itself if reminders may go out then, or else the next at which they may.
pub fn next_opening(now: DateTime<Utc>, proclaimed: &[NaiveDate]) -> DateTime<Utc> {
    if is_open(now, proclaimed) {
        return now;
    }
    let today = day_of(now);
    let is_over = hour(now) >= OPENS;
    let mut days = today.iter_days().skip(usize::from(is_over));
    let working = days.find(|day| is_working_day(*day, proclaimed));
    at_hour(working.unwrap_or(today), OPENS)
}

/// Whether people work on a day: no weekend, and no bank holiday.
pub fn is_working_day(day: NaiveDate, proclaimed: &[NaiveDate]) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !is_weekend && !is_bank_holiday(day) && !proclaimed.contains(&day)
}
