//! Exceptions for the people ticked in a list: exempt from a level for a time, or with a date of their own. A page with the
//! count asks before anything is decided. Reminding those ticked begins here too.

use super::{filter::Asked, people};
use crate::{
    people::whom,
    reminders::ask_to_remind,
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content, DateInput, Field,
        Fieldset, LabelKind, Narrow, PageHeading, Size, Table, TextInput, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{date, date_field, required, wrong},
    },
};
use chrono::{Months, NaiveDate};
use domain::{
    access::{Act, ExcusePeople, Permit, Target, scope_of_people},
    ids::{ExemptionId, OrganisationId, PersonId},
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::{
    framework::{Alike, Exception, InForce, end_exception, except, in_force},
    reports::{Requirement, requirements_of},
};

const NOTHING_TICKED: &str = "Select the people you want to decide about";

/// What is decided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Exempt,
    Date,
}

impl What {
    fn of(typed: &Fields) -> Self {
        if typed.text("what") == "date" {
            Self::Date
        } else {
            Self::Exempt
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Exempt => "exempt",
            Self::Date => "date",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Exempt => "Exempt from training",
            Self::Date => "Set a date",
        }
    }
}

/// What a tick posts.
pub(crate) fn value(one: &Requirement) -> String {
    format!("{}:{}", one.person_id, one.level)
}

