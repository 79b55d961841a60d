//! The mails that tell people of their bookings.

use super::{
    entry::invitation,
    words::{place, when, when_begins},
};
use crate::web::{Site, Visit};
use domain::{calendar, sessions::Method};
use store::{
    notifications::Mail,
    sessions::{News, Part, Reminded, Told},
};

/// Writes the mails of what a visitor does.
pub(super) fn teller(visit: &Visit) -> impl Fn(&Told) -> Mail + Send + Sync + use<> {
    let site = visit.site.clone();
    move |told| session_mail(&site, told)
}

/// The mail that tells somebody, from the text for its news.
pub fn session_mail(site: &Site, told: &Told) -> Mail {
    let url = &site.settings().public_url;
    let (booking, others) = (
        format!("{url}/bookings/{}", told.booking),
        format!("{url}/sessions"),
    );
    let calendar = invitation(told, &site.settings().sender, &booking, site.now());
    let (text, link, why, until) = match &told.news {
        News::Booked => ("session-booked", booking, "", String::new()),
        News::Offered { until } => ("session-offer", booking, "", when_begins(*until)),
        News::Changed { .. } => ("session-changed", booking, "", String::new()),
        News::Shorter { .. } => ("session-shorter", booking, "", String::new()),
        News::GivenUp => ("session-given-up", others, "", String::new()),
        News::Waits { .. } => ("session-fewer-places", booking, "", String::new()),
        News::Confirmed => ("session-confirmed", booking, "", String::new()),
        News::Approve { until, .. } => {
            let link = format!("{booking}/approval");
            ("booking-approve", link, "", when_begins(*until))
        }
        News::Substituted => ("booking-substituted", others, "", String::new()),
        News::SessionCancelled { why } => {
            ("session-cancelled", others, why.as_str(), String::new())
        }
        News::Ended { why } => ("booking-ended", others, why.as_str(), String::new()),
    };
    let provisional = match (told.is_provisional, told.is_tentative) {
        (true, _) => "It is provisional until you have attended what comes first.",
        (false, true) => {
            "It is not certain yet that this session takes place. You are told when it is."
        }
        (false, false) => "",
    };
    let ask = match &told.news {
        News::Changed {
            has_new_time: true, ..
        } => {
            "Please say on the page of your booking that you still come. You keep your place in any case."
        }
        _ => "You need not do anything if you can still come.",
    };
    let whose = match &told.news {
        News::Approve { whose, .. } => whose.as_str(),
        _ => "",
    };
    let words = [
        ("ask", ask),
        ("whose", whose),
        ("name", told.name.as_str()),
        ("title", &told.title),
        ("when", &times(&told.parts)),
        ("where", &place_of(told)),
        ("note", &told.note),
        ("reference", &told.reference),
        ("provisional", provisional),
        ("why", why),
        ("until", &until),
        ("link", &link),
    ];
    let to = (told.name.as_str(), told.address.as_str());
    // What a line manager is asked is no message to whoever has booked.
    let is_to_holder = !matches!(told.news, News::Approve { .. });
    Mail {
        calendar,
        booking: is_to_holder.then_some(told.booking),
        ..site.mail_in(&told.own_texts, text, &words, told.key(), to)
    }
}

/// The mail that reminds somebody of a session on which they hold a place; five days before, with all they have to know.
pub fn session_reminder_mail(site: &Site, told: &Reminded) -> Mail {
    let url = &site.settings().public_url;
    let text = match told.days {
        5 => "session-joining",
        1 => "session-tomorrow",
        _ => "session-soon",
    };
    let contact = match &told.contact {
        Some((name, address)) => format!("{name}, {address}, at {}", told.organisation),
        None => told.organisation.clone(),
    };
    let listed = |names: &[String], none: &str| match names {
        [] => none.to_owned(),
        names => names.join(", "),
    };
    let words = [
        ("name", told.name.as_str()),
        ("title", &told.title),
        ("level", &listed(&told.levels, "no level in particular")),
        ("when", &times(&told.parts)),
        ("where", &whole_place(&told.venue, &told.link)),
        (
            "note",
            if told.note.is_empty() {
                "Nothing more."
            } else {
                &told.note
            },
        ),
        ("trainers", &listed(&told.trainers, "to be announced")),
        ("before", &listed(&told.before, "nothing")),
        ("contact", &contact),
        ("until", &calendar::day(told.last_day)),
        ("reference", &told.reference),
        ("link", &format!("{url}/bookings/{}", told.booking)),
    ];
    let to = (told.name.as_str(), told.address.as_str());
    Mail {
        booking: Some(told.booking),
        ..site.mail_in(&told.own_texts, text, &words, told.key(), to)
    }
}

/// A line for each part.
fn times(parts: &[Part]) -> String {
    let lines: Vec<String> = parts.iter().map(|part| when(*part)).collect();
    lines.join("\n")
}

/// The whole venue; online, the link only for those who hold a place.
fn place_of(told: &Told) -> String {
    if told.venue.is_empty() && told.entry != Some(Method::Request) {
        place("")
    } else {
        whole_place(&told.venue, &told.link)
    }
}

/// The whole venue; online, the link.
fn whole_place(venue: &str, link: &str) -> String {
    if venue.is_empty() {
        format!("Online: {link}")
    } else {
        venue.to_owned()
    }
}
