//! What else can be done with a booking: let a colleague have the place, move to another date, say that one still comes.

use super::found::{booking, target_of_booking};
use crate::{
    ui::{Button, ButtonKind, InsetText},
    web::{Answer, Form, Problem, Visit, see},
};
use chrono::{DateTime, Utc};
use domain::{access::BookPlace, sessions::State};
use leptos::prelude::*;
use store::sessions::{self, BookingShown};

/// Whether somebody still comes, after the time has changed.
pub(super) fn asked(booking: &BookingShown, may_book: bool, now: DateTime<Utc>) -> Option<AnyView> {
    let is_open = booking.to_confirm && booking.state.is_ahead() && now < booking.span.starts_at;
    is_open.then(|| {
        let to = format!("/bookings/{}/confirm", booking.id);
        let yes = may_book.then(|| {
            view! { <Form action=to><Button text="I still come" kind=ButtonKind::Secondary/></Form> }
        });
        view! {
            <InsetText>
                "The time has changed. Please say that you still come, or give the place up. You keep it in any case."
            </InsetText>
            {yes}
        }
        .into_any()
    })
}

/// The ways to a colleague and to another date.
pub(super) fn ways(
    booking: &BookingShown,
    (may_book, may_pass_on): (bool, bool),
    now: DateTime<Utc>,
) -> Option<AnyView> {
    let is_ahead = booking.state.is_ahead() && now < booking.span.starts_at;
    let is_cancelled = booking.state == State::SessionCancelled;
    let to = |end: &str| format!("/bookings/{}/{end}", booking.id);
    let move_to = may_book && (is_ahead || is_cancelled);
    let transfer = move_to.then(|| {
        let text = if is_cancelled {
            "Book another date of this course"
        } else {
            "Move to another date"
        };
        view! { <li><a class="govuk-link" href=to("transfer")>{text}</a></li> }
    });
    let pass_on = may_pass_on && is_ahead && booking.state == State::Booked;
    let substitute = pass_on.then(|| {
        view! { <li><a class="govuk-link" href=to("substitute")>"Let a colleague come instead"</a></li> }
    });
    (transfer.is_some() || substitute.is_some())
        .then(|| view! { <ul class="govuk-list">{transfer} {substitute}</ul> }.into_any())
}

/// Says that the person still comes. The same form posted twice says it once.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let (id, target, _) = target_of_booking(&visit).await?;
    let permit = visit.permit(BookPlace { target })?;
    booking(&visit, &permit, id).await?;
    sessions::confirm(visit.services(), &permit, id).await?;
    Ok(see(format!("/bookings/{id}")))
}
