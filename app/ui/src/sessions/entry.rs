//! Sessions as calendar programs read them: the object that goes with a mail, and the calendar that they fetch (RFC 5545 and
//! 5546). Folding, escaping and ends of lines are the crate's.

use crate::web::Sender;
use chrono::{DateTime, Utc};
use domain::{
    calendar,
    ids::SessionId,
    sessions::{Method, uid},
};
use icalendar::{
    Attendee, Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus, PartStat,
    Property, Role,
};
use store::sessions::{InFeed, Part, Told, Why};

const ZONE: &str = "Europe/London";

/// The zone spelled out, as every object with local times has to: since 1996 clocks change on the last Sundays of March and
/// October, at one o'clock UTC.
const LONDON: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n\
    BEGIN:DAYLIGHT\r\nDTSTART:19960331T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZNAME:BST\r\n\
    TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nDTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZNAME:GMT\r\n\
    TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A session in the calendar of somebody or of some place.
struct Entry<'a> {
    session: SessionId,
    whose: String,
    sequence: u32,
    title: &'a str,
    parts: &'a [Part],
    /// The number of the first of these parts.
    first_part: u32,
    /// Where, or the link to join.
    location: String,
    description: String,
    status: EventStatus,
}

impl Entry<'_> {
    /// An event for each part.
    fn events(&self, now: DateTime<Utc>) -> Vec<Event> {
        let event = |(number, part): (u32, &Part)| {
            let mut event = Event::new();
            event
                .uid(&uid(self.session, &self.whose, number))
                .timestamp(now)
                .sequence(self.sequence)
                .summary(&plain(self.title))
                .starts(local(part.starts_at))
                .ends(local(part.ends_at))
                .status(self.status);
            if !self.location.is_empty() {
                event.location(&plain(&self.location));
            }
            if !self.description.is_empty() {
                event.description(&plain(&self.description));
            }
            event
        };
        (self.first_part..).zip(self.parts).map(event).collect()
    }
}

/// What goes with a mail for the person's calendar, which is asked to take the session in, or to take it out: an object for
/// each part, because all events of one object have to have the same identifier. Only whoever holds a place is told where it
/// is. `page` is that of the booking.
pub(super) fn invitation(
    told: &Told,
    sender: &Sender,
    page: &str,
    now: DateTime<Utc>,
) -> Option<String> {
    let method = told.entry?;
    let holds_place = method == Method::Request;
    let entry = Entry {
        session: told.session,
        whose: told.person.to_string(),
        sequence: method.sequence(told.change, told.asked),
        title: &told.title,
        parts: &told.parts,
        first_part: told.first_part,
        location: if holds_place {
            location(&told.venue, &told.link)
        } else {
            String::new()
        },
        description: if holds_place {
            description(&told.note, page)
        } else {
            String::new()
        },
        status: match method {
            Method::Cancel => EventStatus::Cancelled,
            Method::Request if told.is_provisional || told.is_tentative => EventStatus::Tentative,
            Method::Request => EventStatus::Confirmed,
        },
    };
    let mut events = entry.events(now);
    for event in &mut events {
        event.append_property(organiser(sender));
        event.attendee(attendee(told));
    }
    let head = [("METHOD", method.code())];
    let objects = events.chunks(1).map(|event| written(&head, event));
    Some(objects.collect())
}

/// The calendar that the programs of somebody or of some place fetch. `site` is the address of Cascade.
pub(super) fn calendar_of(sessions: &[InFeed], site: &str, now: DateTime<Utc>) -> String {
    let events = sessions.iter().flat_map(|session| {
        let entry = Entry {
            session: session.session,
            whose: session.whose.clone(),
            sequence: Method::Request.sequence(session.change, asked(&session.why)),
            title: &session.title,
            parts: &session.parts,
            first_part: 1,
            location: location(&session.venue, &session.link),
            description: why(session, site),
            status: EventStatus::Confirmed,
        };
        entry.events(now)
    });
    let events: Vec<Event> = events.collect();
    written(&[("X-WR-CALNAME", "Training sessions")], &events)
}

/// The place in the order of asking of whoever holds one.
fn asked(why: &Why) -> u32 {
    match why {
        Why::Holds { asked } => *asked,
        Why::Delivers | Why::Hosts { .. } => 0,
    }
}

/// What a calendar that is fetched says beside when and where.
fn why(session: &InFeed, site: &str) -> String {
    let page = format!("{site}/sessions/{}", session.session);
    match &session.why {
        Why::Holds { .. } => description(&session.note, &page),
        Why::Delivers => format!("You deliver this.\n\n{}", description(&session.note, &page)),
        Why::Hosts {
            organisation,
            places,
        } => format!("Put on by {organisation}, for up to {places} people."),
    }
}

/// The whole object: its head, the zone, the events.
fn written(head: &[(&str, &str)], events: &[Event]) -> String {
    let mut calendar = Calendar::empty();
    let first = [
        ("VERSION", "2.0"),
        ("PRODID", "-//Cascade//Sessions//EN"),
        ("CALSCALE", "GREGORIAN"),
    ];
    for property in first.iter().chain(head) {
        calendar.append_property(*property);
    }
    // The crate has no zones: they go between its head and its events.
    let (head, end) = (calendar.to_string(), "END:VCALENDAR\r\n");
    let head = head.strip_suffix(end).unwrap_or(&head);
    let events: String = events.iter().map(Component::to_string).collect();
    format!("{head}{LONDON}{events}{end}")
}

fn local(at: DateTime<Utc>) -> CalendarDateTime {
    CalendarDateTime::WithTimezone {
        date_time: calendar::clock(at),
        tzid: ZONE.to_owned(),
    }
}

/// The venue on one line; online, the link.
fn location(venue: &str, link: &str) -> String {
    if venue.is_empty() {
        link.to_owned()
    } else {
        let lines = venue.lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

fn description(note: &str, page: &str) -> String {
    format!("{note}\n\n{page}").trim().to_owned()
}

fn organiser(sender: &Sender) -> Property {
    Property::new("ORGANIZER", format!("mailto:{}", sender.address))
        .add_parameter("CN", &quotable(&sender.name))
        .done()
}

/// The person, who need not answer: booking was the answer.
fn attendee(told: &Told) -> Attendee {
    Attendee::new(format!("mailto:{}", told.address))
        .cn(quotable(&told.name))
        .role(Role::ReqParticipant)
        .partstat(PartStat::Accepted)
        .rsvp(false)
}

/// Text without what has no place in it: control characters other than new lines.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect()
}

/// Text for a parameter, which knows no way to write a quotation mark.
fn quotable(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && *c != '"')
        .collect()
}

#[cfg(test)]
#[path = "entry_tests.rs"]
mod tests;
