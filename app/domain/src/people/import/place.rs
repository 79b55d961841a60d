//! Where somebody works, as it is written in the list, and the organisation and team that are meant.
//!
//! An organisation or team that is not known is never guessed: its rows are held until somebody has said which it is, or
//! that it is to be made.

use crate::{
    ids::{OrganisationId, TeamId},
    people::folded,
};
use std::collections::HashMap;

/// An organisation and the parts of it, the largest first, as they are written. Empty parts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Written {
    /// The organisation; empty where the list does not say.
    pub organisation: String,
    /// The parts.
    pub path: Vec<String>,
}

impl Written {
    /// As it is compared: an organisation, and a path.
    pub fn key(&self) -> (String, String) {
        let parts: Vec<_> = self.path.iter().map(|part| folded(part)).collect();
        (folded(&self.organisation), parts.join(" > "))
    }

    /// The path as people read it.
    pub fn path_text(&self) -> String {
        self.path.join(" > ")
    }
}

/// A team that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTeam {
    /// Which.
    pub id: TeamId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Within which team.
    pub parent: Option<TeamId>,
    /// Its name.
    pub name: String,
}

/// A team to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTeam {
    /// The id it will have.
    pub id: TeamId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Within which team, made before it.
    pub parent: Option<TeamId>,
    /// Its name.
    pub name: String,
}

/// What somebody has said about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceChoice {
    /// It is this team, or the organisation without a team.
    Team(OrganisationId, Option<TeamId>),
    /// Its teams are to be made as they are written.
    Make(OrganisationId),
    /// It is this organisation; which team is not said yet.
    Organisation(OrganisationId),
    /// Its rows are left out.
    Out,
}

/// What a written place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An organisation, and a team of it.
    At(OrganisationId, Option<TeamId>),
    /// The organisation is not known.
    UnknownOrganisation,
    /// The organisation is known, its team is not.
    UnknownTeam(OrganisationId),
    /// The sender may not bring in its people.
    NotYours(String),
    /// Its rows are left out.
    Out,
}

/// The organisations and teams there are, for finding what is written.
#[derive(Clone, Debug, Default)]
pub struct Places {
    home: Option<OrganisationId>,
    organisations: HashMap<String, (OrganisationId, String, bool)>,
    teams: HashMap<(OrganisationId, Option<TeamId>, String), TeamId>,
    by_name: HashMap<(OrganisationId, String), Vec<TeamId>>,
    names: HashMap<TeamId, String>,
    made: Vec<NewTeam>,
}

impl Places {
    /// The list is that of `home`; `organisations` are all there are, each with whether the sender may bring in its people.
    pub fn new(
        home: OrganisationId,
        organisations: impl IntoIterator<Item = (OrganisationId, String, bool)>,
        teams: impl IntoIterator<Item = KnownTeam>,
    ) -> Self {
        let organisations = organisations
            .into_iter()
            .map(|(id, name, allowed)| (folded(&name), (id, name, allowed)))
            .collect();
        let mut places = Self {
            home: Some(home),
            organisations,
            ..Self::default()
        };
        for team in teams {
            places.know(team.organisation, team.parent, team.id, &team.name);
        }
        places
    }

    fn know(
        &mut self,
        organisation: OrganisationId,
        parent: Option<TeamId>,
        id: TeamId,
        name: &str,
    ) {
        let key = folded(name);
        self.names.insert(id, name.to_owned());
        self.by_name
            .entry((organisation, key.clone()))
            .or_default()
            .push(id);
        self.teams.insert((organisation, parent, key), id);
    }

    /// The name of a team that is there or is to be made.
    pub fn team_name(&self, team: TeamId) -> &str {
        self.names.get(&team).map_or("", String::as_str)
    }

    /// The name of an organisation.
    pub fn organisation_name(&self, organisation: OrganisationId) -> &str {
        let mut known = self.organisations.values();
        let found = known.find(|(id, ..)| *id == organisation);
        found.map_or("", |(_, name, _)| name)
    }

    /// The teams to be made, each after the one it is in.
    pub fn made(&self) -> &[NewTeam] {
        &self.made
    }

    /// What a written place is, with what somebody has said about it. `new_id` gives the ids of teams to be made.
    pub fn find(
        &mut self,
        written: &Written,
        choice: Option<PlaceChoice>,
        new_id: impl FnMut() -> TeamId,
    ) -> Place {
        match choice {
            Some(PlaceChoice::Out) => Place::Out,
            Some(PlaceChoice::Team(organisation, team)) => {
                self.allowed(organisation, |_| Place::At(organisation, team))
            }
            Some(PlaceChoice::Make(organisation)) => {
                if let Place::NotYours(name) = self.allowed(organisation, |_| Place::Out) {
                    return Place::NotYours(name);
                }
                let team = self.make(organisation, &written.path, new_id);
                Place::At(organisation, team)
            }
            Some(PlaceChoice::Organisation(organisation)) => self.allowed(organisation, |places| {
                places.team(organisation, &written.path)
            }),
            None => match self.organisation(&written.organisation) {
                Some(organisation) => self.allowed(organisation, |places| {
                    places.team(organisation, &written.path)
                }),
                None => Place::UnknownOrganisation,
            },
        }
    }

    fn organisation(&self, written: &str) -> Option<OrganisationId> {
        let key = folded(written);
        if key.is_empty() {
            return self.home;
        }
        self.organisations.get(&key).map(|(id, ..)| *id)
    }

    fn allowed(&self, organisation: OrganisationId, then: impl FnOnce(&Self) -> Place) -> Place {
        let mut known = self.organisations.values();
        match known.find(|(id, ..)| *id == organisation) {
            Some((_, _, true)) => then(self),
            Some((_, name, false)) => Place::NotYours(name.clone()),
            None => Place::UnknownOrganisation,
        }
    }

