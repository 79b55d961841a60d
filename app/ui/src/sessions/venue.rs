//! The calendar of a venue, for the programs of those who look after the rooms: made and taken away by those who put sessions
//! on there. It says nothing about people.

use super::{
    feed::{forms, made},
    found::{href, run},
};
use crate::{
    ui::{BackLink, PageHeading, TwoThirds},
    web::{Answer, Page, Problem, Visit, see},
};
use chrono::{DateTime, Utc};
use domain::access::{Permit, RunSession};
use leptos::prelude::*;
use store::sessions::{SessionRow, end_venue_feed, make_venue_feed, venue_feed_made_at};

/// The session in the address, which is in a room.
async fn in_a_room(visit: &Visit) -> Result<(SessionRow, Permit<RunSession>), Problem> {
    let (row, permit) = run(visit).await?;
    if row.venue.is_empty() {
        return Err(Problem::NotFound);
    }
    Ok((row, permit))
}

fn own_page(row: &SessionRow) -> String {
    format!("{}/venue", href(row.id))
}

/// Says whether there is an address, and offers to make one or to take it away.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = in_a_room(&visit).await?;
    let made_at = venue_feed_made_at(visit.services(), &permit, &row.venue).await?;
    let back = href(row.id);
    Ok(
        Page::new("The calendar of the venue", move || choices(&row, made_at))
            .section("/sessions")
            .before(move || view! { <BackLink href=back text="The session"/> })
            .into(),
    )
}

fn choices(row: &SessionRow, made_at: Option<DateTime<Utc>>) -> AnyView {
    let (caption, own) = (row.title.clone(), own_page(row));
    let about = format!(
        "Those who look after this venue can see what {} puts on there, and for how many people, in their own calendar \
         program. It fetches the sessions from a secret web address, and asks again by itself.",
        row.organisation_name
    );
    let lines: Vec<_> = row
        .venue
        .lines()
        .map(|line| view! { {line.to_owned()} <br/> })
        .collect();
    view! {
        <TwoThirds>
            <PageHeading text="The calendar of the venue" caption=caption/>
            <p class="govuk-body">{lines}</p>
            <p class="govuk-body">{about}</p>
            <p class="govuk-body">"A venue that is written in another way is another venue."</p>
            {forms(made_at, own)}
        </TwoThirds>
    }
    .into_any()
}

/// Makes an address and shows it this once.
pub(super) async fn make(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = in_a_room(&visit).await?;
    let token = make_venue_feed(visit.services(), &permit, &row.venue).await?;
    let sees =
        "Whoever has this address sees what takes place there and when. It is shown this once.";
    let heading = "The calendar of the venue has an address";
    Ok(made(&visit, &token, heading, sees, own_page(&row)))
}

/// Takes the address away.
pub(super) async fn end(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = in_a_room(&visit).await?;
    end_venue_feed(visit.services(), &permit, &row.venue).await?;
    Ok(see(own_page(&row)))
}
