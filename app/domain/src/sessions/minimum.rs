//! How many have to come for a session to be worth while.

use chrono::{DateTime, TimeDelta, Utc};

/// Closing is near from so long before it.
pub const NEAR_CLOSING: TimeDelta = TimeDelta::days(7);

/// How many more have to book; 0 where there are enough, or where no minimum was set.
pub fn more_needed(minimum: u32, taken: u32) -> u32 {
    minimum.saturating_sub(taken)
}

/// Whether the organiser has to decide soon: booking closes within a week, or has closed, and too few have booked.
pub fn is_short_near_closing(
    (minimum, taken): (u32, u32),
    closes_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> bool {
    more_needed(minimum, taken) > 0 && closes_at <= now + NEAR_CLOSING
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn too_few_are_a_matter_for_the_organiser_from_a_week_before_closing() {
        let at = |day| Utc.with_ymd_and_hms(2026, 12, day, 9, 0, 0).unwrap();
        assert_eq!(more_needed(8, 5), 3);
        assert_eq!(more_needed(8, 9), 0);
        for (day, taken, is_short) in [(9, 5, false), (10, 5, true), (18, 5, true), (10, 8, false)]
        {
            let short = is_short_near_closing((8, taken), at(17), at(day));
            assert_eq!(short, is_short, "{day}, {taken}");
        }
        assert!(!is_short_near_closing((0, 0), at(17), at(16)));
    }
}
