//! Numbers and states in words.

use crate::ui::{Content, Tag, TagColour};
use domain::{calendar, certificates::Status};
use leptos::prelude::*;

/// "1,000".
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 certificate", "1,000 certificates".
pub(crate) fn many(count: u64, one: &str, more: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { more })
}

/// "37 certificates".
pub(super) fn certificates(count: u64) -> String {
    many(count, "certificate", "certificates")
}

/// What an order will do, before it is placed.
pub(super) fn announced(count: u64, with_email: u64, without_email: u64) -> String {
    let start = format!("You are about to issue {}", certificates(count));
    let lack = |of: u64| {
        if of == 1 {
            "has no e-mail address"
        } else {
            "have no e-mail address"
        }
    };
    match (with_email, without_email) {
        (0, 0) => format!("{start}."),
        (0, without) => format!(
            "{start}. {} {}.",
            many(without, "person", "people"),
            lack(without)
        ),
        (with, 0) => format!(
            "{start}, to be e-mailed to {}.",
            many(with, "person", "people")
        ),
        (with, without) => {
            format!(
                "{start}, to be e-mailed to {}; {} {}.",
                many(with, "person", "people"),
                number(without),
                lack(without)
            )
        }
    }
}

/// The size of a file: "84 kB".
pub(super) fn size(bytes: u64) -> String {
    format!("{} kB", number(bytes.div_ceil(1000)))
}

/// The word for a status, with its colour.
pub(super) fn status_tag(status: Status) -> Content {
    let (word, colour) = match status {
        Status::Valid { .. } => ("Valid", TagColour::Green),
        Status::Expired { .. } => ("Expired", TagColour::Orange),
        Status::Replaced { .. } => ("Replaced", TagColour::Grey),
        Status::Revoked { .. } => ("Revoked", TagColour::Red),
    };
    view! { <Tag text=word colour=colour/> }.into_any().into()
}

/// The status in a sentence, for anyone.
pub(super) fn status_sentence(status: Status) -> String {
    match status {
        Status::Valid { until: Some(until) } => {
            format!("This certificate is valid until {}.", calendar::day(until))
        }
        Status::Valid { until: None } => {
            "This certificate is valid. It does not expire.".to_owned()
        }
        Status::Expired { on } => format!(
            "This certificate expired on {}, the last day on which it was valid.",
            calendar::day(on)
        ),
        Status::Replaced { on } => {
            format!(
                "This certificate was replaced on {} by a newer one with the same number. Ask for the newer one.",
                calendar::day(on)
            )
        }
        Status::Revoked { on } => format!(
            "The board revoked this certificate on {}. It is not valid.",
            calendar::day(on)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            [0, 7, 999, 1000, 12_345, 1_000_000].map(number),
            ["0", "7", "999", "1,000", "12,345", "1,000,000"]
        );
    }

    #[test]
    fn who_confirms_an_order_reads_how_many_it_is_and_who_gets_no_mail() {
        let whole = "You are about to issue 37 certificates, to be e-mailed to 31 people; 6 have no e-mail address.";
        assert_eq!(announced(37, 31, 6), whole);
        assert_eq!(
            announced(1, 1, 0),
            "You are about to issue 1 certificate, to be e-mailed to 1 person."
        );
        assert_eq!(
            announced(2, 0, 1),
            "You are about to issue 2 certificates. 1 person has no e-mail address."
        );
        let two = "You are about to issue 2 certificates, to be e-mailed to 1 person; 1 has no e-mail address.";
        assert_eq!(announced(2, 1, 1), two);
    }

    #[test]
    fn who_checks_a_replaced_certificate_is_told_to_ask_for_the_newer_one() {
        let said = status_sentence(Status::Replaced {
            on: "2027-01-09".parse().unwrap(),
        });
        assert!(
            said.starts_with("This certificate was replaced on 9 January 2027"),
            "{said}"
        );
        assert!(said.ends_with("Ask for the newer one."), "{said}");
    }
}
