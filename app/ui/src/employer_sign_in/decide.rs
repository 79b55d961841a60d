//! One sign-in that waits: whose is it? Linked to a person of the organisation, or refused.
//!
//! Rules E14 and E15 of `docs/rules/employer-sign-in.md`.

use super::waiting::name_of;
use crate::{
    ui::{
        BackLink, Button, ButtonKind, Choice, Field, InputType, InsetText, LabelKind, PageHeading,
        Radios, Size, SummaryList, SummaryRow, TextInput, TwoThirds,
    },
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{LinkSignIn, Permit, SeePerson, scope_of_sign_ins},
    calendar,
    employer_sign_in::may_link,
    ids::{IdentityId, PersonId},
};
use leptos::prelude::*;
use store::{
    employer_sign_in::{self, Decided, Waiting},
    people::{self, Filter, Listed},
};

/// The sign-in in the address, with the leave to decide about it.
async fn in_address(visit: &Visit) -> Result<(Permit<LinkSignIn>, Waiting), Problem> {
    let id: IdentityId = visit.param("identity")?;
    let services = visit.services();
    let organisation = employer_sign_in::organisation_of(services, id).await?;
    let organisation = organisation.ok_or(Problem::NotFound)?;
    let permit = visit.permit(LinkSignIn { organisation })?;
    let waiting = employer_sign_in::find_waiting(services, &permit, id).await?;
    Ok((permit, waiting.ok_or_else(decided)?))
}

/// When somebody else was quicker.
fn decided() -> Problem {
    Problem::refused(
        "This sign-in waits no more",
        "Somebody has linked it meanwhile. Nothing has been changed now.",
        ("See the sign-ins that wait", "/people/sign-ins"),
    )
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (_, waiting) = in_address(&visit).await?;
    shown(&visit, waiting, None).await
}

/// Leads to the sign-in, for those who look up the address of a form.
pub(super) async fn back(visit: Visit) -> Result<Answer, Problem> {
    let (_, waiting) = in_address(&visit).await?;
    Ok(see(href(&waiting)))
}

fn href(waiting: &Waiting) -> String {
    format!("/people/sign-ins/{}", waiting.id)
}

/// What was looked for: at first the name that was told, which finds people to look at and never links one.
fn looked_for(visit: &Visit, waiting: &Waiting) -> String {
    let mut asked = visit.form.0.iter().chain(&visit.query.0);
    match asked.find(|(name, _)| name == "q") {
        Some((_, text)) => text.trim().to_owned(),
        None => waiting.name.clone(),
    }
}

async fn shown(visit: &Visit, waiting: Waiting, error: Option<&str>) -> Result<Answer, Problem> {
    let text = looked_for(visit, &waiting);
    let found = if text.is_empty() || waiting.refused_at.is_some() {
        Vec::new()
    } else {
        let filter = Filter {
            text: text.clone(),
            organisation: Some(waiting.organisation),
            page: 1,
        };
        let scope = scope_of_sign_ins(visit.actor()?)?;
        let page = people::list(visit.services(), &scope, &filter, visit.today).await?;
        page.rows
    };
    let mut person = Field::new("person").label("Which person is it?");
    if let Some(error) = error {
        wrong(&mut person, error);
    }
    let summary = person.clone();
    Ok(Page::new(name_of(&waiting), move || {
        view(waiting, text, found, person)
    })
    .section("/people")
    .before(|| view! { <BackLink href="/people/sign-ins" text="Sign-ins waiting"/> })
    .errors(&[&summary])
    .into())
}

fn view(waiting: Waiting, text: String, found: Vec<Listed>, person: Field) -> AnyView {
    let none = || "None".to_owned();
    let because = waiting.because.map(|because| because.to_string());
    let facts = vec![
        SummaryRow::new("Signs in at", waiting.organisation_name.clone()),
        SummaryRow::new("E-mail address", waiting.email.clone().unwrap_or_else(none)),
        SummaryRow::new(
            "Employee number",
            waiting.employee_number.clone().unwrap_or_else(none),
        ),
        SummaryRow::new("Why it waits", because.unwrap_or_default()),
        SummaryRow::new("First came", calendar::moment(waiting.first_seen_at)),
        SummaryRow::new("Last came", calendar::moment(waiting.last_seen_at)),
    ];
    let decide = match waiting.refused_at {
        Some(at) => refused(&waiting, &calendar::moment(at)),
        None => choose(&waiting, text, found, person),
    };
    view! {
        <TwoThirds>
            <PageHeading text=name_of(&waiting) caption="Sign-in by the employer"/>
            <SummaryList rows=facts/>
            {decide}
        </TwoThirds>
    }
    .into_any()
}

