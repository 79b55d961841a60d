//! All that has happened to a person, the newest first.

use super::{
    sections::{Section, sections},
    whom::whom,
};
use crate::{
    ui::{
        BackLink, InsetText, PageHeading, PageLink, Pagination, Timeline, TimelineItem, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{Role, SortPosts},
    calendar,
    framework::Framework,
    records::ClaimState,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    framework::in_force,
    people::{self, Event},
};

/// Events on one page.
const PAGE: usize = 25;

/// The last page that can be asked for: older events are in the audit trail.
const LAST: usize = 40;

struct Shown {
    href: String,
    name: String,
    cohorts_href: Option<String>,
    framework: Option<Arc<Framework>>,
    events: Vec<Event>,
    is_more: bool,
    page: usize,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let whom = whom(&visit).await?;
    let services = visit.services();
    let (name, _) = people::name_of(services, &whom.seen)
        .await?
        .ok_or(Problem::NotFound)?;
    let page = visit.query.read("page").unwrap_or(1).clamp(1, LAST);
    let (events, is_more) =
        people::timeline(services, &whom.seen, ((page - 1) * PAGE, PAGE)).await?;
    let organisations = &whom.seen.act().target.organisations;
    let sorts =
        |id: &domain::ids::OrganisationId| visit.permit(SortPosts { organisation: *id }).is_ok();
    let shown = Shown {
        href: whom.href(),
        cohorts_href: organisations
            .iter()
            .any(sorts)
            .then(|| format!("{}/cohorts", whom.href())),
        framework: in_force(services, visit.today).await?.map(|f| f.framework),
        name,
        events,
        is_more: is_more && page < LAST,
        page,
    };
    Ok(
        Page::new(format!("Timeline of {}", shown.name), move || view(&shown))
            .section("/people")
            .before(|| view! { <BackLink href="/people" text="People"/> })
            .into(),
    )
}

fn view(shown: &Shown) -> AnyView {
    let sections = sections(
        &shown.href,
        Section::Timeline,
        shown.cohorts_href.as_deref(),
    );
    let name = shown.name.clone();
    let events = events(shown);
    let at = |page: usize| format!("{}/timeline?page={page}", shown.href);
    let newer = (shown.page > 1).then(|| PageLink::new(at(shown.page - 1)).text("Newer"));
    let older = shown
        .is_more
        .then(|| PageLink::new(at(shown.page + 1)).text("Older"));
    let leaf = (newer.is_some() || older.is_some())
        .then(|| view! { <Pagination previous=newer next=older/> });
    view! {
        <PageHeading text="Timeline" caption=name/>
        {sections}
        <TwoThirds>
            {events}
            {leaf}
        </TwoThirds>
    }
    .into_any()
}

fn events(shown: &Shown) -> AnyView {
    if shown.events.is_empty() {
        return view! { <InsetText>"Nothing has happened yet."</InsetText> }.into_any();
    }
    let items = shown
        .events
        .iter()
        .map(|event| item(event, shown.framework.as_deref()))
        .collect();
    view! { <Timeline items=items/> }.into_any()
}

fn item(event: &Event, framework: Option<&Framework>) -> TimelineItem {
    let (title, detail) = words(event, framework);
    let (when, machine) = match event.at {
        Some(at) => (calendar::moment(at), at.to_rfc3339()),
        None => (calendar::day(event.on), event.on.to_string()),
    };
    let item = TimelineItem::new(title, when, machine);
    let item = match &event.by {
        Some(by) => item.by(by.clone()),
        None => item,
    };
    if detail.is_empty() {
        item
    } else {
        item.detail(detail)
    }
}

/// What happened, and more about it.
fn words(event: &Event, framework: Option<&Framework>) -> (String, String) {
    let (what, detail) = (event.what.as_str(), event.detail.clone());
    let until = |said: &str| {
        event
            .until_on
            .map(|day| format!("{said} {}", calendar::day(day)))
            .unwrap_or_default()
    };
    let both = |one: String, other: String| {
        let parts = [one, other];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(". ")
    };
    let level = || {
        let level = framework.and_then(|f| f.level(what));
        level.map_or_else(|| what.to_owned(), |level| level.title.clone())
    };
    let cohort = || {
        let cohort = framework.and_then(|f| f.cohort(what));
        cohort.map_or_else(|| what.to_owned(), |cohort| cohort.title.clone())
    };
    match event.kind.as_str() {
        "post-begun" => (format!("Post begun: {what}"), detail),
        "post-ended" => (format!("Last day in post: {what}"), detail),
        "role-given" => (
            format!("Role given: {}", role(what)),
            both(detail, until("Until")),
        ),
        "role-ended" => (format!("Last day in role: {}", role(what)), detail),
        "renamed" => (
            format!("Name changed to {what}"),
            format!("Before: {detail}"),
        ),
        "address-changed" => ("E-mail address changed".to_owned(), detail),
        "post-corrected" => (format!("Post corrected: {what}"), detail),
        "merged" => ("Another record was merged into this one".to_owned(), detail),
        "unmerged" => ("A merger of records was undone".to_owned(), detail),
        "cohort-begun" => (
            format!("In cohort: {}", cohort()),
            both(detail, until("Until")),
        ),
        "cohort-ended" => (format!("Last day in cohort: {}", cohort()), detail),
        "completed" => (
            format!("Completed: {what}"),
            both(detail, until("Valid until")),
        ),
        "away" => (format!("Away from {what}"), until("Until")),
        "back" => (format!("Last day away from {what}"), String::new()),
        "cohort-given" => (
            format!("Cohort added by hand: {}", cohort()),
            both(detail, until("Until")),
        ),
        "cohort-taken" => (
            format!("Cohort taken away by hand: {}", cohort()),
            both(detail, until("Until")),
        ),
        "decision-ended" => (format!("Decision by hand ended: {}", cohort()), detail),
        "answered-yes" => (format!("Question {what} answered yes"), detail),
        "answered-no" => (format!("Question {what} answered no"), detail),
        "exempted" => (
            format!("Exempt from {}", level()),
            both(detail, until("Until")),
        ),
        "exemption-ended" => (format!("No longer exempt from {}", level()), detail),
        "date-set" => (
            format!("Date set for {}", level()),
            both(until("Due by"), detail),
        ),
        "date-ended" => (format!("Date for {} withdrawn", level()), detail),
        "claim" => (format!("Claim: {what}"), claim(&detail)),
        "certificate" => (
            format!("Certificate {what} issued"),
            both(detail, until("Valid until")),
        ),
        "module-begun" => (format!("Begun: {what}"), detail),
        "quiz-passed" => (format!("Quiz passed: {what}"), detail),
        "quiz-failed" => (format!("Quiz not passed: {what}"), detail),
        "attempts-reset" => (format!("New attempts given: {what}"), detail),
        "deputy" => (format!("Deputy named: {what}"), until("Until")),
        other => (format!("{other}: {what}"), detail),
    }
}

/// What people call a role.
fn role(code: &str) -> String {
    Role::from_code(code).map_or_else(|| code.to_owned(), |role| role.title().to_owned())
}

/// The state a claim came to.
fn claim(state: &str) -> String {
    match ClaimState::from_code(state) {
        Some(ClaimState::Waiting) => "Waits to be verified",
        Some(ClaimState::Asked) => "Asked back",
        Some(ClaimState::Verified) => "Verified",
        Some(ClaimState::Refused) => "Refused",
        Some(ClaimState::TakenBack) => "Taken back",
        Some(ClaimState::Withdrawn) => "Withdrawn",
        None => "",
    }
    .to_owned()
}
