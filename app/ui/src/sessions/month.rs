//! What is on in a month, day by day.

use super::{
    filter::{Offered, Range},
    found::{href, viewer},
    words::place,
};
use crate::{
    ui::{
        BackLink, Button, ButtonKind, CaptionKind, Column, Content, Details, FirstCell, InsetText,
        Narrow, PageHeading, Table,
    },
    web::{Answer, Fields, Page, Problem, Visit},
};
use chrono::{Datelike, NaiveDate, NaiveTime};
use domain::{calendar, sessions::Month};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::sessions::{self, Filter, OnDay};

/// The most sessions that one day shows; the list has them all.
const MOST_OF_A_DAY: usize = 5;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let month = visit.query.read("month");
    let month = month.unwrap_or_else(|| Month::of(visit.today));
    let offered = Offered::read(&visit).await?;
    let midnight = |day: NaiveDate| calendar::at_time(day, NaiveTime::MIN).unwrap_or(visit.now);
    let filter = Filter {
        from: midnight(month.first()).max(visit.now),
        until: Some(midnight(month.next().first())),
        ..offered.filter(&visit.query, visit.now)
    };
    let viewer = viewer(&visit)?;
    let found = sessions::list_days(visit.services(), &viewer, &filter).await?;
    let query = visit.query.clone();
    let title = format!("Sessions in {}", month.title());
    Ok(
        Page::new(title, move || view(month, &query, &offered, found))
            .section("/sessions")
            .before(|| view! { <BackLink href="/sessions" text="Sessions"/> })
            .into(),
    )
}

fn view(month: Month, query: &Fields, offered: &Offered, found: Vec<OnDay>) -> AnyView {
    let at = |month: Month| {
        let query = query.with(&[("month", &month.to_string())]);
        format!("/sessions/month?{query}")
    };
    let (before, next) = (month.before(), month.next());
    let list = format!("/sessions?{}", query.with(&[("month", "")]));
    let filters = filters(month, query, offered);
    let nothing = found
        .is_empty()
        .then(|| view! { <InsetText>"Nothing is on in this month that fits."</InsetText> });
    let table = table(month, query, found);
    let title = month.title();
    view! {
        <PageHeading text=title caption="Sessions"/>
        <p class="govuk-body">
            <a class="govuk-link" href=at(before)>{before.title()}</a>
            " | "
            <a class="govuk-link" href=at(next)>{next.title()}</a>
            " | "
            <a class="govuk-link" href=list>"As a list"</a>
        </p>
        {filters}
        {nothing}
        {table}
    }
    .into_any()
}

fn filters(month: Month, query: &Fields, offered: &Offered) -> AnyView {
    let fields = offered.fields(query, Range::Month);
    view! {
        <Details summary="Filters">
            <form method="get" action="/sessions/month">
                <input type="hidden" name="month" value=month.to_string()/>
                {fields}
                <Button text="Apply filters" kind=ButtonKind::Secondary/>
            </form>
        </Details>
    }
    .into_any()
}

fn table(month: Month, query: &Fields, found: Vec<OnDay>) -> AnyView {
    let mut days: BTreeMap<NaiveDate, Vec<OnDay>> = BTreeMap::new();
    for one in found {
        days.entry(calendar::day_of(one.starts_at))
            .or_default()
            .push(one);
    }
    let weeks = month.weeks().into_iter();
    let rows = weeks
        .map(|week| Vec::from(week.map(|day| cell(query, day, &days))))
        .collect();
    let head = WEEKDAYS.map(Column::new).to_vec();
    let caption = format!("Sessions in {}", month.title());
    view! {
        <Table caption=caption caption_kind=CaptionKind::Hidden head=head rows=rows first_cell=FirstCell::Plain narrow=Narrow::Stack/>
    }
    .into_any()
}

/// A day with what is on. One on which nothing is on is left out where the table becomes a list.
fn cell(query: &Fields, day: Option<NaiveDate>, days: &BTreeMap<NaiveDate, Vec<OnDay>>) -> Content {
    let number = day.map(|day| day.day().to_string()).unwrap_or_default();
    let Some((day, found)) = day.and_then(|day| days.get_key_value(&day)) else {
        return view! { <span class="app-month__free">{number}</span> }
            .into_any()
            .into();
    };
    let item = |one: &OnDay| {
        let (to, title) = (href(one.id.into()), one.title.clone());
        let at = calendar::time(one.starts_at);
        let left = match one.seats - one.taken {
            _ if one.taken >= one.places => "full".to_owned(),
            1 => "1 place left".to_owned(),
            left @ 2.. => format!("{left} places left"),
            _ => "a few may still book".to_owned(),
        };
        let said = format!("{}, {left}", place(&one.venue));
        view! {
            <li>
                {at} " " <a class="govuk-link" href=to>{title}</a> <br/> {said}
            </li>
        }
    };
    let shown = found.iter().take(MOST_OF_A_DAY).map(item).collect_view();
    let more = found.len().saturating_sub(MOST_OF_A_DAY);
    let more = (more > 0).then(|| {
        let day = day.to_string();
        let query = query.with(&[("month", ""), ("from", &day), ("to", &day)]);
        let to = format!("/sessions?{query}");
        view! { <li><a class="govuk-link" href=to>{format!("{more} more")}</a></li> }
    });
    view! {
        <div>
            <strong>{number}</strong>
            <ul class="govuk-list govuk-!-font-size-16">{shown} {more}</ul>
        </div>
    }
    .into_any()
    .into()
}
