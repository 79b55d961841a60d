//! On what terms a session is booked.

use super::BookingRefusal;
use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

/// Working days of notice, unless the session says otherwise.
pub const NOTICE_DAYS: u32 = 5;

/// How long an offer holds when there is time enough.
const OFFER: TimeDelta = TimeDelta::hours(24);

/// How long a place is held for somebody whose line manager has to agree.
const APPROVAL: TimeDelta = TimeDelta::days(3);

/// How long an offer holds at least, unless booking closes before.
const SHORTEST_OFFER: TimeDelta = TimeDelta::hours(1);

/// On what terms a session is booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How many may come.
    pub places: u32,
    /// Places kept for some of them.
    pub reserved: Option<Reserved>,
    /// When booking opens.
    pub opens_at: DateTime<Utc>,
    /// When booking closes.
    pub closes_at: DateTime<Utc>,
    /// When the session begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Working days of notice for giving a place up.
    pub notice_days: u32,
    /// Whether it has been cancelled.
    pub is_cancelled: bool,
}

/// Places kept for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reserved {
    /// How many.
    pub places: u32,
    /// From when on they are for everybody.
    pub until: DateTime<Utc>,
}

/// Why a session cannot be had on such terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TermsRefusal {
    /// More people hold a place than there would be.
    #[error(
        "{taken} people hold a place. Keep at least {taken} places, or say whose booking ends: nobody is dropped unasked"
    )]
    Surplus {
        /// How many hold a place.
        taken: u32,
    },
    /// It has begun.
    #[error("The session has begun, so its dates and places can no longer be changed")]
    Begun,
    /// It has ended.
    #[error("The session is over, so it can no longer be cancelled")]
    Over,
    /// It has been cancelled.
    #[error("The session has been cancelled")]
    Cancelled,
    /// Somebody else has changed it since it was looked at.
    #[error("The session has been changed meanwhile")]
    Meanwhile,
}

impl Terms {
    /// Whether booking is open at an instant.
    ///
    /// # Errors
    /// The first [`BookingRefusal`] that applies, from the most final to the one that passes.
    pub fn may_book(&self, now: DateTime<Utc>) -> Result<(), BookingRefusal> {
        if self.is_cancelled {
            Err(BookingRefusal::SessionCancelled)
        } else if now >= self.closes_at {
            Err(BookingRefusal::Closed { at: self.closes_at })
        } else if now < self.opens_at {
            Err(BookingRefusal::NotYetOpen { at: self.opens_at })
        } else {
            Ok(())
        }
    }

    /// Until when a place offered now is kept: for a day; nearer to closing for half of the time left, so that the next
    /// in line has a turn too; and never beyond closing.
    pub fn offer_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let half = (self.closes_at - now) / 2;
        let holds = OFFER.min(half).max(SHORTEST_OFFER);
        (now + holds).min(self.closes_at)
    }

    /// Until when a place taken now is held for an answer of the line manager: for three days, and never beyond the start.
    pub fn approve_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        (now + APPROVAL).min(self.starts_at)
    }

    /// Places kept for some at an instant.
    pub fn reserved_at(&self, now: DateTime<Utc>) -> u32 {
        let kept = self.reserved.filter(|reserved| now < reserved.until);
        kept.map_or(0, |reserved| reserved.places.min(self.places))
    }

    /// Whether the whole session may be cancelled: until it has ended.
    ///
    /// # Errors
    /// [`TermsRefusal`] with the reason.
    pub fn may_be_cancelled(&self, now: DateTime<Utc>) -> Result<(), TermsRefusal> {
        if self.is_cancelled {
            Err(TermsRefusal::Cancelled)
        } else if now >= self.ends_at {
            Err(TermsRefusal::Over)
        } else {
            Ok(())
        }
    }

    /// Whether it may be changed to other terms.
    ///
    /// # Errors
    /// [`TermsRefusal`] with the reason.
    pub fn may_become(
        &self,
        after: &Self,
        taken: u32,
        now: DateTime<Utc>,
    ) -> Result<(), TermsRefusal> {
        if self.is_cancelled {
            Err(TermsRefusal::Cancelled)
        } else if now >= self.starts_at {
            Err(TermsRefusal::Begun)
        } else if after.places < taken {
            Err(TermsRefusal::Surplus { taken })
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(day: u32, hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 12, day, hour, 0, 0).unwrap()
    }

    fn terms() -> Terms {
        Terms {
            places: 10,
            reserved: Some(Reserved {
                places: 4,
                until: at(8, 0),
            }),
            opens_at: at(1, 9),
            closes_at: at(10, 9),
            starts_at: at(11, 9),
            ends_at: at(11, 12),
            notice_days: NOTICE_DAYS,
            is_cancelled: false,
        }
    }

    #[test]
    fn booking_opens_and_closes_at_its_instants() {
        let terms = terms();
        assert_eq!(
            terms.may_book(at(1, 8)),
            Err(BookingRefusal::NotYetOpen { at: at(1, 9) })
        );
        assert_eq!(terms.may_book(at(1, 9)), Ok(()));
        assert_eq!(
            terms.may_book(at(10, 9)),
            Err(BookingRefusal::Closed { at: at(10, 9) })
        );
    }

    #[test]
    fn an_offer_holds_for_a_day_less_near_the_end_and_never_beyond_closing() {
        let terms = terms();
        assert_eq!(terms.offer_until(at(2, 9)), at(3, 9));
        assert_eq!(terms.offer_until(at(9, 21)), at(10, 3));
        assert_eq!(terms.offer_until(at(10, 8)), at(10, 9));
        let late = at(10, 8) + TimeDelta::minutes(30);
        assert_eq!(terms.offer_until(late), at(10, 9));
    }

    #[test]
    fn an_answer_is_waited_for_three_days_and_never_beyond_the_start() {
        assert_eq!(terms().approve_until(at(2, 9)), at(5, 9));
        assert_eq!(terms().approve_until(at(10, 8)), at(11, 9));
    }

    #[test]
    fn reserved_places_are_for_everybody_from_their_day_on() {
        assert_eq!(terms().reserved_at(at(7, 23)), 4);
        assert_eq!(terms().reserved_at(at(8, 0)), 0);
    }

    #[test]
    fn places_are_never_cut_below_those_who_hold_one() {
        let fewer = Terms {
            places: 6,
            ..terms()
        };
        assert_eq!(
            terms().may_become(&fewer, 7, at(2, 9)),
            Err(TermsRefusal::Surplus { taken: 7 })
        );
        assert_eq!(terms().may_become(&fewer, 6, at(2, 9)), Ok(()));
        assert_eq!(
            terms().may_become(&fewer, 0, at(11, 9)),
            Err(TermsRefusal::Begun)
        );
    }
}
