//! How sessions and bookings are said.

use crate::ui::{Tag, TagColour};
use chrono::{DateTime, Utc};
use domain::{
    calendar,
    catalogue::Price,
    sessions::{OpenTo, State},
};
use leptos::prelude::*;
use store::sessions::{Part, SessionRow};

/// "Monday 14 December 2026, 09:30 to 12:30"; over more than a day both days are said.
pub(super) fn when(part: Part) -> String {
    let (first, last) = (
        calendar::day_of(part.starts_at),
        calendar::day_of(part.ends_at),
    );
    let (from, to) = (calendar::time(part.starts_at), calendar::time(part.ends_at));
    if first == last {
        format!("{}, {from} to {to}", calendar::weekday(first))
    } else {
        format!(
            "{} at {from} to {} at {to}",
            calendar::weekday(first),
            calendar::weekday(last)
        )
    }
}

/// "Monday 14 December 2026 at 09:30"
pub(super) fn when_begins(at: DateTime<Utc>) -> String {
    let day = calendar::weekday(calendar::day_of(at));
    format!("{day} at {}", calendar::time(at))
}

/// That a place would be given up late, and what that costs.
pub(super) fn late(charge: Option<Price>) -> String {
    let costs = charge.map_or_else(String::new, |price| format!(" It costs {price}."));
    format!(
        "It is late: less than the notice period is left. It will be noted as a late cancellation.{costs}"
    )
}

/// From the start of the first part to the end of the last.
pub(super) fn span(row: &SessionRow) -> Part {
    Part {
        starts_at: row.terms.starts_at,
        ends_at: row.terms.ends_at,
    }
}

/// The day and times of the whole session.
pub(crate) fn when_it_was(row: &SessionRow) -> String {
    when(span(row))
}

/// From the start of the first of some parts to the end of the last.
pub(super) fn span_of(parts: &[Part]) -> Part {
    let starts = parts.first().map(|part| part.starts_at);
    let ends = parts.last().map(|part| part.ends_at);
    Part {
        starts_at: starts.unwrap_or_default(),
        ends_at: ends.unwrap_or_default(),
    }
}

/// The first line of the venue, or "Online".
pub(super) fn place(venue: &str) -> String {
    venue.lines().next().unwrap_or("Online").to_owned()
}

/// "12 of 30 places left", or how many wait where there is none.
pub(super) fn places(row: &SessionRow) -> String {
    // Whoever books sees the seats, not how many more may book.
    let (may_book, left, seats) = (row.left() > 0, row.seats_left(), row.seats);
    let said = match (may_book, left) {
        (false, _) => format!("Full: all {seats} places are taken"),
        (true, 0) => format!("All {seats} seats are taken; a few more people may book"),
        (true, left) => format!("{left} of {seats} places left"),
    };
    match row.waiting {
        0 => said,
        waiting => format!("{said}, {waiting} waiting"),
    }
}

/// Whom a session is for.
pub(super) fn open_to(row: &SessionRow) -> String {
    match &row.open_to {
        OpenTo::Partnership => "Everybody in the partnership".to_owned(),
        OpenTo::Organisation(_) => format!("People of {}", row.organisation_name),
        OpenTo::Team(_) => format!("One team of {}", row.organisation_name),
        OpenTo::Cohort(code) => format!("People in the cohort {code}"),
    }
}

/// A state with its colour.
pub(super) fn state_tag(state: State) -> AnyView {
    let colour = match state {
        State::Booked | State::Attended | State::Late => TagColour::Green,
        State::Waiting | State::Offered | State::ToApprove => TagColour::Yellow,
        State::LeftEarly | State::Part | State::Excused => TagColour::Blue,
        State::NoShow | State::CancelledLate => TagColour::Red,
        State::Cancelled
        | State::Declined
        | State::Lapsed
        | State::Released
        | State::NotApproved
        | State::Unanswered
        | State::Substituted
        | State::Transferred
        | State::SessionCancelled => TagColour::Grey,
    };
    view! { <Tag text=state.title() colour=colour/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_says_its_day_once_and_its_times_in_london() {
        let part = Part {
            starts_at: "2026-07-01T08:30:00Z".parse().unwrap(),
            ends_at: "2026-07-01T11:30:00Z".parse().unwrap(),
        };
        assert_eq!(when(part), "Wednesday 1 July 2026, 09:30 to 12:30");
        let two_days = Part {
            ends_at: "2026-07-02T11:30:00Z".parse().unwrap(),
            ..part
        };
        assert_eq!(
            when(two_days),
            "Wednesday 1 July 2026 at 09:30 to Thursday 2 July 2026 at 12:30"
        );
    }

    #[test]
    fn a_venue_is_named_by_its_first_line() {
        assert_eq!(place("Civic Centre\nRoom 2"), "Civic Centre");
        assert_eq!(place(""), "Online");
    }
}
