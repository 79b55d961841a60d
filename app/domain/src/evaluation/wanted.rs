//! What a board wants of the evaluation.

/// What a board wants of the evaluation of sessions in its area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Nobody is asked.
    No,
    /// Whoever came is asked.
    Asked,
    /// Whoever came is asked, and gets the certificate of the session once they have said something, whether by the form or
    /// in another way, or can do so no more: most boards do it like this.
    #[default]
    BeforeCertificate,
}

impl Wanted {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::BeforeCertificate, Self::Asked, Self::No];

    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Asked => "asked",
            Self::BeforeCertificate => "before_certificate",
        }
    }

    /// What is kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wanted| wanted.code() == code)
    }

    /// Whether somebody who came is asked.
    pub fn is_asked(self) -> bool {
        self != Self::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_that_has_said_nothing_wants_the_evaluation_before_the_certificate() {
        assert_eq!(Wanted::default(), Wanted::BeforeCertificate);
        for wanted in Wanted::ALL {
            assert_eq!(Wanted::from_code(wanted.code()), Some(wanted));
        }
        assert!(Wanted::Asked.is_asked() && !Wanted::No.is_asked());
    }
}
