//! When whoever holds a place is reminded of the session.

use crate::calendar::{at_hour, day_of, hour};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// So many days before a session. The reminder of five days before holds the joining instructions.
pub const REMINDED: [u32; 3] = [14, 5, 1];

/// From this hour of the day on.
const FROM_HOUR: u32 = 8;

/// The instant from which on a reminder so many days before a session is due. Whoever has taken the place later is not
/// reminded: they have just been told all of it.
pub fn point(starts_at: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    let day = day_of(starts_at).checked_sub_days(Days::new(days.into()));
    at_hour(day.unwrap_or(NaiveDate::MIN), FROM_HOUR)
}

/// The reminders so many days before are due for every session that begins before this instant.
pub fn begins_before(now: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    let has_begun = u64::from(hour(now) >= FROM_HOUR);
    let day = day_of(now).checked_add_days(Days::new(u64::from(days) + has_begun));
    at_hour(day.unwrap_or(NaiveDate::MAX), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_reminder_is_due_from_eight_in_the_morning_of_its_day() {
        let session = at("2026-12-14T09:30:00Z");
        assert_eq!(point(session, 14), at("2026-11-30T08:00:00Z"));
        assert_eq!(point(session, 1), at("2026-12-13T08:00:00Z"));
    }

    #[test]
    fn what_is_due_at_its_point_is_due_to_the_second() {
        let sessions = [
            "2026-03-30T08:30:00Z",
            "2026-10-26T23:30:00Z",
            "2026-07-01T00:00:00Z",
        ];
        for session in sessions.map(at) {
            for days in REMINDED {
                let point = point(session, days);
                let before = point - chrono::TimeDelta::seconds(1);
                assert!(session < begins_before(point, days), "{session} {days}");
                assert!(session >= begins_before(before, days), "{session} {days}");
            }
        }
    }
}
