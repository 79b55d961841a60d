//! A session that somebody asks for.

use crate::ids::PersonId;
use thiserror::Error;

/// How a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Nobody has taken it up.
    Open,
    /// Somebody sees to it.
    TakenUp {
        /// Who.
        by: PersonId,
    },
    /// A session has been put on for it.
    PutOn,
    /// It has been declined.
    Declined,
}

/// Why nothing can be done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RequestRefusal {
    /// It has been answered.
    #[error("This request has been answered already")]
    Answered,
    /// Somebody else sees to it.
    #[error("Somebody else has taken this request up")]
    TakenUp,
}

impl RequestState {
    /// Whether it waits for an answer.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::TakenUp { .. })
    }

    /// Whether somebody may take it up, put a session on for it, or decline it: once it is taken up nobody else.
    ///
    /// # Errors
    /// [`RequestRefusal`] with the reason.
    pub fn may_answer(self, who: Option<PersonId>) -> Result<(), RequestRefusal> {
        match self {
            Self::Open => Ok(()),
            Self::TakenUp { by } if Some(by) == who => Ok(()),
            Self::TakenUp { .. } => Err(RequestRefusal::TakenUp),
            Self::PutOn | Self::Declined => Err(RequestRefusal::Answered),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_request_is_answered_once_and_by_whoever_took_it_up() {
        let (ada, bo) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let taken = RequestState::TakenUp { by: ada };
        assert_eq!(RequestState::Open.may_answer(Some(bo)), Ok(()));
        assert_eq!(taken.may_answer(Some(ada)), Ok(()));
        assert_eq!(taken.may_answer(Some(bo)), Err(RequestRefusal::TakenUp));
        for over in [RequestState::PutOn, RequestState::Declined] {
            assert_eq!(over.may_answer(Some(ada)), Err(RequestRefusal::Answered));
            assert!(!over.is_open());
        }
    }
}
