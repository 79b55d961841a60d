//! Letting a colleague have one's place, and moving to another date.

use super::{Ask, BookingRefusal, By, Roll, State, notice::is_late};
use crate::ids::{BookingId, PersonId};
use chrono::{DateTime, NaiveDate, Utc};

/// What is to happen where no place is free on the other date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfFull {
    /// Everything stays as it is.
    Stay,
    /// The place is given up, and the person waits there.
    Wait,
}

/// A move to another date.
#[derive(Clone, Copy, Debug)]
pub struct Transfer {
    /// The booking that ends.
    pub id: BookingId,
    /// The booking that begins.
    pub new: BookingId,
    /// On what footing the other place is asked for.
    pub ask: Ask,
    /// What is to happen where no place is free there.
    pub if_full: IfFull,
    /// On whose side it happens.
    pub by: By,
}

impl Roll {
    /// Lets somebody else have a place: the same place, so that nobody who waits is passed over. How they hold it.
    ///
    /// # Errors
    /// [`BookingRefusal`] when no place is held, the session has begun, or that person has a booking.
    pub fn substitute(
        &mut self,
        id: BookingId,
        (new, person): (BookingId, PersonId),
        ask: Ask,
        now: DateTime<Utc>,
    ) -> Result<State, BookingRefusal> {
        self.settle(now);
        if now >= self.terms().starts_at {
            return Err(BookingRefusal::Begun);
        }
        if self.state_of(id) != Some(State::Booked) {
            return Err(BookingRefusal::HoldsNoPlace);
        }
        self.is_new(person)?;
        let granted = self.granted(ask, now);
        self.bring(id, State::Substituted, None);
        self.add((new, person), ask, granted);
        // Between the two, a reserved place may have become one for everybody.
        self.settle(now);
        Ok(granted.0)
    }
}

/// Moves a booking to another date, or leaves everything as it was. What the old booking and the new one have become.
///
/// # Errors
/// The first [`BookingRefusal`] that applies to giving up the one, or to asking for the other.
pub fn transfer(
    from: &mut Roll,
    to: &mut Roll,
    how: Transfer,
    now: DateTime<Utc>,
    proclaimed: &[NaiveDate],
) -> Result<(State, State), BookingRefusal> {
    from.settle(now);
    to.settle(now);
    let terms = from.terms();
    if now >= terms.starts_at {
        return Err(BookingRefusal::Begun);
    }
    let is_late = is_late(now, terms.starts_at, terms.notice_days, proclaimed);
    let place = from.place(how.id).ok_or(BookingRefusal::Over)?;
    let person = place.person;
    let ended = place.state.moved(how.by, is_late);
    let ended = ended.ok_or(BookingRefusal::Over)?;
    to.terms().may_book(now)?;
    to.is_new(person)?;
    if how.if_full == IfFull::Stay && !to.has_room(how.ask.is_favoured, now) {
        return Err(BookingRefusal::Full);
    }
    let begun = to.book(how.new, person, how.ask, now)?;
    from.bring(how.id, ended, None);
    from.settle(now);
    Ok((ended, begun))
}
