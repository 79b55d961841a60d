//! How much of a course has to be attended: a share of its parts, of which some may be made up at another session.

use super::{Mark, has_attended};
use crate::ids::BookingId;
use chrono::{DateTime, Months, Utc};
use serde::Serialize;

/// A part is made up within so many months of the session at which it was missed.
const MADE_UP_WITHIN: Months = Months::new(12);

/// A share of the parts of a session, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Share(u8);

impl Share {
    /// All parts.
    pub const ALL: Self = Self(100);

    /// A share of so many per cent; none when that is nothing, or more than all.
    pub fn new(percent: u8) -> Option<Self> {
        (1..=100).contains(&percent).then_some(Self(percent))
    }

    /// So many per cent.
    pub fn percent(self) -> u8 {
        self.0
    }

    /// How many of so many parts have to be attended: never less than the share, and one at least.
    pub fn of(self, parts: usize) -> usize {
        (parts * usize::from(self.0)).div_ceil(100).max(1)
    }
}

/// What somebody attended of a course at one of its sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The booking of that session.
    pub booking: BookingId,
    /// When the session begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// How much of it has to be attended.
    pub share: Share,
    /// The latest mark of each part.
    pub marks: Vec<Option<Mark>>,
}

impl Sitting {
    /// The parts that count as attended, at this sitting or at others.
    fn with<'a>(&self, others: impl Iterator<Item = &'a Self>) -> Vec<Option<Mark>> {
        let mut marks = self.marks.clone();
        for other in others.filter(|other| other.makes_up(self)) {
            for (mark, made_up) in marks.iter_mut().zip(&other.marks) {
                if !mark.is_some_and(Mark::counts) && made_up.is_some_and(Mark::counts) {
                    *mark = *made_up;
                }
            }
        }
        marks
    }

    /// Whether parts of the one can be made up at the other: both have the same number of parts, and lie within a year.
    fn makes_up(&self, other: &Self) -> bool {
        let (first, last) = if self.ends_at <= other.ends_at {
            (self, other)
        } else {
            (other, self)
        };
        let is_in_time = last.starts_at <= made_up_until(first.ends_at);
        self.marks.len() == other.marks.len() && is_in_time
    }

    fn attends_any(&self) -> bool {
        self.marks.iter().flatten().any(|mark| mark.counts())
    }
}

/// Until when a session begins at which a part of one that ended at an instant can be made up.
pub fn made_up_until(ended_at: DateTime<Utc>) -> DateTime<Utc> {
    let until = ended_at.checked_add_months(MADE_UP_WITHIN);
    until.unwrap_or(ended_at)
}

/// The bookings by which somebody has completed a course, of all their sittings of it. In the order of the sessions, a
/// sitting completes the course alone, or with the parts attended at earlier ones that have completed nothing yet. No part
/// counts twice.
pub fn completing(sittings: &[Sitting]) -> Vec<BookingId> {
    let mut in_order: Vec<&Sitting> = sittings.iter().filter(|one| one.attends_any()).collect();
    in_order.sort_by_key(|one| (one.ends_at, one.booking));
    let (mut open, mut completed) = (Vec::new(), Vec::new());
    for sitting in in_order {
        if has_attended(sitting.share, &sitting.with(open.iter().copied())) {
            completed.push(sitting.booking);
            open.clear();
        } else {
            open.push(sitting);
        }
    }
    completed
}

