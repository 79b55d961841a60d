use super::*;
use domain::ids::PersonId;
use store::sessions::News;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn part(starts_at: &str, ends_at: &str) -> Part {
    Part {
        starts_at: at(starts_at),
        ends_at: at(ends_at),
    }
}

fn told(entry: Option<Method>) -> Told {
    Told {
        booking: domain::ids::BookingId::NOTHING,
        reference: "AB12-CD34".to_owned(),
        name: "Siân \"Shan\" O'Connor, PhD".to_owned(),
        address: "sian@northside.example".to_owned(),
        is_provisional: false,
        is_tentative: false,
        person: PersonId::NOTHING,
        asked: 4,
        session: SessionId::NOTHING,
        change: 2,
        title: "Half a day; for all, who ask".to_owned(),
        parts: vec![
            part("2026-03-27T09:30:00Z", "2026-03-27T12:30:00Z"),
            part("2026-03-30T08:30:00Z", "2026-03-30T11:30:00Z"),
        ],
        first_part: 1,
        venue: "Civic Centre\r\nRoom 2".to_owned(),
        link: String::new(),
        note: "Bring a pen.\r\nLunch is at noon, \u{2019}til one \u{2014} with an unreasonably long line that has to be folded.".to_owned(),
        news: News::Booked,
        own_texts: std::sync::Arc::default(),
        entry,
    }
}

fn object(told: &Told) -> String {
    let sender = Sender {
        name: "Cascade".to_owned(),
        address: "training@cascade.example".to_owned(),
    };
    let page = "https://training.example/bookings/1";
    invitation(told, &sender, page, at("2026-02-01T10:00:00Z")).unwrap()
}

/// The lines of an object, unfolded.
fn lines(object: &str) -> Vec<String> {
    let unfolded = object.replace("\r\n ", "");
    unfolded.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_place_that_is_held_is_an_event_for_each_part_at_the_time_of_london() {
    let lines = lines(&object(&told(Some(Method::Request))));
    let has = |line: &str| assert!(lines.iter().any(|l| l == line), "{line} in {lines:#?}");
    for line in [
        "METHOD:REQUEST",
        "SEQUENCE:12",
        "STATUS:CONFIRMED",
        // Winter, and summer: half past nine on both days.
        "DTSTART;TZID=Europe/London:20260327T093000",
        "DTSTART;TZID=Europe/London:20260330T093000",
        "DTSTAMP:20260201T100000Z",
        r"SUMMARY:Half a day\; for all\, who ask",
        r"LOCATION:Civic Centre\, Room 2",
        "ORGANIZER;CN=Cascade:mailto:training@cascade.example",
        "TZID:Europe/London",
    ] {
        has(line);
    }
    // An object for each part, each with its zone: all events of one object have the same identifier.
    for begin in ["VCALENDAR", "VTIMEZONE", "VEVENT"] {
        let begins = lines.iter().filter(|l| **l == format!("BEGIN:{begin}"));
        assert_eq!(begins.count(), 2, "{begin}");
    }
    let attendee = lines.iter().find(|l| l.starts_with("ATTENDEE")).unwrap();
    assert!(
        attendee.contains("CN=\"Siân Shan O'Connor, PhD\""),
        "{attendee}"
    );
}

#[test]
fn lines_end_as_they_must_and_none_is_longer_than_75_octets() {
    let object = object(&told(Some(Method::Request)));
    assert!(!object.replace("\r\n", "").contains(['\r', '\n']));
    for line in object.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
}

#[test]
fn a_cancellation_says_no_more_where_it_was() {
    let request = object(&told(Some(Method::Request)));
    let cancel = object(&told(Some(Method::Cancel)));
    assert!(cancel.contains("METHOD:CANCEL\r\n") && cancel.contains("STATUS:CANCELLED\r\n"));
    assert!(cancel.contains("SEQUENCE:13\r\n"));
    assert!(!cancel.contains("LOCATION") && !cancel.contains("DESCRIPTION"));
    let uids = |object: &str| {
        let lines = lines(object).into_iter();
        lines.filter(|l| l.starts_with("UID:")).collect::<Vec<_>>()
    };
    assert_eq!(uids(&request), uids(&cancel));
}

#[test]
fn whoever_holds_no_place_has_nothing_in_the_calendar() {
    let sender = Sender::default();
    let object = invitation(&told(None), &sender, "", at("2026-02-01T10:00:00Z"));
    assert_eq!(object, None);
}
