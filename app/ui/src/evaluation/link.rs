//! The way from a booking to its evaluation.

use chrono::{DateTime, Utc};
use domain::{evaluation::Stage, sessions::State};
use leptos::prelude::*;
use store::sessions::BookingShown;

/// The link for whoever holds the booking: to the evaluation once the register says that they are there or the session has
/// begun, weeks later to what came of it; none for whoever was not there, or where the board wants no evaluation.
pub(crate) fn evaluation_link(booking: &BookingShown, now: DateTime<Utc>) -> Option<AnyView> {
    if !booking.evaluation.is_asked() {
        return None;
    }
    let (end, text) = asked(
        booking.state,
        (booking.span.starts_at, booking.span.ends_at),
        now,
    )?;
    let to = format!("/bookings/{}/{end}", booking.id);
    Some(view! { <p class="govuk-body"><a class="govuk-link" href=to>{text}</a></p> }.into_any())
}

fn asked(
    state: State,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Option<(&'static str, &'static str)> {
    let may_have_come = state.takes_place()
        && !matches!(
            state,
            State::Offered | State::ToApprove | State::Excused | State::NoShow
        );
    let was_there = matches!(
        state,
        State::Attended | State::Late | State::LeftEarly | State::Part
    );
    if !may_have_come || (now < starts_at && !was_there) {
        None
    } else if now < ends_at + Stage::Weeks.window().0 {
        Some(("evaluation", "Say what it was worth"))
    } else {
        Some(("follow-up", "Say what came of it"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn whoever_was_there_is_led_to_what_they_are_asked() {
        let start: DateTime<Utc> = "2026-10-05T08:30:00Z".parse().unwrap();
        let session = (start, start + TimeDelta::hours(3));
        let to = |state, days| asked(state, session, start + TimeDelta::days(days)).map(|to| to.0);
        assert_eq!(to(State::Booked, -1), None);
        assert_eq!(to(State::Attended, -1), Some("evaluation"));
        assert_eq!(to(State::Booked, 0), Some("evaluation"));
        assert_eq!(to(State::Attended, 43), Some("follow-up"));
        assert_eq!(to(State::ToApprove, 1), None);
        assert_eq!(to(State::NoShow, 1), None);
        assert_eq!(to(State::Cancelled, 1), None);
    }
}
