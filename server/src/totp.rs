//! The second factor: six digits from an app, new every thirty seconds (RFC 6238), and recovery codes.

use chrono::{DateTime, Utc};
use std::fmt::Write as _;
use store::Ids;
use totp_rs::{Builder, Secret, Totp};

/// Letters and digits that nobody mixes up.
const CLEAR: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Recovery codes given out together.
const RECOVERY_CODES: usize = 10;

fn totp(secret: &[u8]) -> Totp {
    Builder::new()
        .with_secret(secret.to_vec())
        .build_noncompliant()
}

/// The time step whose code this is, at an instant, give or take one step for slow clocks.
pub fn step_of(secret: &[u8], typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    let step = is_code
        .then(|| totp(secret).check(&code, seconds(now)))
        .flatten()?;
    i64::try_from(step).ok()
}

/// The code of an instant. For tests and the demo.
pub fn code_at(secret: &[u8], now: DateTime<Utc>) -> String {
    totp(secret).generate(seconds(now)).to_string()
}

fn seconds(now: DateTime<Utc>) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or_default()
}

/// A new secret.
pub fn new_secret(ids: &Ids) -> Vec<u8> {
    ids.bytes::<20>().to_vec()
}

/// The secret as people type it into an app, in groups of four.
pub fn in_letters(secret: &[u8]) -> String {
    let letters = Secret::from(secret).to_base32();
    letters
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The address that apps read from a QR code.
pub fn address(secret: &[u8], account: &str) -> String {
    let account: String = account.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b".-_@".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    });
    format!(
        "otpauth://totp/Cascade:{account}?secret={}&issuer=Cascade",
        Secret::from(secret).to_base32()
    )
}

/// New recovery codes, such as `K7QM-3XPA`.
pub fn recovery_codes(ids: &Ids) -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| clear_code(ids)).collect()
}

/// Eight letters and digits that nobody mixes up, in two groups.
pub fn clear_code(ids: &Ids) -> String {
    let letters: String = (0..8)
        .map(|_| char::from(CLEAR[ids.below(CLEAR.len())]))
        .collect();
    format!("{}-{}", &letters[..4], &letters[4..])
}

/// A code as it was given out, whatever was typed: capitals, in two groups.
pub fn as_given(typed: &str) -> String {
    let letters: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_uppercase();
    match letters.len() {
        8 => format!("{}-{}", &letters[..4], &letters[4..]),
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone};

    #[test]
    fn the_code_of_now_and_its_neighbours_are_taken_and_no_others() {
        let secret = [7; 20];
        let now = Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 10).unwrap();
        let step = |seconds| {
            step_of(
                &secret,
                &code_at(&secret, now + TimeDelta::seconds(seconds)),
                now,
            )
        };
        assert_eq!(step(0), Some(now.timestamp() / 30));
        assert_eq!(step(-30), Some(now.timestamp() / 30 - 1));
        assert_eq!((step(90), step(-90)), (None, None));
        assert_eq!(step_of(&secret, "abcdef", now), None);
    }

    #[test]
    fn the_code_is_that_of_rfc_6238() {
        let secret = b"12345678901234567890";
        assert_eq!(
            code_at(secret, DateTime::from_timestamp(59, 0).unwrap()),
            "287082"
        );
        assert_eq!(
            code_at(secret, DateTime::from_timestamp(1_111_111_109, 0).unwrap()),
            "081804"
        );
    }

    #[test]
    fn a_recovery_code_may_be_typed_in_any_way() {
        assert_eq!(as_given(" k7qm 3xpa"), "K7QM-3XPA");
        assert_eq!(as_given("K7QM-3XPA"), "K7QM-3XPA");
    }
}
