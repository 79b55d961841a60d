//! What kind of hold a person has on a post.

use serde::{Deserialize, Serialize};

/// The kind of contract or office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// A permanent employee.
    Permanent,
    /// An employee until a day.
    FixedTerm,
    /// On a bank or zero-hours contract.
    Casual,
    /// Sent by an agency; an end date is required.
    Agency,
    /// Unpaid.
    Volunteer,
    /// On placement.
    Student,
    /// A councillor or other holder of an elected office.
    Elected,
    /// A member of a board or a trustee.
    Appointed,
}

impl Contract {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Permanent,
        Self::FixedTerm,
        Self::Casual,
        Self::Agency,
        Self::Volunteer,
        Self::Student,
        Self::Elected,
        Self::Appointed,
    ];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Permanent => "permanent",
            Self::FixedTerm => "fixed_term",
            Self::Casual => "casual",
            Self::Agency => "agency",
            Self::Volunteer => "volunteer",
            Self::Student => "student",
            Self::Elected => "elected",
            Self::Appointed => "appointed",
        }
    }

    /// The kind kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|contract| contract.code() == code)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Permanent => "Permanent",
            Self::FixedTerm => "Fixed term",
            Self::Casual => "Casual or bank",
            Self::Agency => "Agency",
            Self::Volunteer => "Volunteer",
            Self::Student => "Student or trainee",
            Self::Elected => "Elected member",
            Self::Appointed => "Board member or trustee",
        }
    }

    /// Whether a post of this kind must have an end date.
    pub fn needs_an_end(self) -> bool {
        matches!(self, Self::Agency | Self::FixedTerm)
    }
}
