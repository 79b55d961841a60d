//! Why somebody who came without a booking does not come onto the register.

use super::RegisterRefusal;
use thiserror::Error;

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WalkInRefusal {
    /// The register takes nobody.
    #[error(transparent)]
    Register(#[from] RegisterRefusal),
    /// They are on it.
    #[error("They are on the register already")]
    Already,
    /// Nobody of the partnership is found.
    #[error("Nobody with a post today is found by that")]
    NotFound,
    /// It is known who it was.
    #[error("It has been said already who that was")]
    Known,
}
