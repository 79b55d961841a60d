//! The form for those who go first.

use super::words;
use crate::{
    ui::{
        Button, ButtonGroup, ButtonKind, Choice, DateInput, Field, LabelKind, PageHeading, Select,
        Size, TextInput, TwoThirds,
    },
    web::{
        Fields, Form,
        typed::{date, date_field, optional, required, wrong},
    },
};
use chrono::{Datelike, Months, NaiveDate};
use domain::{
    calendar,
    framework::{Framework, Wave},
    ids::{OrganisationId, TeamId, WaveId},
    organisations::{Team, as_tree},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What can be chosen.
pub(super) struct Offered {
    pub framework: Arc<Framework>,
    pub organisations: Vec<(OrganisationId, String)>,
    /// The teams of the organisation that was chosen.
    pub teams: Vec<Team>,
    pub today: NaiveDate,
}

/// The questions with what was answered.
#[derive(Clone)]
pub(super) struct WaveForm {
    pub id: WaveId,
    title: Field,
    level: Field,
    cohort: Field,
    pub organisation: Field,
    team: Field,
    in_post_by: Field,
    due_on: Field,
    method: Field,
}

impl WaveForm {
    pub fn of(typed: &Fields, id: WaveId) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            id,
            title: field("title", "What do you call it?")
                .hint("For example, First wave: adult social care"),
            level: field("level", "Which training?"),
            cohort: field("cohort", "Which cohort?"),
            organisation: field("organisation", "Which organisation?"),
            team: field("team", "Which team?"),
            in_post_by: date_field(typed, "in_post_by")
                .label("Who has been in post since when?")
                .hint("Whoever starts after this day has the framework\u{2019}s own time"),
            due_on: date_field(typed, "due_on")
                .label("By when must they have done it?")
                .hint("The last day in time. For example, 27 3 2027"),
            method: field("method", "Preferred method (optional)")
                .hint("For example, Face to face. Everybody else has what the framework says"),
        }
    }

    /// An empty form, for those in post today.
    pub fn new(id: WaveId, today: NaiveDate) -> Self {
        let mut form = Self::of(&Fields::default(), id);
        let [day, month, year] =
            [today.day(), today.month(), today.year().unsigned_abs()].map(|part| part.to_string());
        form.in_post_by = form.in_post_by.date(day, month, year);
        form
    }

    pub fn fields(&self) -> [&Field; 8] {
        [
            &self.title,
            &self.level,
            &self.cohort,
            &self.organisation,
            &self.team,
            &self.in_post_by,
            &self.due_on,
            &self.method,
        ]
    }

    /// The title and the wave; none when something is wrong.
    pub fn check(&mut self, offered: &Offered) -> Option<(String, Wave)> {
        let title = required(&mut self.title, "Name", "Enter a name");
        let method = optional(&mut self.method, "Preferred method");
        if offered.framework.level(self.level.current()).is_none() {
            wrong(&mut self.level, "Select the training");
        }
        let cohort = offered.framework.cohort(self.cohort.current());
        let organisation: Option<OrganisationId> = self.organisation.current().parse().ok();
        let organisation =
            organisation.filter(|chosen| offered.organisations.iter().any(|(id, _)| id == chosen));
        let team: Option<TeamId> = self.team.current().parse().ok();
        let team = team.filter(|chosen| offered.teams.iter().any(|team| team.id == *chosen));
        let in_post_by = date(&mut self.in_post_by, "Day");
        if in_post_by.is_none() {
            wrong(
                &mut self.in_post_by,
                "Enter the day by which they were in post",
            );
        }
        let due_on = last_day(&mut self.due_on, offered.today);
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        let wave = Wave {
            level: self.level.current().to_owned(),
            cohort: cohort.map(|cohort| cohort.code.clone()),
            organisation,
            team,
            in_post_by: in_post_by?,
            due_on: due_on?,
            method,
        };
        Some((title, wave))
    }

    /// What was typed, for a form that asks once more.
    pub fn hidden(&self, wave: &Wave) -> Vec<(String, String)> {
        let text = |field: &Field| (field.name.clone(), field.current().to_owned());
        let lines = [
            &self.title,
            &self.level,
            &self.cohort,
            &self.organisation,
            &self.team,
            &self.method,
        ];
        let days = [("in_post_by", wave.in_post_by), ("due_on", wave.due_on)];
        std::iter::once(("wave".to_owned(), self.id.to_string()))
            .chain(lines.map(text))
            .chain(days.into_iter().flat_map(|(name, day)| parts(name, day)))
            .collect()
    }
}

