//! The menu: for every level what satisfies it, beginning with what one needs.

use super::words::{Standing as Approval, length, length_of, price_of, provider_of, worth};
use crate::{
    records::{Standing, standing, when},
    ui::{
        ButtonGroup, ButtonKind, ButtonLink, Here, InsetText, NavItem, PageHeading, SubNavigation,
        TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use chrono::NaiveDate;
use domain::{
    access::{EditCatalogue, SeePerson, Target},
    calendar,
    catalogue::{Course, Satisfies, Training},
    framework::{Elearning, Framework, Level, Need, State, Strength},
    ids::BoardId,
    records::Worth,
};
use leptos::prelude::*;
use store::{
    catalogue::{self, CourseRow, Ratified, Recognised},
    learning::{self, CurrentModule},
};

/// What the page shows.
struct Shown {
    standing: Standing,
    modules: Vec<CurrentModule>,
    courses: Vec<CourseRow>,
    ratified: Vec<Ratified>,
    recognised: Recognised,
    /// Code of the one level that was asked for, if one was.
    asked: String,
    may_edit: bool,
    today: NaiveDate,
}

/// Training that satisfies a level, wholly or in part.
struct Entry {
    title: String,
    href: String,
    facts: String,
    satisfies: Satisfies,
    training: Training,
}

/// Ten queries, however much there is on the menu.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(SeePerson {
        target: Target::person(visit.person()?),
    })?;
    let shown = Shown {
        standing: standing(&visit, &permit).await?,
        modules: learning::current_modules(visit.services()).await?,
        courses: catalogue::courses(visit.services()).await?,
        ratified: catalogue::in_force(visit.services()).await?,
        recognised: catalogue::recognised(visit.services()).await?,
        asked: visit.query.text("level").to_owned(),
        may_edit: visit.permit(EditCatalogue {}).is_ok(),
        today: visit.today,
    };
    Ok(Page::new("Training menu", move || view(&shown))
        .section("/learn")
        .into())
}

fn view(shown: &Shown) -> AnyView {
    let Some(framework) = shown.standing.framework.as_ref().map(|f| &f.framework) else {
        return view! {
            <PageHeading text="Training menu"/>
            <InsetText>"No training framework is in force yet, so there are no levels to satisfy."</InsetText>
        }
        .into_any();
    };
    let is_asked = |level: &&Level| shown.asked.is_empty() || shown.asked == level.code;
    let sections: Vec<_> = framework
        .levels
        .iter()
        .filter(is_asked)
        .map(|level| section(shown, level))
        .collect();
    let withdrawn = shown.may_edit.then(|| withdrawn(shown));
    let add = shown.may_edit.then(
        || view! { <ButtonLink text="Add a course" href="/menu/new" kind=ButtonKind::Secondary/> },
    );
    let places = places(framework, &shown.asked);
    view! {
        <TwoThirds>
            <PageHeading text="Training menu"/>
            <p class="govuk-body-l">"What counts towards each level of training."</p>
            <ButtonGroup>
                <ButtonLink text="Claim training you did elsewhere" href="/claims/new" kind=ButtonKind::Secondary/>
                {add}
            </ButtonGroup>
        </TwoThirds>
        {places}
        <TwoThirds>{sections} {withdrawn}</TwoThirds>
    }
    .into_any()
}

/// The way to one level, or to all.
fn places(framework: &Framework, asked: &str) -> AnyView {
    let here = |code: &str| if code == asked { Here::Page } else { Here::No };
    let all = NavItem::new("All levels", "/menu").here(here(""));
    let each = framework.levels.iter().map(|level| {
        NavItem::new(level.title.clone(), format!("/menu?level={}", level.code))
            .here(here(&level.code))
    });
    let items: Vec<_> = std::iter::once(all).chain(each).collect();
    view! { <SubNavigation label="Levels" items=items/> }.into_any()
}

fn section(shown: &Shown, level: &Level) -> AnyView {
    let own = own_boards(&shown.standing, shown.today);
    let entries = entries(shown, level);
    let list = if entries.is_empty() {
        view! { <InsetText>"Nothing on the menu satisfies this level yet."</InsetText> }.into_any()
    } else {
        let card = |entry| card(shown, &own, entry);
        entries.into_iter().map(card).collect_view().into_any()
    };
    let need = shown
        .standing
        .needs
        .iter()
        .find(|need| need.level == level.code)
        .map(|need| needed(need, shown.today));
    let heading = format!("{} ({})", level.title, level.code);
    let delivery = format!("{}.", level.delivery);
    view! {
        <section id=format!("level-{}", level.code)>
            <h2 class="govuk-heading-l govuk-!-margin-bottom-1">{heading}</h2>
            <p class="govuk-body">{delivery}</p>
            {need}
            {list}
        </section>
    }
    .into_any()
}

