//! Asking for a session for one's people.

use crate::{
    ui::{
        BackLink, Button, ButtonGroup, Choice, Field, InputMode, InputWidth, LabelKind,
        PageHeading, Select, Size, Spellcheck, TextInput, Textarea, TwoThirds,
    },
    web::{
        Answer, Fields, Form, Page, Problem, Visit, see,
        typed::{prose, wrong},
    },
};
use domain::{
    access::{AskForSession, SeePerson, Target},
    catalogue::Mode,
    ids::{CourseId, OrganisationId, SessionRequestId},
};
use leptos::prelude::*;
use store::{
    catalogue,
    framework::in_force,
    people,
    sessions::{self, NewRequest},
};

/// The most people that one request is for.
const MOST: u32 = 2000;

/// The longest answer, in characters.
const LONGEST: usize = 1000;

/// What a session can be about: a course, or a level whichever course reaches it.
struct Subject {
    code: String,
    title: String,
    course: Option<CourseId>,
}

/// The questions with what was answered.
#[derive(Clone)]
struct RequestForm {
    id: String,
    about: Field,
    people: Field,
    place: Field,
    dates: Field,
    why: Field,
}

impl RequestForm {
    fn typed(fields: &Fields, id: String) -> Self {
        let field = |name: &str, label: &str| {
            Field::new(name)
                .label(label)
                .value(fields.first(name).trim())
        };
        Self {
            id,
            about: field("about", "What should it be about?"),
            people: field("people", "For how many people?"),
            place: field("place", "Where should it be? (optional)")
                .hint("A place, or online. Name nobody: every training lead reads this"),
            dates: field("dates", "When should it be?")
                .hint("Days that suit, and days that do not"),
            why: field("why", "Why do you ask for it?"),
        }
    }

    fn fields(&self) -> [&Field; 5] {
        [
            &self.about,
            &self.people,
            &self.place,
            &self.dates,
            &self.why,
        ]
    }

    /// The request; none when something is wrong, which the fields then say.
    fn check(&mut self, subjects: &[Subject], organisation: OrganisationId) -> Option<NewRequest> {
        let chosen = self.about.current().to_owned();
        let subject = subjects.iter().find(|one| one.code == chosen);
        if subject.is_none() {
            wrong(&mut self.about, "Select what it should be about");
        }
        let people = self.people.current().parse().ok();
        let people = people.filter(|people| (1..=MOST).contains(people));
        if people.is_none() {
            let said = "For how many people must be a whole number from 1 to 2,000";
            wrong(&mut self.people, said);
        }
        if prose(&mut self.dates, "When it should be", LONGEST).is_empty() {
            wrong(&mut self.dates, "Enter when it should be");
        }
        if prose(&mut self.why, "Why you ask", LONGEST).is_empty() {
            wrong(&mut self.why, "Enter why you ask for it");
        }
        let place = prose(&mut self.place, "Where it should be", LONGEST);
        let is_right = self.fields().iter().all(|field| field.error.is_none());
        let (subject, people) = (subject?, people?);
        is_right.then(|| NewRequest {
            id: self.id.parse().unwrap_or(SessionRequestId::NOTHING),
            organisation,
            course: subject.course,
            about: subject.title.clone(),
            people,
            place,
            dates: self.dates.current().to_owned(),
            why: self.why.current().to_owned(),
        })
    }
}

async fn subjects(visit: &Visit) -> Result<Vec<Subject>, Problem> {
    let services = visit.services();
    let framework = in_force(services, visit.today).await?;
    let levels = framework.iter().flat_map(|f| &f.framework.levels);
    let level = |level: &domain::framework::Level| Subject {
        code: format!("level {}", level.code),
        title: format!("Any course that reaches {}", level.title),
        course: None,
    };
    let mut subjects: Vec<_> = levels.map(level).collect();
    let courses = catalogue::courses(services).await?.into_iter();
    let offered = courses
        .filter(|row| row.course.mode != Mode::Elearning && row.course.is_offered_on(visit.today));
    subjects.extend(offered.map(|row| Subject {
        code: format!("course {}", row.id),
        title: row.course.title,
        course: Some(row.id),
    }));
    Ok(subjects)
}

/// The organisation for whose people the visitor asks: that of their post, or the one whose training they lead.
async fn organisation(visit: &Visit) -> Result<OrganisationId, Problem> {
    let permit = visit.permit(SeePerson {
        target: Target::person(visit.person()?),
    })?;
    let posts = people::posts(visit.services(), &permit).await?;
    let held = posts.into_iter().find(|post| {
        post.starts_on <= visit.today && post.ends_on.is_none_or(|ends| visit.today <= ends)
    });
    let led = visit.actor()?.organisations();
    let own = held.map(|post| post.organisation_id.into());
    own.or_else(|| led.first().copied())
        .ok_or(Problem::NotFound)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let person = visit.person()?;
    visit.permit(AskForSession { person })?;
    organisation(&visit).await?;
    let id: SessionRequestId = visit.services().new_id();
    let form = RequestForm::typed(&Fields::default(), id.to_string());
    Ok(shown(form, &subjects(&visit).await?).into())
}

/// Sends the request. The same form posted twice is one request.
pub(super) async fn ask(visit: Visit) -> Result<Answer, Problem> {
    let person = visit.person()?;
    let permit = visit.permit(AskForSession { person })?;
    let organisation = organisation(&visit).await?;
    let id: Option<SessionRequestId> = visit.form.read("id");
    let id = id.unwrap_or_else(|| visit.services().new_id());
    let mut form = RequestForm::typed(&visit.form, id.to_string());
    let subjects = subjects(&visit).await?;
    let Some(new) = form.check(&subjects, organisation) else {
        return Ok(shown(form, &subjects).into());
    };
    sessions::ask_for_session(visit.services(), &permit, &new).await?;
    Ok(see("/sessions/requests?done=asked"))
}

fn shown(form: RequestForm, subjects: &[Subject]) -> Page {
    let errors_of = form.clone();
    let choices = subjects.iter();
    let choices = choices.map(|one| Choice::new(one.code.clone(), &one.title));
    let choices: Vec<_> = std::iter::once(Choice::new("", "Select a course or a level"))
        .chain(choices)
        .collect();
    let page = Page::new("Ask for a session", move || view(form, choices))
        .section("/sessions")
        .before(|| view! { <BackLink href="/sessions/requests" text="Sessions asked for"/> });
    page.errors(&errors_of.fields())
}

fn view(form: RequestForm, choices: Vec<Choice>) -> AnyView {
    view! {
        <TwoThirds>
            <PageHeading text="Ask for a session for your people"/>
            <p class="govuk-body">"The training leads of the partnership see what you ask for. One of them puts a session on, or tells you why not."</p>
            <Form>
                <input type="hidden" name="id" value=form.id/>
                <Select field=form.about choices=choices label=SMALL/>
                <TextInput field=form.people inputmode=InputMode::Numeric width=InputWidth::Chars5 label=SMALL/>
                <Textarea field=form.place rows=2 spellcheck=Spellcheck::On label=SMALL/>
                <Textarea field=form.dates rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <Textarea field=form.why rows=3 spellcheck=Spellcheck::On label=SMALL/>
                <ButtonGroup>
                    <Button text="Send the request"/>
                    <a class="govuk-link" href="/sessions/requests">"Cancel"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

const SMALL: LabelKind = LabelKind::Sized(Size::Small);
