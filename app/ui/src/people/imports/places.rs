//! Saying which organisations and teams are meant that nobody knows.

use super::{
    about,
    which::{Which, may_bring, which},
    words::rows,
};
use crate::{
    ui::{Button, ButtonKind, Choice, Field, PageHeading, Select, TwoThirds},
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use domain::{
    ids::{OrganisationId, TeamId},
    people::{
        folded,
        import::{KnownTeam, PlaceChoice, State},
    },
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::people::imports::{self, OpenPlace};

/// Places asked about at once; those of most rows come first.
const ASKED: usize = 40;

/// What there is to say, and what can be said.
struct Open {
    organisations: Vec<(OrganisationId, String)>,
    teams: Vec<KnownTeam>,
    places: Vec<OpenPlace>,
}

impl Open {
    /// Organisations as they are written that nobody knows, each with its rows.
    fn unknown_organisations(&self) -> Vec<(String, u32)> {
        let mut unknown: Vec<(String, u32)> = Vec::new();
        for place in self.places.iter().filter(|place| place.known.is_none()) {
            match unknown
                .iter_mut()
                .find(|(name, _)| *name == place.organisation)
            {
                Some((_, rows)) => *rows += place.rows,
                None => unknown.push((place.organisation.clone(), place.rows)),
            }
        }
        unknown
    }

    /// Teams as they are written that nobody knows, each with its organisation.
    fn unknown_teams(&self) -> impl Iterator<Item = (&OpenPlace, OrganisationId)> {
        let each = self.places.iter();
        each.filter_map(|place| Some((place, place.known?)))
    }

    /// Everything that was said; what was left open stays open.
    fn said(&self, typed: &Fields) -> Vec<(OpenPlace, PlaceChoice)> {
        let mut said = Vec::new();
        for (number, (name, _)) in self.unknown_organisations().iter().enumerate() {
            let choice = match typed.text(&format!("organisation_{number}")) {
                "out" => Some(PlaceChoice::Out),
                id => self.organisation(id).map(PlaceChoice::Organisation),
            };
            let of_it = self
                .places
                .iter()
                .filter(|place| place.organisation == *name);
            let of_it = of_it.filter(|place| place.known.is_none());
            said.extend(
                choice
                    .into_iter()
                    .flat_map(|choice| of_it.clone().map(move |place| (place.clone(), choice))),
            );
        }
        let make_all = typed.text("all") == "make";
        for (place, organisation) in self.unknown_teams() {
            let choice = match typed.text(&format!("place_{}", place.place)) {
                "" if make_all => Some(PlaceChoice::Make(organisation)),
                "make" => Some(PlaceChoice::Make(organisation)),
                "none" => Some(PlaceChoice::Team(organisation, None)),
                "out" => Some(PlaceChoice::Out),
                id => self
                    .team(id, organisation)
                    .map(|team| PlaceChoice::Team(organisation, Some(team))),
            };
            said.extend(choice.map(|choice| (place.clone(), choice)));
        }
        said
    }

    fn organisation(&self, typed: &str) -> Option<OrganisationId> {
        let id = typed.parse().ok()?;
        let mut known = self.organisations.iter();
        known.find(|(known, _)| *known == id).map(|(id, _)| *id)
    }

    fn team(&self, typed: &str, organisation: OrganisationId) -> Option<TeamId> {
        let id = typed.parse().ok()?;
        let mut known = self.teams.iter();
        known
            .find(|team| team.id == id && team.organisation == organisation)
            .map(|team| team.id)
    }
}

async fn open(visit: &Visit, which: &Which) -> Result<Open, Problem> {
    let services = visit.services();
    let places = imports::open_places(services, &which.permit, which.import.id).await?;
    let mut organisations = may_bring(visit).await?;
    organisations.retain(|(id, _)| which.import.may_bring.contains(id));
    let ids: Vec<OrganisationId> = places.iter().filter_map(|place| place.known).collect();
    let teams = imports::team_choices(services, &which.permit, &ids).await?;
    Ok(Open {
        organisations,
        teams,
        places,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let here = which.href();
    if which.import.state != State::Checked {
        return Ok(see(here));
    }
    let open = open(&visit, &which).await?;
    if open.places.is_empty() {
        return Ok(see(here));
    }
    Ok(
        Page::new("Which organisations and teams are meant?", move || {
            view(&open)
        })
        .section("/people")
        .before(move || about::back(here))
        .into(),
    )
}

/// Remembers what was said and has the list checked again.
pub(super) async fn say(visit: Visit) -> Result<Answer, Problem> {
    let which = which(&visit).await?;
    let open = open(&visit, &which).await?;
    let said = open.said(&visit.form);
    if said.is_empty() {
        return Ok(see(format!("{}/places", which.href())));
    }
    imports::decide_places(visit.services(), &which.permit, which.import.id, &said).await?;
    visit.jobs.notify_one();
    Ok(see(which.href()))
}

fn view(open: &Open) -> AnyView {
    let organisations: Vec<_> = open
        .unknown_organisations()
        .into_iter()
        .enumerate()
        .map(|(number, (name, count))| organisation(open, number, &name, count))
        .collect();
    let unknown: Vec<_> = open.unknown_teams().collect();
    let make_all = (unknown.len() > 1).then(|| make_all(unknown.len()));
    let more = (unknown.len() > ASKED).then(|| {
        let text = format!("{} more are asked about afterwards.", unknown.len() - ASKED);
        view! { <p class="govuk-body">{text}</p> }
    });
    let names = Names::of(&open.teams);
    let teams: Vec<_> = unknown
        .iter()
        .take(ASKED)
        .map(|(place, organisation)| team(open, &names, place, *organisation))
        .collect();
    view! {
        <TwoThirds>
            <PageHeading text="Which organisations and teams are meant?"/>
            <p class="govuk-body-l">
                "The list names organisations or teams that Cascade does not know. Their rows wait until you have said what
                is meant. It is remembered for the next list."
            </p>
            {make_all}
            <Form>
                {organisations}
                {teams}
                {more}
                <Button text="Save and check again"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// One button for all teams: the first list of an organisation names every one of them.
fn make_all(count: usize) -> AnyView {
    let text = format!("Add all {count} teams as they are written");
    view! {
        <Form>
            <input type="hidden" name="all" value="make"/>
            <Button text=text kind=ButtonKind::Secondary/>
        </Form>
        <p class="govuk-body">"Or say it one by one:"</p>
    }
    .into_any()
}

fn organisation(open: &Open, number: usize, name: &str, count: u32) -> AnyView {
    let field = Field::new(format!("organisation_{number}"))
        .label(format!("Organisation “{name}”"))
        .hint(rows(count))
        .value("");
    let known = open.organisations.iter();
    let known = known.map(|(id, name)| Choice::new(id.to_string(), format!("It is {name}")));
    let choices: Vec<_> = [
        Choice::new("", "Decide later"),
        Choice::new("out", "Leave its rows out"),
    ]
    .into_iter()
    .chain(known)
    .collect();
    view! { <Select field=field choices=choices/> }.into_any()
}

fn team(open: &Open, names: &Names, place: &OpenPlace, organisation: OrganisationId) -> AnyView {
    let written = place.path.join(" > ");
    let field = Field::new(format!("place_{}", place.place))
        .label(format!("Team “{written}”"))
        .hint(rows(place.rows))
        .value("");
    let mut own: Vec<&KnownTeam> = open
        .teams
        .iter()
        .filter(|team| team.organisation == organisation)
        .collect();
    let last = place
        .path
        .last()
        .map(|name| folded(name))
        .unwrap_or_default();
    // Teams of the same name come first, but none is chosen for anybody.
    own.sort_by_key(|team| folded(&team.name) != last);
    let known = own
        .into_iter()
        .map(|team| Choice::new(team.id.to_string(), format!("It is {}", names.path(team))));
    let first = [
        Choice::new("", "Decide later"),
        Choice::new("make", "Add it as it is written"),
        Choice::new("none", "No team: only the organisation"),
        Choice::new("out", "Leave its rows out"),
    ];
    let choices: Vec<_> = first.into_iter().chain(known).collect();
    view! { <Select field=field choices=choices/> }.into_any()
}

/// The names of teams, for writing out where each is.
struct Names<'a>(HashMap<TeamId, &'a KnownTeam>);

impl<'a> Names<'a> {
    fn of(teams: &'a [KnownTeam]) -> Self {
        Self(teams.iter().map(|team| (team.id, team)).collect())
    }

    /// "Adults > Reviews > North".
    fn path(&self, team: &KnownTeam) -> String {
        let mut names = vec![team.name.as_str()];
        let mut at = team.parent;
        while let Some(parent) = at.and_then(|id| self.0.get(&id))
            && names.len() < 10
        {
            names.push(&parent.name);
            at = parent.parent;
        }
        names.reverse();
        names.join(" > ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn id<T: FromStr>(number: u32) -> T {
        format!("00000000-0000-0000-0000-{number:012}")
            .parse()
            .ok()
            .unwrap()
    }

    fn open() -> Open {
        let place = |place, organisation: &str, known| OpenPlace {
            place,
            organisation: organisation.to_owned(),
            path: vec!["Fleet".to_owned()],
            rows: 3,
            known,
        };
        Open {
            organisations: vec![(id(1), "Northside".to_owned())],
            teams: vec![KnownTeam {
                id: id(11),
                organisation: id(1),
                parent: None,
                name: "Fleets".to_owned(),
            }],
            places: vec![
                place(0, "NMBC", None),
                place(1, "", Some(id(1))),
                place(2, "NMBC", None),
            ],
        }
    }

    fn said(typed: &str) -> Vec<(u32, PlaceChoice)> {
        let said = open().said(&Fields::parse(typed)).into_iter();
        said.map(|(place, choice)| (place.place, choice)).collect()
    }

    #[test]
    fn what_is_said_of_an_organisation_holds_for_all_its_places() {
        let organisation = format!("organisation_0={}", id::<OrganisationId>(1));
        let expected = PlaceChoice::Organisation(id(1));
        assert_eq!(said(&organisation), [(0, expected), (2, expected)]);
        assert_eq!(
            said("organisation_0=out"),
            [(0, PlaceChoice::Out), (2, PlaceChoice::Out)]
        );
    }

    #[test]
    fn a_team_is_made_chosen_or_left_out_and_may_stay_open() {
        assert_eq!(said("place_1=make"), [(1, PlaceChoice::Make(id(1)))]);
        assert_eq!(said("all=make"), [(1, PlaceChoice::Make(id(1)))]);
        let team = format!("place_1={}", id::<TeamId>(11));
        assert_eq!(said(&team), [(1, PlaceChoice::Team(id(1), Some(id(11))))]);
        assert_eq!(said("place_1="), []);
    }

    #[test]
    fn nothing_is_taken_that_was_not_offered() {
        let organisation = format!("organisation_0={}", id::<OrganisationId>(9));
        assert_eq!(said(&organisation), []);
        assert_eq!(said(&format!("place_1={}", id::<TeamId>(99))), []);
    }
}
