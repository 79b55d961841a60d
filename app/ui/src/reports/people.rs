//! The names behind the figures: who must reach what, and how they stand.

use super::filter::{Asked, Narrowing, asked};
use crate::{
    ui::{
        BackLink, CaptionKind, Column, Content, FilterLayout, InsetText, ListPages, Narrow,
        PageHeading, Table, Tag, TagColour,
    },
    web::{Answer, Page, Problem, Visit, see},
};
use domain::{calendar, reports::How};
use leptos::prelude::*;
use store::reports::{Requirement, RequirementPage, list_requirements};

/// Lines on one page.
const PAGE: u64 = 50;

struct Shown {
    asked: Asked,
    found: RequirementPage,
    page: u32,
    last: u32,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let asked = asked(&visit).await?;
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
    let back = asked.href("/overview", &[("state", ""), ("q", "")]);
    let shown = Shown {
        asked,
        found,
        page,
        last,
    };
    Ok(Page::new("Who stands how", move || view(shown))
        .section("/overview")
        .before(move || view! { <BackLink href=back text="Overview"/> })
        .into())
}

fn view(shown: Shown) -> AnyView {
    let (fields, selected) = (
        shown.asked.fields(Narrowing::Names),
        shown.asked.selected("/overview/people"),
    );
    let list = list(shown);
    view! {
        <PageHeading text="Who stands how"/>
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
        .map(|one| row(&shown.asked, one))
        .collect();
    let (page, last, query) = (shown.page, shown.last, shown.asked.query);
    view! {
        <p class="govuk-body">{said}</p>
        <Table caption="Who stands how" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        <ListPages current=page last=last href=Box::new(move |page| {
            format!("/overview/people?{}", query.with(&[("page", &page.to_string())]))
        })/>
    }
    .into_any()
}

fn row(asked: &Asked, one: &Requirement) -> Vec<Content> {
    let href = format!("/people/{}", one.person_id);
    let name = one.name.clone();
    let place = [Some(one.organisation.clone()), one.team.clone()];
    let how = one.how();
    vec![
        view! { <a class="govuk-link" href=href>{name}</a> }
            .into_any()
            .into(),
        Content::lines(
            [Some(one.job_title.clone())]
                .into_iter()
                .chain(place)
                .flatten(),
        ),
        Content::lines([asked.level(&one.level), asked.cohort(&one.cohort)]),
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
