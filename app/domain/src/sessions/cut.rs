//! What becomes of bookings for which there is no place any more.

use super::State;
use crate::ids::BookingId;

/// What is to become of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Surplus {
    /// They end, at nobody's charge.
    #[default]
    End,
    /// They wait, in their place in the order of asking.
    Wait,
}

impl Surplus {
    /// The state in which they are then.
    pub fn state(self) -> State {
        match self {
            Self::End => State::Cancelled,
            Self::Wait => State::Waiting,
        }
    }
}

/// Which bookings are to lose their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// The bookings.
    pub bookings: Vec<BookingId>,
    /// What is to become of them.
    pub to: Surplus,
}
