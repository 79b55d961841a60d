//! How often somebody may guess before having to wait.
//!
//! Counted for each account name and for each address it comes from, in the database, so that several servers count
//! together. Nobody can lock an account for long: waiting grows, but ends.

use chrono::{DateTime, TimeDelta, Utc};

/// Wrong guesses counted for one name or one address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guessing {
    /// Wrong guesses since the last right one, or since they were forgotten.
    pub failures: u32,
    /// When the last one was.
    pub last_at: Option<DateTime<Utc>>,
}

/// That one has to wait before the next guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// When the next guess is taken.
    pub until: DateTime<Utc>,
}

/// Guesses that cost nothing.
pub const FREE: u32 = 5;
/// After so long without a guess the count begins anew.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(12);
/// The longest anyone waits.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

impl Guessing {
    /// Whether another guess is taken at `now`: five at once, then after 30 seconds, a minute, two, … up to fifteen
    /// minutes.
    ///
    /// # Errors
    /// [`Wait`] with the time of the next guess.
    pub fn may_guess(self, now: DateTime<Utc>) -> Result<(), Wait> {
        let Some(last_at) = self.last_at.filter(|_| !self.is_forgotten(now)) else {
            return Ok(());
        };
        if self.failures < FREE {
            return Ok(());
        }
        let doublings = (self.failures - FREE).min(10);
        let pause = (TimeDelta::seconds(30) * 2_i32.pow(doublings)).min(LONGEST_WAIT);
        let until = last_at + pause;
        if now < until {
            Err(Wait { until })
        } else {
            Ok(())
        }
    }

    /// The count after one more wrong guess.
    #[must_use]
    pub fn failed(self, now: DateTime<Utc>) -> Self {
        let before = if self.is_forgotten(now) {
            0
        } else {
            self.failures
        };
        Self {
            failures: before.saturating_add(1),
            last_at: Some(now),
        }
    }

    fn is_forgotten(self, now: DateTime<Utc>) -> bool {
        self.last_at.is_none_or(|last| now - last > FORGOTTEN_AFTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn noon() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap()
    }

    fn after(failures: u32) -> Guessing {
        (0..failures).fold(Guessing::default(), |count, _| count.failed(noon()))
    }

    #[test]
    fn five_slips_cost_nothing() {
        assert_eq!(after(4).may_guess(noon()), Ok(()));
    }

    #[test]
    fn then_waiting_doubles_and_never_exceeds_a_quarter_of_an_hour() {
        assert_eq!(
            after(5).may_guess(noon()),
            Err(Wait {
                until: noon() + TimeDelta::seconds(30)
            })
        );
        assert_eq!(
            after(6).may_guess(noon()),
            Err(Wait {
                until: noon() + TimeDelta::seconds(60)
            })
        );
        assert_eq!(
            after(500).may_guess(noon()),
            Err(Wait {
                until: noon() + TimeDelta::minutes(15)
            })
        );
        assert_eq!(
            after(500).may_guess(noon() + TimeDelta::minutes(15)),
            Ok(())
        );
    }

    #[test]
    fn after_half_a_day_the_count_begins_anew() {
        let next_day = noon() + TimeDelta::hours(13);
        assert_eq!(after(500).failed(next_day).failures, 1);
    }
}
