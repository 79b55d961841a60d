//! Adding a team, renaming it, and moving it inside another.
//!
//! Rules O5 and O12 to O14 of `docs/rules/organisations.md`.

use super::{
    add::LONGEST_TEAM,
    organisation::{Found, found, section},
};
use crate::{
    ui::{
        Autocomplete, BackLink, Button, Choice, Field, PageHeading, Select, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{required, wrong},
    },
};
use domain::{
    ids::TeamId,
    organisations::{Team, TeamRefusal, as_tree, may_stand_inside},
};
use leptos::prelude::*;
use store::{StoreError, organisations};

/// The questions with what was answered.
#[derive(Clone)]
struct TeamForm {
    name: Field,
    inside: Field,
}

/// A team that can be kept.
struct Checked {
    name: String,
    inside: Option<TeamId>,
}

impl TeamForm {
    fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            name: field("name", "Name of the team"),
            inside: field("inside", "Which team is it inside?"),
        }
    }

    /// The form as a team stands today.
    fn with(team: &Team) -> Self {
        let inside = team.parent.map(|id| id.to_string()).unwrap_or_default();
        Self::of(&Fields(vec![
            ("name".to_owned(), team.name.clone()),
            ("inside".to_owned(), inside),
        ]))
    }

    /// The answers; none when something is wrong, which the fields then say.
    fn check(&mut self) -> Option<Checked> {
        let name = required(&mut self.name, "Name", "Enter the name of the team");
        if name.chars().count() > LONGEST_TEAM {
            wrong(
                &mut self.name,
                format!("Name must be {LONGEST_TEAM} characters or fewer"),
            );
        }
        let inside = match self.inside.current() {
            "" => None,
            typed => typed.parse().ok(),
        };
        if inside.is_none() && !self.inside.current().is_empty() {
            wrong(&mut self.inside, TeamRefusal::Unknown.to_string());
        }
        let is_whole = self.name.error.is_none() && self.inside.error.is_none();
        is_whole.then_some(Checked { name, inside })
    }

    fn is_taken(&mut self) {
        wrong(
            &mut self.name,
            "The organisation has a team of this name already. Enter another name",
        );
    }
}

pub(super) async fn new(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    shown(&visit, &found, None, &TeamForm::of(&Fields::default()))
}

pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let mut form = TeamForm::of(&visit.form);
    let Some(Checked { name, inside }) = form.check() else {
        return shown(&visit, &found, None, &form);
    };
    match organisations::add_team(visit.services(), &found.permit, &name, inside).await {
        Ok(Ok(_)) => return Ok(see(format!("{}?done=team", found.href()))),
        Ok(Err(refusal)) => wrong(&mut form.inside, refusal.to_string()),
        Err(StoreError::Conflict) => form.is_taken(),
        Err(error) => return Err(error.into()),
    }
    shown(&visit, &found, None, &form)
}

/// The team in the address.
fn team(visit: &Visit, found: &Found) -> Result<Team, Problem> {
    let id: TeamId = visit.param("team")?;
    let team = found.teams.iter().find(|team| team.id == id);
    team.cloned().ok_or(Problem::NotFound)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let team = team(&visit, &found)?;
    shown(&visit, &found, Some(&team), &TeamForm::with(&team))
}

pub(super) async fn change(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let team = team(&visit, &found)?;
    let mut form = TeamForm::of(&visit.form);
    let Some(Checked { name, inside }) = form.check() else {
        return shown(&visit, &found, Some(&team), &form);
    };
    let services = visit.services();
    match organisations::change_team(services, &found.permit, team.id, &name, inside).await {
        Ok(Some(Ok(()))) => return Ok(see(format!("{}?done=changed", found.href()))),
        Ok(Some(Err(refusal))) => wrong(&mut form.inside, refusal.to_string()),
        Ok(None) => return Err(Problem::NotFound),
        Err(StoreError::Conflict) => form.is_taken(),
        Err(error) => return Err(error.into()),
    }
    shown(&visit, &found, Some(&team), &form)
}

/// The form for a new team, or for one that is there.
fn shown(
    visit: &Visit,
    found: &Found,
    team: Option<&Team>,
    form: &TeamForm,
) -> Result<Answer, Problem> {
    let (title, button) = match team {
        None => ("Add a team", "Add team"),
        Some(_) => ("Change a team", "Save"),
    };
    let choices = choices(&found.teams, team);
    let (section, _) = section(visit)?;
    let (back, name) = (found.href(), found.line.name.clone());
    let (fields, caption) = (form.clone(), name.clone());
    let content = move || {
        view! {
            <TwoThirds>
                <PageHeading text=title caption=caption/>
                <Form>
                    <TextInput field=fields.name autocomplete=Autocomplete::Off/>
                    <Select field=fields.inside choices=choices/>
                    <Button text=button/>
                </Form>
            </TwoThirds>
        }
    };
    Ok(Page::new(format!("{title}: {name}"), content)
        .section(section)
        .before(move || view! { <BackLink href=back text=name/> })
        .errors(&[&form.name, &form.inside])
        .into())
}

/// The teams that a team may stand inside of: all, but itself and those inside it.
fn choices(teams: &[Team], team: Option<&Team>) -> Vec<Choice> {
    let may =
        |inside: TeamId| team.is_none_or(|team| may_stand_inside(teams, team.id, inside).is_ok());
    let each = as_tree(teams)
        .into_iter()
        .filter(|placed| may(placed.team.id))
        .map(|placed| Choice::new(placed.team.id.to_string(), placed.path()));
    std::iter::once(Choice::new("", "None: it stands by itself"))
        .chain(each)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team(number: u32, name: &str, parent: Option<u32>) -> Team {
        let id = |number: u32| {
            let id = format!("00000000-0000-0000-0000-{number:012}");
            id.parse::<TeamId>().unwrap()
        };
        Team {
            id: id(number),
            parent: parent.map(id),
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_team_is_not_offered_what_is_inside_it() {
        let teams = [
            team(1, "Adults", None),
            team(2, "Older people", Some(1)),
            team(3, "Fleet", None),
        ];
        let offered = choices(&teams, Some(&teams[0]));
        assert_eq!(offered.len(), 2, "none, and Fleet: {offered:?}");
        assert_eq!(choices(&teams, None).len(), 4);
    }

    #[test]
    fn a_team_needs_a_name_that_is_not_endless() {
        let error = |typed: &str| {
            let mut form = TeamForm::of(&Fields::parse(typed));
            assert!(form.check().is_none());
            form.name.error.unwrap()
        };
        assert_eq!(error("name=+"), "Enter the name of the team");
        assert!(error(&format!("name={}", "a".repeat(101))).contains("100 characters"));
    }
}
