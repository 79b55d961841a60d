//! What came of all sessions of an organisation in a period: a line for each, and a table to take away.

use super::{
    figures::{COUNTS, Figures, SAID, cells, counts, said},
    period::Period,
};
use crate::{
    sessions::{ask, href, named},
    ui::{
        BackLink, Button, ButtonKind, CaptionKind, Column, Content, Details, Field, InputType,
        InsetText, ListPages, Narrow, PageHeading, SheetLinks, Size, Table, TextInput,
    },
    web::{self, Answer, Fields, Page, Problem, Visit},
};
use domain::{
    access::{PlanCosts, SeeSessionSummary, Target},
    calendar,
    ids::OrganisationId,
};
use leptos::prelude::*;
use store::{
    costs,
    evaluation::{self, Summary, Which},
};

/// Sessions on one page.
const PAGE_SIZE: usize = 25;

/// What was asked for: the period, a line for each session, and all of them together.
struct Found {
    organisation: OrganisationId,
    period: Period,
    lines: Vec<(Summary, Figures)>,
    total: Option<Figures>,
}

async fn asked(visit: &Visit, organisation: OrganisationId) -> Result<Found, Problem> {
    let target = Target::organisation(organisation);
    let permit = visit.permit(SeeSessionSummary { target })?;
    let may_cost = visit.permit(PlanCosts { organisation })?;
    let period = Period::asked(&visit.query, visit.today);
    let (from, until) = period.instants();
    let which = Which::Between(from, until);
    let summaries = evaluation::list_summaries(visit.services(), &permit, which).await?;
    let costs = costs::list_costs(visit.services(), &may_cost, (from, until)).await?;
    let line = |summary: Summary| {
        let figures = Figures::of(&summary, costs.get(&summary.session));
        (summary, figures)
    };
    let lines: Vec<_> = summaries.into_iter().map(line).collect();
    Ok(Found {
        organisation,
        period,
        total: lines.iter().map(|line| line.1).reduce(Figures::with),
        lines,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Some(organisation) = named(&visit)? else {
        return Ok(ask(&visit, "/sessions/summary").await?.into());
    };
    let found = asked(&visit, organisation).await?;
    let query = visit.query.clone();
    let page = query.read("page").unwrap_or(1).max(1);
    Ok(
        Page::new("What came of sessions", move || view(&found, query, page))
            .section("/sessions")
            .before(|| view! { <BackLink href="/sessions" text="Sessions"/> })
            .into(),
    )
}

/// The table as a file.
pub(super) async fn sheet(visit: Visit) -> Result<Answer, Problem> {
    let organisation = named(&visit)?.ok_or(Problem::NotFound)?;
    let found = asked(&visit, organisation).await?;
    let heads = ["Session", "Day", "Cancelled"]
        .into_iter()
        .chain(COUNTS)
        .chain([
            "Cost in pounds",
            "For each who came, in pounds",
            "Answered",
            "Relevance, 1 to 5",
            "Taught, 1 to 5",
            "Confident before, 1 to 5",
            "Confident after, 1 to 5",
            "Asked what came of it",
            "Answered what came of it",
        ]);
    let rows = found
        .lines
        .iter()
        .map(|(summary, figures)| cells(summary, figures));
    let Period { from, to } = found.period;
    let table = ::sheet::Table {
        title: format!(
            "What came of sessions, {} to {}",
            calendar::day(from),
            calendar::day(to)
        ),
        head: heads.map(str::to_owned).collect(),
        rows: rows.collect(),
    };
    web::sheet(&visit, table).await
}

fn view(found: &Found, query: Fields, page: u32) -> AnyView {
    let Period { from, to } = found.period;
    let field = |name: &str, label: &str, day: chrono::NaiveDate| {
        Field::new(name).label(label).value(day.to_string())
    };
    let (first, last) = (field("from", "From", from), field("to", "To", to));
    let organisation = found.organisation.to_string();
    let budget = format!("/budget?organisation={organisation}");
    let days = format!("{} to {}", calendar::day(from), calendar::day(to));
    let list = match found.total {
        None => view! { <InsetText>"No session was on in these days."</InsetText> }.into_any(),
        Some(total) => list(found, total, query, page),
    };
    view! {
        <PageHeading text="What came of sessions"/>
        <p class="govuk-body">
            "Those who had booked and those who came are kept apart. A dash stands where fewer than five have answered; such \
             answers are in no total. "
            <a class="govuk-link" href=budget>"The budget"</a>
        </p>
        <h2 class="govuk-heading-m">{days}</h2>
        <Details summary="Choose other days">
            <form method="get" action="/sessions/summary">
                <input type="hidden" name="organisation" value=organisation/>
                <TextInput field=first kind=InputType::Date/>
                <TextInput field=last kind=InputType::Date/>
                <Button text="Show these days" kind=ButtonKind::Secondary/>
            </form>
        </Details>
        {list}
    }
    .into_any()
}

fn list(found: &Found, total: Figures, query: Fields, page: u32) -> AnyView {
    let pages = u32::try_from(found.lines.len().div_ceil(PAGE_SIZE)).unwrap_or(u32::MAX);
    let page = page.min(pages);
    let before = usize::try_from(page - 1).unwrap_or_default() * PAGE_SIZE;
    let shown = found.lines.iter().skip(before).take(PAGE_SIZE);
    let shown: Vec<_> = shown
        .map(|(summary, figures)| (name(summary), figures))
        .collect();
    let came = table(
        "Who had booked and who came",
        &COUNTS,
        &shown,
        &total,
        counts,
    );
    let said = table(
        "What it cost and what people said",
        &SAID,
        &shown,
        &total,
        said,
    );
    let (Period { from, to }, organisation) = (found.period, found.organisation);
    let file = format!("/sessions/summary/list?from={from}&to={to}&organisation={organisation}");
    let many = crate::certificates::many(found.lines.len() as u64, "session", "sessions");
    let address = move |page: u32| {
        format!(
            "/sessions/summary?{}",
            query.with(&[("page", &page.to_string())])
        )
    };
    view! {
        <p class="govuk-body">{many}</p>
        <SheetLinks href=file what="all figures"/>
        {came}
        {said}
        <ListPages current=page last=pages href=Box::new(address)/>
    }
    .into_any()
}

/// Some figures of each session, and of all of them.
fn table(
    caption: &'static str,
    heads: &[&'static str],
    sessions: &[(Named, &Figures)],
    total: &Figures,
    cells: fn(&Figures) -> Vec<Content>,
) -> AnyView {
    let row = |(named, figures): &(Named, &Figures)| {
        let first = std::iter::once(named.view());
        first.chain(cells(figures)).collect()
    };
    let mut rows: Vec<Vec<Content>> = sessions.iter().map(row).collect();
    let last = std::iter::once(Content::from("All sessions"));
    rows.push(last.chain(cells(total)).collect());
    let heads = heads.iter().map(|head| Column::numeric(*head));
    let head = std::iter::once(Column::new("Session")).chain(heads);
    let head: Vec<_> = head.collect();
    view! {
        <Table caption=caption caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Scroll/>
    }
    .into_any()
}

/// How a session is named in the tables.
struct Named {
    title: String,
    day: String,
    href: String,
}

impl Named {
    fn view(&self) -> Content {
        let (to, title, day) = (self.href.clone(), self.title.clone(), self.day.clone());
        let link = view! { <a class="govuk-link" href=to>{title}</a> <br/> {day} };
        link.into_any().into()
    }
}

fn name(summary: &Summary) -> Named {
    let day = calendar::day(calendar::day_of(summary.starts_at));
    let cancelled = if summary.is_cancelled {
        ", cancelled"
    } else {
        ""
    };
    Named {
        title: summary.title.clone(),
        day: format!("{day}{cancelled}"),
        href: format!("{}/summary", href(summary.session)),
    }
}
