//! Putting a session on, and changing one.

use super::{
    form::{Choices, PartForm, SessionForm},
    found::{href, run},
    mail::session_mail,
};
use crate::{
    ui::{
        Autocomplete, BackLink, Button, ButtonGroup, Choice, DateInput, InputMode, InputType,
        InputWidth, LabelKind, PageHeading, RadioLayout, Radios, Select, Size, Spellcheck,
        TextInput, Textarea, TwoThirds,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::{
    access::{Permit, RunSession},
    catalogue::Mode,
    ids::OrganisationId,
    sessions::TermsRefusal,
};
use leptos::prelude::*;
use store::{
    StoreError, catalogue,
    framework::in_force,
    organisations,
    sessions::{self, NewSession, SessionRow},
};

/// What there is to choose for a session of an organisation.
async fn choices(visit: &Visit, organisation: OrganisationId) -> Result<Choices, Problem> {
    let services = visit.services();
    let courses = catalogue::courses(services).await?.into_iter();
    let courses = courses
        .filter(|row| row.course.mode != Mode::Elearning && row.course.is_offered_on(visit.today))
        .map(|row| (row.id, row.edition, row.course.title));
    let framework = in_force(services, visit.today).await?;
    let cohorts = framework.iter().flat_map(|f| &f.framework.cohorts);
    let districts = organisations::districts(services).await?.into_iter();
    let all = organisations::organisations(services).await?.into_iter();
    let teams = organisations::teams(services, organisation)
        .await?
        .into_iter();
    Ok(Choices {
        courses: courses.collect(),
        districts: districts.map(|one| (one.id, one.name)).collect(),
        teams: teams.map(|one| (one.id, one.name)).collect(),
        cohorts: cohorts
            .map(|one| (one.code.clone(), one.title.clone()))
            .collect(),
        organisations: all.map(|one| (one.id, one.name)).collect(),
    })
}

/// The leave to put a session on for the organisation that the visitor leads.
fn own(visit: &Visit) -> Result<Permit<RunSession>, Problem> {
    let led = visit.actor()?.organisations();
    let organisation = *led.first().ok_or(Problem::NotFound)?;
    visit.permit(RunSession { organisation })
}

pub(super) async fn empty(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let choices = choices(&visit, permit.act().organisation).await?;
    let form = SessionForm::typed(&Fields::default(), visit.query.text("course"));
    Ok(shown(form, choices, None).into())
}

/// The session as it was typed; none when something is wrong, which the form then says.
async fn read(
    visit: &Visit,
    form: &mut SessionForm,
    choices: &Choices,
    permit: &Permit<RunSession>,
) -> Result<Option<NewSession>, Problem> {
    let trainers = sessions::find_trainers(visit.services(), permit, &form.addresses()).await?;
    let organisation = permit.act().organisation;
    Ok(form.check(choices, organisation, &trainers, visit.now))
}

/// Puts it on. The same form posted twice is told that it is on.
pub(super) async fn put_on(visit: Visit) -> Result<Answer, Problem> {
    let permit = own(&visit)?;
    let choices = choices(&visit, permit.act().organisation).await?;
    let mut form = SessionForm::typed(&visit.form, "");
    let Some(new) = read(&visit, &mut form, &choices, &permit).await? else {
        return Ok(shown(form, choices, None).into());
    };
    match sessions::put_on(visit.services(), &permit, &new).await {
        Ok(id) => Ok(see(format!("{}?done=on", href(id)))),
        Err(StoreError::Conflict) => Ok(shown(is_there(form), choices, None).into()),
        Err(error) => Err(error.into()),
    }
}

/// Says that the organisation has such a session on.
fn is_there(mut form: SessionForm) -> SessionForm {
    let said = "Your organisation has this course on at that time in that place already";
    wrong(&mut form.course, said);
    form
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, _) = run(&visit).await?;
    let choices = choices(&visit, row.organisation).await?;
    let parts = sessions::parts(visit.services(), row.id).await?;
    let trainers = sessions::trainers(visit.services(), &row).await?;
    let form = SessionForm::kept(&row, &parts, &trainers);
    Ok(shown(form, with_own(choices, &row), Some(row)).into())
}

/// The course and edition of a session stay what they were, whatever the menu says by now.
fn with_own(mut choices: Choices, row: &SessionRow) -> Choices {
    choices.courses = vec![(row.course, row.edition, row.title.clone())];
    choices
}

/// Changes it. The same form posted twice is told that it has been changed.
pub(super) async fn change(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let choices = with_own(choices(&visit, row.organisation).await?, &row);
    let mut form = SessionForm::typed(&visit.form, "");
    form.course = form.course.value(row.course.to_string());
    let Some(new) = read(&visit, &mut form, &choices, &permit).await? else {
        return Ok(shown(form, choices, Some(row)).into());
    };
    let which = (row.id, visit.form.read("number").unwrap_or_default());
    let site = visit.site.clone();
    let teller = move |told: &sessions::Told| session_mail(&site, told);
    let to = href(row.id);
    match sessions::change_session(visit.services(), &permit, which, &new, &teller).await {
        Ok(Ok(())) => {
            visit.jobs.notify_one();
            Ok(see(format!("{to}?done=changed")))
        }
        Ok(Err(refusal @ TermsRefusal::Surplus { .. })) => {
            wrong(&mut form.places, refusal.to_string());
            Ok(shown(form, choices, Some(row)).into())
        }
        Ok(Err(refusal)) => Err(Problem::refused(
            refusal.to_string(),
            "Nothing has been changed.",
            ("See the session", &to),
        )),
        Err(StoreError::Conflict) => Ok(shown(is_there(form), choices, Some(row)).into()),
        Err(error) => Err(error.into()),
    }
}

/// The form for a new session, or for one that is on.
fn shown(form: SessionForm, choices: Choices, row: Option<SessionRow>) -> Page {
    let errors_of = form.clone();
    let (title, back) = match &row {
        Some(row) => ("Change a session", href(row.id)),
        None => ("Put on a session", "/sessions".to_owned()),
    };
    let cancel = back.clone();
    let page = Page::new(title, move || {
        view(form, &choices, title, (row.as_ref(), cancel))
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back/> });
    page.errors(&errors_of.fields())
}

fn select<T: ToString>(first: &str, choices: &[(T, String)]) -> Vec<Choice> {
    let each = choices
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name));
    std::iter::once(Choice::new("", first))
        .chain(each)
        .collect()
}

