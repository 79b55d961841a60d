//! What to look for among completions without a certificate: read from an address or a form, and shown as fields.

use super::desk::Desk;
use crate::{
    ui::{
        Choice, DateInput, Field, FilterGroup, InputType, LabelKind, Link, Select, Size, TextInput,
    },
    web::{
        Fields,
        typed::{date, date_field, wrong},
    },
};
use domain::{calendar, framework::Framework, ids::OrganisationId};
use leptos::prelude::*;
use store::certificates::CandidateFilter;

/// Everything that makes up the filter, and the page.
const NAMES: [&str; 11] = [
    "board",
    "organisation",
    "level",
    "name",
    "from_day",
    "from_month",
    "from_year",
    "to_day",
    "to_month",
    "to_year",
    "page",
];

/// A filter as somebody asked for it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    typed: Fields,
    /// The first day, as typed.
    pub from: Field,
    /// The last day, as typed.
    pub to: Field,
    /// What it comes to.
    pub filter: CandidateFilter,
}

impl Asked {
    /// Reads it, for one board. What is no organisation is left out; a date that is none is said in its field.
    pub fn read(fields: &Fields, desk: &Desk) -> Self {
        let typed = fields
            .0
            .iter()
            .filter(|(name, value)| NAMES.contains(&name.as_str()) && !value.trim().is_empty());
        let mut from = date_field(fields, "from").label("Completed from");
        let mut to = date_field(fields, "to").label("Completed to");
        let first = date(&mut from, "Completed from");
        let last = date(&mut to, "Completed to");
        let backwards = first.zip(last).is_some_and(|(first, last)| last < first);
        if backwards {
            wrong(
                &mut to,
                "Completed to must be the same as or after completed from",
            );
        }
        let filter = CandidateFilter {
            board: Some(desk.board),
            organisation: fields.read("organisation"),
            level: fields.text("level").to_owned(),
            text: fields.text("name").to_owned(),
            from: first,
            to: last,
            recorded_by: None,
            page: fields.read("page").unwrap_or(1).max(1),
        };
        Self {
            typed: Fields(typed.cloned().collect()),
            from,
            to,
            filter,
        }
    }

    /// Whether its dates can be used.
    pub fn is_fine(&self) -> bool {
        self.from.error.is_none() && self.to.error.is_none()
    }

    /// Whether it narrows the list.
    pub fn narrows(&self) -> bool {
        let filter = &self.filter;
        filter.organisation.is_some()
            || !filter.level.is_empty()
            || !filter.text.is_empty()
            || filter.from.is_some()
            || filter.to.is_some()
    }

    /// The address of the list with some of it changed.
    pub fn href(&self, changes: &[(&str, &str)]) -> String {
        address(&self.typed.with(changes))
    }

    /// The address of the list with some lines ticked.
    pub fn ticked_href(&self, ticked: &[String]) -> String {
        let ticks = ticked
            .iter()
            .map(|id| ("completion".to_owned(), id.clone()));
        address(&Fields(self.typed.0.iter().cloned().chain(ticks).collect()).with(&[]))
    }

    /// As hidden fields, to be sent along with a form.
    pub fn hidden(&self) -> AnyView {
        let inputs = self.typed.0.iter().cloned();
        inputs
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect_view()
            .into_any()
    }

    /// The fields of the filter.
    pub fn fields(
        &self,
        desk: &Desk,
        organisations: &[(OrganisationId, String)],
        framework: Option<&Framework>,
    ) -> AnyView {
        let board = (desk.boards.len() > 1).then(|| {
            let field = Field::new("board")
                .label("Board")
                .value(desk.board.to_string());
            let choices = desk
                .boards
                .iter()
                .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
                .collect();
            view! { <Select field=field choices=choices label=BOLD/> }
        });
        let chosen = self
            .filter
            .organisation
            .map(|id| id.to_string())
            .unwrap_or_default();
        let organisation = Field::new("organisation")
            .label("Organisation")
            .value(chosen);
        let names = organisations
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
        let names = std::iter::once(Choice::new("", "All organisations"))
            .chain(names)
            .collect();
        let level = Field::new("level")
            .label("Level")
            .value(self.filter.level.clone());
        let levels = framework.map(|f| f.levels.iter()).into_iter().flatten();
        let levels = levels.map(|l| Choice::new(l.code.clone(), format!("{} {}", l.code, l.title)));
        let levels = std::iter::once(Choice::new("", "All levels"))
            .chain(levels)
            .collect();
        let name = Field::new("name")
            .label("Name")
            .value(self.filter.text.clone());
        let (from, to) = (self.from.clone(), self.to.clone());
        view! {
            {board}
            <TextInput field=name label=BOLD kind=InputType::Search/>
            <Select field=organisation choices=names label=BOLD/>
            <Select field=level choices=levels label=BOLD/>
            <DateInput field=from legend=BOLD/>
            <DateInput field=to legend=BOLD/>
        }
        .into_any()
    }

    /// What narrows the list now, each with the way to take it off.
    pub fn selected(&self, organisations: &[(OrganisationId, String)]) -> Vec<FilterGroup> {
        let filter = &self.filter;
        let organisation = filter.organisation.map(|id| {
            organisations
                .iter()
                .find(|(known, _)| *known == id)
                .map_or_else(|| "Unknown".to_owned(), |(_, name)| name.clone())
        });
        let typed = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        [
            ("Name", typed(&filter.text), vec!["name"]),
            ("Organisation", organisation, vec!["organisation"]),
            ("Level", typed(&filter.level), vec!["level"]),
            (
                "Completed from",
                filter.from.map(calendar::day),
                vec!["from_day", "from_month", "from_year"],
            ),
            (
                "Completed to",
                filter.to.map(calendar::day),
                vec!["to_day", "to_month", "to_year"],
            ),
        ]
        .into_iter()
        .filter_map(|(heading, value, names)| {
            let off: Vec<_> = names
                .into_iter()
                .chain(["page"])
                .map(|name| (name, ""))
                .collect();
            Some(FilterGroup::new(
                heading,
                vec![Link::new(value?, self.href(&off))],
            ))
        })
        .collect()
    }
}

const BOLD: LabelKind = LabelKind::Sized(Size::Small);

fn address(query: &str) -> String {
    if query.is_empty() {
        "/certificates".to_owned()
    } else {
        format!("/certificates?{query}")
    }
}
