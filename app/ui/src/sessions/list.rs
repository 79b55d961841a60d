//! What is on: one's own bookings first, then what one still needs, then all, with filters.

use super::{
    found::{href, viewer},
    words::{place, places, span, state_tag, when},
};
use crate::{
    records::{Standing, standing},
    ui::{
        ButtonLink, CaptionKind, CheckboxSize, Checkboxes, Choice, Column, Content, Field,
        FilterGroup, FilterLayout, InputType, InsetText, Link, ListPages, Narrow, PageHeading,
        Select, Table, TextInput,
    },
    web::{Answer, Fields, Page, Problem, Visit, see},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    access::{Role, SeePerson, Target},
    calendar,
    framework::State as NeedState,
    ids::{CourseId, DistrictId},
};
use leptos::prelude::*;
use store::{
    catalogue::{self, CourseRow},
    organisations::{self, District},
    sessions::{self, BookingShown, Filter, PAGE_SIZE, SessionPage, SessionRow},
};

/// Sessions shown of those that one needs.
const MOST_NEEDED: usize = 5;

/// What the page shows.
struct Shown {
    query: Fields,
    page: u32,
    standing: Standing,
    districts: Vec<District>,
    own: Vec<BookingShown>,
    needed: Vec<SessionRow>,
    registers: Vec<SessionRow>,
    found: SessionPage,
    last: u32,
    may_put_on: bool,
}

/// Fifteen queries, however much is on.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(SeePerson {
        target: Target::person(visit.person()?),
    })?;
    let services = visit.services();
    let viewer = viewer(&visit)?;
    let standing = standing(&visit, &permit).await?;
    let courses = catalogue::courses(services).await?;
    let filter = filter(&visit, &courses);
    let found = sessions::list_sessions(services, &viewer, &filter).await?;
    let last = u32::try_from(found.total.div_ceil(PAGE_SIZE.into())).unwrap_or(u32::MAX);
    let last = last.max(1);
    if filter.page > last {
        return Ok(see(address(&visit.query, last)));
    }
    let needed = Filter {
        courses: Some(reaching(&courses, &levels_to_reach(&standing))),
        from: visit.now,
        page: 1,
        ..Filter::default()
    };
    let actor = visit.actor()?;
    let registers = if actor.has(Role::Trainer) || actor.has(Role::TrainingLead) {
        sessions::list_registers(services, &viewer).await?
    } else {
        Vec::new()
    };
    let own = sessions::own_bookings(services, &permit).await?;
    let needed = sessions::list_sessions(services, &viewer, &needed)
        .await?
        .rows;
    let is_new = |row: &SessionRow| own.iter().all(|booking| booking.session != row.id);
    let shown = Shown {
        query: visit.query.clone(),
        page: filter.page,
        districts: organisations::districts(services).await?,
        needed: needed
            .into_iter()
            .filter(is_new)
            .take(MOST_NEEDED)
            .collect(),
        standing,
        own,
        registers,
        found,
        last,
        may_put_on: actor.has(Role::TrainingLead),
    };
    Ok(Page::new("Sessions", move || view(shown))
        .section("/sessions")
        .into())
}

fn filter(visit: &Visit, courses: &[CourseRow]) -> Filter {
    let level = visit.query.text("level").to_owned();
    let from = visit.query.text("from").parse::<NaiveDate>().ok();
    let midnight = from.and_then(|day| calendar::at_time(day, NaiveTime::MIN));
    Filter {
        courses: (!level.is_empty()).then(|| reaching(courses, &[level])),
        district: visit.query.read::<DistrictId>("district"),
        from: midnight.map_or(visit.now, |at: DateTime<Utc>| at.max(visit.now)),
        has_places: visit.query.text("places") == "left",
        page: visit.query.read("page").unwrap_or(1).max(1),
    }
}

/// Courses that count towards one of some levels.
fn reaching(courses: &[CourseRow], levels: &[String]) -> Vec<CourseId> {
    let counts = |row: &&CourseRow| {
        levels
            .iter()
            .any(|level| row.course.towards(level).is_some())
    };
    courses.iter().filter(counts).map(|row| row.id).collect()
}

/// Codes of the levels that somebody has to reach, or to refresh soon.
fn levels_to_reach(standing: &Standing) -> Vec<String> {
    let is_open = |state| {
        matches!(
            state,
            NeedState::DueSoon { .. } | NeedState::NotYetDue { .. } | NeedState::Overdue { .. }
        )
    };
    let needs = standing.needs.iter().filter(|need| is_open(need.state));
    needs.map(|need| need.level.clone()).collect()
}

fn address(query: &Fields, page: u32) -> String {
    format!("/sessions?{}", query.with(&[("page", &page.to_string())]))
}

fn view(shown: Shown) -> AnyView {
    let put_on = shown
        .may_put_on
        .then(|| view! { <ButtonLink text="Put on a session" href="/sessions/new"/> });
    let (own, needed) = (own(&shown.own), needed(&shown));
    let registers = registers(&shown.registers);
    let (filters, selected) = (filters(&shown), selected(&shown));
    let list = list(shown);
    view! {
        <PageHeading text="Sessions"/>
        {put_on}
        {registers}
        {own}
        {needed}
        <h2 class="govuk-heading-m">"All sessions"</h2>
        <FilterLayout action="/sessions" filters=filters selected=selected clear_href="/sessions">
            {list}
        </FilterLayout>
    }
    .into_any()
}

