//! Who may be named as a SPOC.

use thiserror::Error;

/// The level of SPOCs, unless a board chooses another.
pub const SPOC_LEVEL: &str = "FR";

/// Why somebody is not named.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpocRefusal {
    /// A level that comes before is not held, or has run out.
    #[error("They must be in date with {} first", missing.join(" and "))]
    NotTrained {
        /// The titles of what is missing.
        missing: Vec<String>,
    },
    /// They are one already, for the same place and the same time.
    #[error("They are named for this place already")]
    Already,
    /// The framework has no level for SPOCs.
    #[error("The framework has no level for SPOCs. Ask your board to choose one")]
    NoLevel,
}

/// Whether somebody may be named who is in date with some levels: with all that come before the level of SPOCs, each given
/// by code and title. The level itself may follow; until then nobody counts on them.
///
/// # Errors
/// [`SpocRefusal::NotTrained`] with what is missing.
pub fn may_be_named(
    level: &str,
    before: &[(&str, &str)],
    in_date: &[String],
) -> Result<(), SpocRefusal> {
    let holds = |code: &str| in_date.iter().any(|held| held == code);
    let missing: Vec<String> = before
        .iter()
        .filter(|(code, _)| !holds(code))
        .map(|(_, title)| (*title).to_owned())
        .collect();
    if missing.is_empty() || holds(level) {
        Ok(())
    } else {
        Err(SpocRefusal::NotTrained { missing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: [(&str, &str); 2] = [("AW", "Awareness"), ("FP", "Frontline practitioner")];

    fn asked(in_date: &[&str]) -> Result<(), SpocRefusal> {
        let in_date: Vec<String> = in_date.iter().map(|&code| code.to_owned()).collect();
        may_be_named(SPOC_LEVEL, &BEFORE, &in_date)
    }

    #[test]
    fn a_spoc_has_had_the_introduction_before_being_named() {
        assert_eq!(asked(&["AW", "FP"]), Ok(()));
        assert_eq!(
            asked(&["AW"]).unwrap_err().to_string(),
            "They must be in date with Frontline practitioner first"
        );
        assert_eq!(
            asked(&[]).unwrap_err().to_string(),
            "They must be in date with Awareness and Frontline practitioner first"
        );
    }

    #[test]
    fn whoever_holds_the_level_itself_has_had_what_comes_before_it() {
        assert_eq!(asked(&["FR"]), Ok(()));
    }
}
