//! The names behind the figures: who must reach what, and how they stand.

use super::{
    Views, except,
    filter::{Asked, Narrowing, asked},
    views,
};
use crate::{
    ui::{
        BackLink, BannerKind, CaptionKind, Column, Content, Field, FilterLayout, InsetText,
        ListPages, Narrow, NotificationBanner, PageHeading, RowTick, SheetLinks, Table, Tag,
        TagColour,
    },
    web::{self, Answer, Page, Problem, Visit, see},
};
use domain::{access::Role, calendar, reports::How};
use leptos::prelude::*;
use store::reports::{Requirement, RequirementPage, list_requirements};

/// Lines on one page.
const PAGE: u64 = 50;

struct Shown {
    asked: Asked,
    found: RequirementPage,
    /// The boxes, for those who may remind or decide about exceptions.
    boxes: Option<Field>,
    may_except: bool,
    done: Option<String>,
    views: Views,
    page: u32,
    last: u32,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    list_page(&visit, None).await
}

/// The list; with what is wrong when nothing has been ticked.
pub(super) async fn list_page(visit: &Visit, wrong: Option<&str>) -> Result<Answer, Problem> {
    let asked = asked(visit).await?;
    let page: u32 = visit.query.read("page").unwrap_or(1).max(1);
    let skip = u64::from(page - 1) * PAGE;
    let found = match &asked.framework {
        Some(framework) => {
            let (scope, to) = (&asked.scope, &asked.to);
            list_requirements(
                visit.services(),
                scope,
                framework,
                to,
                visit.today,
                (skip, PAGE),
            )
            .await?
        }
        None => RequirementPage {
            rows: Vec::new(),
            total: 0,
        },
    };
    let last = u32::try_from(found.total.div_ceil(PAGE))
        .unwrap_or(u32::MAX)
        .max(1);
    if page > last {
        return Ok(see(asked.href("/overview/people", &[])));
    }
    let actor = visit.actor()?;
    let may_except = actor.has(Role::TrainingLead) || actor.has(Role::Administrator);
    let may_tick = may_except || actor.has(Role::Manager);
    let boxes = may_tick.then(|| Field::new("row").error(wrong));
    let fields = boxes.clone();
    let back = asked.href("/overview", &[("state", ""), ("q", "")]);
    let shown = Shown {
        asked,
        found,
        boxes,
        may_except,
        done: except::done(&visit.query),
        views: views(visit, "/overview/people").await?,
        page,
        last,
    };
    Ok(Page::new("Who stands how", move || view(shown))
        .section("/overview")
        .before(move || view! { <BackLink href=back text="Overview"/> })
        .errors(&fields.iter().collect::<Vec<_>>())
        .into())
}

