//! What is not certain about a session, and what is known of its venue.

use super::words::places;
use crate::ui::{Content, SummaryRow, Tag, TagColour, WarningText};
use domain::{
    calendar,
    sessions::{Venue, more_needed},
};
use leptos::prelude::*;
use store::sessions::SessionRow;

/// "3 more needed by 9 December 2026 at 17:00"; none where there are enough.
fn needed(row: &SessionRow) -> Option<String> {
    let more = more_needed(row.minimum, row.taken);
    (more > 0).then(|| {
        let by = calendar::moment(row.terms.closes_at);
        format!("{more} more needed by {by}")
    })
}

/// How many have to come.
pub(super) fn minimum(row: &SessionRow) -> Option<SummaryRow> {
    let said = match needed(row) {
        Some(needed) => format!("{} people. {needed}", row.minimum),
        None => format!("{} people, and as many have booked", row.minimum),
    };
    (row.minimum > 0).then(|| SummaryRow::new("Takes place with at least", said))
}

/// In a list: places, how many more are needed, and that it is not certain.
pub(super) fn status(row: &SessionRow) -> Content {
    let places = places(row);
    let needed = needed(row).map(|said| view! { <br/> {said} });
    let tag = row
        .is_tentative
        .then(|| view! { <br/> <Tag text="Not certain yet" colour=TagColour::Yellow/> });
    view! { {places} {needed} {tag} }.into_any().into()
}

/// Says that a session is not certain yet.
pub(super) fn tentative(row: &SessionRow) -> Option<AnyView> {
    let is_open = row.is_tentative && row.cancelled_why.is_none();
    is_open.then(|| {
        view! {
            <WarningText text="It is not certain yet that this session takes place. You can book; whoever has booked is told when it is certain."/>
        }
        .into_any()
    })
}

/// How to get to a venue, and what helps people to take part there: as it is known now.
pub(super) fn way_there(venue: Option<&Venue>) -> Vec<SummaryRow> {
    let Some(venue) = venue else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    if !venue.map_link.is_empty() {
        let to = venue.map_link.clone();
        let link = view! { <a class="govuk-link" href=to rel="noreferrer">"See the map"</a> };
        rows.push(SummaryRow::new("Map", Content::from(link.into_any())));
    }
    let texts = [
        ("Access", &venue.access),
        ("Parking", &venue.parking),
        ("Public transport", &venue.transport),
    ];
    let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
    rows.extend(
        said.map(|(key, text)| {
            SummaryRow::new(key, Content::lines(text.lines().map(str::to_owned)))
        }),
    );
    rows
}

/// What is handed out, and what a place costs.
pub(super) fn materials_and_price(row: &SessionRow) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    if !row.materials.is_empty() {
        let materials = row.materials.lines().map(str::to_owned);
        rows.push(SummaryRow::new("Materials", Content::lines(materials)));
    }
    let prices = row.prices.said();
    let prices: Vec<_> = prices
        .map(|(kind, price)| format!("{}: {price}", kind.title()))
        .collect();
    if !prices.is_empty() {
        rows.push(SummaryRow::new("Price of a place", Content::lines(prices)));
    }
    rows
}
