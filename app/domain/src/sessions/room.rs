//! The code on the trainer's screen, by which people sign in to a part themselves.

use crate::{
    ids::SessionId,
    people::{normal_slip_code, slip_code},
};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The code changes after so many seconds.
const STEP: i64 = 30;

/// A code is taken while it is shown, and for so many steps more: whoever scans it may have to sign in first.
const STEPS_MORE: i64 = 3;

/// The code of a part, counted from 1, at an instant, as it is shown: "ACDE-3H7K". `secret` is the session's own.
pub fn room_code(secret: &[u8], place: (SessionId, usize), now: DateTime<Utc>) -> String {
    code_of(secret, place, now.timestamp().div_euclid(STEP))
}

/// Whether somebody typed a code of a part that is taken at an instant.
pub fn is_room_code(
    secret: &[u8],
    place: (SessionId, usize),
    typed: &str,
    now: DateTime<Utc>,
) -> bool {
    let step = now.timestamp().div_euclid(STEP);
    let typed = normal_slip_code(typed);
    (step - STEPS_MORE..=step).any(|step| normal_slip_code(&code_of(secret, place, step)) == typed)
}

/// After how many seconds the code changes.
pub fn changes_in(now: DateTime<Utc>) -> u32 {
    u32::try_from(STEP - now.timestamp().rem_euclid(STEP)).unwrap_or_default()
}

/// HMAC-SHA-256 over session, part and step, said in letters.
fn code_of(secret: &[u8], (session, part): (SessionId, usize), step: i64) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret).expect("a key of HMAC may have any length");
    mac.update(session.0.as_bytes());
    mac.update(&(part as u64).to_be_bytes());
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let mut numbers = digest
        .chunks_exact(2)
        .map(|two| usize::from(two[0]) << 8 | usize::from(two[1]));
    slip_code(|below| numbers.next().unwrap_or_default() % below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone};
    use uuid::Uuid;

    #[test]
    fn a_code_is_taken_for_two_minutes_at_most_and_in_its_own_room() {
        let place = (SessionId(Uuid::from_u128(1)), 1);
        let shown = Utc.with_ymd_and_hms(2026, 12, 14, 9, 30, 0).unwrap();
        let code = room_code(b"secret", place, shown);
        let is_taken = |seconds| {
            let then = shown + TimeDelta::seconds(seconds);
            is_room_code(b"secret", place, &code.to_lowercase(), then)
        };
        assert!(is_taken(0) && is_taken(29) && is_taken(119));
        assert!(!is_taken(-1) && !is_taken(120));
        assert_ne!(
            code,
            room_code(b"secret", place, shown + TimeDelta::seconds(30))
        );
        assert!(!is_room_code(b"secret", (place.0, 2), &code, shown));
        assert!(!is_room_code(b"another", place, &code, shown));
        let other = SessionId(Uuid::from_u128(2));
        assert!(!is_room_code(b"secret", (other, 1), &code, shown));
    }

    #[test]
    fn the_page_is_asked_for_again_when_the_code_changes() {
        let shown = Utc.with_ymd_and_hms(2026, 12, 14, 9, 30, 0).unwrap();
        assert_eq!(changes_in(shown), 30);
        assert_eq!(changes_in(shown + TimeDelta::seconds(29)), 1);
    }
}
