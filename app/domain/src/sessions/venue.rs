//! A place that an organisation uses again and again.

use crate::ids::{OrganisationId, VenueId};
use serde::Serialize;

/// A venue, kept once and chosen for each session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Venue {
    /// Which.
    pub id: VenueId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its address, line by line.
    pub address: String,
    /// Where a map shows it; empty where none does.
    pub map_link: String,
    /// Its rooms, one a line.
    pub rooms: String,
    /// What helps people to take part there, such as step-free access.
    pub access: String,
    /// Where to park.
    pub parking: String,
    /// How to come without a car.
    pub transport: String,
    /// Whether it is offered for further sessions.
    pub is_in_use: bool,
}

impl Venue {
    /// What people are told of the place: name, room, address. A session keeps this as it was when it was put on.
    pub fn told(&self, room: &str) -> String {
        let lines = [self.name.as_str(), room, &self.address];
        let said = lines.into_iter().filter(|line| !line.is_empty());
        said.collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_the_name_the_room_and_the_address() {
        let venue = Venue {
            id: VenueId::NOTHING,
            organisation: OrganisationId::NOTHING,
            name: "Civic Centre".to_owned(),
            address: "1 High Street\nNorthtown".to_owned(),
            map_link: String::new(),
            rooms: "Oak\nElm".to_owned(),
            access: "Step-free".to_owned(),
            parking: String::new(),
            transport: String::new(),
            is_in_use: true,
        };
        assert_eq!(
            venue.told("Oak"),
            "Civic Centre\nOak\n1 High Street\nNorthtown"
        );
        assert_eq!(venue.told(""), "Civic Centre\n1 High Street\nNorthtown");
    }
}
