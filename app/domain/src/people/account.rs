//! What identifies an account.

use thiserror::Error;

/// Why a text is not an e-mail address that mail can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAnEmail {
    /// Nothing was typed.
    #[error("Enter an e-mail address")]
    Empty,
    /// It does not look like one.
    #[error("Enter an e-mail address in the correct format, like name@example.org")]
    Malformed,
}

/// An e-mail address as it is kept and compared: trimmed and in lower case.
///
/// # Errors
/// When nobody could receive mail at it.
pub fn email(typed: &str) -> Result<String, NotAnEmail> {
    let address = typed.trim().to_lowercase();
    if address.is_empty() {
        return Err(NotAnEmail::Empty);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(NotAnEmail::Malformed)?;
    let printable = address
        .chars()
        .all(|c| !c.is_control() && !c.is_whitespace() && c != ',');
    let well_formed = !local.is_empty()
        && !local.contains(['@', '<', '>', '"'])
        && domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    if printable && well_formed && address.len() <= 254 {
        Ok(address)
    } else {
        Err(NotAnEmail::Malformed)
    }
}

/// A staff number as it is compared: trimmed, without spaces, in upper case. Leading zeros stay.
pub fn staff_number(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_without_regard_to_case_or_space() {
        assert_eq!(
            email("  Asha.Rao@Northside.EXAMPLE "),
            Ok("asha.rao@northside.example".into())
        );
    }

    #[test]
    fn what_could_not_receive_mail_is_refused() {
        assert_eq!(email(" "), Err(NotAnEmail::Empty));
        for wrong in [
            "asha",
            "asha@",
            "@x.example",
            "a b@x.example",
            "a@x",
            "a@x..example",
            "a@-x.example",
            "a@x.example,b@x.example",
            "a\n@x.example",
        ] {
            assert_eq!(email(wrong), Err(NotAnEmail::Malformed), "{wrong}");
        }
    }

    #[test]
    fn leading_zeros_of_a_staff_number_stay() {
        assert_eq!(staff_number(" 00 12ab "), "0012AB");
    }
}
