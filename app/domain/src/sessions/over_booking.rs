//! Taking more bookings than there are seats, because some people do not come.

/// The most that may be added, in per cent.
pub const MOST_OVER: u32 = 30;

/// What is suggested where over-booking is wanted, in per cent.
pub const SUGGESTED_OVER: u32 = 10;

/// Marks that are needed before anything is said of who does not come.
const ENOUGH_MARKS: u32 = 20;

/// How many places may be taken of so many seats; a part of a place is none.
pub fn places_of(seats: u32, over_percent: u32) -> u32 {
    seats + seats * over_percent.min(MOST_OVER) / 100
}

/// How many of those whom registers marked did not come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoShows {
    /// How many were marked.
    pub marked: u32,
    /// How many of them did not come.
    pub missed: u32,
}

impl NoShows {
    /// How many of so many bookings will come if it goes on like that, rounded; none as long as too few were marked.
    pub fn forecast(self, booked: u32) -> Option<u32> {
        let come = self.marked.checked_sub(self.missed)?;
        (self.marked >= ENOUGH_MARKS).then(|| (booked * come + self.marked / 2) / self.marked)
    }

    /// How many did not come, in per cent, rounded.
    pub fn percent(self) -> u32 {
        let marked = self.marked.max(1);
        (self.missed * 100 + marked / 2) / marked
    }

    /// How many more have to be marked before there is a forecast.
    pub fn still_needed(self) -> u32 {
        ENOUGH_MARKS.saturating_sub(self.marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_per_cent_of_twenty_seats_are_two_places_more_and_of_nine_none() {
        for (seats, percent, places) in [(20, 10, 22), (9, 10, 9), (20, 0, 20), (20, 99, 26)] {
            assert_eq!(places_of(seats, percent), places, "{seats}, {percent}");
        }
    }

    #[test]
    fn nothing_is_forecast_before_twenty_people_were_marked() {
        let few = NoShows {
            marked: 19,
            missed: 4,
        };
        assert_eq!((few.forecast(22), few.still_needed()), (None, 1));
        let enough = NoShows {
            marked: 80,
            missed: 12,
        };
        assert_eq!(enough.percent(), 15);
        assert_eq!(enough.forecast(22), Some(19));
        assert_eq!(enough.still_needed(), 0);
    }

    proptest::proptest! {
        /// Never fewer places than seats, and never more than the most that may be added.
        #[test]
        fn places_are_between_the_seats_and_the_most(seats in 1_u32..2000, percent in 0_u32..200) {
            let places = places_of(seats, percent);
            proptest::prop_assert!(places >= seats && places * 100 <= seats * (100 + MOST_OVER));
        }
    }
}
