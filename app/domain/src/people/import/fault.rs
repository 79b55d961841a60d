//! What is wrong with a row, where, and what to do about it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// The row names nobody.
    #[error("There is no name")]
    NoName,
    /// The person cannot be found again next time.
    #[error("There is neither a staff number nor a work e-mail address")]
    NobodyToFind,
    /// There is no job.
    #[error("There is no job title")]
    NoJob,
    /// A new post needs a first day.
    #[error("There is no start date")]
    NoStart,
    /// The cell is no day; the text says why.
    #[error("{0}")]
    NotADay(String),
    /// The start is too far from today.
    #[error("The start date is more than 12 months ahead or more than 70 years ago")]
    StartOutOfReach,
    /// The end is too far ahead.
    #[error("The end date is more than 20 years ahead")]
    EndOutOfReach,
    /// The post would end before it starts.
    #[error("The end date is before the start date")]
    EndBeforeStart,
    /// An absence would end before it starts.
    #[error("The absence ends before it starts")]
    AbsenceBackwards,
    /// A contract of this kind needs an end.
    #[error("This kind of contract needs an end date")]
    NoEnd,
    /// The word for the contract is not known.
    #[error("This kind of contract is not known")]
    UnknownContract,
    /// The e-mail address is none.
    #[error("This is not an e-mail address")]
    NotAnEmail,
    /// The text is too long.
    #[error("This is longer than {0} characters")]
    TooLong(usize),
    /// The row says what another has said.
    #[error("Line {0} is about the same post")]
    Repeats(u32),
    /// The number stands for several posts.
    #[error("The person with this staff number has {0} posts here")]
    SeveralPosts(usize),
    /// The number stands for several people.
    #[error("More than one person here has this staff number")]
    SeveralPeople,
    /// The number belongs to somebody else, who has not left.
    #[error("This staff number belongs to {0}, whose post has not ended")]
    NumberTaken(String),
    /// A number like it is known, with zeros in front.
    #[error("The zeros in front seem to be lost: {0} is known here")]
    LostZeros(String),
    /// The address belongs to somebody else.
    #[error("This e-mail address belongs to somebody else")]
    EmailTaken,
    /// Two rows about different people have the address, and one has nothing else.
    #[error("Line {0}, about somebody else, has the same e-mail address")]
    EmailShared(u32),
    /// Somebody decided to leave these rows out.
    #[error("Rows of this organisation or team are left out, as was decided")]
    LeftOut,
    /// The organisation is not one of those that the sender may bring in.
    #[error("The list may not bring in people of {0}")]
    NotYours(String),
}

impl Wrong {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoName => "Enter the first and the last name, or delete the row",
            Self::NobodyToFind => "Enter the staff number or the work e-mail address",
            Self::NoJob => "Enter the job title",
            Self::NoStart => "Enter the day on which the job began",
            Self::NotADay(_) => "Write it as 31/12/2026 or 2026-12-31",
            Self::StartOutOfReach | Self::EndOutOfReach | Self::EndBeforeStart => {
                "Check both dates and correct the wrong one"
            }
            Self::AbsenceBackwards => "Check both days of the absence and correct the wrong one",
            Self::NoEnd => {
                "Enter the day on which the contract ends, or correct the kind of contract"
            }
            Self::UnknownContract => {
                "Write permanent, fixed term, casual, agency, volunteer, student, elected member or trustee"
            }
            Self::NotAnEmail => "Correct the address, or leave it empty if there is a staff number",
            Self::TooLong(_) => "Shorten it",
            Self::Repeats(_) => {
                "Delete one of the two rows; if the person has two posts, give each its assignment number"
            }
            Self::SeveralPosts(_) => {
                "Add the assignment number, so that it is clear which post is meant"
            }
            Self::SeveralPeople => {
                "Ask your administrator to correct the staff numbers in Cascade first"
            }
            Self::NumberTaken(_) => {
                "Check the number; if the other person has left, send their row with the leaving date first"
            }
            Self::LostZeros(_) => {
                "Format the column as text before you export it, so that the zeros stay, and send the file again"
            }
            Self::EmailTaken => {
                "Check the address; if it is right, ask your administrator whose it is"
            }
            Self::EmailShared(_) => {
                "Give each person an address of their own, or a staff number and no address"
            }
            Self::LeftOut => "Nothing, unless you want to decide otherwise for the next list",
            Self::NotYours(_) => "Ask the training lead of that organisation to send its list",
        }
    }

    /// The fault that it is at a cell.
    pub fn at(&self, column: impl Into<String>, value: impl Into<String>) -> Fault {
        Fault {
            column: column.into(),
            value: value.into(),
            wrong: self.to_string(),
            remedy: self.remedy().to_owned(),
        }
    }
}

/// A fault of a row, in words: the column, what stands there, what is wrong with it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The heading of the column, as it is in the file.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}