/// That one needs a level, and how one stands with it.
fn needed(need: &Need, today: NaiveDate) -> AnyView {
    let strength = match need.strength {
        Strength::Mandatory => "You need this level.",
        Strength::Recommended => "This level is recommended for you.",
    };
    let said = match need.state {
        State::Optional => strength.to_owned(),
        state => format!("{strength} {}.", when(state, today)),
    };
    view! { <InsetText>{said}</InsetText> }.into_any()
}

/// The boards in whose areas somebody holds a post today, each once.
pub(super) fn own_boards(standing: &Standing, today: NaiveDate) -> Vec<BoardId> {
    let held = standing
        .facts
        .posts
        .iter()
        .filter(|post| post.is_held_on(today));
    let mut boards: Vec<_> = held.filter_map(|post| post.board).collect();
    boards.sort_unstable();
    boards.dedup();
    boards
}

/// Our modules first, then what satisfies the whole level, then parts of it.
fn entries(shown: &Shown, level: &Level) -> Vec<Entry> {
    let modules = shown
        .modules
        .iter()
        .filter_map(|current| of_module(current, level));
    let courses = shown
        .courses
        .iter()
        .filter(|row| row.course.is_offered_on(shown.today))
        .filter_map(|row| of_course(row, level));
    let (whole, parts): (Vec<_>, Vec<_>) =
        courses.partition(|entry| entry.satisfies.worth == Worth::Level);
    modules.chain(whole).chain(parts).collect()
}

fn of_module(current: &CurrentModule, level: &Level) -> Option<Entry> {
    let module = &current.module;
    let (worth, missing) = match level.elearning {
        Elearning::Completes => (Worth::Level, ""),
        Elearning::Prepares => (Worth::Part, "a session"),
        Elearning::None => return None,
    };
    (module.level == level.code).then(|| Entry {
        title: module.title.clone(),
        href: format!("/learn/{}", module.name),
        facts: format!("E-learning here, {}, Free", length(module.minutes)),
        satisfies: Satisfies {
            level: level.code.clone(),
            worth,
            missing: missing.to_owned(),
        },
        training: Training::Module(current.id),
    })
}

fn of_course(row: &CourseRow, level: &Level) -> Option<Entry> {
    let course = &row.course;
    let satisfies = course.towards(&level.code)?;
    let facts = [
        course.mode.title().to_owned(),
        course
            .minutes
            .map(|_| length_of(course))
            .unwrap_or_default(),
        course.price.map(|_| price_of(course)).unwrap_or_default(),
        provider_of(course),
        last_day(course),
    ];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    Some(Entry {
        title: course.title.clone(),
        href: format!("/menu/{}", row.id),
        facts: facts.join(", "),
        satisfies: satisfies.clone(),
        training: Training::Course(row.id, row.edition),
    })
}

/// The day to which it is offered, where that is known already.
fn last_day(course: &Course) -> String {
    let last = course.withdrawn_on.and_then(|day| day.pred_opt());
    last.map(|day| format!("offered until {}", calendar::day(day)))
        .unwrap_or_default()
}

fn card(shown: &Shown, own: &[BoardId], entry: Entry) -> impl IntoView + use<> {
    let approval = Approval::of(entry.training, own, &shown.ratified, &shown.recognised);
    let worth = worth(&entry.satisfies);
    view! {
        <div class="app-module-card">
            <h3 class="govuk-heading-m govuk-!-margin-bottom-1">
                <a class="govuk-link" href=entry.href>{entry.title}</a>
            </h3>
            <p class="govuk-body govuk-!-margin-bottom-1">{worth}</p>
            <p class="govuk-body-s govuk-hint govuk-!-margin-bottom-1">{entry.facts}</p>
            <p class="govuk-body-s">{approval.tag()}</p>
        </div>
    }
}

/// What is no longer offered, for those who look after the menu.
fn withdrawn(shown: &Shown) -> Option<AnyView> {
    let items: Vec<_> = shown
        .courses
        .iter()
        .filter(|row| !row.course.is_offered_on(shown.today))
        .map(|row| {
            let href = format!("/menu/{}", row.id);
            view! { <li><a class="govuk-link" href=href>{row.course.title.clone()}</a></li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"No longer offered"</h2>
            <ul class="govuk-list">{items}</ul>
        }
        .into_any()
    })
}
