//! What is on: one's own bookings first, then what one still needs, then all, with filters.

use super::{
    filter::{Offered, Range},
    found::{href, viewer},
    settings,
    status::status,
    words::{place, span, state_tag, when},
};
use crate::{
    records::{Standing, standing},
    ui::{
        ButtonGroup, ButtonLink, CaptionKind, Column, Content, FilterLayout, InsetText, ListPages,
        Narrow, PageHeading, Table,
    },
    web::{Answer, Fields, Page, Problem, Visit, see},
};
use domain::{
    access::{Role, SeePerson, Target},
    framework::State as NeedState,
    ids::CourseId,
};
use leptos::prelude::*;
use store::{
    catalogue::CourseRow,
    sessions::{self, BookingShown, Filter, PAGE_SIZE, SessionPage, SessionRow},
};

/// Sessions shown of those that one needs.
const MOST_NEEDED: usize = 5;

/// What the page shows.
struct Shown {
    query: Fields,
    page: u32,
    offered: Offered,
    own: Vec<BookingShown>,
    needed: Vec<SessionRow>,
    registers: Vec<SessionRow>,
    short: Vec<SessionRow>,
    found: SessionPage,
    last: u32,
    may_put_on: bool,
    may_ask: bool,
}

/// Seventeen queries, however much is on.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let permit = visit.permit(SeePerson {
        target: Target::person(visit.person()?),
    })?;
    let services = visit.services();
    let viewer = viewer(&visit)?;
    let standing = standing(&visit, &permit).await?;
    let offered = Offered::read(&visit).await?;
    let filter = offered.filter(&visit.query, visit.now);
    let found = sessions::list_sessions(services, &viewer, &filter).await?;
    let last = u32::try_from(found.total.div_ceil(PAGE_SIZE.into())).unwrap_or(u32::MAX);
    let last = last.max(1);
    if filter.page > last {
        return Ok(see(address(&visit.query, last)));
    }
    let needed = Filter {
        courses: Some(reaching(&offered.courses, &levels_to_reach(&standing))),
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
        needed: needed
            .into_iter()
            .filter(is_new)
            .take(MOST_NEEDED)
            .collect(),
        offered,
        own,
        registers,
        short: sessions::list_short(services, &viewer).await?,
        found,
        last,
        may_put_on: actor.has(Role::TrainingLead),
        may_ask: actor.has(Role::Manager) || actor.has(Role::TrainingLead),
    };
    Ok(Page::new("Sessions", move || view(shown))
        .section("/sessions")
        .into())
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
    let put_on = ways(&shown);
    let links = settings::links(shown.may_ask, shown.may_put_on);
    let (own, needed) = (own(&shown.own), needed(&shown));
    let registers = registers(&shown.registers);
    let short = short(&shown.short);
    let filters = shown.offered.fields(&shown.query, Range::Asked);
    let selected = shown.offered.selected(&shown.query);
    let month = format!(
        "/sessions/month?{}",
        shown.query.with(&[("page", ""), ("from", ""), ("to", "")])
    );
    let list = list(shown);
    view! {
        <PageHeading text="Sessions"/>
        {put_on}
        {links}
        {short}
        {registers}
        {own}
        {needed}
        <h2 class="govuk-heading-m">"All sessions"</h2>
        <p class="govuk-body"><a class="govuk-link" href=month>"See them month by month"</a></p>
        <FilterLayout action="/sessions" filters=filters selected=selected clear_href="/sessions">
            {list}
        </FilterLayout>
    }
    .into_any()
}

/// What those can do who put sessions on, or ask for one.
fn ways(shown: &Shown) -> Option<AnyView> {
    let put_on = shown.may_put_on.then(|| {
        view! {
            <ButtonLink text="Put on a session" href="/sessions/new"/>
            <a class="govuk-link" href="/sessions/file">"Put on many from a file"</a>
            <a class="govuk-link" href="/venues">"Venues"</a>
            <a class="govuk-link" href="/sessions/summary">"What came of sessions"</a>
        }
    });
    shown.may_ask.then(|| {
        view! {
            <ButtonGroup>
                {put_on}
                <a class="govuk-link" href="/sessions/requests">"Sessions asked for"</a>
            </ButtonGroup>
        }
        .into_any()
    })
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

/// Sessions of one's organisations for which too few have booked while closing is near.
fn short(sessions: &[SessionRow]) -> Option<AnyView> {
    (!sessions.is_empty()).then(|| {
        let table = table("Too few have booked", sessions);
        view! {
            <h2 class="govuk-heading-m">"Too few have booked"</h2>
            <p class="govuk-body">"Booking closes within a week. Tell more people, confirm the session all the same, or cancel it."</p>
            {table}
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
        most if shown.found.is_more => {
            format!("More than {most} sessions. These are the first: narrow the list to see others")
        }
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
            status(row),
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
