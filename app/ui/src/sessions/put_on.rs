//! Putting a session on, and changing one.

use super::{
    again::AgainForm,
    clashes::{busy, clashes},
    form::{Choices, SessionForm},
    form_page::shown,
    found::{href, run, viewer},
    mail::teller,
    request::{asked_for, refused},
    series, surplus,
    whose::{ask, named},
};
use crate::web::{Answer, Fields, Page, Problem, Visit, see, typed::wrong};
use domain::{
    access::{Permit, RunSession},
    catalogue::Mode,
    ids::SessionId,
    sessions::{TermsRefusal, places_of},
};
use store::{
    StoreError, catalogue,
    framework::in_force,
    organisations,
    sessions::{self, Changed, NewSession, SessionRow},
};

/// Where the form for a new session is.
const PATH: &str = "/sessions/new";

/// What there is to choose for a session of an organisation.
pub(super) async fn choices(
    visit: &Visit,
    permit: &Permit<RunSession>,
) -> Result<Choices, Problem> {
    let (services, organisation) = (visit.services(), permit.act().organisation);
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
        organisation,
        request: asked_for(visit).await?,
        no_shows: sessions::no_shows(services, permit).await?,
        venues: sessions::list_venues(services, &[organisation]).await?,
        courses: courses.collect(),
        districts: districts.map(|one| (one.id, one.name)).collect(),
        teams: teams.map(|one| (one.id, one.name)).collect(),
        cohorts: cohorts
            .map(|one| (one.code.clone(), one.title.clone()))
            .collect(),
        organisations: all.map(|one| (one.id, one.name)).collect(),
    })
}

/// The leave to put a session on for the organisation that is named; none when it has to be chosen.
fn own(visit: &Visit) -> Result<Option<Permit<RunSession>>, Problem> {
    let named = named(visit)?;
    let permit = |organisation| visit.permit(RunSession { organisation });
    named.map(permit).transpose()
}

pub(super) async fn empty(visit: Visit) -> Result<Answer, Problem> {
    if let Some(id) = visit.query.read("copy") {
        return copied(&visit, id).await;
    }
    let Some(permit) = own(&visit)? else {
        return Ok(ask(&visit, PATH).await?.into());
    };
    let choices = choices(&visit, &permit).await?;
    let form = match &choices.request {
        Some(request) => {
            let may = request.state().may_answer(Some(visit.person()?));
            may.map_err(|refusal| refused(request, refusal.to_string()))?;
            SessionForm::asked_for(request)
        }
        None => SessionForm::typed(&Fields::default(), visit.query.text("course")),
    };
    Ok(new(form, &Fields::default(), choices).into())
}

/// The form filled in from another session of the organisation, without its dates.
async fn copied(visit: &Visit, id: SessionId) -> Result<Answer, Problem> {
    let services = visit.services();
    let row = sessions::session(services, &viewer(visit)?, id).await?;
    let row = row.ok_or(Problem::NotFound)?;
    let organisation = row.organisation;
    let permit = visit.permit(RunSession { organisation })?;
    let choices = choices(visit, &permit).await?;
    let parts = sessions::parts(services, id).await?;
    let trainers = sessions::trainers(services, &row).await?;
    let form = SessionForm::kept(&row, &parts, &trainers).without_dates();
    Ok(new(form, &Fields::default(), choices).into())
}

/// The form for a new session.
fn new(form: SessionForm, answers: &Fields, choices: Choices) -> Page {
    shown(form, Some(AgainForm::typed(answers)), choices, None)
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

/// Puts it on, once or several times. The same form posted twice is told that it is on.
pub(super) async fn put_on(visit: Visit) -> Result<Answer, Problem> {
    let Some(permit) = own(&visit)? else {
        return Ok(ask(&visit, PATH).await?.into());
    };
    let choices = choices(&visit, &permit).await?;
    let mut form = SessionForm::typed(&visit.form, "");
    let mut again = AgainForm::typed(&visit.form);
    let read = read(&visit, &mut form, &choices, &permit).await?;
    let planned = read.and_then(|new| again.plan(new));
    let Some(planned) = planned.filter(|_| visit.form.text("back").is_empty()) else {
        return Ok(shown(form, Some(again), choices, None).into());
    };
    let busy = busy(&visit, &permit, &planned, None).await?;
    let [only] = planned.as_slice() else {
        return series::put_on(&visit, &permit, &planned, &busy).await;
    };

    if !form.goes_on(&clashes(&busy, only, permit.act().organisation)) {
        return Ok(shown(form, Some(again), choices, None).into());
    }
    match series::keep(&visit, &permit, &planned).await {
        Ok(first) => Ok(see(format!("{first}?done=on"))),
        Err(StoreError::Conflict) => Ok(shown(is_there(form), Some(again), choices, None).into()),
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
    let (row, permit) = run(&visit).await?;
    let choices = choices(&visit, &permit).await?;
    let parts = sessions::parts(visit.services(), row.id).await?;
    let trainers = sessions::trainers(visit.services(), &row).await?;
    let form = SessionForm::kept(&row, &parts, &trainers);
    Ok(shown(form, None, with_own(choices, &row), Some(row)).into())
}

/// The course and edition of a session stay what they were, whatever the menu says by now.
fn with_own(mut choices: Choices, row: &SessionRow) -> Choices {
    choices.courses = vec![(row.course, row.edition, row.title.clone())];
    choices
}

/// Changes it. The same form posted twice is told that it has been changed.
pub(super) async fn change(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let choices = with_own(choices(&visit, &permit).await?, &row);
    let mut form = SessionForm::typed(&visit.form, "");
    form.course = form.course.value(row.course.to_string());
    let Some(new) = read(&visit, &mut form, &choices, &permit).await? else {
        return Ok(shown(form, None, choices, Some(row)).into());
    };
    let busy = busy(&visit, &permit, std::slice::from_ref(&new), Some(row.id)).await?;
    if !form.goes_on(&clashes(&busy, &new, row.organisation)) {
        return Ok(shown(form, None, choices, Some(row)).into());
    }
    let cut = surplus::chosen(&visit.form);
    let changed = Changed {
        session: row.id,
        number: visit.form.read("number").unwrap_or_default(),
        new: &new,
        cut: &cut,
    };
    let teller = teller(&visit);
    let to = href(row.id);
    match sessions::change_session(visit.services(), &permit, changed, &teller).await {
        Ok(Ok(())) => {
            visit.jobs.notify_one();
            Ok(see(format!("{to}?done=changed")))
        }
        Ok(Err(TermsRefusal::Surplus { .. })) => {
            surplus::ask(
                &visit,
                &permit,
                &row,
                places_of(new.places, new.over_percent),
            )
            .await
        }
        Ok(Err(refusal)) => Err(Problem::refused(
            refusal.to_string(),
            "Nothing has been changed.",
            ("See the session", &to),
        )),
        Err(StoreError::Conflict) => Ok(shown(is_there(form), None, choices, Some(row)).into()),
        Err(error) => Err(error.into()),
    }
}