fn own(bookings: &[BookingShown]) -> Option<AnyView> {
    let row = |booking: &BookingShown| {
        let href = format!("/bookings/{}", booking.id);
        let title = booking.title.clone();
        let link = view! { <a class="govuk-link" href=href>{title}</a> }.into_any();
        vec![
            Content::from(link),
            when(booking.span).into(),
            place(&booking.venue).into(),
            state_tag(booking.state).into(),
        ]
    };
    let rows: Vec<_> = bookings.iter().map(row).collect();
    let head = ["Session", "When", "Where", "How it stands"]
        .map(Column::new)
        .to_vec();
    (!rows.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"Your bookings"</h2>
            <Table caption="Your bookings" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    })
}

/// The registers that one keeps these days.
fn registers(sessions: &[SessionRow]) -> Option<AnyView> {
    let row = |row: &SessionRow| {
        let (to, title) = (format!("{}/register", href(row.id)), row.title.clone());
        let link = view! { <a class="govuk-link" href=to>"Register: " {title}</a> }.into_any();
        vec![
            Content::from(link),
            when(span(row)).into(),
            place(&row.venue).into(),
        ]
    };
    let rows: Vec<_> = sessions.iter().map(row).collect();
    let head = ["Register", "When", "Where"].map(Column::new).to_vec();
    (!rows.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"Your registers"</h2>
            <Table caption="Your registers" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    })
}

fn needed(shown: &Shown) -> Option<AnyView> {
    (!shown.needed.is_empty()).then(|| {
        let table = table("What you still need", &shown.needed);
        view! {
            <h2 class="govuk-heading-m">"What you still need"</h2>
            {table}
        }
        .into_any()
    })
}

fn list(shown: Shown) -> AnyView {
    if shown.found.rows.is_empty() {
        return view! { <InsetText>"No session is on that fits. Change the filters, or look again later."</InsetText> }
            .into_any();
    }
    let said = match shown.found.total {
        1 => "1 session".to_owned(),
        many => format!("{many} sessions"),
    };
    let table = table("All sessions", &shown.found.rows);
    let (query, current, last) = (shown.query, shown.page, shown.last);
    view! {
        <p class="govuk-body">{said}</p>
        {table}
        <ListPages current=current last=last href=Box::new(move |page| address(&query, page))/>
    }
    .into_any()
}

fn table(caption: &'static str, rows: &[SessionRow]) -> AnyView {
    let row = |row: &SessionRow| {
        let (to, title) = (href(row.id), row.title.clone());
        let link = view! { <a class="govuk-link" href=to>{title}</a> }.into_any();
        let place = format!("{}, {}", place(&row.venue), row.district_name);
        vec![
            Content::from(link),
            when(span(row)).into(),
            place.into(),
            places(row).into(),
        ]
    };
    let rows = rows.iter().map(row).collect();
    let head = ["Session", "When", "Where", "Places"]
        .map(Column::new)
        .to_vec();
    view! {
        <Table caption=caption caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn filters(shown: &Shown) -> AnyView {
    let field =
        |name: &str, label: &str| Field::new(name).label(label).value(shown.query.text(name));
    let framework = shown.standing.framework.as_ref().map(|f| &f.framework);
    let levels = framework.into_iter().flat_map(|f| &f.levels);
    let levels = levels.map(|level| Choice::new(&level.code, &level.title));
    let levels: Vec<_> = std::iter::once(Choice::new("", "All levels"))
        .chain(levels)
        .collect();
    let districts = shown.districts.iter();
    let districts = districts.map(|one| Choice::new(one.id.to_string(), &one.name));
    let districts: Vec<_> = std::iter::once(Choice::new("", "All districts"))
        .chain(districts)
        .collect();
    let left = vec![Choice::new("left", "With places left")];
    view! {
        <Select field=field("level", "Level") choices=levels/>
        <Select field=field("district", "District") choices=districts/>
        <TextInput field=field("from", "From") kind=InputType::Date/>
        <Checkboxes field=field("places", "Places") choices=left size=CheckboxSize::Small/>
    }
    .into_any()
}

fn selected(shown: &Shown) -> Vec<FilterGroup> {
    let query = &shown.query;
    let without = |name: &str| format!("/sessions?{}", query.with(&[(name, ""), ("page", "")]));
    let mut groups = Vec::new();
    let mut add = |heading: &str, name: &str, text: String| {
        if !query.text(name).is_empty() {
            groups.push(FilterGroup::new(
                heading,
                vec![Link::new(text, without(name))],
            ));
        }
    };
    add(
        "Level",
        "level",
        shown.standing.level_title(query.text("level")),
    );
    let district = query.text("district");
    let named = shown
        .districts
        .iter()
        .find(|one| one.id.to_string() == district);
    add(
        "District",
        "district",
        named.map_or_else(|| "Unknown".to_owned(), |one| one.name.clone()),
    );
    let from = query.text("from").parse().map(calendar::day);
    add(
        "From",
        "from",
        from.unwrap_or_else(|_| query.text("from").to_owned()),
    );
    add("Places", "places", "With places left".to_owned());
    groups
}
