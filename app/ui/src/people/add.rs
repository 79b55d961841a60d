//! Adding a person with the first post.

use super::{
    account,
    form::{Checked, Offered, PersonForm},
    post_form::{self, Ends},
};
use crate::{
    ui::{
        Autocomplete, BackLink, Button, Checkboxes, Choice, InputType, LabelKind, PageHeading,
        Select, Size, Spellcheck, SummaryList, SummaryRow, TextInput, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see},
};
use domain::access::{AddPerson, InvitePerson, SetPost, Target};
use leptos::prelude::*;
use store::{
    StoreError, framework, organisations,
    people::{self, Purpose},
};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let offered = offered(&visit).await?;
    Ok(shown(&PersonForm::of(&Fields::default()), offered).into())
}

pub(super) async fn add(visit: Visit) -> Result<Answer, Problem> {
    let offered = offered(&visit).await?;
    let by = visit
        .signed_in
        .as_ref()
        .map(|s| s.name.clone())
        .unwrap_or_default();
    let mut form = PersonForm::of(&visit.form);
    let Some(Checked {
        person: mut new,
        invite,
    }) = form.check(&offered, &by, visit.today)
    else {
        return Ok(shown(&form, offered).into());
    };
    let organisation = new.post.organisation;
    let permit = visit.permit(AddPerson { organisation })?;
    let to_set = visit.permit(SetPost { organisation })?;
    new.post.manager = post_form::manager(&visit, &to_set, &mut form.post, None, None).await?;
    if form.post.manager.error.is_some() {
        return Ok(shown(&form, offered).into());
    }
    let person = match people::add_person(visit.services(), &permit, &new).await {
        Ok(person) => person,
        Err(StoreError::Conflict) => {
            form.is_taken(people::taken(visit.services(), &permit, &new).await?);
            return Ok(shown(&form, offered).into());
        }
        Err(error) => return Err(error.into()),
    };
    let Some(email) = invite else {
        return Ok(see(format!("/people/{person}?done=added")));
    };
    let target = Target {
        person: Some(person),
        ..Target::organisation(organisation)
    };
    let permit = visit.permit(InvitePerson { target })?;
    account::send(
        &visit,
        &permit,
        person,
        (&new.name, &email),
        Purpose::Invitation,
    )
    .await?;
    Ok(see(format!("/people/{person}?done=added-invited")))
}

/// What can be chosen: the organisations to which the visitor may add somebody, and the framework's cohorts.
async fn offered(visit: &Visit) -> Result<Offered, Problem> {
    let all = organisations::organisations(visit.services()).await?;
    let may = |id| visit.permit(AddPerson { organisation: id }).is_ok();
    let organisations: Vec<_> = all
        .into_iter()
        .filter(|o| may(o.id))
        .map(|o| (o.id, o.name))
        .collect();
    if organisations.is_empty() {
        return Err(Problem::refused(
            "There is no organisation to add people to",
            "Organisations are added by the administrator, each to its district.",
            ("Go to People", "/people"),
        ));
    }
    let teams = match organisations.as_slice() {
        [(only, _)] => organisations::teams(visit.services(), *only).await?,
        _ => Vec::new(),
    };
    let framework = framework::in_force(visit.services(), visit.today).await?;
    let cohorts = framework
        .map(|f| f.framework.cohorts.clone())
        .unwrap_or_default();
    Ok(Offered {
        organisations,
        teams,
        cohorts,
    })
}

fn shown(form: &PersonForm, offered: Offered) -> Page {
    let fields = form.clone();
    Page::new("Add a person", move || view(fields, &offered))
        .section("/people")
        .before(|| view! { <BackLink href="/people" text="People"/> })
        .errors(&form.fields())
}

fn view(form: PersonForm, offered: &Offered) -> AnyView {
    let section = |text: &'static str| view! { <h2 class="govuk-heading-m">{text}</h2> };
    let who = view! {
        {section("Who it is")}
        <TextInput field=form.name autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
        <TextInput field=form.email kind=InputType::Email autocomplete=Autocomplete::Off spellcheck=Spellcheck::Off/>
    };
    let organisation = match offered.organisations.as_slice() {
        [(_, name)] => {
            let rows = vec![SummaryRow::new("Organisation", name.clone())];
            view! { <SummaryList rows=rows/> }
        }
        several => {
            let each = several
                .iter()
                .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
            let choices: Vec<_> = std::iter::once(Choice::new("", "Select an organisation"))
                .chain(each)
                .collect();
            view! { <Select field=form.organisation choices=choices/> }
        }
    };
    let cohorts: Vec<_> = offered
        .cohorts
        .iter()
        .map(|cohort| {
            Choice::new(cohort.code.clone(), cohort.title.clone())
                .hint(format!("Is {}", cohort.who))
        })
        .collect();
    let cohorts = (!cohorts.is_empty()).then(|| {
        view! {
            <Checkboxes field=form.cohorts choices=cohorts legend=LabelKind::Sized(Size::Small)/>
        }
    });
    let asked = post_form::view(form.post, &offered.teams, Ends::Asked);
    let post = view! {
        {section("Their post")}
        {organisation}
        {asked}
        {cohorts}
    };
    let now = Choice::new("now", "Send an invitation now")
        .hint("An e-mail with a link to choose a password. You can also send it later");
    let invite = view! {
        {section("Invitation")}
        <Checkboxes field=form.invite choices=vec![now]/>
    };
    view! {
        <TwoThirds>
            <PageHeading text="Add a person"/>
            <Form>
                {who}
                {post}
                {invite}
                <Button text="Add person"/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}
