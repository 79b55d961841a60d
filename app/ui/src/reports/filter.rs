//! What a page of figures is narrowed to, kept in its address.

use crate::{
    ui::{Choice, Field, FilterGroup, InputType, Link, Select, TextInput},
    web::{Fields, Problem, Visit},
};
use domain::{
    access::{Scope, scope_of_people},
    framework::Framework,
    ids::{OrganisationId, TeamId},
    organisations::{and_inside, as_tree},
    reports::How,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{framework::in_force, organisations, reports::Narrowed};

/// What is asked, and what can be chosen.
pub(super) struct Asked {
    pub scope: Scope,
    pub framework: Option<Arc<Framework>>,
    pub to: Narrowed,
    pub query: Fields,
    organisations: Vec<(OrganisationId, String)>,
    teams: Vec<(TeamId, String)>,
}

/// Reads the address.
pub(super) async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let scope = scope_of_people(visit.actor()?)?;
    let services = visit.services();
    let query = visit.query.clone();
    let word = |name: &str| Some(query.text(name).to_owned()).filter(|text| !text.is_empty());
    let mut to = Narrowed {
        organisation: query.read("organisation"),
        level: word("level"),
        cohort: word("cohort"),
        how: How::from_code(query.text("state")),
        name: query.text("q").to_owned(),
        ..Narrowed::default()
    };
    let organisations = organisations::organisations_within(services, &scope, visit.today).await?;
    let one = match organisations.as_slice() {
        [(only, _)] => Some(*only),
        _ => to
            .organisation
            .filter(|id| organisations.iter().any(|(known, _)| known == id)),
    };
    let teams = match one {
        Some(one) => organisations::teams(services, one).await?,
        None => Vec::new(),
    };
    // Whoever chooses a team means those inside it too.
    to.teams = query
        .read("team")
        .map(|team| and_inside(&teams, team))
        .unwrap_or_default();
    let teams = as_tree(&teams)
        .iter()
        .map(|placed| (placed.team.id, placed.path()))
        .collect();
    Ok(Asked {
        scope,
        framework: in_force(services, visit.today).await?.map(|f| f.framework),
        to,
        query,
        organisations,
        teams,
    })
}

/// Whether the names are asked for, or only figures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Narrowing {
    Figures,
    Names,
}

impl Asked {
    /// The same page with something changed, from its first page.
    pub fn href(&self, path: &str, changes: &[(&str, &str)]) -> String {
        let changes: Vec<_> = changes.iter().copied().chain([("page", "")]).collect();
        match self.query.with(&changes).as_str() {
            "" => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }

    /// Whether there is more than one organisation to choose from, and none has been chosen.
    pub fn is_over_organisations(&self) -> bool {
        self.organisations.len() > 1 && self.to.organisation.is_none()
    }

    /// The title of a level.
    pub fn level(&self, code: &str) -> String {
        let level = self.framework.as_ref().and_then(|f| f.level(code));
        level.map_or_else(|| code.to_owned(), |level| level.title.clone())
    }

    /// The title of a cohort.
    pub fn cohort(&self, code: &str) -> String {
        let cohort = self.framework.as_ref().and_then(|f| f.cohort(code));
        cohort.map_or_else(|| code.to_owned(), |cohort| cohort.title.clone())
    }

    /// The fields beside the list.
    pub fn fields(&self, narrowing: Narrowing) -> AnyView {
        let levels = self.framework.iter().flat_map(|f| &f.levels);
        let levels = levels.map(|level| (level.code.clone(), level.title.clone()));
        let cohorts = self.framework.iter().flat_map(|f| &f.cohorts);
        let cohorts = cohorts.map(|cohort| (cohort.code.clone(), cohort.title.clone()));
        let places = self.organisations.iter();
        let places = places.map(|(id, name)| (id.to_string(), name.clone()));
        let teams = self
            .teams
            .iter()
            .map(|(id, name)| (id.to_string(), name.clone()));
        let states = How::ALL.map(|how| (how.code().to_owned(), how.title().to_owned()));
        let organisation = (self.organisations.len() > 1).then(|| {
            self.select(
                "organisation",
                "Organisation",
                "All organisations",
                places.collect(),
            )
        });
        let team = (!self.teams.is_empty())
            .then(|| self.select("team", "Team", "All teams", teams.collect()));
        let level = self.select("level", "Training", "All training", levels.collect());
        let cohort = self.select("cohort", "Cohort", "All cohorts", cohorts.collect());
        let names = (narrowing == Narrowing::Names).then(|| {
            let text = Field::new("q").label("Name").value(self.to.name.clone());
            let state = self.select("state", "State", "All states", states.to_vec());
            view! { <TextInput field=text kind=InputType::Search/> {state} }
        });
        view! { {names} {organisation} {team} {level} {cohort} }.into_any()
    }

    fn select(
        &self,
        name: &'static str,
        label: &'static str,
        all: &'static str,
        offered: Vec<(String, String)>,
    ) -> AnyView {
        let field = Field::new(name).label(label).value(self.query.text(name));
        let choices: Vec<_> = std::iter::once(Choice::new("", all))
            .chain(
                offered
                    .into_iter()
                    .map(|(value, text)| Choice::new(value, text)),
            )
            .collect();
        view! { <Select field=field choices=choices/> }.into_any()
    }

    /// What the page is narrowed to now, each with a link that takes it away.
    pub fn selected(&self, path: &str) -> Vec<FilterGroup> {
        let name_of = |id: Option<OrganisationId>| {
            let found = self
                .organisations
                .iter()
                .find(|(known, _)| Some(*known) == id);
            found.map(|(_, name)| name.clone())
        };
        let team = self.to.teams.first();
        let team = team.and_then(|chosen| self.teams.iter().find(|(id, _)| id == chosen));
        let chosen = [
            (
                "q",
                "Name",
                Some(self.to.name.clone()).filter(|name| !name.is_empty()),
            ),
            (
                "state",
                "State",
                self.to.how.map(|how| how.title().to_owned()),
            ),
            (
                "organisation",
                "Organisation",
                name_of(self.to.organisation),
            ),
            ("team", "Team", team.map(|(_, name)| name.clone())),
            (
                "level",
                "Training",
                self.to.level.as_ref().map(|code| self.level(code)),
            ),
            (
                "cohort",
                "Cohort",
                self.to.cohort.as_ref().map(|code| self.cohort(code)),
            ),
        ];
        chosen
            .into_iter()
            .filter_map(|(name, heading, text)| {
                let link = Link::new(text?, self.href(path, &[(name, "")]));
                Some(FilterGroup::new(heading, vec![link]))
            })
            .collect()
    }
}
