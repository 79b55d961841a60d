//! One course of the menu.

use super::words::{approved_by, length_of, price_of, provider_of, worth};
use crate::{
    ui::{
        BackLink, BannerKind, ButtonGroup, ButtonKind, ButtonLink, Content, NotificationBanner,
        PageHeading, SummaryList, SummaryRow, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{EditCatalogue, Role},
    calendar,
    catalogue::{Course, Training},
    framework::Framework,
    ids::CourseId,
};
use leptos::prelude::*;
use store::{
    catalogue::{self, CourseRow, Ratified},
    framework::in_force,
};

/// What the page shows.
struct Shown {
    row: CourseRow,
    framework: Option<std::sync::Arc<Framework>>,
    ratified: Vec<Ratified>,
    may_edit: bool,
    may_ratify: bool,
    done: Option<&'static str>,
    is_offered: bool,
}

/// The course in the address.
pub(super) async fn found(visit: &Visit) -> Result<CourseRow, Problem> {
    let id: CourseId = visit.param("course")?;
    catalogue::course(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let row = found(&visit).await?;
    let framework = in_force(visit.services(), visit.today).await?;
    let shown = Shown {
        framework: framework.map(|f| f.framework),
        ratified: catalogue::in_force(visit.services()).await?,
        may_edit: visit.permit(EditCatalogue {}).is_ok(),
        may_ratify: visit.actor()?.has(Role::BusinessManager),
        done: done(visit.query.text("done")),
        is_offered: row.course.is_offered_on(visit.today),
        row,
    };
    Ok(
        Page::new(shown.row.course.title.clone(), move || view(shown))
            .section("/learn")
            .before(|| view! { <BackLink href="/menu" text="Training menu"/> })
            .into(),
    )
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "added" => "The course is on the menu.",
        "changed" => "The course has been changed. What it was before is in its history.",
        "edition" => {
            "The course has been changed, and is another edition now. Boards ratify it anew; what was completed before \
             stays with the edition before."
        }
        _ => return None,
    })
}

fn view(shown: Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let training = Training::Course(shown.row.id, shown.row.edition);
    let approved = approved_by(training, &shown.ratified);
    let (facts, actions) = (facts(&shown), actions(&shown, training));
    let objectives = objectives(&shown.row.course);
    let course = shown.row.course;
    let caption = if shown.is_offered {
        course.mode.title().to_owned()
    } else {
        format!("{}, no longer offered", course.mode.title())
    };
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text=course.title caption=caption/>
            <p class="govuk-body-l">{course.aim}</p>
            {objectives}
            {facts}
            {actions}
            <h2 class="govuk-heading-m">"Ratified by"</h2>
            {approved}
        </TwoThirds>
    }
    .into_any()
}

fn objectives(course: &Course) -> Option<AnyView> {
    let items: Vec<_> = course
        .objectives
        .iter()
        .map(|one| view! { <li>{one.clone()}</li> })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <p class="govuk-body">"When you have finished you can:"</p>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
        }
        .into_any()
    })
}

fn facts(shown: &Shown) -> AnyView {
    let course = &shown.row.course;
    let title = |code: &str| {
        let level = shown.framework.as_ref().and_then(|f| f.level(code));
        level.map_or_else(|| code.to_owned(), |level| level.title.clone())
    };
    let satisfies = course
        .satisfies
        .iter()
        .map(|one| format!("{}: {}", title(&one.level), lower(&worth(one))));
    let plan = course.lesson_plan.as_ref().map_or_else(
        || "Not signed off".to_owned(),
        |plan| format!("Signed off by {} on {}", plan.by, calendar::day(plan.on)),
    );
    let mut rows = vec![
        SummaryRow::new("Counts towards", Content::lines(satisfies)),
        SummaryRow::new("Provider", provider_of(course)),
        SummaryRow::new("Length", length_of(course)),
        SummaryRow::new("Price", price_of(course)),
        SummaryRow::new("Lesson plan", plan),
        SummaryRow::new("Edition", shown.row.edition.to_string()),
    ];
    if let Some(web) = course.web.clone() {
        let href = web.clone();
        let link = view! { <a class="govuk-link" href=href rel="noreferrer noopener">{web}</a> };
        rows.push(SummaryRow::new("More about it", link.into_any()));
    }
    if let Some(day) = course.withdrawn_on {
        rows.push(SummaryRow::new("Not offered from", calendar::day(day)));
    }
    view! { <SummaryList rows=rows/> }.into_any()
}

/// A sentence that goes on after a colon.
fn lower(sentence: &str) -> String {
    let mut signs = sentence.chars();
    let first = signs.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + signs.as_str()
}

fn actions(shown: &Shown, training: Training) -> AnyView {
    let href = format!("/menu/{}", shown.row.id);
    let claim = format!("/claims/new?course={}", shown.row.id);
    let ratify = shown.may_ratify.then(|| {
        let href = format!("/board/ratifications/{training}");
        view! { <ButtonLink text="Ratify, or withdraw that" href=href kind=ButtonKind::Secondary/> }
    });
    let (change, history) = (format!("{href}/change"), format!("{href}/history"));
    let edit = shown.may_edit.then(|| {
        view! {
            <ButtonLink text="Change" href=change kind=ButtonKind::Secondary hidden_text="this course"/>
            <a class="govuk-link" href=history>"History"</a>
        }
    });
    view! {
        <ButtonGroup>
            <ButtonLink text="Claim that you completed it" href=claim/>
            {ratify}
            {edit}
        </ButtonGroup>
    }
    .into_any()
}