fn view(
    form: SessionForm,
    choices: &Choices,
    title: &'static str,
    (row, cancel): (Option<&SessionRow>, String),
) -> AnyView {
    let number = row.map(|row| row.number.to_string());
    let number = number.map(|number| view! { <input type="hidden" name="number" value=number/> });
    let course = course(&form, choices, row);
    let parts = (1..)
        .zip(form.parts)
        .map(|(n, part)| part_view(n, part))
        .collect_view();
    let who = [
        ("partnership", "Everybody in the partnership"),
        ("organisation", "People of my organisation"),
        ("team", "One team"),
        ("cohort", "One cohort"),
    ];
    let who = who.map(|(code, text)| Choice::new(code, text)).to_vec();
    let districts = select("Select the district", &choices.districts);
    let (teams, cohorts) = (
        select("No team", &choices.teams),
        select("No cohort", &choices.cohorts),
    );
    let organisations = select("No organisation", &choices.organisations);
    view! {
        <TwoThirds>
            <PageHeading text=title/>
            <Form>
                {number}
                {course}
                {parts}
                <Select field=form.district choices=districts label=SMALL/>
                <Textarea field=form.venue rows=4 spellcheck=Spellcheck::On label=SMALL/>
                <TextInput field=form.link kind=InputType::Url autocomplete=Autocomplete::Off label=SMALL/>
                <Textarea field=form.trainers rows=2 spellcheck=Spellcheck::Off label=SMALL/>
                <TextInput field=form.places inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <DateInput field=form.opens_on legend=SMALL/>
                <DateInput field=form.closes_on legend=SMALL/>
                <TextInput field=form.notice inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <Radios field=form.open_to choices=who legend=SMALL layout=RadioLayout::Small/>
                <Select field=form.team choices=teams/>
                <Select field=form.cohort choices=cohorts/>
                <TextInput field=form.reserved inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <Select field=form.reserved_for choices=organisations/>
                <DateInput field=form.reserved_until/>
                <Textarea field=form.note rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <ButtonGroup>
                    <Button text="Save"/>
                    <a class="govuk-link" href=cancel>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The course: to choose, or as it is.
fn course(form: &SessionForm, choices: &Choices, row: Option<&SessionRow>) -> AnyView {
    if let Some(row) = row {
        return view! { <p class="govuk-body-l">{row.title.clone()}</p> }.into_any();
    }
    let courses: Vec<_> = choices
        .courses
        .iter()
        .map(|(id, _, title)| (*id, title.clone()))
        .collect();
    let field = form.course.clone();
    view! { <Select field=field choices=select("Select the course", &courses) label=SMALL/> }
        .into_any()
}

/// One part; the first is asked for, the others may stay empty.
fn part_view(number: usize, part: PartForm) -> AnyView {
    let legend = match number {
        1 => "When does it take place?".to_owned(),
        number => format!("Part {number}, if there is one"),
    };
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
            <DateInput field=part.on/>
            <TextInput field=part.from width=InputWidth::Chars5/>
            <TextInput field=part.to width=InputWidth::Chars5/>
        </fieldset>
    }
    .into_any()
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);
