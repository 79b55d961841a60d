//! The questions about a post, shared by adding a person, adding a post and changing one.
//!
//! Rules P3 to P5 and P22 to P26 of `docs/rules/people.md`.

use crate::{
    ui::{
        Autocomplete, Choice, DateInput, Field, InputWidth, LabelKind, Radios, Select, Size,
        Spellcheck, TextInput,
    },
    web::{
        Fields, Problem, Visit,
        typed::{date, date_field, optional, required, wrong},
    },
};
use chrono::{Datelike, Days, Months, NaiveDate};
use domain::{
    access::{Permit, SetPost},
    ids::{PersonId, TeamId},
    organisations::{Team, TeamRefusal, as_tree},
    people::{Contract, staff_number},
};
use leptos::prelude::*;
use store::people::{self, PostRow};

/// The longest staff number.
const LONGEST_NUMBER: usize = 30;

/// The questions with what was answered.
#[derive(Clone)]
pub(super) struct PostForm {
    pub job_title: Field,
    pub contract: Field,
    pub team: Field,
    pub manager: Field,
    pub staff_number: Field,
    pub starts_on: Field,
    pub ends_on: Field,
}

/// What the answers have to fit.
pub(super) struct Setting<'a> {
    /// The teams that can be chosen.
    pub teams: &'a [Team],
    /// Whether the holder signs in with the staff number of this post and nothing else.
    pub signs_in_with_it: bool,
    /// The last day.
    pub ends: Ends,
    pub today: NaiveDate,
}

/// Where the last day of a post comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// The form asks for it.
    Asked,
    /// It was set elsewhere and stays.
    Kept(Option<NaiveDate>),
}

/// A post that can be kept, but for the line manager.
pub(super) struct Answers {
    pub job_title: String,
    pub contract: Contract,
    pub team: Option<TeamId>,
    pub staff_number: Option<String>,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

impl PostForm {
    /// The form with what was typed; the empty form when nothing was.
    pub fn of(typed: &Fields) -> Self {
        let field = |name: &str, label: &str| Field::new(name).label(label).value(typed.text(name));
        Self {
            job_title: field("job_title", "Job title"),
            contract: field("contract", "What kind of contract is it?"),
            team: field("team", "Which team are they in?"),
            manager: field("manager", "Line manager (optional)").hint(
                "E-mail address, staff number or full name of somebody in the same organisation",
            ),
            staff_number: field("staff_number", "Staff number").hint(
                "The number the organisation gave them. Needed if there is no e-mail address",
            ),
            starts_on: date_field(typed, "starts_on")
                .label("When does the post start?")
                .hint("Training falls due from this day. For example, 27 3 2026"),
            ends_on: date_field(typed, "ends_on")
                .label("When does the post end?")
                .hint("Needed for agency staff and fixed terms. Leave it empty if you do not know"),
        }
    }

    /// The form as a post stands today.
    pub fn with(post: &PostRow) -> Self {
        let day = post.starts_on;
        let values = [
            ("job_title", post.job_title.clone()),
            ("contract", post.contract.clone()),
            (
                "team",
                post.team_id.map(|id| id.to_string()).unwrap_or_default(),
            ),
            ("manager", manager_as_typed(post)),
            (
                "staff_number",
                post.staff_number.clone().unwrap_or_default(),
            ),
            ("starts_on_day", day.day().to_string()),
            ("starts_on_month", day.month().to_string()),
            ("starts_on_year", day.year().to_string()),
        ];
        let named = values.map(|(name, value)| (name.to_owned(), value));
        Self::of(&Fields(named.to_vec()))
    }

    /// All fields in the order of the page.
    pub fn fields(&self) -> [&Field; 7] {
        [
            &self.job_title,
            &self.contract,
            &self.team,
            &self.manager,
            &self.staff_number,
            &self.starts_on,
            &self.ends_on,
        ]
    }

    /// The answers; none when something is wrong, which the fields then say.
    pub fn check(&mut self, setting: &Setting<'_>) -> Option<Answers> {
        let job_title = required(&mut self.job_title, "Job title", "Enter their job title");
        let contract = Contract::from_code(self.contract.current());
        if contract.is_none() {
            wrong(&mut self.contract, "Select the kind of contract");
        }
        let team = self.team(setting.teams);
        optional(&mut self.manager, "Line manager");
        let staff_number = self.staff_number(setting.signs_in_with_it);
        let starts_on = self.starts_on(setting.today);
        let ends_on = match setting.ends {
            Ends::Asked => self.ends_on(contract, starts_on, setting.today),
            Ends::Kept(day) => {
                self.fits_before(day, contract, starts_on);
                day
            }
        };
        if self.fields().iter().any(|field| field.error.is_some()) {
            return None;
        }
        Some(Answers {
            job_title,
            contract: contract?,
            team,
            staff_number,
            starts_on: starts_on?,
            ends_on,
        })
    }

    /// Says that somebody else has the staff number.
    pub fn number_is_taken(&mut self) {
        wrong(
            &mut self.staff_number,
            "Somebody in this organisation has this staff number. Check it and enter it again",
        );
    }

    fn team(&mut self, teams: &[Team]) -> Option<TeamId> {
        let typed = self.team.current();
        if typed.is_empty() {
            return None;
        }
        let chosen = teams.iter().find(|team| team.id.to_string() == typed);
        if chosen.is_none() {
            wrong(&mut self.team, TeamRefusal::Unknown.to_string());
        }
        chosen.map(|team| team.id)
    }

