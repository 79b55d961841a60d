//! What the log is narrowed to, kept in its address.

use crate::{
    ui::{
        Choice, DateInput, Field, FilterGroup, InputType, LabelKind, Link, Select, Size, TextInput,
    },
    web::{
        Fields, Problem, Visit,
        typed::{date, date_field},
    },
};
use domain::{
    access::{Scope, scope_of_reminders},
    calendar,
    framework::Framework,
    ids::OrganisationId,
    reminders::Outcome,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{framework::in_force, organisations::organisations_within, reminders::LogFilter};

/// The log as somebody asked for it.
pub(super) struct Asked {
    pub scope: Scope,
    pub filter: LogFilter,
    pub query: Fields,
    pub from: Field,
    pub to: Field,
    framework: Option<Arc<Framework>>,
    organisations: Vec<(OrganisationId, String)>,
}

/// Reads the address.
pub(super) async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let scope = scope_of_reminders(visit.actor()?)?;
    let services = visit.services();
    let query = visit.query.clone();
    let mut from = date_field(&query, "from").label("From");
    let mut to = date_field(&query, "to").label("To");
    let filter = LogFilter {
        organisation: query.read("organisation"),
        level: Some(query.text("level").to_owned()).filter(|code| !code.is_empty()),
        outcome: Outcome::from_code(query.text("state")),
        name: query.text("q").to_owned(),
        from: date(&mut from, "From"),
        to: date(&mut to, "To"),
    };
    Ok(Asked {
        organisations: organisations_within(services, &scope, visit.today).await?,
        framework: in_force(services, visit.today).await?.map(|f| f.framework),
        scope,
        filter,
        query,
        from,
        to,
    })
}

impl Asked {
    /// The log with something changed, from its first page.
    pub fn href(&self, changes: &[(&str, &str)]) -> String {
        let changes: Vec<_> = changes.iter().copied().chain([("page", "")]).collect();
        match self.query.with(&changes).as_str() {
            "" => "/reminders/log".to_owned(),
            query => format!("/reminders/log?{query}"),
        }
    }

    /// Whether everything is shown.
    pub fn is_everything(&self) -> bool {
        self.filter == LogFilter::default()
    }

    /// The title of a level.
    pub fn level(&self, code: &str) -> String {
        let level = self.framework.as_ref().and_then(|f| f.level(code));
        level.map_or_else(|| code.to_owned(), |level| level.title.clone())
    }

    fn select(&self, name: &str, label: &str, all: &str, offered: Vec<Choice>) -> AnyView {
        let field = Field::new(name).label(label).value(self.query.text(name));
        let choices = std::iter::once(Choice::new("", all))
            .chain(offered)
            .collect();
        view! { <Select field=field choices=choices/> }.into_any()
    }

    /// The fields beside the list.
    pub fn fields(&self) -> AnyView {
        let name = Field::new("q")
            .label("Name")
            .value(self.filter.name.clone());
        let places = self.organisations.iter();
        let places = places.map(|(id, name)| Choice::new(id.to_string(), name.clone()));
        let organisation = (self.organisations.len() > 1).then(|| {
            let all = "All organisations";
            self.select("organisation", "Organisation", all, places.collect())
        });
        let levels = self.framework.iter().flat_map(|f| &f.levels);
        let levels = levels.map(|level| Choice::new(level.code.clone(), level.title.clone()));
        let level = self.select("level", "Training", "All training", levels.collect());
        let states = Outcome::ALL.map(|one| Choice::new(one.code(), one.title()));
        let state = self.select("state", "State", "All states", states.into());
        let (from, to) = (self.from.clone(), self.to.clone());
        let bold = LabelKind::Sized(Size::Small);
        view! {
            <TextInput field=name kind=InputType::Search/>
            {organisation}
            {level}
            {state}
            <DateInput field=from legend=bold/>
            <DateInput field=to legend=bold/>
        }
        .into_any()
    }

    /// What narrows the list now, each with the way to take it off.
    pub fn selected(&self) -> Vec<FilterGroup> {
        let filter = &self.filter;
        let mut places = self.organisations.iter();
        let place = places.find(|(id, _)| Some(*id) == filter.organisation);
        let of_date = |name: &str| ["day", "month", "year"].map(|part| format!("{name}_{part}"));
        let chosen = [
            (
                vec!["q".to_owned()],
                "Name",
                Some(filter.name.clone()).filter(|n| !n.is_empty()),
            ),
            (
                vec!["organisation".to_owned()],
                "Organisation",
                place.map(|(_, name)| name.clone()),
            ),
            (
                vec!["level".to_owned()],
                "Training",
                filter.level.as_ref().map(|code| self.level(code)),
            ),
            (
                vec!["state".to_owned()],
                "State",
                filter.outcome.map(|one| one.title().to_owned()),
            ),
            (
                of_date("from").to_vec(),
                "From",
                filter.from.map(calendar::day),
            ),
            (of_date("to").to_vec(), "To", filter.to.map(calendar::day)),
        ];
        chosen
            .into_iter()
            .filter_map(|(names, heading, text)| {
                let off: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
                let link = Link::new(text?, self.href(&off));
                Some(FilterGroup::new(heading, vec![link]))
            })
            .collect()
    }
}
