//! Places that are held until a line manager has agreed.

use super::{BookingRefusal, Roll, State};
use crate::ids::BookingId;
use chrono::{DateTime, Utc};

impl Roll {
    /// Agrees to a booking: the place is its holder's.
    ///
    /// # Errors
    /// [`BookingRefusal::ApprovalOver`] when nobody is waited for any more.
    pub fn approve(&mut self, id: BookingId, now: DateTime<Utc>) -> Result<(), BookingRefusal> {
        self.answer(id, State::Booked, now)
    }

    /// Declines a booking. Its place is offered to the next.
    ///
    /// # Errors
    /// [`BookingRefusal::ApprovalOver`] when nobody is waited for any more.
    pub fn refuse(&mut self, id: BookingId, now: DateTime<Utc>) -> Result<(), BookingRefusal> {
        self.answer(id, State::NotApproved, now)
    }

    fn answer(
        &mut self,
        id: BookingId,
        to: State,
        now: DateTime<Utc>,
    ) -> Result<(), BookingRefusal> {
        self.settle(now);
        if self.state_of(id) != Some(State::ToApprove) {
            return Err(BookingRefusal::ApprovalOver);
        }
        self.bring(id, to, None);
        self.settle(now);
        Ok(())
    }
}
