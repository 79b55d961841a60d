//! What anyone who checks a certificate is told.

use chrono::NaiveDate;

/// The state of a certificate on the day it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Issued, and valid for ever or until a day to come.
    Valid {
        /// The last day.
        until: Option<NaiveDate>,
    },
    /// Valid until a day that has passed.
    Expired {
        /// The last day on which it was valid.
        on: NaiveDate,
    },
    /// A later revision under the same number has taken its place.
    Replaced {
        /// The day of the later revision.
        on: NaiveDate,
    },
    /// Withdrawn by the board.
    Revoked {
        /// The day.
        on: NaiveDate,
    },
}

/// The status on a day: revoked before replaced, replaced before expired.
pub fn status(
    valid_until: Option<NaiveDate>,
    replaced_on: Option<NaiveDate>,
    revoked_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Status {
    match (revoked_on, replaced_on, valid_until) {
        (Some(on), _, _) => Status::Revoked { on },
        (None, Some(on), _) => Status::Replaced { on },
        (None, None, Some(until)) if until < today => Status::Expired { on: until },
        (None, None, until) => Status::Valid { until },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_certificate_is_valid_to_the_end_of_its_last_day() {
        let on = |today: &str| status(Some(day("2029-11-22")), None, None, today.parse().unwrap());
        assert_eq!(
            on("2029-11-22"),
            Status::Valid {
                until: Some(day("2029-11-22"))
            }
        );
        assert_eq!(
            on("2029-11-23"),
            Status::Expired {
                on: day("2029-11-22")
            }
        );
    }

    #[test]
    fn what_is_revoked_stays_revoked_even_when_replaced_and_expired() {
        let today = "2030-01-01".parse().unwrap();
        let revoked = status(
            Some(day("2029-11-22")),
            Some(day("2027-01-01")),
            Some(day("2027-02-01")),
            today,
        );
        assert_eq!(
            revoked,
            Status::Revoked {
                on: "2027-02-01".parse().unwrap()
            }
        );
        let replaced = status(
            Some(day("2029-11-22")),
            Some(day("2027-01-01")),
            None,
            today,
        );
        assert_eq!(
            replaced,
            Status::Replaced {
                on: "2027-01-01".parse().unwrap()
            }
        );
    }
}
