//! Who had booked and who came: kept apart.

use crate::sessions::State;
use chrono::{DateTime, Utc};
use std::ops::AddAssign;

/// What became of one booking, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookingFact {
    /// How it stands.
    pub state: State,
    /// Whether somebody else than its holder has ended it.
    pub by_other: bool,
    /// Whether its holder came without having booked.
    pub is_walk_in: bool,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it ended, if it has before the session.
    pub ended_at: Option<DateTime<Utc>>,
}

/// How many had booked and how many came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Held a place when the session began, or hold one now.
    pub booked: usize,
    /// Attended all of it.
    pub attended: usize,
    /// Were there for some of it.
    pub in_part: usize,
    /// Of those who were there, came without having booked.
    pub unscheduled: usize,
    /// Were excused.
    pub excused: usize,
    /// Did not come.
    pub no_shows: usize,
    /// Gave their place up in time, let a colleague have it, moved to another date, or left the waiting list.
    pub in_time: usize,
    /// Gave their place up late.
    pub late: usize,
    /// Bookings that somebody else has ended: the organiser, or a line manager, who may also have declined them.
    pub by_others: usize,
    /// Places that were offered and not taken, held for an answer of a line manager that did not come, or released because
    /// what comes first was missed.
    pub passed_on: usize,
    /// Most who waited at once.
    pub peak: usize,
}

impl Turnout {
    /// Of the bookings of a session with so many places.
    pub fn of(places: usize, bookings: &[BookingFact]) -> Self {
        let mut turnout = Self {
            peak: peak(places, bookings),
            ..Self::default()
        };
        for booking in bookings {
            turnout.count(*booking);
        }
        turnout
    }

    fn count(&mut self, booking: BookingFact) {
        let is_kept = booking.state.run_out().is_some();
        let has_place = booking.state.takes_place() && !is_kept;
        if booking.is_walk_in {
            self.unscheduled += usize::from(has_place);
        } else {
            self.booked += usize::from(has_place);
        }
        let place = match booking.state {
            State::Attended | State::Late => &mut self.attended,
            State::LeftEarly | State::Part => &mut self.in_part,
            State::Excused => &mut self.excused,
            State::NoShow => &mut self.no_shows,
            State::SessionCancelled | State::NotApproved => &mut self.by_others,
            State::Cancelled | State::CancelledLate | State::Substituted | State::Transferred
                if booking.by_other =>
            {
                &mut self.by_others
            }
            State::Cancelled | State::Substituted | State::Transferred => &mut self.in_time,
            State::CancelledLate => &mut self.late,
            State::Declined | State::Lapsed | State::Unanswered | State::Released => {
                &mut self.passed_on
            }
            State::Waiting | State::Offered | State::ToApprove | State::Booked => return,
        };
        *place += 1;
    }

    /// Those who were there for all or some of it.
    pub fn came(self) -> usize {
        self.attended + self.in_part
    }
}

/// A sum over sessions; the most who waited at once is that of the fullest.
impl AddAssign for Turnout {
    fn add_assign(&mut self, other: Self) {
        self.booked += other.booked;
        self.attended += other.attended;
        self.in_part += other.in_part;
        self.unscheduled += other.unscheduled;
        self.excused += other.excused;
        self.no_shows += other.no_shows;
        self.in_time += other.in_time;
        self.late += other.late;
        self.by_others += other.by_others;
        self.passed_on += other.passed_on;
        self.peak = self.peak.max(other.peak);
    }
}

