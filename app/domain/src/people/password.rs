//! What makes a password good enough.
//!
//! Length and not being obvious count; rules about kinds of characters do not (NCSC guidance on passwords).

use thiserror::Error;

/// The fewest characters a password may have.
pub const SHORTEST: usize = 12;
/// The most characters that are accepted, so that nobody can make the server hash a book.
pub const LONGEST: usize = 200;

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WeakPassword {
    /// Nothing was typed.
    #[error("Enter a password")]
    Empty,
    /// Too short.
    #[error("Password must be {SHORTEST} characters or more. Three random words make a good one")]
    Short,
    /// Too long.
    #[error("Password must be {LONGEST} characters or fewer")]
    Long,
    /// It is among the first that anyone would try.
    #[error("Choose a password that is harder to guess. Three random words make a good one")]
    Obvious,
}

/// Whether a password may be used by a person with this name or address.
///
/// # Errors
/// The first [`WeakPassword`] that applies.
pub fn password(typed: &str, about_the_person: &[&str]) -> Result<(), WeakPassword> {
    let length = typed.chars().count();
    if length == 0 {
        return Err(WeakPassword::Empty);
    }
    if length < SHORTEST {
        return Err(WeakPassword::Short);
    }
    if length > LONGEST {
        return Err(WeakPassword::Long);
    }
    if is_obvious(&typed.to_lowercase(), about_the_person) {
        return Err(WeakPassword::Obvious);
    }
    Ok(())
}

/// Words that make up most of the passwords people are told not to use.
const COMMON: [&str; 16] = [
    "password",
    "passw0rd",
    "qwerty",
    "letmein",
    "welcome",
    "123456",
    "abcdef",
    "football",
    "monkey",
    "iloveyou",
    "admin",
    "safeguarding",
    "cascade",
    "council",
    "summer",
    "winter",
];

/// Whether little is left of it once common words, the person's own words, digits and signs are taken away, or it
/// repeats a few characters.
fn is_obvious(lower: &str, about_the_person: &[&str]) -> bool {
    let different = lower
        .chars()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let mut rest = lower.to_owned();
    let own = about_the_person
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    for word in own.map(str::to_lowercase).filter(|w| w.chars().count() > 2) {
        rest = rest.replace(&word, "");
    }
    for word in COMMON {
        rest = rest.replace(word, "");
    }
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    different < 5 || (letters < 4 && rest.len() < lower.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_random_words_are_a_good_password() {
        assert_eq!(password("teapot gravel canoe", &["Asha Rao"]), Ok(()));
        assert_eq!(password("ἀλώπηξ καὶ βότρυς", &["Asha Rao"]), Ok(()));
    }

    #[test]
    fn what_anyone_would_try_first_is_refused() {
        for (typed, why) in [
            ("", WeakPassword::Empty),
            ("short words", WeakPassword::Short),
            ("password1234", WeakPassword::Obvious),
            ("Welcome2026!!", WeakPassword::Obvious),
            ("asha.rao.2026", WeakPassword::Obvious),
            ("aaaaaaaaaaaaaa", WeakPassword::Obvious),
        ] {
            assert_eq!(password(typed, &["Asha Rao"]), Err(why), "{typed}");
        }
        assert_eq!(
            password(&"ab cd ef ".repeat(40), &[]),
            Err(WeakPassword::Long)
        );
    }
}
