//! The mails that tell people of their bookings.

use super::words::{place, when};
use crate::web::Site;
use domain::calendar;
use store::{
    notifications::Mail,
    sessions::{News, Told},
};

/// The mail that tells somebody, from the text for its news.
pub fn session_mail(site: &Site, told: &Told) -> Mail {
    let url = &site.settings().public_url;
    let parts: Vec<String> = told.parts.iter().map(|part| when(*part)).collect();
    let (booking, others) = (
        format!("{url}/bookings/{}", told.booking),
        format!("{url}/sessions"),
    );
    let (text, link, why, until) = match &told.news {
        News::Booked => ("session-booked", booking, "", String::new()),
        News::Offered { until } => ("session-offer", booking, "", calendar::moment(*until)),
        News::Changed { .. } => ("session-changed", booking, "", String::new()),
        News::SessionCancelled { why } => {
            ("session-cancelled", others, why.as_str(), String::new())
        }
        News::Ended { why } => ("booking-ended", others, why.as_str(), String::new()),
    };
    let provisional = if told.is_provisional {
        "It is provisional until you have attended what comes first."
    } else {
        ""
    };
    let words = [
        ("name", told.name.as_str()),
        ("title", &told.title),
        ("when", &parts.join("\n")),
        ("where", &place_of(told)),
        ("note", &told.note),
        ("reference", &told.reference),
        ("provisional", provisional),
        ("why", why),
        ("until", &until),
        ("link", &link),
    ];
    let to = (told.name.as_str(), told.address.as_str());
    site.mail_in(&told.own_texts, text, &words, told.key(), to)
}

/// The whole venue; online, the link only for those who hold a place.
fn place_of(told: &Told) -> String {
    let holds_place = matches!(told.news, News::Booked | News::Changed { .. });
    match (told.venue.as_str(), told.link.as_str()) {
        ("", link) if holds_place => format!("Online: {link}"),
        ("", _) => place(""),
        (venue, _) => venue.to_owned(),
    }
}
