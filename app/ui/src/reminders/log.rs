//! The log: who was reminded of what, when, and what came of it.

use super::{places, preview::step};
use crate::{
    ui::{
        CaptionKind, Choice, Column, Content, DateInput, Field, FilterGroup, FilterLayout,
        InputType, InsetText, LabelKind, Link, ListPages, Narrow, PageHeading, Select, SheetLinks,
        Size, Table, Tag, TagColour, TextInput,
    },
    web::{
        self, Answer, Fields, Page, Problem, Visit, see,
        typed::{date, date_field},
    },
};
use domain::{
    access::{Scope, scope_of_reminders},
    calendar,
    framework::Framework,
    ids::OrganisationId,
    reminders::Outcome,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    framework::in_force,
    organisations::organisations_within,
    reminders::{LogFilter, LogPage, LogRow, log},
};

/// Lines on one page.
const PAGE: u64 = 50;

/// The log as somebody asked for it.
struct Asked {
    scope: Scope,
    filter: LogFilter,
    query: Fields,
    from: Field,
    to: Field,
    framework: Option<Arc<Framework>>,
    organisations: Vec<(OrganisationId, String)>,
}

async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let scope = scope_of_reminders(visit.actor()?)?;
    let services = visit.services();
    let query = visit.query.clone();
    let mut from = date_field(&query, "from").label("From");
    let mut to = date_field(&query, "to").label("To");
    let filter = LogFilter {
        organisation: query.read("organisation"),
        level: Some(query.text("level").to_owned()).filter(|code| !code.is_empty()),
        outcome: Outcome::from_code(query.text("state")),
        name: query.text("q").to_owned(),
        from: date(&mut from, "From"),
        to: date(&mut to, "To"),
    };
    Ok(Asked {
        organisations: organisations_within(services, &scope, visit.today).await?,
        framework: in_force(services, visit.today).await?.map(|f| f.framework),
        scope,
        filter,
        query,
        from,
        to,
    })
}

impl Asked {
    fn href(&self, changes: &[(&str, &str)]) -> String {
        let changes: Vec<_> = changes.iter().copied().chain([("page", "")]).collect();
        match self.query.with(&changes).as_str() {
            "" => "/reminders/log".to_owned(),
            query => format!("/reminders/log?{query}"),
        }
    }

    fn level(&self, code: &str) -> String {
        let level = self.framework.as_ref().and_then(|f| f.level(code));
        level.map_or_else(|| code.to_owned(), |level| level.title.clone())
    }
}

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
    let (fields, selected) = (fields(&shown.asked), selected(&shown.asked));
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

fn select(asked: &Asked, name: &str, label: &str, all: &str, offered: Vec<Choice>) -> AnyView {
    let field = Field::new(name).label(label).value(asked.query.text(name));
    let choices = std::iter::once(Choice::new("", all))
        .chain(offered)
        .collect();
    view! { <Select field=field choices=choices/> }.into_any()
}

fn fields(asked: &Asked) -> AnyView {
    let name = Field::new("q")
        .label("Name")
        .value(asked.filter.name.clone());
    let places = asked.organisations.iter();
    let places = places.map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    let organisation = (asked.organisations.len() > 1).then(|| {
        let all = "All organisations";
        select(asked, "organisation", "Organisation", all, places.collect())
    });
    let levels = asked.framework.iter().flat_map(|f| &f.levels);
    let levels = levels.map(|level| Choice::new(level.code.clone(), level.title.clone()));
    let level = select(asked, "level", "Training", "All training", levels.collect());
    let states = Outcome::ALL.map(|one| Choice::new(one.code(), one.title()));
    let state = select(asked, "state", "State", "All states", states.into());
    let (from, to) = (asked.from.clone(), asked.to.clone());
    let bold = LabelKind::Sized(Size::Small);
    view! {
        <TextInput field=name kind=InputType::Search/>
        {organisation}
        {level}
        {state}
        <DateInput field=from legend=bold/>
        <DateInput field=to legend=bold/>
    }
    .into_any()
}

fn selected(asked: &Asked) -> Vec<FilterGroup> {
    let filter = &asked.filter;
    let mut places = asked.organisations.iter();
    let place = places.find(|(id, _)| Some(*id) == filter.organisation);
    let of_date = |name: &str| ["day", "month", "year"].map(|part| format!("{name}_{part}"));
    let chosen = [
        (
            vec!["q".to_owned()],
            "Name",
            Some(filter.name.clone()).filter(|n| !n.is_empty()),
        ),
        (
            vec!["organisation".to_owned()],
            "Organisation",
            place.map(|(_, name)| name.clone()),
        ),
        (
            vec!["level".to_owned()],
            "Training",
            filter.level.as_ref().map(|code| asked.level(code)),
        ),
        (
            vec!["state".to_owned()],
            "State",
            filter.outcome.map(|one| one.title().to_owned()),
        ),
        (
            of_date("from").to_vec(),
            "From",
            filter.from.map(calendar::day),
        ),
        (of_date("to").to_vec(), "To", filter.to.map(calendar::day)),
    ];
    chosen
        .into_iter()
        .filter_map(|(names, heading, text)| {
            let off: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
            let link = Link::new(text?, asked.href(&off));
            Some(FilterGroup::new(heading, vec![link]))
        })
        .collect()
}

fn list(shown: Shown) -> AnyView {
    if shown.found.total == 0 {
        let text = if shown.asked.selected_nothing() {
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

impl Asked {
    fn selected_nothing(&self) -> bool {
        self.filter == LogFilter::default()
    }
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
