//! Days and times as people in the United Kingdom mean them.
//!
//! Instants are UTC. A day is a civil date in London; this is the one place that knows the zone.

use crate::framework::Span;
use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc,
};
use chrono_tz::Europe::London;

/// The civil day in London at an instant.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&London).date_naive()
}

/// The day a span later. Months end on the same day of the month or, where there is none, on its last day, so that
/// 29 February and one year give 28 February.
pub fn after(day: NaiveDate, span: Span) -> NaiveDate {
    let later = match span {
        Span::Days(days) => day.checked_add_days(Days::new(days.into())),
        Span::Months(months) => day.checked_add_months(Months::new(months)),
    };
    later.unwrap_or(NaiveDate::MAX)
}

/// The day and time that clocks in London show.
pub fn clock(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&London).naive_local()
}

/// A day in words: "9 June 2026".
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A day in words with its day of the week, for what people plan: "Tuesday 9 June 2026".
pub fn weekday(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// A time of day in London: "10:42".
pub fn time(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&London);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// A time of day as people type it: `09:30`, `9.30`, `0930`, `9.30am`, `2pm`.
pub fn read_time(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim().to_lowercase().replace(['.', ' '], ":");
    let (clock, half) = match typed.strip_suffix("am") {
        Some(clock) => (clock, Some(0)),
        None => match typed.strip_suffix("pm") {
            Some(clock) => (clock, Some(12)),
            None => (typed.as_str(), None),
        },
    };
    let clock = clock.trim_end_matches(':');
    let (hour, minute) = match clock.split_once(':') {
        Some(parts) => parts,
        None if clock.len() == 4 => clock.split_at_checked(2)?,
        None if half.is_some() => (clock, "00"),
        None => return None,
    };
    if !clock.bytes().all(|c| c.is_ascii_digit() || c == b':') || minute.len() != 2 {
        return None;
    }
    let hour: u32 = hour.parse().ok()?;
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute.parse().ok()?, 0)
}

/// The hour in London.
pub fn hour(at: DateTime<Utc>) -> u32 {
    at.with_timezone(&London).hour()
}

/// The instant at which an hour of a day begins in London: the first where clocks show it twice, the next hour where
/// they leave it out.
pub fn at_hour(day: NaiveDate, hour: u32) -> DateTime<Utc> {
    let begins = |hour| {
        let naive = day.and_hms_opt(hour, 0, 0)?;
        naive.and_local_timezone(London).earliest()
    };
    let local = begins(hour).or_else(|| begins(hour + 1));
    local.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.to_utc())
}

/// The instant at which clocks in London show a time of a day: the first where they show it twice; none where they leave
/// it out.
pub fn at_time(day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = day.and_time(time).and_local_timezone(London);
    local.earliest().map(|at| at.to_utc())
}

/// A day and time in London: "9 June 2026 at 10:42".
pub fn moment(at: DateTime<Utc>) -> String {
    format!("{} at {}", day(day_of(at)), time(at))
}

/// A day as it is meant relative to another: "today", "tomorrow", "in 12 days", "3 months ago".
pub fn relative(day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    let size = days.abs();
    let months = (day.year() * 12 + day.month0().cast_signed()
        - today.year() * 12
        - today.month0().cast_signed())
    .abs();
    let amount = if size < 60 {
        format!("{size} days")
    } else {
        format!("{months} months")
    };
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        d if d > 0 => format!("in {amount}"),
        _ => format!("{amount} ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_time_is_read_as_people_type_it() {
        let is = |typed: &str, hour, minute| {
            assert_eq!(
                read_time(typed),
                NaiveTime::from_hms_opt(hour, minute, 0),
                "{typed}"
            );
        };
        for typed in ["09:30", "9.30", " 0930 ", "9:30am", "9.30 AM"] {
            is(typed, 9, 30);
        }
        is("2pm", 14, 0);
        is("2.15 pm", 14, 15);
        is("12am", 0, 0);
        is("12.05pm", 12, 5);
        for typed in [
            "",
            "9",
            "25:00",
            "9:3",
            "13pm",
            "0pm",
            "half past nine",
            "9:30:15",
            "é930",
        ] {
            assert_eq!(read_time(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_day_in_summer_begins_an_hour_before_utc_says_so() {
        let late = Utc.with_ymd_and_hms(2026, 6, 30, 23, 30, 0).unwrap();
        assert_eq!(day_of(late), date(2026, 7, 1));
        assert_eq!(time(late), "00:30");
    }

    #[test]
    fn both_clock_changes_of_2026_keep_their_days() {
        let before_spring = Utc.with_ymd_and_hms(2026, 3, 29, 0, 59, 0).unwrap();
        let after_spring = Utc.with_ymd_and_hms(2026, 3, 29, 1, 0, 0).unwrap();
        assert_eq!(
            (time(before_spring), time(after_spring)),
            ("00:59".into(), "02:00".into())
        );
        let first_half_past_one = Utc.with_ymd_and_hms(2026, 10, 25, 0, 30, 0).unwrap();
        let second_half_past_one = Utc.with_ymd_and_hms(2026, 10, 25, 1, 30, 0).unwrap();
        assert_eq!(time(first_half_past_one), time(second_half_past_one));
        assert_eq!(day_of(second_half_past_one), date(2026, 10, 25));
    }

    #[test]
    fn a_time_is_that_of_clocks_in_london_and_one_that_they_leave_out_is_none() {
        let half_past = |hour| NaiveTime::from_hms_opt(hour, 30, 0).unwrap();
        let at = |day, hour| at_time(day, half_past(hour)).map(|at| at.to_rfc3339());
        assert_eq!(
            at(date(2026, 7, 1), 9).as_deref(),
            Some("2026-07-01T08:30:00+00:00")
        );
        assert_eq!(
            at(date(2026, 10, 25), 1).as_deref(),
            Some("2026-10-25T00:30:00+00:00")
        );
        assert_eq!(at(date(2026, 3, 29), 1), None);
    }

    #[test]
    fn a_year_after_29_february_is_28_february() {
        assert_eq!(
            after(date(2028, 2, 29), Span::Months(12)),
            date(2029, 2, 28)
        );
        assert_eq!(after(date(2026, 8, 31), Span::Months(6)), date(2027, 2, 28));
        assert_eq!(after(date(2026, 8, 31), Span::Days(30)), date(2026, 9, 30));
    }

    #[test]
    fn days_near_today_are_said_as_people_say_them() {
        let today = date(2026, 11, 22);
        assert_eq!(relative(date(2026, 11, 23), today), "tomorrow");
        assert_eq!(relative(date(2026, 12, 22), today), "in 30 days");
        assert_eq!(relative(date(2026, 8, 22), today), "3 months ago");
    }
}
