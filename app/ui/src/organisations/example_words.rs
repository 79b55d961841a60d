//! The e-mails about sessions that a board may write in its own words, and what fills their words in.

/// A text: its name, what it is, and when it is sent.
pub(super) struct Text {
    pub name: &'static str,
    pub title: &'static str,
    pub sent: &'static str,
}

const fn text(name: &'static str, title: &'static str, sent: &'static str) -> Text {
    Text { name, title, sent }
}

/// The texts, in the order in which somebody may get them.
pub(super) const TEXTS: &[Text] = &[
    text(
        "session-booked",
        "Confirmation",
        "When a place is booked, or comes from the waiting list",
    ),
    text(
        "session-offer",
        "Offer",
        "When a place has become free for somebody who waits",
    ),
    text(
        "session-changed",
        "Change",
        "When the dates, the times or the place have changed",
    ),
    text(
        "session-shorter",
        "Parts left out",
        "When a session has lost parts, about those parts",
    ),
    text(
        "session-soon",
        "Two weeks before",
        "14 days before the session",
    ),
    text(
        "session-joining",
        "Joining instructions",
        "5 days before the session",
    ),
    text(
        "session-tomorrow",
        "The day before",
        "The day before the session",
    ),
    text(
        "session-thanks",
        "Thanks",
        "When the session is over, to whoever was there",
    ),
    text(
        "session-follow-up",
        "What came of it",
        "After six weeks and after three months, to whoever agreed",
    ),
    text(
        "session-given-up",
        "Place given up",
        "When somebody has given a place up, so that it leaves the calendar",
    ),
    text(
        "session-confirmed",
        "Certainty",
        "When a session that was not certain takes place",
    ),
    text(
        "session-fewer-places",
        "Back to the waiting list",
        "When there are fewer places and a booking waits again",
    ),
    text(
        "session-cancelled",
        "Cancellation",
        "When the whole session has been cancelled",
    ),
    text(
        "booking-approve",
        "Question to a line manager",
        "When a line manager has to agree to a booking, to whoever can",
    ),
    text(
        "booking-substituted",
        "Place passed on",
        "When a colleague has taken a place over, to whoever had it",
    ),
    text(
        "booking-ended",
        "End of a booking",
        "When somebody else has ended a booking",
    ),
];

/// A word in double braces, what takes its place, and an example.
pub(super) type Word = (&'static str, &'static str, &'static str);

/// Every word of these texts.
pub(super) const WORDS: &[Word] = &[
    ("name", "The name of whoever gets it", "Sam Okoro"),
    (
        "title",
        "The title of the session",
        "Modern slavery: half a day for frontline staff",
    ),
    (
        "when",
        "Its dates and times, a line for each part",
        "Thursday 14 January 2027, 09:30 to 12:30",
    ),
    (
        "where",
        "The venue, or the link to join",
        "Weir Lane Learning Centre\nWeir Lane\nGround floor",
    ),
    (
        "note",
        "What the organiser adds",
        "Tea and coffee from 9:15am.",
    ),
    ("level", "The levels it is for", "Frontline practitioner"),
    ("trainers", "Who trains", "Asha Rahman and Ben Cole"),
    (
        "before",
        "What has to be done before",
        "Modern slavery awareness",
    ),
    (
        "contact",
        "Whom to ask",
        "Lena Lead, training@northside.example, at Northside Council",
    ),
    ("reference", "The reference of the booking", "K7QM-2VXD"),
    ("whose", "The name of whoever has booked", "Ravi Patel"),
    (
        "ask",
        "That people say that they still come, where the time has changed",
        "Please say on the page of your booking that you still come. You keep your place in any case.",
    ),
    (
        "provisional",
        "That the place is provisional, where it is",
        "",
    ),
    (
        "why",
        "The reason that was given",
        "The trainer has been taken ill.",
    ),
    ("day", "The day on which it was", "14 January 2027"),
    (
        "organisation",
        "The organisation that put it on",
        "Northside Council",
    ),
    (
        "meant",
        "What they said they would do, where they did",
        "You meant to do this: Ask to speak to somebody alone",
    ),
    ("until", "Until when", "Tuesday 5 January 2027 at 10am"),
    (
        "certificate",
        "That the certificate waits for the answer, where it does",
        "The board issues the certificate of this session once you have answered, here or by telling somebody.",
    ),
    (
        "link",
        "The address of the page where something can be done",
        "https://training.example/bookings/example",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn shipped() -> Vec<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/emails");
        let files = std::fs::read_dir(folder).unwrap();
        let files = files.map(|file| file.unwrap().path());
        files
            .map(|file| {
                let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
                (name, std::fs::read_to_string(file).unwrap())
            })
            .filter(|(name, _)| name.starts_with("session-") || name.starts_with("booking-"))
            .collect()
    }

    #[test]
    fn every_text_about_sessions_can_be_written_anew() {
        let known: BTreeSet<_> = TEXTS.iter().map(|text| text.name.to_owned()).collect();
        let shipped: BTreeSet<_> = shipped().into_iter().map(|(name, _)| name).collect();
        assert_eq!(known, shipped);
    }

    #[test]
    fn every_word_of_theirs_has_an_example() {
        let known: BTreeSet<_> = WORDS.iter().map(|(word, ..)| *word).collect();
        for (name, text) in shipped() {
            let listed = text.lines().find(|line| line.starts_with("words = "));
            for word in listed.unwrap().split('"').skip(1).step_by(2) {
                assert!(known.contains(word), "{name}: {word}");
            }
        }
    }
}
