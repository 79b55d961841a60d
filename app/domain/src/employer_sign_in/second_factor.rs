//! Whose second factor counts for somebody who signs in at the employer.

use serde::Serialize;

/// Who asks for the second factor of those who need one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Cascade, after the provider.
    Ours,
    /// The provider, where its ID token says so; otherwise Cascade.
    Theirs,
}

impl SecondFactor {
    /// The word under which it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }

    /// What is kept under a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Ours, Self::Theirs]
            .into_iter()
            .find(|whose| whose.code() == code)
    }
}

/// Values of `acr` that stand for more than one factor: Microsoft's, that of research and education, and those of
/// OpenID Connect for sign-ins that resist phishing.
const STRONG: [&str; 4] = [
    "http://schemas.microsoft.com/claims/multipleauthn",
    "https://refeds.org/profile/mfa",
    "phr",
    "phrh",
];

/// Whether an ID token says that somebody gave a second factor: `mfa` in `amr` (RFC 8176), or an `acr` that stands for
/// one.
pub fn gave_second_factor(methods: &[String], strength: Option<&str>) -> bool {
    methods.iter().any(|method| method == "mfa")
        || strength.is_some_and(|acr| STRONG.contains(&acr))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn methods(methods: &[&str]) -> Vec<String> {
        methods.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_token_says_that_a_second_factor_was_given() {
        assert!(gave_second_factor(&methods(&["pwd", "mfa"]), None));
        assert!(gave_second_factor(
            &[],
            Some("https://refeds.org/profile/mfa")
        ));
    }

    #[test]
    fn a_password_and_silence_are_no_second_factor() {
        assert!(!gave_second_factor(&[], None));
        assert!(!gave_second_factor(&methods(&["pwd", "otp"]), Some("1")));
        assert!(!gave_second_factor(&methods(&["not-mfa"]), Some("0")));
    }
}
