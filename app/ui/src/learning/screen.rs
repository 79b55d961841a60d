//! One screen of a module.

use super::{
    activity, facts,
    texts::{Blanks, sources},
};
use crate::{
    ui::{
        BackLink, ButtonGroup, ButtonKind, ButtonLink, Details, Field, PageHeading, Panel,
        PanelKind, PanelLink, ProgressBar, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit, see},
};
use domain::{
    access::{Permit, TakeModule},
    calendar,
    learning::{Done, Screen, read_activity},
};
use leptos::prelude::*;
use store::{
    learning::{self, Study},
    organisations,
};

/// A study with the screen that was asked for.
struct Place {
    permit: Permit<TakeModule>,
    study: Study,
    number: u32,
    screen: Screen,
}

/// Finds the study and the screen. Whoever has not begun is led to the start; whoever jumps ahead is told so.
async fn place(visit: &Visit) -> Result<Result<Place, Answer>, Problem> {
    let module: String = visit.param("module")?;
    let number: u32 = visit.param("screen")?;
    let permit = visit.permit(TakeModule {
        person: visit.person()?,
    })?;
    let Some(study) = learning::study(visit.services(), &permit, &module).await? else {
        return Ok(Err(see(format!("/learn/{module}"))));
    };
    let index = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    let screen = study
        .module
        .screens
        .get(index)
        .cloned()
        .ok_or(Problem::NotFound)?;
    if !study.passage.may_visit(number) {
        return Err(Problem::refused(
            "You have not reached this screen yet",
            "The screens build on each other, so they open one after the other. Your place is kept.",
            (
                "Go to where you are",
                &format!("/learn/{module}/screens/{}", study.passage.at),
            ),
        ));
    }
    Ok(Ok(Place {
        permit,
        study,
        number,
        screen,
    }))
}

/// Shows a screen and remembers that it was looked at.
pub(super) async fn show(visit: Visit) -> Result<Answer, Problem> {
    let place = match place(&visit).await? {
        Ok(place) => place,
        Err(elsewhere) => return Ok(elsewhere),
    };
    learning::visit(visit.services(), &place.permit, &place.study, place.number).await?;
    page(&visit, place, None).await
}

/// Saves what was done in the screen's activity and shows what is said about it.
pub(super) async fn answer(visit: Visit) -> Result<Answer, Problem> {
    let place = match place(&visit).await? {
        Ok(place) => place,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let activity = place.screen.activity.clone().ok_or(Problem::NotFound)?;
    match read_activity(&activity, &visit.form.0) {
        Err(not_done) => page(&visit, place, Some(not_done.to_string())).await,
        Ok(done) => {
            learning::save_activity(
                visit.services(),
                &place.permit,
                &place.study,
                place.number,
                &done,
            )
            .await?;
            let here = format!(
                "/learn/{}/screens/{}#feedback",
                place.study.module.name, place.number
            );
            Ok(see(here))
        }
    }
}

async fn page(visit: &Visit, place: Place, error: Option<String>) -> Result<Answer, Problem> {
    let local = organisations::board_of(visit.services(), visit.person()?, visit.today).await?;
    let saved = match &place.screen.activity {
        Some(_) => learning::activity_done(visit.services(), &place.study, place.number).await?,
        None => None,
    };
    let blanks = Blanks::new(&place.study, local);
    let module = place.study.module.name.clone();
    let title = format!("{} – {}", place.screen.title, place.study.module.title);
    let (done, saved_at) = saved.unzip();
    let saved_at = saved_at.map(|at| format!("Saved {}", calendar::time(at)));
    let answer = Answered {
        posted: visit.form.clone(),
        error,
        done,
        saved_at,
    };
    let field = answer.field(&place.screen);
    let summary = field
        .clone()
        .filter(|f| f.error.is_some())
        .unwrap_or_default();
    let page = Page::new(title, move || view(&place, &blanks, &answer, field))
        .section("/learn")
        .before(move || view! { <BackLink href=format!("/learn/{module}") text="Contents"/> })
        .errors(&[&summary]);
    Ok(page.into())
}

/// What is known of a screen's activity.
pub(super) struct Answered {
    pub posted: crate::web::Fields,
    pub error: Option<String>,
    pub done: Option<Done>,
    pub saved_at: Option<String>,
}

impl Answered {
    fn field(&self, screen: &Screen) -> Option<Field> {
        screen
            .activity
            .as_ref()
            .map(|activity| activity::field(activity, self))
    }
}

fn view(place: &Place, blanks: &Blanks, answered: &Answered, field: Option<Field>) -> AnyView {
    let pieces: Vec<_> = place
        .screen
        .body
        .iter()
        .map(|piece| blanks.piece(piece))
        .collect();
    if place.screen.interruption {
        return interruption(place, pieces);
    }
    let activity = place
        .screen
        .activity
        .as_ref()
        .zip(field)
        .map(|(activity, field)| activity::view(activity, field, answered));
    let of = place.study.passage.screens;
    let cited = sources(&place.study.module, &place.screen.sources);
    let (number, title, onward) = (place.number, place.screen.title.clone(), onward(place));
    let is_last = number == of;
    let checked = is_last.then(|| facts::checked(&place.study.module));
    view! {
        <TwoThirds>
            <ProgressBar label="Screen" done=number of=of/>
            <PageHeading text=title/>
            {pieces}
            {activity}
            {checked.map(|said| view! { <p class="govuk-body-s">{said}</p> })}
            {onward}
            {cited.map(|list| view! { <Details summary="Sources for this screen">{list}</Details> })}
        </TwoThirds>
    }
    .into_any()
}

/// Back and forward. The last screen leads to the quiz.
fn onward(place: &Place) -> impl IntoView + use<> {
    let module = &place.study.module.name;
    let (href, words) = next(place);
    let back = (place.number > 1).then(|| {
        view! { <a class="govuk-link" href=format!("/learn/{module}/screens/{}", place.number - 1)>"Back"</a> }
    });
    view! {
        <ButtonGroup>
            <ButtonLink text=words href=href/>
            {back}
            <a class="govuk-link" href="/my-training">"Stop for now"</a>
        </ButtonGroup>
    }
}

fn next(place: &Place) -> (String, &'static str) {
    let module = &place.study.module.name;
    if place.number < place.study.passage.screens {
        (
            format!("/learn/{module}/screens/{}", place.number + 1),
            "Continue",
        )
    } else if place.study.passed_at.is_some() {
        (format!("/learn/{module}/result"), "See your result")
    } else {
        (format!("/learn/{module}/quiz"), "Go to the quiz")
    }
}

/// A pause before what may distress: go on, or stop for now.
fn interruption(place: &Place, pieces: Vec<AnyView>) -> AnyView {
    let (href, _) = next(place);
    let actions = view! {
        <ButtonLink text="Continue" href=href kind=ButtonKind::Inverse/>
        <PanelLink text="Stop for now" href="/my-training"/>
    };
    let title = place.screen.title.clone();
    let actions = actions.into_any();
    view! {
        <TwoThirds>
            <Panel title=title kind=PanelKind::Interruption actions=actions>{pieces}</Panel>
        </TwoThirds>
    }
    .into_any()
}
