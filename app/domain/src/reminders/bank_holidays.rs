//! The bank holidays of England and Wales, as they follow from the calendar.
//!
//! A day proclaimed once, such as for a coronation, follows from nothing: an administrator adds it.

use crate::calendar;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use thiserror::Error;

/// Why a day is not added to the bank holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoHoliday {
    /// It has passed.
    #[error("The day must be today or in the future")]
    Past,
    /// The calendar says so already.
    #[error("{} is a bank holiday already", calendar::day(*day))]
    Already {
        /// The day.
        day: NaiveDate,
    },
}

/// Whether a day may be added as proclaimed once.
///
/// # Errors
/// [`NoHoliday`] with the reason.
pub fn may_add(day: NaiveDate, today: NaiveDate) -> Result<(), NoHoliday> {
    if day < today {
        Err(NoHoliday::Past)
    } else if is_bank_holiday(day) {
        Err(NoHoliday::Already { day })
    } else {
        Ok(())
    }
}

/// Whether a day is a bank holiday in England and Wales.
pub fn is_bank_holiday(day: NaiveDate) -> bool {
    is_by_the_weekday(day) || is_of_easter(day) || is_of_christmas(day) || is_of_new_year(day)
}

/// Early May, spring and summer: the first or the last Monday of a month.
fn is_by_the_weekday(day: NaiveDate) -> bool {
    let is_first = day.day() <= 7;
    let is_last = day.day() > 24;
    day.weekday() == Weekday::Mon
        && match day.month() {
            5 => is_first || is_last,
            8 => is_last,
            _ => false,
        }
}

/// Good Friday and Easter Monday.
fn is_of_easter(day: NaiveDate) -> bool {
    easter(day.year()).is_some_and(|easter| {
        let from = (day - easter).num_days();
        from == -2 || from == 1
    })
}

/// Christmas Day and Boxing Day; where they fall on a weekend, the next days that are free.
fn is_of_christmas(day: NaiveDate) -> bool {
    let Some(christmas) = NaiveDate::from_ymd_opt(day.year(), 12, 25) else {
        return false;
    };
    let kept = match christmas.weekday() {
        Weekday::Fri => [25, 28],
        Weekday::Sat => [27, 28],
        Weekday::Sun => [26, 27],
        _ => [25, 26],
    };
    day.month() == 12 && kept.contains(&day.day())
}

/// New Year's Day; where it falls on a weekend, the Monday after.
fn is_of_new_year(day: NaiveDate) -> bool {
    let Some(first) = NaiveDate::from_ymd_opt(day.year(), 1, 1) else {
        return false;
    };
    let later = match first.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    first.checked_add_days(Days::new(later)) == Some(day)
}

/// Easter Sunday of the Gregorian calendar, by the computation that has no exceptions.
fn easter(year: i32) -> Option<NaiveDate> {
    let (century, of_century, golden) = (year / 100, year % 100, year % 19);
    let corrected = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - corrected + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let counted = moon + weekday - 7 * late + 114;
    let (month, day) = (counted / 31, counted % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}
