//! Whether a mail server's refusal means that there is no such recipient.

/// Whether a refusal says for good that the address is nobody's: by its enhanced code where it has one (RFC 3463: 5.1.x,
/// a bad address; 5.2.1, a mailbox that takes no mail), or else by its plain code. A server that refuses the sender, the
/// content or the sign-in says nothing about the recipient.
pub(super) fn is_unknown(code: u16, said: &str) -> bool {
    let is_plain = matches!(code, 550 | 551 | 553);
    match enhanced(said) {
        Some(enhanced) => (500..600).contains(&code) && is_about_address(enhanced),
        None => is_plain,
    }
}

/// 5.1.7 and 5.1.8 are about the sender's address.
fn is_about_address(enhanced: &str) -> bool {
    let is_of_sender = ["5.1.7", "5.1.8"].contains(&enhanced);
    enhanced == "5.2.1" || enhanced.starts_with("5.1.") && !is_of_sender
}

/// The first word that looks like `5.1.1`.
fn enhanced(said: &str) -> Option<&str> {
    let mut words = said.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words.find(|word| {
        let mut parts = word.split('.');
        let is_three = parts.clone().count() == 3;
        let are_short = parts
            .by_ref()
            .all(|part| !part.is_empty() && part.len() <= 3);
        is_three && are_short && word.starts_with("5.")
    })
}

#[cfg(test)]
mod tests {
    use super::is_unknown;

    #[test]
    fn only_a_refusal_that_speaks_of_the_recipient_stops_an_address() {
        for (code, said) in [
            (
                550,
                "permanent error (550): 5.1.1 <a@b.example>: no such user",
            ),
            (550, "permanent error (550): No such user here"),
            (550, "5.1.10 RESOLVER.ADR.RecipientNotFound"),
            (553, "553 mailbox name not allowed"),
            (
                550,
                "5.2.1 The email account that you tried to reach is disabled",
            ),
        ] {
            assert!(is_unknown(code, said), "{said}");
        }
        for (code, said) in [
            (550, "5.7.1 Relaying denied"),
            (
                550,
                "5.7.26 Unauthenticated mail is not accepted from 192.0.2.1",
            ),
            (553, "5.1.8 Sender address rejected"),
            (535, "5.7.8 authentication failed"),
            (554, "transaction failed"),
            (552, "5.2.2 mailbox full"),
            (451, "4.7.1 greylisted"),
        ] {
            assert!(!is_unknown(code, said), "{said}");
        }
    }
}
