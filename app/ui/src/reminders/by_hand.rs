//! Reminding by hand: one person from their page, or those ticked in the list. A page with the count asks first.

use super::when;
use crate::{
    people::whom,
    reports::{alike, as_tick, list_of, may_be_ticked},
    ui::{
        BackLink, Button, ButtonGroup, CaptionKind, Column, Content, InsetText, Narrow,
        PageHeading, Table, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{Permit, RemindPeople, Target, scope_of_people},
    ids::PersonId,
    reports::How,
};
use leptos::prelude::*;
use std::collections::BTreeSet;
use store::{
    framework::{InForce, in_force},
    reminders::remind,
    reports::{Requirement, requirements_of},
};

/// What has to be done again or for the first time.
fn is_open(one: &Requirement) -> bool {
    matches!(one.how(), How::Overdue | How::ToDo | How::DueSoon)
}

/// The leave to remind of a line: by whoever looks after the organisation, or by the line manager of the post.
fn leave(visit: &Visit, one: &Requirement) -> Result<Permit<RemindPeople>, Problem> {
    let target = Target::organisation(one.organisation_id.into());
    visit.permit(RemindPeople { target }).or_else(|_| {
        let managers = one.manager_id.map(Into::into).into_iter().collect();
        let target = Target {
            managers,
            ..Target::default()
        };
        visit.permit(RemindPeople { target })
    })
}

pub(super) async fn back(_: Visit) -> Result<Answer, Problem> {
    Ok(see("/overview/people"))
}

async fn framework(visit: &Visit) -> Result<InForce, Problem> {
    in_force(visit.services(), visit.today)
        .await?
        .ok_or(Problem::NotFound)
}

/// Asks about those ticked in the list, some of whom may have nothing to do.
pub(crate) async fn ask(visit: &Visit, in_force: &InForce) -> Result<Answer, Problem> {
    let ticked = may_be_ticked(visit, in_force, |one| leave(visit, one).is_ok()).await?;
    let all = ticked.len();
    let rows: Vec<_> = ticked.into_iter().filter(is_open).collect();
    let list = list_of(&visit.form);
    let asking = Asking {
        title: "Remind people".to_owned(),
        left_out: all - rows.len(),
        rows,
        action: "/overview/people/remind".to_owned(),
        when: when(visit).await?,
        back: format!("/overview/people?{}", list.with(&[])),
        list,
    };
    Ok(asking.page(in_force, "/overview"))
}

/// Reminds those ticked.
pub(super) async fn save(visit: Visit) -> Result<Answer, Problem> {
    let in_force = framework(&visit).await?;
    let may = |one: &Requirement| leave(&visit, one).is_ok();
    let ticked = may_be_ticked(&visit, &in_force, may).await?;
    let reminded = remind_of(&visit, ticked).await?;
    let query = list_of(&visit.form).with(&[("reminded", &reminded.to_string())]);
    Ok(see(format!("/overview/people?{query}")))
}

/// Reminds of what is open; how many people.
async fn remind_of(visit: &Visit, rows: Vec<Requirement>) -> Result<usize, Problem> {
    let all = alike(rows.into_iter().filter(is_open), |one| leave(visit, one))?;
    Ok(remind(visit.services(), &all).await?.len())
}

/// What one person has to do, as far as the visitor may remind of it.
async fn of_person(
    visit: &Visit,
    in_force: &InForce,
    person: PersonId,
) -> Result<Vec<Requirement>, Problem> {
    let scope = scope_of_people(visit.actor()?)?;
    let (services, framework) = (visit.services(), &in_force.framework);
    let rows = requirements_of(services, &scope, framework, &[person], visit.today).await?;
    let is_theirs = |one: &Requirement| is_open(one) && leave(visit, one).is_ok();
    Ok(rows.into_iter().filter(is_theirs).collect())
}

pub(super) async fn page_of_person(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let in_force = framework(&visit).await?;
    let asking = Asking {
        title: "Send a reminder".to_owned(),
        rows: of_person(&visit, &in_force, whom.id).await?,
        left_out: 0,
        when: when(&visit).await?,
        action: format!("{}/remind", whom.href()),
        back: whom.href(),
        list: Fields::default(),
    };
    Ok(asking.page(&in_force, "/people"))
}

pub(super) async fn save_of_person(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let in_force = framework(&visit).await?;
    let rows = of_person(&visit, &in_force, whom.id).await?;
    remind_of(&visit, rows).await?;
    Ok(see(format!("{}?done=reminded", whom.href())))
}

/// The page that asks before anybody is reminded.
struct Asking {
    title: String,
    rows: Vec<Requirement>,
    left_out: usize,
    /// When the mail goes out, as a part of a sentence.
    when: String,
    action: String,
    back: String,
    list: Fields,
}

impl Asking {
    fn page(self, in_force: &InForce, section: &'static str) -> Answer {
        let framework = in_force.framework.clone();
        let (title, back) = (self.title.clone(), self.back.clone());
        let level = move |code: &str| {
            let level = framework.level(code);
            level.map_or_else(|| code.to_owned(), |level| level.title.clone())
        };
        Page::new(title, move || self.view(level))
            .section(section)
            .before(move || view! { <BackLink href=back/> })
            .into()
    }

    fn view(self, level: impl Fn(&str) -> String) -> AnyView {
        let left_out = match self.left_out {
            0 => None,
            1 => Some("1 line that you ticked is left out: nothing has to be done.".to_owned()),
            many => Some(format!(
                "{many} lines that you ticked are left out: nothing has to be done."
            )),
        };
        let left_out = left_out.map(|text| view! { <p class="govuk-body">{text}</p> });
        let form = if self.rows.is_empty() {
            let back = self.back;
            view! {
                <InsetText>"There is nothing to remind anybody of."</InsetText>
                <p class="govuk-body"><a class="govuk-link" href=back>"Go back"</a></p>
            }
            .into_any()
        } else {
            form(
                &self.rows,
                self.action,
                self.back,
                &self.list,
                level,
                &self.when,
            )
        };
        view! { <TwoThirds><PageHeading text=self.title/> {left_out} {form}</TwoThirds> }.into_any()
    }
}

fn form(
    rows: &[Requirement],
    action: String,
    back: String,
    list: &Fields,
    level: impl Fn(&str) -> String,
    when: &str,
) -> AnyView {
    let people: BTreeSet<_> = rows.iter().map(|one| one.person_id).collect();
    let silent: BTreeSet<_> = rows
        .iter()
        .filter(|one| one.email.is_none())
        .map(|one| one.person_id)
        .collect();
    let (said, button) = match people.len() {
        1 => (
            format!(
                "One mail goes out {when}, unless they have had one today: then it goes tomorrow with the next."
            ),
            "Remind 1 person".to_owned(),
        ),
        many => (
            format!(
                "Each of the {many} gets one mail {when}; whoever has had one today gets it with the next."
            ),
            format!("Remind {many} people"),
        ),
    };
    let silent = match silent.len() {
        0 => None,
        1 => Some("1 of them has no e-mail address and gets nothing.".to_owned()),
        many => Some(format!(
            "{many} of them have no e-mail address and get nothing."
        )),
    };
    let ticks: Vec<_> = rows
        .iter()
        .map(|one| view! { <input type="hidden" name="row" value=as_tick(one)/> })
        .collect();
    let filters: Vec<_> = list
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
    let silent = silent.map(|text| view! { <p class="govuk-body">{text}</p> });
    view! {
        <p class="govuk-body">{said}</p>
        {silent}
        <Form action=action>
            {ticks}
            {filters}
            <Table caption="Who is reminded of what" caption_kind=CaptionKind::Plain head=head rows=lines narrow=Narrow::Stack/>
            <ButtonGroup>
                <Button text=button/>
                <a class="govuk-link" href=back>"Go back and send nothing"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}