fn refused(waiting: &Waiting, at: &str) -> AnyView {
    let said = format!("This sign-in was refused on {at}.");
    let action = format!("{}/take-back", href(waiting));
    view! {
        <InsetText>{said}</InsetText>
        <Form action=action>
            <Button text="Take the refusal back" kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}

fn choose(waiting: &Waiting, text: String, found: Vec<Listed>, person: Field) -> AnyView {
    let search = Field::new("q")
        .label("Look for the person by name, e-mail address or staff number")
        .value(text.clone());
    let (here, refuse) = (href(waiting), format!("{}/refuse", href(waiting)));
    let people = if found.is_empty() {
        let place = format!(
            "Nobody with a post at {} is found. Type only a part of the name, or add the person first.",
            waiting.organisation_name
        );
        view! { <InsetText>{place}</InsetText> }.into_any()
    } else {
        choices(here.clone(), text, found, person)
    };
    view! {
        <h2 class="govuk-heading-m">"Link it to a person"</h2>
        <form method="get" action=here role="search">
            <TextInput field=search kind=InputType::Search/>
            <Button text="Search" kind=ButtonKind::Secondary/>
        </form>
        {people}
        <h2 class="govuk-heading-m">"Or refuse it"</h2>
        <p class="govuk-body">"Whoever signs in this way is told to ask their training lead. You can take that back."</p>
        <Form action=refuse>
            <Button text="Refuse this sign-in" kind=ButtonKind::Secondary/>
        </Form>
    }
    .into_any()
}

/// The people found; somebody with two posts is listed for the first.
fn choices(action: String, text: String, mut found: Vec<Listed>, person: Field) -> AnyView {
    found.dedup_by_key(|listed| listed.id);
    let choice = |listed: Listed| {
        let team = listed.team.map(|team| format!(", {team}"));
        let hint = format!("{}{}", listed.job_title, team.unwrap_or_default());
        Choice::new(listed.id.to_string(), listed.name).hint(hint)
    };
    let choices: Vec<_> = found.into_iter().map(choice).collect();
    let legend = LabelKind::Sized(Size::Small);
    view! {
        <Form action=action>
            <input type="hidden" name="q" value=text/>
            <Radios field=person choices=choices legend=legend/>
            <p class="govuk-body">
                "Make sure that it is the same human being: whoever signs in this way sees and does everything of the person
                you choose. If that person signs in with another account of the same employer, it stops working."
            </p>
            <Button text="Link"/>
        </Form>
    }
    .into_any()
}

/// Links the sign-in to the person chosen.
pub(super) async fn link(visit: Visit) -> Result<Answer, Problem> {
    let (permit, waiting) = in_address(&visit).await?;
    let Some(person) = visit.form.read::<PersonId>("person") else {
        let error = "Select the person it is. If they are not listed, look for them first";
        return shown(&visit, waiting, Some(error)).await;
    };
    let services = visit.services();
    let target = people::target_of(services, person, visit.today).await?;
    let seen = visit.permit(SeePerson {
        target: target.ok_or(Problem::NotFound)?,
    })?;
    let grants = people::grants_of(services, &seen, visit.today).await?;
    if let Err(refused) = may_link(visit.actor()?, !grants.is_empty()) {
        return shown(&visit, waiting, Some(&refused.to_string())).await;
    }
    match employer_sign_in::link(services, &permit, waiting.id, person).await? {
        Decided::Done => Ok(see("/people/sign-ins?done=linked")),
        Decided::Before => Err(decided()),
        Decided::NoPost => Err(Problem::NotFound),
    }
}

/// Refuses the sign-in.
pub(super) async fn refuse(visit: Visit) -> Result<Answer, Problem> {
    let (permit, waiting) = in_address(&visit).await?;
    match employer_sign_in::refuse(visit.services(), &permit, waiting.id).await? {
        Decided::Done => Ok(see("/people/sign-ins?done=refused")),
        Decided::Before | Decided::NoPost => Ok(see(href(&waiting))),
    }
}

/// Takes a refusal back.
pub(super) async fn take_back(visit: Visit) -> Result<Answer, Problem> {
    let (permit, waiting) = in_address(&visit).await?;
    match employer_sign_in::take_back(visit.services(), &permit, waiting.id).await? {
        Decided::Done => Ok(see("/people/sign-ins?done=taken-back")),
        Decided::Before | Decided::NoPost => Ok(see(href(&waiting))),
    }
}