/// A day as the three parts of a form.
pub(super) fn parts(name: &str, day: NaiveDate) -> [(String, String); 3] {
    [
        (format!("{name}_day"), day.day().to_string()),
        (format!("{name}_month"), day.month().to_string()),
        (format!("{name}_year"), day.year().to_string()),
    ]
}

/// A last day in time: today or later, and not beyond three years.
pub(super) fn last_day(field: &mut Field, today: NaiveDate) -> Option<NaiveDate> {
    let day = date(field, "Last day");
    match day {
        None => wrong(field, "Enter the last day"),
        Some(day) if day < today => wrong(field, "Last day must be today or in the future"),
        Some(day) if day > today + Months::new(36) => {
            wrong(field, "Last day must be within the next 3 years");
        }
        Some(_) => {}
    }
    day
}

/// Choices with one for all of them first.
pub(super) fn choices(first: &str, offered: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    std::iter::once(Choice::new("", first))
        .chain(offered.map(|(value, text)| Choice::new(value, text)))
        .collect()
}

pub(super) fn view(form: WaveForm, offered: &Offered) -> AnyView {
    let framework = &offered.framework;
    let levels = framework.levels.iter();
    let levels = choices(
        "Select the training",
        levels.map(|level| (level.code.clone(), level.title.clone())),
    );
    let cohorts = framework.cohorts.iter();
    let cohorts = choices(
        "All cohorts",
        cohorts.map(|cohort| (cohort.code.clone(), cohort.title.clone())),
    );
    let places = offered.organisations.iter();
    let places = choices(
        "All organisations",
        places.map(|(id, name)| (id.to_string(), name.clone())),
    );
    let team = (!offered.teams.is_empty()).then(|| {
        let teams = as_tree(&offered.teams);
        let teams = teams
            .iter()
            .map(|placed| (placed.team.id.to_string(), placed.path()));
        let teams = choices("All teams", teams);
        view! { <Select field=form.team choices=teams/> }
    });
    let id = form.id.to_string();
    let small = LabelKind::Sized(Size::Small);
    view! {
        <TwoThirds>
            <PageHeading text="Let some go first"/>
            <p class="govuk-body">"Before anything is decided, the next page says whom it touches."</p>
            <Form>
                <input type="hidden" name="wave" value=id/>
                <TextInput field=form.title/>
                <Select field=form.level choices=levels/>
                <Select field=form.cohort choices=cohorts/>
                <Select field=form.organisation choices=places/>
                {team}
                <DateInput field=form.in_post_by legend=small/>
                <DateInput field=form.due_on legend=small/>
                <TextInput field=form.method/>
                <ButtonGroup>
                    <Button text="Continue"/>
                    <Button text="Show the teams of the organisation" kind=ButtonKind::Secondary name="step" value="teams"/>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The wave in words, for the page that asks.
pub(super) fn facts(
    title: &str,
    wave: &Wave,
    offered: &Offered,
) -> Vec<(&'static str, Vec<String>)> {
    let framework = &offered.framework;
    let cohort = wave.cohort.as_deref().map_or_else(
        || "Every cohort".to_owned(),
        |code| words::cohort(framework, code),
    );
    let place = offered
        .organisations
        .iter()
        .find(|(id, _)| Some(*id) == wave.organisation);
    let place = place.map_or("In every organisation".to_owned(), |(_, name)| name.clone());
    let team = offered.teams.iter().find(|team| Some(team.id) == wave.team);
    let whom = [
        Some(cohort),
        Some(place),
        team.map(|team| team.name.clone()),
    ];
    let method = match wave.method.as_str() {
        "" => "As the framework says",
        method => method,
    };
    vec![
        ("Name", vec![title.to_owned()]),
        ("Training", vec![words::level(framework, &wave.level)]),
        ("Whom", whom.into_iter().flatten().collect()),
        ("In post by", vec![calendar::day(wave.in_post_by)]),
        ("Last day in time", vec![calendar::day(wave.due_on)]),
        ("Preferred method", vec![method.to_owned()]),
    ]
}