/// The list as a file, with all its pages.
pub(super) async fn sheet(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
    let framework = asked.framework.clone().ok_or(Problem::NotFound)?;
    let (scope, to) = (&asked.scope, &asked.to);
    let everything = (0, u64::MAX >> 1);
    let found = list_requirements(
        visit.services(),
        scope,
        &framework,
        to,
        visit.today,
        everything,
    )
    .await?;
    let head = [
        "Name",
        "Staff number",
        "E-mail address",
        "Job title",
        "Organisation",
        "Team",
        "Training",
        "Cohort",
        "State",
        "Due by",
        "Completed on",
        "Valid until",
        "Preferred method",
    ];
    let rows = found.rows.into_iter().map(|one| {
        vec![
            one.name.as_str().into(),
            one.staff_number.clone().into(),
            one.email.clone().into(),
            one.job_title.as_str().into(),
            one.organisation.as_str().into(),
            one.team.clone().into(),
            asked.level(&one.level).into(),
            asked.cohort(&one.cohort).into(),
            one.how().title().into(),
            one.due_on.into(),
            one.completed_on.into(),
            one.valid_until.into(),
            one.method.as_str().into(),
        ]
    });
    let table = ::sheet::Table {
        title: format!("Who stands how, {}", calendar::day(visit.today)),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    web::sheet(&visit, table).await
}

fn view(shown: Shown) -> AnyView {
    let (fields, selected) = (
        shown.asked.fields(Narrowing::Names),
        shown.asked.selected("/overview/people"),
    );
    let banner = shown
        .done
        .clone()
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let views = shown.views.view();
    let list = list(shown);
    view! {
        {banner}
        <PageHeading text="Who stands how"/>
        {views}
        <FilterLayout action="/overview/people" filters=fields selected=selected clear_href="/overview/people">
            {list}
        </FilterLayout>
    }
    .into_any()
}

fn list(shown: Shown) -> AnyView {
    if shown.found.total == 0 {
        return view! { <InsetText>"Nobody matches. Clear a filter to see more."</InsetText> }
            .into_any();
    }
    let said = match shown.found.total {
        1 => "1 requirement.".to_owned(),
        many => {
            format!("{many} requirements. Somebody who must reach two levels stands here twice.")
        }
    };
    let head = ["Name", "Post", "Training", "State", "When"]
        .map(Column::new)
        .to_vec();
    let rows: Vec<_> = shown
        .found
        .rows
        .iter()
        .enumerate()
        .map(|(at, one)| row(&shown, at, one))
        .collect();
    let table = view! {
        <Table caption="Who stands how" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any();
    let table = match &shown.boxes {
        Some(boxes) => except::form(boxes, &shown.asked, shown.may_except, table),
        None => table,
    };
    let href = shown
        .asked
        .href("/overview/people/list", &[("done", ""), ("reminded", "")]);
    let (page, last, query) = (shown.page, shown.last, shown.asked.query);
    view! {
        <p class="govuk-body">{said}</p>
        <SheetLinks href=href/>
        {table}
        <ListPages current=page last=last href=Box::new(move |page| {
            format!("/overview/people?{}", query.with(&[("page", &page.to_string())]))
        })/>
    }
    .into_any()
}

fn row(shown: &Shown, at: usize, one: &Requirement) -> Vec<Content> {
    let (asked, how) = (&shown.asked, one.how());
    let href = format!("/people/{}", one.person_id);
    let place = [Some(one.organisation.clone()), one.team.clone()];
    let level = asked.level(&one.level);
    let name = one.name.clone();
    let link = view! { <a class="govuk-link" href=href>{name}</a> }.into_any();
    let name: Content = match &shown.boxes {
        Some(boxes) => {
            let more = format!(", {level}, {}", how.title().to_lowercase());
            let tick = view! {
                <RowTick boxes=boxes.clone() at=at value=except::value(one) name=one.name.clone() more=more/>
            };
            view! { {tick} }.into_any().into()
        }
        None => link.into(),
    };
    let post = view! { <a class="govuk-link" href=format!("/people/{}", one.person_id)>{one.job_title.clone()}</a> };
    let post: Content = match &shown.boxes {
        Some(_) => {
            let place: Vec<String> = place.into_iter().flatten().collect();
            view! { {post} <br/> {place.join(", ")} }.into_any().into()
        }
        None => Content::lines(
            [Some(one.job_title.clone())]
                .into_iter()
                .chain(place)
                .flatten(),
        ),
    };
    vec![
        name,
        post,
        Content::lines(
            [
                Some(level),
                Some(asked.cohort(&one.cohort)),
                one.preferred(),
            ]
            .into_iter()
            .flatten(),
        ),
        tag(how),
        when(one, how).into(),
    ]
}

/// The state as a tag.
fn tag(how: How) -> Content {
    let colour = match how {
        How::Overdue => TagColour::Red,
        How::ToDo => TagColour::Blue,
        How::DueSoon => TagColour::Yellow,
        How::InDate => TagColour::Green,
        How::Exempt => TagColour::Grey,
    };
    view! { <Tag text=how.title() colour=colour/> }
        .into_any()
        .into()
}

fn when(one: &Requirement, how: How) -> String {
    match (how, one.valid_until) {
        (How::InDate | How::DueSoon, Some(until)) => {
            format!("Valid until {}", calendar::day(until))
        }
        (How::InDate | How::DueSoon, None) => "Does not expire".to_owned(),
        (How::Overdue, Some(until)) if until > one.due_on => {
            format!("Expired after {}", calendar::day(until))
        }
        (How::Overdue, _) => format!("Was due by {}", calendar::day(one.due_on)),
        (How::ToDo, _) => format!("Due by {}", calendar::day(one.due_on)),
        (How::Exempt, _) => "Not asked for now".to_owned(),
    }
}