    fn staff_number(&mut self, signs_in_with_it: bool) -> Option<String> {
        let number = staff_number(&optional(&mut self.staff_number, "Staff number"));
        if number.chars().count() > LONGEST_NUMBER {
            wrong(
                &mut self.staff_number,
                format!("Staff number must be {LONGEST_NUMBER} characters or fewer"),
            );
        }
        if number.is_empty() && signs_in_with_it {
            wrong(
                &mut self.staff_number,
                "Enter a staff number, because without e-mail they sign in with it",
            );
        }
        (!number.is_empty()).then_some(number)
    }

    fn starts_on(&mut self, today: NaiveDate) -> Option<NaiveDate> {
        let day = date(&mut self.starts_on, "Start date");
        match day {
            None => wrong(
                &mut self.starts_on,
                "Enter the day on which the post starts",
            ),
            Some(day) if day > today + Months::new(12) => {
                wrong(
                    &mut self.starts_on,
                    "Start date must be within the next 12 months",
                );
            }
            Some(day) if day < today - Months::new(12 * 70) => {
                wrong(
                    &mut self.starts_on,
                    "Start date must be within the last 70 years",
                );
            }
            Some(_) => {}
        }
        day
    }

    fn ends_on(
        &mut self,
        contract: Option<Contract>,
        starts_on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Option<NaiveDate> {
        let day = last_day(&mut self.ends_on, contract, starts_on, today);
        if day.is_some_and(|day| day < today) {
            wrong(&mut self.ends_on, "End date must be today or in the future");
        }
        day
    }

    /// Says what does not go with the last day that the post has.
    fn fits_before(
        &mut self,
        ends_on: Option<NaiveDate>,
        contract: Option<Contract>,
        starts_on: Option<NaiveDate>,
    ) {
        match (ends_on, starts_on, contract) {
            (None, _, Some(contract)) if contract.needs_an_end() => {
                let kind = contract.title();
                wrong(
                    &mut self.contract,
                    format!("{kind} posts need a last day. Enter that first"),
                );
            }
            (Some(end), Some(start), _) if end < start => {
                wrong(
                    &mut self.starts_on,
                    "Start date must be the same as or before the last day of the post",
                );
            }
            _ => {}
        }
    }
}

/// The last day in a field, and what is wrong with it whenever it is asked for.
pub(super) fn last_day(
    field: &mut Field,
    contract: Option<Contract>,
    starts_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let day = date(field, "End date");
    match (day, starts_on, contract) {
        (None, _, Some(contract)) if contract.needs_an_end() => {
            let kind = contract.title().to_lowercase();
            wrong(
                field,
                format!("Enter the day on which the {kind} contract ends"),
            );
        }
        (Some(end), Some(start), _) if end < start => {
            wrong(
                field,
                "End date must be the same as or after the start date",
            );
        }
        (Some(end), _, _) if end > today + Months::new(12 * 20) + Days::new(1) => {
            wrong(field, "End date must be within the next 20 years");
        }
        _ => {}
    }
    day
}

/// The line manager of a post as somebody would type them.
fn manager_as_typed(post: &PostRow) -> String {
    let named = post.manager_email.clone().or(post.manager.clone());
    named.unwrap_or_default()
}

/// The line manager that was typed; none when nobody was, or when it cannot be said who is meant, which the field then
/// says. `held` is the post as it stands: whoever manages it already is not looked for.
pub(super) async fn manager(
    visit: &Visit,
    permit: &Permit<SetPost>,
    form: &mut PostForm,
    person: Option<PersonId>,
    held: Option<&PostRow>,
) -> Result<Option<PersonId>, Problem> {
    let typed = form.manager.current().to_owned();
    if typed.is_empty() {
        return Ok(None);
    }
    if let Some(post) = held.filter(|post| manager_as_typed(post) == typed) {
        return Ok(post.manager_id.map(Into::into));
    }
    let found = people::find_managers(visit.services(), permit, &typed).await?;
    let error = match found.as_slice() {
        [only] if Some(*only) == person => "They cannot be their own line manager",
        [only] => return Ok(Some(*only)),
        [] => {
            "Nobody in this organisation has this e-mail address, staff number or name. Check it, or leave it empty"
        }
        _ => {
            "Several people in this organisation have this name. Enter the e-mail address or the staff number"
        }
    };
    wrong(&mut form.manager, error);
    Ok(None)
}

/// The questions as they stand on a page.
pub(super) fn view(form: PostForm, teams: &[Team], ends: Ends) -> AnyView {
    let contracts: Vec<_> = Contract::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.title()))
        .collect();
    let team = (!teams.is_empty()).then(|| {
        let each = as_tree(teams)
            .into_iter()
            .map(|placed| Choice::new(placed.team.id.to_string(), placed.path()));
        let choices: Vec<_> = std::iter::once(Choice::new("", "No team"))
            .chain(each)
            .collect();
        view! { <Select field=form.team choices=choices/> }
    });
    let last = (ends == Ends::Asked)
        .then(|| view! { <DateInput field=form.ends_on legend=LabelKind::Sized(Size::Small)/> });
    view! {
        <TextInput field=form.job_title autocomplete=Autocomplete::Off/>
        <Radios field=form.contract choices=contracts legend=LabelKind::Sized(Size::Small)/>
        {team}
        <TextInput field=form.manager autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
        <TextInput field=form.staff_number width=InputWidth::Chars20 autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
        <DateInput field=form.starts_on legend=LabelKind::Sized(Size::Small)/>
        {last}
    }
    .into_any()
}