/// The parts that somebody missed at one of their sittings, counted from 1, and has made up at no other; none once the share
/// has been attended. What has not been marked is not missed yet.
pub fn missed(sittings: &[Sitting], booking: BookingId) -> Vec<usize> {
    let Some(own) = sittings.iter().find(|one| one.booking == booking) else {
        return Vec::new();
    };
    let marks = own.with(sittings.iter().filter(|one| one.booking != booking));
    if has_attended(own.share, &marks) {
        return Vec::new();
    }
    let is_missed = |mark: &Option<Mark>| mark.is_some_and(|mark| !mark.counts());
    let numbered = (1..).zip(&marks);
    let missed = numbered.filter(|(_, mark)| is_missed(mark));
    missed.map(|(part, _)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone};
    use proptest::prelude::*;
    use uuid::Uuid;

    const THERE: Option<Mark> = Some(Mark::Attended);
    const AWAY: Option<Mark> = Some(Mark::NoShow);

    fn sitting(number: u32, marks: &[Option<Mark>]) -> Sitting {
        let first = Utc.with_ymd_and_hms(2026, 12, 14, 9, 30, 0).unwrap();
        let starts_at = first + TimeDelta::days(30 * i64::from(number));
        Sitting {
            booking: BookingId(Uuid::from_u128(number.into())),
            starts_at,
            ends_at: starts_at + TimeDelta::hours(3),
            share: Share::ALL,
            marks: marks.to_vec(),
        }
    }

    fn booking(number: u128) -> BookingId {
        BookingId(Uuid::from_u128(number))
    }

    #[test]
    fn a_share_is_rounded_up_to_whole_parts() {
        let share = |percent| Share::new(percent).unwrap();
        assert_eq!(share(80).of(5), 4);
        assert_eq!(share(80).of(3), 3);
        assert_eq!(share(50).of(2), 1);
        assert_eq!(share(1).of(3), 1);
        assert_eq!(Share::ALL.of(3), 3);
        assert_eq!((Share::new(0), Share::new(101)), (None, None));
    }

    #[test]
    fn a_missing_part_is_made_up_at_another_session() {
        let missed_two = sitting(0, &[THERE, AWAY]);
        let only_two = sitting(1, &[None, Some(Mark::Late)]);
        let both = [missed_two.clone(), only_two];
        assert_eq!(completing(&both[..1]), []);
        assert_eq!(missed(&both[..1], booking(0)), [2]);
        assert_eq!(completing(&both), [booking(1)]);
        assert!(missed(&both, booking(0)).is_empty());
        // Not the same part, not a session cut otherwise, not after a year.
        for other in [
            sitting(1, &[THERE, AWAY]),
            sitting(1, &[AWAY, THERE, AWAY]),
            sitting(13, &[AWAY, THERE]),
        ] {
            let both = [missed_two.clone(), other];
            assert_eq!(completing(&both), [], "{both:?}");
            assert_eq!(missed(&both, booking(0)), [2], "{both:?}");
        }
    }

    #[test]
    fn nothing_is_missed_before_it_has_been_marked() {
        assert!(missed(&[sitting(0, &[THERE, None])], booking(0)).is_empty());
    }

    fn marks() -> impl Strategy<Value = Vec<Option<Mark>>> {
        let mark = prop_oneof![
            Just(None),
            proptest::sample::select(Mark::ALL.as_slice()).prop_map(Some),
        ];
        proptest::collection::vec(mark, 3)
    }

    fn sittings() -> impl Strategy<Value = Vec<Sitting>> {
        let numbered = |all: Vec<Vec<Option<Mark>>>| {
            let numbered = (0..).zip(all);
            numbered.map(|(n, marks)| sitting(n, &marks)).collect()
        };
        proptest::collection::vec(marks(), 1..6).prop_map(numbered)
    }

    fn counting(sittings: &[Sitting]) -> usize {
        let marks = sittings.iter().flat_map(|one| &one.marks).flatten();
        marks.filter(|mark| mark.counts()).count()
    }

    proptest! {
        /// One session alone completes the course exactly when all its parts count.
        #[test]
        fn one_session_completes_by_all_its_parts(marks in marks()) {
            let is_whole = marks.iter().all(|mark| mark.is_some_and(Mark::counts));
            prop_assert_eq!(!completing(&[sitting(0, &marks)]).is_empty(), is_whole);
        }

        /// However parts are attended, none counts for two completions.
        #[test]
        fn no_part_counts_twice(sittings in sittings()) {
            prop_assert!(completing(&sittings).len() * 3 <= counting(&sittings));
        }

        /// The order in which sittings are read makes no difference.
        #[test]
        fn the_order_of_reading_makes_no_difference(sittings in sittings()) {
            let reversed: Vec<_> = sittings.iter().rev().cloned().collect();
            prop_assert_eq!(completing(&sittings), completing(&reversed));
        }

        /// Attending one part more never takes the course away, and a smaller share never asks for more.
        #[test]
        fn attending_more_or_asking_less_takes_nothing_away(
            sittings in sittings(), which in any::<prop::sample::Index>(), part in 0usize..3, percent in 1u8..=100
        ) {
            let has_completed = |all: &[Sitting]| !completing(all).is_empty();
            let (mut more, mut less) = (sittings.clone(), sittings.clone());
            more[which.index(sittings.len())].marks[part] = THERE;
            for one in &mut less {
                one.share = Share::new(percent).unwrap();
            }
            if has_completed(&sittings) {
                prop_assert!(has_completed(&more) && has_completed(&less));
            }
        }
    }
}
