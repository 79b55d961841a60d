//! Where a session takes place and what a place costs, as it was answered.

use super::{
    check::LONGEST,
    form::{Choices, SessionForm},
};
use crate::web::typed::{prose, wrong};
use domain::{
    catalogue::{PriceRefusal, web_address},
    ids::VenueId,
    organisations::OrganisationKind,
    sessions::Prices,
};

/// Where a session takes place.
pub(super) struct Place {
    pub kept: Option<VenueId>,
    pub told: String,
    pub room: String,
    pub link: String,
}

impl SessionForm {
    /// Where it takes place.
    pub(super) fn place(&mut self, choices: &Choices) -> Place {
        let typed = prose(&mut self.venue, "Venue", LONGEST);
        let link = self.link.current().to_owned();
        if !link.is_empty()
            && let Err(refusal) = web_address(&link)
        {
            wrong(&mut self.link, refusal.to_string());
        }
        let chosen = self.kept_venue.current().to_owned();
        let kept = choices
            .venues
            .iter()
            .find(|one| one.id.to_string() == chosen);
        if let Some(venue) = kept {
            return Place {
                kept: Some(venue.id),
                told: venue.told(&typed),
                room: typed,
                link,
            };
        }
        if !chosen.is_empty() {
            wrong(&mut self.kept_venue, "Select a venue of your organisation");
        } else if typed.is_empty() && link.is_empty() {
            let said = "Enter the venue, or a link if it is online";
            wrong(&mut self.venue, said);
        }
        Place {
            kept: None,
            told: typed,
            room: String::new(),
            link,
        }
    }

    /// What a place costs.
    pub(super) fn prices(&mut self) -> Prices {
        let mut prices = Prices::default();
        for (kind, field) in OrganisationKind::ALL.into_iter().zip(&mut self.prices) {
            match field.current().parse() {
                _ if field.current().is_empty() => {}
                Ok(price) => prices.set(kind, price),
                Err(refusal) => {
                    let refusal: PriceRefusal = refusal;
                    wrong(field, refusal.to_string());
                }
            }
        }
        prices
    }
}
