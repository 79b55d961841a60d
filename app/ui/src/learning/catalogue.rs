//! The list of modules, and the page where one begins.

use super::{facts, texts::sources};
use crate::{
    catalogue::approved_by,
    ui::{
        BackLink, Button, ButtonLink, Content, ContentsList, Journey, PageHeading, Step, StepState,
        SummaryList, SummaryRow, Tag, TagColour, TwoThirds,
    },
    web::{Answer, Download, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{SeePerson, TakeModule, Target},
    calendar,
    catalogue::Training,
    ids::ModuleVersionId,
    learning::Module,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    catalogue::{self, Ratified},
    learning::{self, CurrentModule, Study},
};

/// The modules offered today, with how far one has come.
pub(super) async fn list(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(SeePerson {
        target: Target::person(visit.person()?),
    })?;
    let mut modules = learning::current_modules(visit.services()).await?;
    // The shortest first: Awareness, which everyone takes, leads.
    modules.sort_by_key(|current| current.module.minutes);
    let studies = learning::studies(visit.services(), &permit).await?;
    Ok(Page::new("Modules", move || {
        let cards: Vec<_> = modules.iter().map(|m| card(m, studies.iter().find(|s| s.module.name == m.module.name))).collect();
        view! {
            <TwoThirds>
                <PageHeading text="Modules"/>
                <p class="govuk-body-l">"Short e-learning that you can stop and pick up again on any device."</p>
                {cards}
                <p class="govuk-body">
                    <a class="govuk-link" href="/menu">"Training menu"</a>
                    ": everything that counts towards a level, courses and sessions as well"
                </p>
            </TwoThirds>
        }
    })
    .section("/learn")
    .into())
}

fn card(current: &CurrentModule, study: Option<&Study>) -> impl IntoView + use<> {
    let module = &current.module;
    let state = match study {
        Some(study) if study.passed_at.is_some() => Some((TagColour::Green, "Passed")),
        Some(_) => Some((TagColour::Blue, "Under way")),
        None => None,
    };
    view! {
        <section class="app-module-card">
            <h2 class="govuk-heading-m govuk-!-margin-bottom-1">
                <a class="govuk-link" href=format!("/learn/{}", module.name)>{module.title.clone()}</a>
            </h2>
            <p class="govuk-body govuk-!-margin-bottom-1">{module.summary.clone()}</p>
            <p class="govuk-body-s govuk-hint">
                {format!("About {} minutes ", module.minutes)}
                {state.map(|(colour, text)| view! { <Tag text=text colour=colour/> })}
            </p>
        </section>
    }
}

/// The current version of a module by its name.
async fn current(visit: &Visit) -> Result<CurrentModule, Problem> {
    let name: String = visit.param("module")?;
    let modules = learning::current_modules(visit.services()).await?;
    modules
        .into_iter()
        .find(|m| m.module.name == name)
        .ok_or(Problem::NotFound)
}

/// Where a module begins, goes on, or is looked at again.
pub(super) async fn module(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(TakeModule {
        person: visit.person()?,
    })?;
    let current = current(&visit).await?;
    let study = learning::study(visit.services(), &permit, &current.module.name).await?;
    let title = current.module.title.clone();
    Ok(
        Page::new(title, move || start_page(&current, study.as_ref()))
            .section("/learn")
            .before(|| view! { <BackLink href="/learn" text="All modules"/> })
            .into(),
    )
}

fn start_page(current: &CurrentModule, study: Option<&Study>) -> impl IntoView + use<> {
    // A study under way finishes on the version it began with.
    let module = study
        .filter(|s| s.passed_at.is_none())
        .map_or(&current.module, |s| &s.module);
    let outcomes: Vec<_> = module
        .outcomes
        .iter()
        .map(|o| view! { <li>{o.clone()}</li> })
        .collect();
    let (title, summary) = (module.title.clone(), module.summary.clone());
    let (facts, way_on, about) = (
        facts(module),
        way_on(module, study),
        format!("/learn/{}/about", module.name),
    );
    view! {
        <TwoThirds>
            <PageHeading text=title caption="Module"/>
            <p class="govuk-body-l">{summary}</p>
            <p class="govuk-body">"When you have finished you can:"</p>
            <ul class="govuk-list govuk-list--bullet">{outcomes}</ul>
            {facts}
            {way_on}
            <p class="govuk-body">
                <a class="govuk-link" href=about>
                    "Sources, version and who has approved it"
                </a>
            </p>
        </TwoThirds>
    }
}

fn facts(module: &Module) -> impl IntoView + use<> {
    let quiz = format!(
        "{} questions, {}% to pass, {} attempts. No time limit.",
        module.draw, module.pass_mark, module.attempts
    );
    let rows = vec![
        SummaryRow::new(
            "Time",
            format!("About {} minutes, in one go or several", module.minutes),
        ),
        SummaryRow::new("Screens", module.screens.len().to_string()),
        SummaryRow::new("Quiz", quiz),
    ];
    view! { <SummaryList rows=rows/> }
}

fn way_on(module: &Arc<Module>, study: Option<&Study>) -> AnyView {
    match study {
        None => view! {
            <Form>
                <Button text="Start"/>
            </Form>
        }
        .into_any(),
        Some(study) if study.passed_at.is_some() => {
            let on = study
                .passed_at
                .map(|at| calendar::day(calendar::day_of(at)))
                .unwrap_or_default();
            view! {
                <p class="govuk-body">{format!("You passed this module on {on}.")}</p>
                <p class="govuk-body">
                    <a class="govuk-link" href=format!("/learn/{}/result", module.name)>"See your result"</a>
                    " or "
                    <a class="govuk-link" href=format!("/learn/{}/screens/1", module.name)>"read it again"</a>
                </p>
                <Form>
                    <Button text="Take it again" kind=crate::ui::ButtonKind::Secondary/>
                </Form>
            }
            .into_any()
        }
        Some(study) => {
            let at = study.passage.at;
            let href = format!("/learn/{}/screens/{at}", module.name);
            view! {
                <ButtonLink text=format!("Continue at screen {at}") href=href journey=Journey::Starts/>
                {contents(study)}
            }
            .into_any()
        }
    }
}

/// The screens of a study with what has been read.
fn contents(study: &Study) -> impl IntoView + use<> {
    let passage = study.passage;
    let screens = study.module.screens.iter().zip(1..);
    let step = |(screen, place): (&domain::learning::Screen, u32)| {
        let state = match () {
            () if place == passage.at => StepState::Current,
            () if place <= passage.furthest => StepState::Done,
            () if passage.may_visit(place) => StepState::Open,
            () => StepState::Locked,
        };
        Step::new(
            screen.title.clone(),
            format!("/learn/{}/screens/{place}", study.module.name),
            state,
        )
    };
    let mut steps: Vec<_> = screens.map(step).collect();
    let quiz = if passage.has_seen_all() {
        StepState::Open
    } else {
        StepState::Locked
    };
    steps.push(Step::new(
        "Quiz",
        format!("/learn/{}/quiz", study.module.name),
        quiz,
    ));
    view! { <h2 class="govuk-heading-m">"Contents"</h2> <ContentsList label="Contents" steps=steps/> }
}

/// Begins a study, or goes on with the one under way.
pub(super) async fn begin(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(TakeModule {
        person: visit.person()?,
    })?;
    let current = current(&visit).await?;
    let study =
        learning::begin_study(visit.services(), &permit, current.id, &current.module).await?;
    Ok(see(format!(
        "/learn/{}/screens/{}",
        study.module.name, study.passage.at
    )))
}

/// Sources, version and ratifications.
pub(super) async fn about(visit: Visit) -> Result<Answer, Problem> {
    let current = current(&visit).await?;
    let ratified = catalogue::in_force(visit.services()).await?;
    let name = current.module.name.clone();
    Ok(
        Page::new(format!("About {}", current.module.title), move || {
            about_page(&current, &ratified)
        })
        .section("/learn")
        .before(move || view! { <BackLink href=format!("/learn/{name}")/> })
        .into(),
    )
}

fn about_page(current: &CurrentModule, ratified: &[Ratified]) -> impl IntoView + use<> {
    let module = &current.module;
    let codes: Vec<String> = module.sources.iter().map(|s| s.code.clone()).collect();
    let approved = approved_by(Training::Module(current.id), ratified);
    let rows = vec![
        SummaryRow::new("Version", module.version.clone()),
        SummaryRow::new("What changed", module.change_note.clone()),
        SummaryRow::new(
            "Facts",
            Content::lines([facts::compared(module), facts::confirmed(module)]),
        ),
        SummaryRow::new("Statutory guidance", module.guidance.clone()),
        SummaryRow::new("Law described", module.jurisdiction.clone()),
    ];
    let (title, sources) = (format!("About {}", module.title), sources(module, &codes));
    view! {
        <TwoThirds>
            <PageHeading text=title/>
            <SummaryList rows=rows/>
            <h2 class="govuk-heading-m">"Ratified by"</h2>
            {approved}
            <h2 class="govuk-heading-m">"Sources"</h2>
            {sources}
        </TwoThirds>
    }
}

/// A drawing of one version of a module. The version is in the address, so browsers may keep it.
pub(super) async fn picture(visit: Visit) -> Result<Answer, Problem> {
    let (module, version): (String, ModuleVersionId) =
        (visit.param("module")?, visit.param("version")?);
    let name: String = visit.param("picture")?;
    let version = learning::version(visit.services(), version)
        .await?
        .filter(|m| m.name == module);
    let found = version
        .as_ref()
        .and_then(|m| m.pictures.iter().find(|p| p.name == name));
    let picture = found.ok_or(Problem::NotFound)?;
    Ok(Answer::Download(Download {
        media_type: "image/svg+xml",
        name: None,
        bytes: picture.svg.clone().into_bytes(),
        lasting: true,
    }))
}
