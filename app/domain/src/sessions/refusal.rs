//! Why a place cannot be booked, accepted or given up.

use crate::calendar;
use chrono::{DateTime, Utc};
use thiserror::Error;

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BookingRefusal {
    /// The whole session was cancelled.
    #[error("This session has been cancelled")]
    SessionCancelled,
    /// It has begun.
    #[error("This session has begun")]
    Begun,
    /// Booking has closed.
    #[error("Booking closed on {}", calendar::moment(*at))]
    Closed {
        /// When.
        at: DateTime<Utc>,
    },
    /// Booking has not opened.
    #[error("Booking opens on {}", calendar::moment(*at))]
    NotYetOpen {
        /// When.
        at: DateTime<Utc>,
    },
    /// There is a booking already.
    #[error("There is a booking for this session already")]
    Already,
    /// The session is for others.
    #[error("This session is for other people")]
    ForOthers,
    /// Something has to be done first.
    #[error("{level} comes first, and is neither in date nor booked")]
    Prerequisite {
        /// The title of the level.
        level: String,
    },
    /// The offer is over.
    #[error("This offer has run out")]
    OfferOver,
    /// Nobody is waited for any more to agree to it.
    #[error("Nobody has to agree to this booking any more")]
    ApprovalOver,
    /// There is no place that somebody else could have.
    #[error("This booking holds no place that a colleague could take over")]
    HoldsNoPlace,
    /// No place is free on the other date.
    #[error("No place is free on that date")]
    Full,
    /// The other date is of another course.
    #[error("That session is of another course")]
    OtherCourse,
    /// The booking is over.
    #[error("This booking is over already")]
    Over,
}
