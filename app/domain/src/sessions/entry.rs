//! What the calendar of whoever holds a place is told: iTIP (RFC 5546) as far as it is a rule.

use super::State;
use crate::ids::SessionId;
use std::fmt::Display;

/// What a calendar is asked to do with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To take it in, or to replace what it has of it.
    Request,
    /// To take it out.
    Cancel,
}

impl Method {
    /// What a calendar is told when a booking goes from one state to another; nothing, as long as it holds no place.
    pub fn of(from: Option<State>, to: State) -> Option<Self> {
        let held = from == Some(State::Booked);
        match to {
            State::Booked if !held => Some(Self::Request),
            _ if held && (to.is_over() || to == State::Waiting) => Some(Self::Cancel),
            _ => None,
        }
    }

    /// The word for it in iTIP.
    pub fn code(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }

    /// The sequence of a message about a booking: it rises with each change of the session, from a request to its
    /// cancellation, and with a later booking of the same person, whose place in the order of asking is higher.
    pub fn sequence(self, change: u32, asked: u32) -> u32 {
        let request = 2 * (change + asked);
        match self {
            Self::Request => request,
            Self::Cancel => request + 1,
        }
    }
}

/// What tells the entry of one part of a session in somebody's or some place's calendar from all others, for good.
pub fn uid(session: SessionId, whose: impl Display, part: u32) -> String {
    format!("{session}.{whose}.{part}@cascade")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;

    #[test]
    fn a_calendar_is_told_of_a_place_that_is_held_and_of_its_end() {
        assert_eq!(Method::of(None, State::Booked), Some(Method::Request));
        let accepted = Method::of(Some(State::Offered), State::Booked);
        assert_eq!(accepted, Some(Method::Request));
        for over in State::ALL.into_iter().filter(|state| state.is_over()) {
            let told = Method::of(Some(State::Booked), over);
            assert_eq!(told, Some(Method::Cancel), "{over:?}");
            assert_eq!(Method::of(Some(State::Waiting), over), None, "{over:?}");
        }
        // A place that is no more because there are fewer.
        let waits = Method::of(Some(State::Booked), State::Waiting);
        assert_eq!(waits, Some(Method::Cancel));
        assert_eq!(Method::of(None, State::Waiting), None);
        assert_eq!(Method::of(Some(State::Booked), State::Attended), None);
        // Until a line manager agrees nothing is certain.
        assert_eq!(Method::of(None, State::ToApprove), None);
        let agreed = Method::of(Some(State::ToApprove), State::Booked);
        assert_eq!(agreed, Some(Method::Request));
    }

    #[test]
    fn the_sequence_rises_with_every_message_about_a_place() {
        let messages = [
            (Method::Request, 1, 4),
            (Method::Request, 2, 4),
            (Method::Cancel, 2, 4),
            // Booked once more, and the session cancelled after another change.
            (Method::Request, 2, 5),
            (Method::Request, 3, 5),
            (Method::Cancel, 3, 5),
        ];
        let sequences = messages.map(|(method, change, asked)| method.sequence(change, asked));
        assert!(sequences.is_sorted_by(|a, b| a < b), "{sequences:?}");
    }

    #[test]
    fn every_part_and_every_person_has_an_entry_of_its_own() {
        let (session, person) = (SessionId::NOTHING, PersonId::NOTHING);
        assert_ne!(uid(session, person, 1), uid(session, person, 2));
        assert!(uid(session, person, 1).ends_with(".1@cascade"));
    }
}
