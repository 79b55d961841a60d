//! Why a certificate cannot be drawn, said so that it can be put right.

use std::fmt;

/// Why a certificate cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotDraw {
    /// No embedded font has these characters.
    #[error(
        "The certificate cannot print {} in {}. Use letters, numbers and punctuation instead.",
        named(characters),
        place(*field)
    )]
    NoSuchCharacters {
        /// Where they stand, if the whole certificate was asked for.
        field: Option<Field>,
        /// Each of them once, in the order in which they appear.
        characters: Vec<char>,
    },
    /// The field is longer than the page has room for, even in the smallest type.
    #[error("{} does not fit on a certificate of one page. Shorten it.", capital(&field.to_string()))]
    TooLong {
        /// What is too long.
        field: Field,
    },
    /// The field has nothing in it that can be seen.
    #[error("{} is empty. Enter it before issuing the certificate.", capital(&field.to_string()))]
    Empty {
        /// What is empty.
        field: Field,
    },
    /// The checking address is not one that a reader can follow.
    #[error(
        "The address for checking the certificate must begin with https:// or http:// and have no spaces in it."
    )]
    NotAnAddress,
}

/// A part of the certificate, as a business manager would name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The serial number.
    Serial,
    /// The board's name.
    BoardName,
    /// The learner's name.
    LearnerName,
    /// The course's title.
    Course,
    /// The level's code and title.
    Level,
    /// How the course was delivered.
    Mode,
    /// The list of learning outcomes.
    Outcomes,
    /// The version of the content.
    ContentVersion,
    /// The name of the person who signs.
    SignatoryName,
    /// The role of the person who signs.
    SignatoryRole,
    /// The address where the certificate can be checked.
    CheckUrl,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Serial => "the serial number",
            Self::BoardName => "the board’s name",
            Self::LearnerName => "the learner’s name",
            Self::Course => "the course title",
            Self::Level => "the level",
            Self::Mode => "the way of delivery",
            Self::Outcomes => "the list of learning outcomes",
            Self::ContentVersion => "the content version",
            Self::SignatoryName => "the signatory’s name",
            Self::SignatoryRole => "the signatory’s role",
            Self::CheckUrl => "the address for checking the certificate",
        })
    }
}

fn place(field: Option<Field>) -> String {
    field.map_or_else(|| "this text".to_owned(), |field| field.to_string())
}

/// “😀” (U+1F600) and “☃” (U+2603).
fn named(characters: &[char]) -> String {
    let names: Vec<String> = characters
        .iter()
        .map(|c| format!("“{}” (U+{:04X})", visible(*c), u32::from(*c)))
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Private and unassigned characters would break the sentence; a box stands for them.
fn visible(c: char) -> char {
    let code = u32::from(c);
    let private = (0xE000..=0xF8FF).contains(&code) || code >= 0xF_0000;
    if c.is_control() || private || code & 0xFFFE == 0xFFFE {
        '\u{FFFD}'
    } else {
        c
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_business_manager_reads_which_characters_to_change() {
        let refusal = CannotDraw::NoSuchCharacters {
            field: Some(Field::LearnerName),
            characters: vec!['😀', '☃'],
        };
        assert_eq!(
            refusal.to_string(),
            "The certificate cannot print “😀” (U+1F600) and “☃” (U+2603) in the learner’s name. \
             Use letters, numbers and punctuation instead."
        );
    }

    #[test]
    fn a_business_manager_reads_what_to_shorten() {
        let refusal = CannotDraw::TooLong {
            field: Field::Outcomes,
        };
        assert_eq!(
            refusal.to_string(),
            "The list of learning outcomes does not fit on a certificate of one page. Shorten it."
        );
    }
}
