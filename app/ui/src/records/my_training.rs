//! *My training*: a task list with counts, not a dashboard.

use super::{
    claims,
    needs_view::{Standing, preferred, standing, status, uncounted, when},
};
use crate::{
    ui::{
        ButtonGroup, ButtonKind, ButtonLink, CallOut, CallOutKind, Column, Content, Details,
        InsetText, Journey, Narrow, PageHeading, Table, Task, TaskList, TaskStatus, TwoThirds,
    },
    web::{Answer, Download, Page, Problem, Visit},
};
use domain::{
    access::{SeePerson, Target},
    calendar,
    framework::{Elearning, Need, State, Strength},
    ids::CertificateId,
    records::Worth,
};
use leptos::prelude::*;
use store::{
    certificates,
    learning::{self, CurrentModule, Study},
    records::Completion,
};

/// What a learner can do about a level.
enum Next {
    /// Take, or go on with, a module.
    Module { href: String, words: &'static str },
    /// Wait for a session.
    Session,
    /// Reach other levels first.
    After(Vec<String>),
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let person = visit.person()?;
    let permit = visit.permit(SeePerson {
        target: Target::person(person),
    })?;
    let standing = standing(&visit, &permit).await?;
    let modules = learning::current_modules(visit.services()).await?;
    let studies = learning::studies(visit.services(), &permit).await?;
    let today = visit.today;
    Ok(Page::new("My training", move || {
        view(&standing, &modules, &studies, today)
    })
    .section("/my-training")
    .into())
}

fn view(
    standing: &Standing,
    modules: &[CurrentModule],
    studies: &[Study],
    today: chrono::NaiveDate,
) -> impl IntoView + use<> {
    let (met, of) = standing.count();
    let now: Vec<_> = standing
        .needs
        .iter()
        .filter(|n| n.strength == Strength::Mandatory)
        .collect();
    let optional: Vec<_> = standing
        .needs
        .iter()
        .filter(|n| n.strength == Strength::Recommended)
        .collect();
    let task = |need: &&Need| {
        task(
            standing,
            need,
            &next(standing, need, modules, studies),
            today,
        )
    };
    let mandatory = now.iter().map(task).collect::<Vec<_>>();
    let recommended = optional.iter().map(task).collect::<Vec<_>>();
    let first = first_thing(standing, &now, modules, studies);
    let has_recommended = !recommended.is_empty();
    let unclassified = (!standing.is_classified).then(unclassified);
    let (why, done) = (why(standing), done(standing, today));
    let claimed = claims::section(&standing.claims);
    view! {
        <TwoThirds>
            <PageHeading text="My training"/>
            {unclassified}
            {(of > 0).then(|| view! {
                <p class="govuk-body-l">{format!("You have completed {met} of {of} required levels.")}</p>
            })}
            {first}
            {(of > 0).then(|| view! {
                <h2 class="govuk-heading-m">"What you need"</h2>
                <TaskList items=mandatory id_prefix="needed"/>
            })}
            {has_recommended.then(|| view! {
                <h2 class="govuk-heading-m">"Recommended for you"</h2>
                <TaskList items=recommended id_prefix="recommended"/>
            })}
            {why}
            <p class="govuk-body">
                <a class="govuk-link" href="/menu">"See everything that counts towards a level"</a>
            </p>
            <h2 class="govuk-heading-m">"What you have done"</h2>
            {done}
            {claimed}
            <ButtonGroup>
                <ButtonLink text="Claim training you did elsewhere" href="/claims/new" kind=ButtonKind::Secondary/>
            </ButtonGroup>
        </TwoThirds>
    }
}

fn unclassified() -> impl IntoView {
    view! {
        <CallOut kind=CallOutKind::Note title="We do not know yet what you need">
            <p class="govuk-body">
                "Your post has not been sorted into a group of staff. Your training lead can do that. Until then you can
                take any module: everyone who works with people is asked for Awareness."
            </p>
        </CallOut>
    }
}

/// The one thing to do now: the most urgent need that can be acted on.
fn first_thing(
    standing: &Standing,
    needs: &[&Need],
    modules: &[CurrentModule],
    studies: &[Study],
) -> Option<AnyView> {
    let mut open: Vec<_> = needs
        .iter()
        .filter(|n| !matches!(n.state, State::InDate { .. }))
        .collect();
    open.sort_by_key(|need| need.state);
    let (need, href, words) =
        open.into_iter()
            .find_map(|need| match next(standing, need, modules, studies) {
                Next::Module { href, words } => Some((need, href, words)),
                _ => None,
            })?;
    let title = standing.level_title(&need.level);
    Some(
        view! { <ButtonLink text=format!("{words} {title}") href=href journey=Journey::Starts/> }
            .into_any(),
    )
}

fn next(standing: &Standing, need: &Need, modules: &[CurrentModule], studies: &[Study]) -> Next {
    if !need.first.is_empty() {
        return Next::After(
            need.first
                .iter()
                .map(|code| standing.level_title(code))
                .collect(),
        );
    }
    let Some(current) = modules.iter().find(|m| m.module.level == need.level) else {
        return Next::Session;
    };
    let level = standing
        .framework
        .as_ref()
        .and_then(|f| f.framework.level(&need.level));
    let prepared = standing
        .completions
        .iter()
        .any(|c| c.level == need.level && c.worth == Worth::Part && c.claim.is_none());
    let prepares = level.is_some_and(|level| level.elearning == Elearning::Prepares);
    if prepares && prepared {
        return Next::Session;
    }
    let under_way = studies
        .iter()
        .any(|s| s.module.name == current.module.name && s.passed_at.is_none());
    let words = if under_way { "Continue" } else { "Start" };
    Next::Module {
        href: format!("/learn/{}", current.module.name),
        words,
    }
}

fn task(standing: &Standing, need: &Need, next: &Next, today: chrono::NaiveDate) -> Task {
    let title = standing.level_title(&need.level);
    let mut lines = vec![when(need.state, today)];
    lines.extend(preferred(need));
    lines.extend(standing.claimed(&need.level).map(|title| {
        format!("You have claimed \u{201c}{title}\u{201d}, which waits to be verified")
    }));
    match next {
        _ if matches!(need.state, State::InDate { .. }) => {
            Task::new(title, status(need.state)).hint(Content::lines(lines))
        }
        Next::After(levels) => {
            lines.push(format!("First complete {}", levels.join(" and ")));
            let state = match need.state {
                State::Overdue { .. } => status(need.state),
                _ => TaskStatus::CannotStart("Cannot start yet".to_owned()),
            };
            Task::new(title, state).hint(Content::lines(lines))
        }
        Next::Session => {
            lines.push("Taught in a session: ask your training lead for the next date".to_owned());
            Task::new(title, status(need.state)).hint(Content::lines(lines))
        }
        Next::Module { href, .. } => {
            let level = standing
                .framework
                .as_ref()
                .and_then(|f| f.framework.level(&need.level));
            if level.is_some_and(|level| level.elearning == Elearning::Prepares) {
                lines.push("E-learning first, then a session".to_owned());
            }
            Task::new(title, status(need.state))
                .hint(Content::lines(lines))
                .href(href.clone())
        }
    }
}

fn why(standing: &Standing) -> Option<AnyView> {
    if standing.needs.is_empty() {
        return None;
    }
    let levels: Vec<_> = standing
        .needs
        .iter()
        .map(|need| {
            let title = standing.level_title(&need.level);
            let strength = match need.strength {
                Strength::Mandatory => "required",
                Strength::Recommended => "recommended",
            };
            let reasons: Vec<_> = need
                .because
                .iter()
                .map(|b| view! { <li>{standing.why_me(b)}</li> })
                .collect();
            view! {
                <h3 class="govuk-heading-s">{format!("{title} is {strength} because")}</h3>
                <ul class="govuk-list govuk-list--bullet">{reasons}</ul>
            }
        })
        .collect();
    Some(
        view! {
            <Details summary="Why me?">
                {levels}
                <p class="govuk-body">
                    "If your post has changed or a reason is wrong, tell your training lead. Who needs what, and how often,
                    is in the " <a class="govuk-link" href="/framework">"training framework"</a> "."
                </p>
            </Details>
        }
        .into_any(),
    )
}

fn done(standing: &Standing, today: chrono::NaiveDate) -> AnyView {
    if standing.completions.is_empty() {
        return view! {
            <InsetText>
                "Nothing yet. What you complete appears here, with your certificates, for as long as you need them."
            </InsetText>
        }
        .into_any();
    }
    let head = vec![
        Column::new("Training"),
        Column::new("Completed"),
        Column::new("Certificate"),
    ];
    let rows = standing
        .completions
        .iter()
        .map(|completion| row(standing, completion, today))
        .collect::<Vec<_>>();
    view! { <Table caption="Completed training" caption_kind=crate::ui::CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/> }
        .into_any()
}

fn row(standing: &Standing, completion: &Completion, today: chrono::NaiveDate) -> Vec<Content> {
    let score = completion
        .score
        .map(|(right, of)| format!("{right} of {of} right"));
    let mode = score.map_or_else(
        || completion.mode.clone(),
        |score| format!("{}, {score}", completion.mode),
    );
    let certificate: Content = match &completion.certificate {
        Some((id, serial)) => {
            let href = format!("/my-training/certificates/{id}");
            view! {
                <a class="govuk-link" href=href>
                    "Download"
                    <span class="govuk-visually-hidden">{format!(" certificate {serial}, PDF")}</span>
                </a>
            }
            .into_any()
            .into()
        }
        None if completion.withdrawn.is_some() => "None".into(),
        None => "Not issued yet".into(),
    };
    vec![
        Content::lines(
            [completion.course.clone(), mode]
                .into_iter()
                .chain(uncounted(standing, completion, today)),
        ),
        calendar::day(completion.completed_on).into(),
        certificate,
    ]
}

/// The file of one's own certificate.
pub(super) async fn certificate(visit: Visit) -> Result<Answer, Problem> {
    let id: CertificateId = visit.param("certificate")?;
    let permit = visit.permit(SeePerson {
        target: Target::person(visit.person()?),
    })?;
    let (serial, bytes) = certificates::pdf_of(visit.services(), &permit, id)
        .await?
        .ok_or(Problem::NotFound)?;
    Ok(Answer::Download(Download {
        media_type: "application/pdf",
        name: Some(format!("certificate-{serial}.pdf")),
        bytes,
        lasting: false,
    }))
}
