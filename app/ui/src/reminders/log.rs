//! The log: who was reminded of what, when, and what came of it.

use super::{
    log_filter::{Asked, asked},
    places,
    preview::step,
};
use crate::{
    ui::{
        CaptionKind, Column, Content, FilterLayout, InsetText, ListPages, Narrow, PageHeading,
        SheetLinks, Table, Tag, TagColour,
    },
    web::{self, Answer, Page, Problem, Visit, see},
};
use domain::{calendar, reminders::Outcome};
use leptos::prelude::*;
use store::reminders::{LogPage, LogRow, log};

/// Lines on one page.
const PAGE: u64 = 50;

struct Shown {
    asked: Asked,
    found: LogPage,
    page: u32,
    last: u32,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let page: u32 = visit.query.read("page").unwrap_or(1).max(1);
    let part = (u64::from(page - 1) * PAGE, PAGE);
    let found = log(visit.services(), &asked.scope, &asked.filter, part).await?;
    let last = u32::try_from(found.total.div_ceil(PAGE)).unwrap_or(u32::MAX);
    let last = last.max(1);
    if page > last {
        return Ok(see(asked.href(&[])));
    }
    let (from, to) = (asked.from.clone(), asked.to.clone());
    let shown = Shown {
        asked,
        found,
        page,
        last,
    };
    Ok(Page::new("Log of reminders", move || view(shown))
        .section("/reminders")
        .errors(&[&from, &to])
        .into())
}

/// The log as a file, with all its pages.
pub(super) async fn sheet(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let everything = (0, u64::MAX >> 1);
    let found = log(visit.services(), &asked.scope, &asked.filter, everything).await?;
    let head = [
        "Day",
        "Name",
        "Organisation",
        "Training",
        "Date",
        "Reminder",
        "Line manager told",
        "Reminded by",
        "State",
        "Sent at",
    ];
    let rows = found.rows.into_iter().map(|one| {
        vec![
            calendar::day_of(one.made_at).into(),
            one.person.as_str().into(),
            one.organisation.as_str().into(),
            asked.level(&one.level).into(),
            one.due_on.into(),
            step(&one.step).into(),
            one.manager.clone().into(),
            one.asked_by.clone().into(),
            one.what_came().title().into(),
            one.sent_at.map(calendar::moment).into(),
        ]
    });
    let table = ::sheet::Table {
        title: format!("Reminders, {}", calendar::day(visit.today)),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    web::sheet(&visit, table).await
}

fn view(shown: Shown) -> AnyView {
    let (fields, selected) = (shown.asked.fields(), shown.asked.selected());
    let list = list(shown);
    view! {
        {places("/reminders/log")}
        <PageHeading text="Log of reminders"/>
        <FilterLayout action="/reminders/log" filters=fields selected=selected clear_href="/reminders/log">
            {list}
        </FilterLayout>
    }
    .into_any()
}

fn list(shown: Shown) -> AnyView {
    if shown.found.total == 0 {
        let text = if shown.asked.is_everything() {
            "No reminder has been noted yet. They begin on the working day after a rule was switched on."
        } else {
            "No reminder matches. Clear a filter to see more."
        };
        return view! { <InsetText>{text}</InsetText> }.into_any();
    }
    let said = match shown.found.total {
        1 => "1 reminder.".to_owned(),
        many => format!("{many} reminders, the newest first."),
    };
    let head = ["Name", "Training", "Reminder", "State"]
        .map(Column::new)
        .to_vec();
    let rows: Vec<_> = shown
        .found
        .rows
        .iter()
        .map(|one| row(&shown.asked, one))
        .collect();
    let file = match shown.asked.query.with(&[("page", "")]).as_str() {
        "" => "/reminders/log/list".to_owned(),
        query => format!("/reminders/log/list?{query}"),
    };
    let (page, last, query) = (shown.page, shown.last, shown.asked.query);
    view! {
        <p class="govuk-body">{said}</p>
        <SheetLinks href=file/>
        <Table caption="Reminders" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        <ListPages current=page last=last href=Box::new(move |page| {
            format!("/reminders/log?{}", query.with(&[("page", &page.to_string())]))
        })/>
    }
    .into_any()
}

fn row(asked: &Asked, one: &LogRow) -> Vec<Content> {
    let href = format!("/people/{}", one.person_id);
    let name = view! {
        <a class="govuk-link" href=href>{one.person.clone()}</a> <br/> {one.organisation.clone()}
    };
    let date = format!("Date: {}", calendar::day(one.due_on));
    let told = one.manager.as_ref().map(|name| format!("Told: {name}"));
    let by = one.asked_by.as_ref().map(|name| format!("By {name}"));
    let reminder = [Some(step(&one.step)), told, by].into_iter().flatten();
    vec![
        name.into_any().into(),
        Content::lines([asked.level(&one.level), date]),
        Content::lines(reminder),
        state(one),
    ]
}

fn state(one: &LogRow) -> Content {
    let outcome = one.what_came();
    let colour = match outcome {
        Outcome::Sent => TagColour::Green,
        Outcome::Waiting => TagColour::Blue,
        Outcome::NotTaken | Outcome::NoAddress | Outcome::Stopped | Outcome::NoManager => {
            TagColour::Red
        }
        Outcome::PassedOver | Outcome::NotNeeded => TagColour::Grey,
    };
    let when = match (outcome, one.sent_at) {
        (Outcome::Sent, Some(at)) => calendar::moment(at),
        (Outcome::Sent, None) => "On its way".to_owned(),
        _ => format!("Noted on {}", calendar::day(calendar::day_of(one.made_at))),
    };
    view! { <Tag text=outcome.title() colour=colour/> <br/> {when} }
        .into_any()
        .into()
}