/// The list as a form, with what can be decided for those ticked.
pub(super) fn form(boxes: &Field, asked: &Asked, may_except: bool, table: AnyView) -> AnyView {
    let hidden: Vec<_> = asked
        .query
        .0
        .iter()
        .filter(|(name, _)| name != "done" && name != "reminded")
        .map(|(name, value)| {
            let name = format!("filter_{name}");
            view! { <input type="hidden" name=name value=value.clone()/> }
        })
        .collect();
    let error_id = boxes.error_id();
    let error = boxes.error.clone().map(|error| {
        view! {
            <p id=error_id class="govuk-error-message">
                <span class="govuk-visually-hidden">"Error:"</span>
                {format!(" {error}")}
            </p>
        }
    });
    let except = may_except.then(|| {
        view! {
            <Button text="Exempt those ticked" kind=ButtonKind::Secondary name="what" value="exempt"/>
            <Button text="Set a date for those ticked" kind=ButtonKind::Secondary name="what" value="date"/>
        }
    });
    view! {
        <Form action="/overview/people/except">
            {hidden}
            <Fieldset text="Whom to decide about" legend=LabelKind::Hidden>
                {error}
                {table}
            </Fieldset>
            <ButtonGroup>
                {except}
                <Button text="Remind those ticked" kind=ButtonKind::Secondary name="what" value="remind"/>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

/// What was just done.
pub(super) fn done(query: &Fields) -> Option<String> {
    if let Some(number) = query.read::<usize>("reminded") {
        return Some(match number {
            0 => "Nobody was reminded: all of them had been reminded by hand today.".to_owned(),
            1 => "1 person is reminded.".to_owned(),
            _ => format!("{number} people are reminded."),
        });
    }
    let number: usize = query.read("done")?;
    Some(match number {
        1 => "1 person has been decided about.".to_owned(),
        _ => format!("{number} people have been decided about."),
    })
}

pub(super) async fn back(_: Visit) -> Result<Answer, Problem> {
    Ok(see("/overview/people"))
}

pub(super) async fn back_to_person(visit: Visit) -> Result<Answer, Problem> {
    Ok(see(whom(&visit).await?.href()))
}

/// The person from whose page the visitor came, if it was one.
fn person_of(form: &Fields) -> Option<PersonId> {
    form.read("person")
}

/// Where to go back to: the person, or the list.
fn back_from(form: &Fields) -> String {
    match person_of(form) {
        Some(person) => format!("/people/{person}"),
        None => format!("/overview/people?{}", list_of(form).with(&[])),
    }
}

/// The list the visitor came from.
pub(crate) fn list_of(form: &Fields) -> Fields {
    let own = form.0.iter().filter_map(|(name, value)| {
        Some((name.strip_prefix("filter_")?.to_owned(), value.clone()))
    });
    Fields(own.collect())
}

/// The form of an exception.
#[derive(Clone)]
struct ExceptForm {
    day: Field,
    reason: Field,
}

impl ExceptForm {
    fn of(typed: &Fields, what: What) -> Self {
        let label = match what {
            What::Exempt => "Until when are they exempt?",
            What::Date => "By when must they have done it?",
        };
        Self {
            day: date_field(typed, "day")
                .label(label)
                .hint("The last day. For example, 27 3 2027"),
            reason: Field::new("reason")
                .label("Why?")
                .hint("The people and their managers can read this")
                .value(typed.text("reason")),
        }
    }

    fn check(&mut self, what: What, today: NaiveDate) -> Option<(Exception, String)> {
        let day = date(&mut self.day, "Last day");
        match day {
            None if self.day.error.is_none() => {
                wrong(&mut self.day, "Enter the last day");
            }
            Some(day) if day < today => {
                wrong(&mut self.day, "Last day must be today or in the future");
            }
            Some(day) if day > today + Months::new(36) => {
                wrong(&mut self.day, "Last day must be within the next 3 years");
            }
            _ => {}
        }
        let reason = required(&mut self.reason, "Reason", "Enter the reason");
        if self.day.error.is_some() || self.reason.error.is_some() {
            return None;
        }
        let exception = match what {
            What::Exempt => Exception::Exempt { until_on: day? },
            What::Date => Exception::Date { due_on: day? },
        };
        Some((exception, reason))
    }
}

/// The lines ticked that the visitor may decide about.
async fn ticked(visit: &Visit, in_force: &InForce) -> Result<Vec<Requirement>, Problem> {
    let may = |one: &Requirement| may(visit, one.organisation_id.into()).is_ok();
    ticked_where(visit, in_force, may).await
}

/// The lines ticked for which the visitor may do something.
pub(crate) async fn ticked_where(
    visit: &Visit,
    in_force: &InForce,
    may: impl Fn(&Requirement) -> bool,
) -> Result<Vec<Requirement>, Problem> {
    let scope = scope_of_people(visit.actor()?)?;
    let ticks: Vec<String> = visit.form.all("row").map(str::to_owned).collect();
    let people: Vec<PersonId> = ticks
        .iter()
        .filter_map(|tick| tick.split(':').next()?.parse().ok())
        .collect();
    let services = visit.services();
    let rows = requirements_of(services, &scope, &in_force.framework, &people, visit.today).await?;
    let is_ticked = |one: &Requirement| ticks.contains(&value(one)) && may(one);
    Ok(rows.into_iter().filter(is_ticked).collect())
}

async fn framework(visit: &Visit) -> Result<InForce, Problem> {
    in_force(visit.services(), visit.today)
        .await?
        .ok_or(Problem::NotFound)
}

/// Asks for reason and day, with the count.
pub(super) async fn ask(mut visit: Visit) -> Result<Answer, Problem> {
    let in_force = framework(&visit).await?;
    let list = list_of(&visit.form);
    if visit.form.text("what") == "remind" && visit.form.all("row").next().is_some() {
        visit.query = list;
        return ask_to_remind(&visit, &in_force).await;
    }
    let rows = ticked(&visit, &in_force).await?;
    if rows.is_empty() {
        visit.query = list;
        return people::list_page(&visit, Some(NOTHING_TICKED)).await;
    }
    let what = What::of(&visit.form);
    let form = ExceptForm::of(&Fields::default(), what);
    Ok(page(form, what, rows, &in_force, &visit.form).into())
}

fn page(
    form: ExceptForm,
    what: What,
    rows: Vec<Requirement>,
    in_force: &InForce,
    sent: &Fields,
) -> Page {
    let fields = form.clone();
    let framework = in_force.framework.clone();
    let (sent, back) = (sent.clone(), back_from(sent));
    let to_list = back.clone();
    Page::new(what.heading(), move || {
        let level = |code: &str| {
            let level = framework.level(code);
            level.map_or_else(|| code.to_owned(), |level| level.title.clone())
        };
        view(form, what, &rows, level, &sent, back)
    })
    .section("/overview")
    .before(move || view! { <BackLink href=to_list/> })
    .errors(&[&fields.day, &fields.reason])
}

fn view(
    form: ExceptForm,
    what: What,
    rows: &[Requirement],
    level: impl Fn(&str) -> String,
    sent: &Fields,
    back: String,
) -> AnyView {
    let ticks: Vec<_> = rows
        .iter()
        .map(|one| view! { <input type="hidden" name="row" value=value(one)/> })
        .collect();
    let person = person_of(sent).map(|person| {
        view! { <input type="hidden" name="person" value=person.to_string()/> }
    });
    let filters: Vec<_> = list_of(sent)
        .0
        .iter()
        .map(|(name, value)| {
            let name = format!("filter_{name}");
            view! { <input type="hidden" name=name value=value.clone()/> }
        })
        .collect();
    let head = ["Name", "Training", "State"].map(Column::new).to_vec();
    let lines: Vec<Vec<Content>> = rows
        .iter()
        .map(|one| {
            vec![
                one.name.clone().into(),
                level(&one.level).into(),
                one.how().title().into(),
            ]
        })
        .collect();
    let caption = match rows.len() {
        1 => "Who it is".to_owned(),
        many => format!("The {many} it is about"),
    };
    let button = match (what, rows.len()) {
        (What::Exempt, 1) => "Exempt 1 person".to_owned(),
        (What::Exempt, many) => format!("Exempt {many}"),
        (What::Date, 1) => "Set the date for 1 person".to_owned(),
        (What::Date, many) => format!("Set the date for {many}"),
    };
    view! {
        <TwoThirds>
            <PageHeading text=what.heading()/>
            <Form action="/overview/people/except/save">
                {ticks}
                {person}
                {filters}
                <input type="hidden" name="what" value=what.code()/>
                <DateInput field=form.day legend=LabelKind::Sized(Size::Small)/>
                <TextInput field=form.reason/>
                <Table caption=caption caption_kind=CaptionKind::Plain head=head rows=lines narrow=Narrow::Stack/>
                <ButtonGroup>
                    <Button text=button/>
                    <a class="govuk-link" href=back>"Go back and change nothing"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// Those alike, to be decided about together: those whom the same permit reaches, by level.
pub(crate) fn alike<A: Act>(
    rows: impl IntoIterator<Item = Requirement>,
    leave: impl Fn(&Requirement) -> Result<Permit<A>, Problem>,
) -> Result<Vec<Alike<A>>, Problem> {
    let mut all: BTreeMap<_, Alike<A>> = BTreeMap::new();
    for one in rows {
        let permit = leave(&one)?;
        let Target {
            organisations,
            managers,
            ..
        } = permit.act().target();
        let alike = all
            .entry((organisations, managers, one.level.clone()))
            .or_insert_with(|| Alike {
                permit,
                level: one.level,
                people: Vec::new(),
            });
        alike.people.push(one.person_id.into());
    }
    Ok(all.into_values().collect())
}

/// Decides.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let in_force = framework(&visit).await?;
    let rows = ticked(&visit, &in_force).await?;
    let list = list_of(&visit.form);
    let what = What::of(&visit.form);
    let mut form = ExceptForm::of(&visit.form, what);
    let Some((exception, reason)) = form.check(what, visit.today) else {
        return Ok(page(form, what, rows, &in_force, &visit.form).into());
    };
    let all = alike(rows, |one| may(&visit, one.organisation_id.into()))?;
    let decided = except(visit.services(), &all, &exception, &reason).await?;
    if let Some(person) = person_of(&visit.form) {
        return Ok(see(format!("/people/{person}?done=excepted")));
    }
    let query = list.with(&[("done", &decided.to_string())]);
    Ok(see(format!("/overview/people?{query}")))
}

fn may(visit: &Visit, organisation: OrganisationId) -> Result<Permit<ExcusePeople>, Problem> {
    visit.permit(ExcusePeople { organisation })
}

/// Ends an exception of one person before its time.
pub(super) async fn end(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let exception: ExemptionId = visit.param("exception")?;
    let organisations = &whom.seen.act().target.organisations;
    let permit = organisations
        .iter()
        .find_map(|id| may(&visit, *id).ok())
        .ok_or(Problem::NotFound)?;
    end_exception(visit.services(), &permit, whom.id, exception).await?;
    Ok(see(whom.href()))
}
