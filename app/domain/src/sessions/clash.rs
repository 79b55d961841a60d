//! Whether two things take place at the same time.

use chrono::{DateTime, Utc};

/// From when to when.
type Span = (DateTime<Utc>, DateTime<Utc>);

/// Whether two spans have a moment in common. What begins as the other ends is no clash.
pub fn overlap(one: Span, other: Span) -> bool {
    one.0 < other.1 && other.0 < one.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn span(from: u32, to: u32) -> Span {
        let at = |hour| Utc.with_ymd_and_hms(2026, 12, 1, hour, 0, 0).unwrap();
        (at(from), at(to))
    }

    #[test]
    fn what_begins_as_the_other_ends_is_no_clash() {
        assert!(!overlap(span(9, 12), span(12, 15)));
        assert!(!overlap(span(12, 15), span(9, 12)));
        assert!(overlap(span(9, 12), span(11, 15)));
        assert!(overlap(span(9, 17), span(11, 12)));
        assert!(overlap(span(11, 12), span(9, 17)));
    }
}
