//! What a late cancellation or a missed session costs, where an organisation charges for it.

use super::State;
use crate::catalogue::Price;
use chrono::TimeDelta;

/// A session is half a day when its parts add up to so much at most.
const HALF_DAY: TimeDelta = TimeDelta::hours(4);

/// Why a charge is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A place was given up within the notice period.
    LateCancellation,
    /// The holder of a place did not come.
    NoShow,
}

impl Cause {
    /// Both.
    pub const ALL: [Self; 2] = [Self::LateCancellation, Self::NoShow];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::LateCancellation => "late_cancellation",
            Self::NoShow => "no_show",
        }
    }

    /// The cause kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::LateCancellation => "Cancelled late",
            Self::NoShow => "Did not come",
        }
    }
}

/// How long a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Four hours at most.
    HalfDay,
    /// More.
    FullDay,
}

impl Length {
    /// Of a session whose parts add up to so much.
    pub fn of(taught: TimeDelta) -> Self {
        if taught > HALF_DAY {
            Self::FullDay
        } else {
            Self::HalfDay
        }
    }
}

/// What one cause costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// For half a day.
    pub half: Price,
    /// For a full day.
    pub full: Price,
}

/// What an organisation charges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// Whether it charges at all.
    pub is_on: bool,
    /// For a place given up late.
    pub late: Rate,
    /// For not coming.
    pub no_show: Rate,
}

impl Default for Tariff {
    /// Nothing is charged until somebody says so; then £50 and £75, unless they say otherwise.
    fn default() -> Self {
        let usual = Rate {
            half: Price(5000),
            full: Price(7500),
        };
        Self {
            is_on: false,
            late: usual,
            no_show: usual,
        }
    }
}

impl Tariff {
    /// What a cause costs; none where nothing is charged.
    pub fn amount(&self, cause: Cause, length: Length) -> Option<Price> {
        let rate = match cause {
            Cause::LateCancellation => self.late,
            Cause::NoShow => self.no_show,
        };
        let price = match length {
            Length::HalfDay => rate.half,
            Length::FullDay => rate.full,
        };
        Some(price).filter(|price| self.is_on && price.0 > 0)
    }
}

/// What happens in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// There is a cause.
    Add(Cause),
    /// The cause has gone: the register has been corrected.
    Drop(Cause),
}

/// What happens in the ledger when a booking comes from one state to another.
pub fn entry(from: State, to: State) -> Option<Entry> {
    match (from, to) {
        (State::NoShow, State::NoShow) => None,
        (State::NoShow, _) => Some(Entry::Drop(Cause::NoShow)),
        (_, State::NoShow) => Some(Entry::Add(Cause::NoShow)),
        (_, State::CancelledLate) => Some(Entry::Add(Cause::LateCancellation)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_charged_until_somebody_says_so_and_then_by_the_length() {
        let off = Tariff::default();
        assert_eq!(off.amount(Cause::NoShow, Length::FullDay), None);
        let on = Tariff { is_on: true, ..off };
        let four_hours = Length::of(TimeDelta::hours(4));
        let longer = Length::of(TimeDelta::minutes(241));
        assert_eq!(
            on.amount(Cause::LateCancellation, four_hours),
            Some(Price(5000))
        );
        assert_eq!(on.amount(Cause::NoShow, longer), Some(Price(7500)));
        let free = Tariff {
            late: Rate {
                half: Price(0),
                full: Price(0),
            },
            ..on
        };
        assert_eq!(free.amount(Cause::LateCancellation, longer), None);
    }

    #[test]
    fn a_cause_is_a_late_cancellation_or_a_no_show_and_goes_with_a_correction() {
        let add = |cause| Some(Entry::Add(cause));
        assert_eq!(
            entry(State::Booked, State::CancelledLate),
            add(Cause::LateCancellation)
        );
        assert_eq!(entry(State::Booked, State::NoShow), add(Cause::NoShow));
        assert_eq!(
            entry(State::NoShow, State::Excused),
            Some(Entry::Drop(Cause::NoShow))
        );
        for to in [State::Cancelled, State::Released, State::SessionCancelled] {
            assert_eq!(entry(State::Booked, to), None);
        }
    }
}