    /// The team at the end of a path, if the whole path is there; or the only team of that name, if only that is written.
    fn team(&self, organisation: OrganisationId, path: &[String]) -> Place {
        let mut at = None;
        for part in path {
            match self.teams.get(&(organisation, at, folded(part))) {
                Some(team) => at = Some(*team),
                None => return self.only_team(organisation, path),
            }
        }
        Place::At(organisation, at)
    }

    fn only_team(&self, organisation: OrganisationId, path: &[String]) -> Place {
        if let [name] = path
            && let Some([team]) = self
                .by_name
                .get(&(organisation, folded(name)))
                .map(Vec::as_slice)
        {
            return Place::At(organisation, Some(*team));
        }
        Place::UnknownTeam(organisation)
    }

    /// Makes what is missing of a path; none for an empty path.
    fn make(
        &mut self,
        organisation: OrganisationId,
        path: &[String],
        mut new_id: impl FnMut() -> TeamId,
    ) -> Option<TeamId> {
        let mut at = None;
        for name in path {
            let known = self.teams.get(&(organisation, at, folded(name))).copied();
            at = Some(known.unwrap_or_else(|| {
                let id = new_id();
                self.made.push(NewTeam {
                    id,
                    organisation,
                    parent: at,
                    name: name.clone(),
                });
                self.know(organisation, at, id, name);
                id
            }));
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const HOME: OrganisationId = OrganisationId(Uuid::from_u128(1));
    const OTHER: OrganisationId = OrganisationId(Uuid::from_u128(2));
    const FLEET: TeamId = TeamId(Uuid::from_u128(11));
    const ADULTS: TeamId = TeamId(Uuid::from_u128(12));
    const DUTY: TeamId = TeamId(Uuid::from_u128(13));

    fn places() -> Places {
        let team = |id, parent, name: &str| KnownTeam {
            id,
            organisation: HOME,
            parent,
            name: name.to_owned(),
        };
        Places::new(
            HOME,
            [
                (HOME, "Northside Council".to_owned(), true),
                (OTHER, "Riverside".to_owned(), false),
            ],
            [
                team(FLEET, None, "Fleet"),
                team(ADULTS, None, "Adults"),
                team(DUTY, Some(ADULTS), "Duty team"),
            ],
        )
    }

    fn written(organisation: &str, path: &[&str]) -> Written {
        Written {
            organisation: organisation.to_owned(),
            path: path.iter().map(ToString::to_string).collect(),
        }
    }

    fn find(organisation: &str, path: &[&str]) -> Place {
        places().find(&written(organisation, path), None, || TeamId(Uuid::nil()))
    }

    #[test]
    fn a_place_is_found_by_its_whole_path_or_by_a_name_that_only_one_team_has() {
        assert_eq!(find("", &[]), Place::At(HOME, None));
        assert_eq!(
            find("NORTHSIDE  council", &["fleet"]),
            Place::At(HOME, Some(FLEET))
        );
        assert_eq!(
            find("", &["Adults", "Duty Team"]),
            Place::At(HOME, Some(DUTY))
        );
        assert_eq!(find("", &["duty team"]), Place::At(HOME, Some(DUTY)));
    }

    #[test]
    fn what_is_not_known_is_never_guessed() {
        assert_eq!(find("Northside", &[]), Place::UnknownOrganisation);
        assert_eq!(find("", &["Fleets"]), Place::UnknownTeam(HOME));
        assert_eq!(
            find("", &["Children", "Duty team"]),
            Place::UnknownTeam(HOME)
        );
        assert_eq!(
            find("Riverside", &[]),
            Place::NotYours("Riverside".to_owned())
        );
    }

    #[test]
    fn a_choice_decides_and_cannot_lead_into_a_foreign_organisation() {
        let mut places = places();
        let mut find = |choice| {
            places.find(&written("NMBC", &["Fleets"]), Some(choice), || {
                TeamId(Uuid::nil())
            })
        };
        assert_eq!(
            find(PlaceChoice::Team(HOME, Some(FLEET))),
            Place::At(HOME, Some(FLEET))
        );
        assert_eq!(
            find(PlaceChoice::Organisation(HOME)),
            Place::UnknownTeam(HOME)
        );
        assert_eq!(find(PlaceChoice::Out), Place::Out);
        for choice in [
            PlaceChoice::Team(OTHER, None),
            PlaceChoice::Make(OTHER),
            PlaceChoice::Organisation(OTHER),
        ] {
            assert_eq!(find(choice), Place::NotYours("Riverside".to_owned()));
        }
    }

    #[test]
    fn teams_are_made_once_each_after_the_one_it_is_in() {
        let mut places = places();
        let mut next = 100;
        let mut new_id = || {
            next += 1;
            TeamId(Uuid::from_u128(next))
        };
        for path in [
            &["Adults", "Reviews", "North"][..],
            &["ADULTS", "reviews", "South"],
        ] {
            let choice = Some(PlaceChoice::Make(HOME));
            let place = places.find(&written("", path), choice, &mut new_id);
            assert!(matches!(place, Place::At(HOME, Some(_))));
        }
        let made: Vec<_> = places
            .made()
            .iter()
            .map(|team| (team.name.as_str(), team.parent))
            .collect();
        let reviews = places.made()[0].id;
        assert_eq!(
            made,
            [
                ("Reviews", Some(ADULTS)),
                ("North", Some(reviews)),
                ("South", Some(reviews))
            ]
        );
    }
}
