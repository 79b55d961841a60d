//! What a place costs, by kind of organisation.

use crate::{catalogue::Price, organisations::OrganisationKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a place costs for people of some kinds of organisation, by their words. Nothing is said of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prices(BTreeMap<String, Price>);

impl Prices {
    /// What it costs for people of a kind of organisation, where that is said.
    pub fn of(&self, kind: OrganisationKind) -> Option<Price> {
        self.0.get(kind.code()).copied()
    }

    /// Says what it costs for people of a kind of organisation.
    pub fn set(&mut self, kind: OrganisationKind, price: Price) {
        self.0.insert(kind.code().to_owned(), price);
    }

    /// Every kind of which something is said, in the order in which kinds are offered.
    pub fn said(&self) -> impl Iterator<Item = (OrganisationKind, Price)> + '_ {
        let kinds = OrganisationKind::ALL.into_iter();
        kinds.filter_map(|kind| Some((kind, self.of(kind)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_said_for_some_kinds_of_organisation_and_kept_as_it_was_said() {
        let mut prices = Prices::default();
        prices.set(OrganisationKind::Other, Price(4500));
        prices.set(OrganisationKind::Council, Price(0));
        let kept = serde_json::to_string(&prices).unwrap();
        assert_eq!(kept, r#"{"council":0,"other":4500}"#);
        assert_eq!(serde_json::from_str::<Prices>(&kept).unwrap(), prices);
        let said: Vec<_> = prices
            .said()
            .map(|(kind, price)| (kind.title(), price.to_string()))
            .collect();
        assert_eq!(
            said,
            [
                ("Council", "Free".to_owned()),
                ("Other organisation", "£45".to_owned())
            ]
        );
        assert_eq!(prices.of(OrganisationKind::Nhs), None);
    }
}
