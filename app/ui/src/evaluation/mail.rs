//! The mails that ask people: thanks with the evaluation, and what came of it weeks later.

use crate::web::Site;
use domain::{
    calendar,
    evaluation::{Stage, Wanted},
};
use store::{evaluation::Asked, notifications::Mail};

/// What a certificate waits for.
pub(super) const CERTIFICATE: &str = "The board issues the certificate of this session once you have answered, here or by telling somebody.";

/// The mail that asks somebody at an address, in the board's own words where it has some.
pub fn evaluation_mail(site: &Site, asked: &Asked, address: &str) -> Mail {
    let url = format!("{}/bookings/{}", site.settings().public_url, asked.booking);
    let (text, link) = match asked.stage {
        Stage::After => ("session-thanks", format!("{url}/evaluation")),
        Stage::Weeks | Stage::Months => ("session-follow-up", format!("{url}/follow-up")),
    };
    let meant = if asked.will_do.is_empty() {
        String::new()
    } else {
        format!("You meant to do this: {}", asked.will_do)
    };
    let certificate = match asked.wanted {
        Wanted::BeforeCertificate => CERTIFICATE,
        Wanted::Asked | Wanted::No => "",
    };
    let day = calendar::day(calendar::day_of(asked.starts_at));
    let words = [
        ("name", asked.name.as_str()),
        ("title", &asked.title),
        ("day", &day),
        ("organisation", &asked.organisation_name),
        ("meant", &meant),
        ("certificate", certificate),
        ("link", &link),
    ];
    let to = (asked.name.as_str(), address);
    site.mail_in(&asked.own_texts, text, &words, asked.key(), to)
}