/// Most who waited at once: the bookings that were open at an instant, beyond the places. A free place goes to the first
/// who waits, so that nobody waits before all are taken.
fn peak(places: usize, bookings: &[BookingFact]) -> usize {
    let booked = || bookings.iter().filter(|booking| !booking.is_walk_in);
    let asked = booked().map(|booking| (booking.asked_at, true));
    let ended = booked().filter_map(|booking| booking.ended_at);
    let mut events: Vec<(DateTime<Utc>, bool)> = asked.chain(ended.map(|at| (at, false))).collect();
    // What ends at an instant makes room for who asks at it.
    events.sort_unstable();
    let (mut open, mut most) = (0usize, 0);
    for (_, asks) in events {
        open = if asks {
            open + 1
        } else {
            open.saturating_sub(1)
        };
        most = most.max(open);
    }
    most.saturating_sub(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone};
    use proptest::prelude::*;

    fn at(hour: i64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 10, 1, 9, 0, 0).unwrap() + TimeDelta::hours(hour)
    }

    fn booking(state: State, asked: i64, ended: Option<i64>) -> BookingFact {
        BookingFact {
            state,
            by_other: false,
            is_walk_in: false,
            asked_at: at(asked),
            ended_at: ended.map(at),
        }
    }

    #[test]
    fn booked_and_trained_are_kept_apart() {
        let by_other = BookingFact {
            by_other: true,
            ..booking(State::Cancelled, 1, Some(2))
        };
        let bookings = [
            booking(State::Attended, 1, None),
            booking(State::Late, 1, None),
            booking(State::LeftEarly, 1, None),
            booking(State::NoShow, 1, None),
            booking(State::Excused, 1, None),
            booking(State::Booked, 1, None),
            booking(State::Cancelled, 1, Some(2)),
            booking(State::CancelledLate, 1, Some(2)),
            booking(State::Lapsed, 1, Some(2)),
            booking(State::Waiting, 1, None),
            by_other,
        ];
        let turnout = Turnout::of(20, &bookings);
        assert_eq!((turnout.booked, turnout.attended), (6, 2));
        assert_eq!((turnout.in_part, turnout.came()), (1, 3));
        assert_eq!((turnout.no_shows, turnout.excused), (1, 1));
        assert_eq!((turnout.in_time, turnout.late), (1, 1));
        assert_eq!((turnout.by_others, turnout.passed_on), (1, 1));
    }

    #[test]
    fn a_place_that_a_colleague_has_counts_once_and_one_nobody_agreed_to_is_not_booked() {
        let by_lead = BookingFact {
            by_other: true,
            ..booking(State::Transferred, 1, Some(2))
        };
        let bookings = [
            booking(State::Substituted, 1, Some(2)),
            booking(State::Booked, 2, None),
            booking(State::Transferred, 1, Some(2)),
            by_lead,
            booking(State::ToApprove, 1, None),
            booking(State::NotApproved, 1, Some(2)),
            booking(State::Unanswered, 1, Some(2)),
        ];
        let turnout = Turnout::of(20, &bookings);
        assert_eq!((turnout.booked, turnout.in_time), (1, 2));
        assert_eq!((turnout.by_others, turnout.passed_on), (2, 1));
    }

    #[test]
    fn who_comes_without_having_booked_is_trained_and_was_not_booked() {
        let walk_in = BookingFact {
            is_walk_in: true,
            ..booking(State::Attended, 1, None)
        };
        let turnout = Turnout::of(1, &[walk_in, booking(State::Attended, 1, None)]);
        assert_eq!((turnout.booked, turnout.unscheduled), (1, 1));
        assert_eq!((turnout.came(), turnout.peak), (2, 0));
    }

    #[test]
    fn the_peak_is_the_most_who_waited_at_once() {
        let bookings = [
            booking(State::Cancelled, 1, Some(4)),
            booking(State::Attended, 2, None),
            booking(State::Attended, 3, None),
            booking(State::Waiting, 4, None),
        ];
        assert_eq!(Turnout::of(1, &bookings).peak, 2);
        assert_eq!(Turnout::of(2, &bookings).peak, 1);
        assert_eq!(Turnout::of(9, &bookings).peak, 0);
    }

    proptest! {
        /// However people ask and give up, no more waited at once than asked beyond the places.
        #[test]
        fn nobody_waits_before_all_places_are_taken(asks in prop::collection::vec((0i64..50, prop::option::of(0i64..50)), 0..40), places in 0usize..20) {
            let bookings: Vec<_> = asks
                .iter()
                .map(|(asked, held)| booking(State::Booked, *asked, held.map(|held| asked + held)))
                .collect();
            let peak = Turnout::of(places, &bookings).peak;
            prop_assert!(peak <= bookings.len().saturating_sub(places));
        }
    }
}
