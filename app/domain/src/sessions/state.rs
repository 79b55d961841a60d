//! What becomes of a booking.

use super::By;

/// How a booking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is on the waiting list.
    Waiting,
    /// A freed place is kept for it until it is accepted, declined, or the time is over.
    Offered,
    /// It holds a place, until a line manager agrees to it, declines it, or the time is over.
    ToApprove,
    /// It holds a place.
    Booked,
    /// The person attended.
    Attended,
    /// The person came late, and the trainer let it count.
    Late,
    /// The person left early.
    LeftEarly,
    /// The person was there for some of it.
    Part,
    /// The person was excused.
    Excused,
    /// The person did not come.
    NoShow,
    /// It was given up in time.
    Cancelled,
    /// It was given up within the notice period.
    CancelledLate,
    /// The offered place was declined.
    Declined,
    /// The offered place was not accepted in time.
    Lapsed,
    /// The place was provisional, and what has to come first was missed.
    Released,
    /// The line manager did not agree to it.
    NotApproved,
    /// Nobody agreed to it in time.
    Unanswered,
    /// A colleague has the place instead.
    Substituted,
    /// The person has asked for another date instead.
    Transferred,
    /// The whole session was cancelled.
    SessionCancelled,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 20] = [
        Self::Waiting,
        Self::Offered,
        Self::ToApprove,
        Self::Booked,
        Self::Attended,
        Self::Late,
        Self::LeftEarly,
        Self::Part,
        Self::Excused,
        Self::NoShow,
        Self::Cancelled,
        Self::CancelledLate,
        Self::Declined,
        Self::Lapsed,
        Self::Released,
        Self::NotApproved,
        Self::Unanswered,
        Self::Substituted,
        Self::Transferred,
        Self::SessionCancelled,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::ToApprove => "to_approve",
            Self::Booked => "booked",
            Self::Attended => "attended",
            Self::Late => "late",
            Self::LeftEarly => "left_early",
            Self::Part => "part",
            Self::Excused => "excused",
            Self::NoShow => "no_show",
            Self::Cancelled => "cancelled",
            Self::CancelledLate => "cancelled_late",
            Self::Declined => "declined",
            Self::Lapsed => "lapsed",
            Self::Released => "released",
            Self::NotApproved => "not_approved",
            Self::Unanswered => "unanswered",
            Self::Substituted => "substituted",
            Self::Transferred => "transferred",
            Self::SessionCancelled => "session_cancelled",
        }
    }

    /// The state kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Offered => "Place offered",
            Self::ToApprove => "Waiting for approval",
            Self::Booked => "Booked",
            Self::Attended => "Attended",
            Self::Late => "Came late",
            Self::LeftEarly => "Left early",
            Self::Part => "Attended in part",
            Self::Excused => "Excused",
            Self::NoShow => "Did not come",
            Self::Cancelled => "Cancelled",
            Self::CancelledLate => "Cancelled late",
            Self::Declined => "Offer declined",
            Self::Lapsed => "Offer ran out",
            Self::Released => "Released",
            Self::NotApproved => "Not approved",
            Self::Unanswered => "Not approved in time",
            Self::Substituted => "Taken over by a colleague",
            Self::Transferred => "Moved to another date",
            Self::SessionCancelled => "Session cancelled",
        }
    }

    /// Whether it is over, so that the same person may ask again.
    pub fn is_over(self) -> bool {
        matches!(
            self,
            Self::Cancelled
                | Self::CancelledLate
                | Self::Declined
                | Self::Lapsed
                | Self::Released
                | Self::NotApproved
                | Self::Unanswered
                | Self::Substituted
                | Self::Transferred
                | Self::SessionCancelled
        )
    }

    /// What becomes of it when it is given up; none when there is nothing to give up. Only whoever holds a place, or looks
    /// after the holder, cancels late.
    pub fn given_up(self, by: By, is_late: bool) -> Option<Self> {
        match self {
            Self::Offered => Some(Self::Declined),
            Self::Booked if by == By::Holder && is_late => Some(Self::CancelledLate),
            Self::Waiting | Self::ToApprove | Self::Booked => Some(Self::Cancelled),
            _ => None,
        }
    }

    /// What becomes of it when its holder moves to another date; none when there is nothing to move. What is late to give
    /// up is late to move.
    pub fn moved(self, by: By, is_late: bool) -> Option<Self> {
        match self.given_up(by, is_late)? {
            Self::CancelledLate => Some(Self::CancelledLate),
            _ => Some(Self::Transferred),
        }
    }

    /// What becomes of it when the time for an answer is over; none when no answer is waited for.
    pub fn run_out(self) -> Option<Self> {
        match self {
            Self::Offered => Some(Self::Lapsed),
            Self::ToApprove => Some(Self::Unanswered),
            _ => None,
        }
    }

    /// Whether it takes one of the places.
    pub fn takes_place(self) -> bool {
        !self.is_over() && self != Self::Waiting
    }

    /// Whether it is still to come: it waits, is offered, or holds a place nobody has marked.
    pub fn is_ahead(self) -> bool {
        matches!(
            self,
            Self::Waiting | Self::Offered | Self::ToApprove | Self::Booked
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_comes_back_from_its_word() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
        }
        assert_eq!(State::from_code("nothing"), None);
    }
}
