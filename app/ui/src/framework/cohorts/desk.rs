//! What is left to sort: job titles that nobody has sorted, most people first, and answers that cannot be true.

use super::place::offered;
use crate::{
    ui::{
        ButtonLink, CaptionKind, Choice, Column, Content, Field, FilterLayout, InsetText,
        ListPages, Narrow, NotificationBanner, PageHeading, Select, Size, Table,
    },
    web::{Answer, Fields, Page, Problem, Visit, see},
};
use domain::{access::scope_of_people, ids::OrganisationId};
use leptos::prelude::*;
use store::framework::{
    Reassessment,
    cohorts::{Contradiction, Unclassified, contradictions, count_unclassified, unclassified},
    under_way,
};

/// Job titles on one page.
const PAGE: u32 = 50;

struct Shown {
    query: Fields,
    offered: Vec<(OrganisationId, String)>,
    chosen: Option<OrganisationId>,
    page: u32,
    people: u64,
    titles: Vec<Unclassified>,
    has_more: bool,
    contradictions: Vec<Contradiction>,
    under_way: Vec<Reassessment>,
    done: Option<&'static str>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_people(visit.actor()?)?;
    let services = visit.services();
    let chosen: Option<OrganisationId> = visit.query.read("organisation");
    let page: u32 = visit.query.read("page").unwrap_or(1).max(1);
    let skip = (page - 1).saturating_mul(PAGE);
    let mut titles = unclassified(services, &scope, chosen, (skip, PAGE + 1)).await?;
    if titles.is_empty() && page > 1 {
        return Ok(see("/cohorts"));
    }
    let has_more = titles.len() > PAGE as usize;
    titles.truncate(PAGE as usize);
    let shown = Shown {
        query: visit.query.clone(),
        offered: offered(&visit).await?,
        chosen,
        page,
        people: count_unclassified(services, &scope, chosen).await?,
        titles,
        has_more,
        contradictions: contradictions(services, &scope).await?,
        under_way: under_way(services, &scope).await?,
        done: done(visit.query.text("done")),
    };
    let is_under_way = !shown.under_way.is_empty();
    let page = Page::new("Cohorts", move || view(&shown)).section("/cohorts");
    Ok(if is_under_way {
        page.refresh_after(3)
    } else {
        page
    }
    .into())
}

fn done(word: &str) -> Option<&'static str> {
    (word == "saved").then_some("The rule has been saved, and the posts have been sorted.")
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown.done.map(|text| {
        view! { <NotificationBanner kind=crate::ui::BannerKind::Success text=text/> }
    });
    let under_way: Vec<_> = shown
        .under_way
        .iter()
        .map(|one| {
            let said = format!(
                "Sorting people: {} of {} done. You can go on working meanwhile.",
                one.done, one.total
            );
            view! { <InsetText>{said}</InsetText> }
        })
        .collect();
    let contradictions = contradictions_table(&shown.contradictions);
    let rules = match shown.chosen {
        Some(id) => format!("/cohorts/rules?organisation={id}"),
        None => "/cohorts/rules".to_owned(),
    };
    let filters = organisation_filter(shown);
    let list = titles(shown);
    let list = if shown.offered.len() > 1 {
        view! {
            <FilterLayout action="/cohorts" filters=filters selected=Vec::new() clear_href="/cohorts">{list}</FilterLayout>
        }
        .into_any()
    } else {
        list
    };
    view! {
        {banner}
        <PageHeading text="Cohorts"/>
        <p class="govuk-body">
            "A cohort is a group of staff with the same training needs. Answer the questions once for a job title; the rule
            you make sorts every post like it, those of today and those to come."
        </p>
        {under_way}
        <ButtonLink text="See the rules" href=rules kind=crate::ui::ButtonKind::Secondary/>
        {contradictions}
        {list}
    }
    .into_any()
}

fn organisation_filter(shown: &Shown) -> AnyView {
    let chosen = shown.chosen.map(|id| id.to_string()).unwrap_or_default();
    let field = Field::new("organisation")
        .label("Organisation")
        .value(chosen);
    let each = shown
        .offered
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    let choices: Vec<_> = std::iter::once(Choice::new("", "All organisations"))
        .chain(each)
        .collect();
    view! { <Select field=field choices=choices/> }.into_any()
}

fn titles(shown: &Shown) -> AnyView {
    if shown.titles.is_empty() {
        return view! {
            <h2 class="govuk-heading-m">"Nobody is unclassified"</h2>
            <p class="govuk-body">"Every post has been sorted. New job titles appear here as people join."</p>
        }
        .into_any();
    }
    let people = match shown.people {
        1 => "1 person is unclassified.".to_owned(),
        many => format!("{many} people are unclassified."),
    };
    let several = shown.offered.len() > 1;
    let mut head = vec![Column::new("Job title")];
    if several {
        head.push(Column::new("Organisation"));
    }
    head.push(Column::numeric("People"));
    head.push(Column::unseen("Sort"));
    let rows: Vec<_> = shown.titles.iter().map(|one| row(one, several)).collect();
    let (page, query) = (shown.page, shown.query.clone());
    let last = if shown.has_more { page + 1 } else { page };
    let pages = (last > 1).then(|| {
        view! {
            <ListPages current=page last=last href=Box::new(move |page| {
                format!("/cohorts?{}", query.with(&[("page", &page.to_string())]))
            })/>
        }
    });
    view! {
        <h2 class="govuk-heading-m">"To be sorted"</h2>
        <p class="govuk-body">{people} " They are never counted as compliant."</p>
        <Table caption="Job titles to be sorted" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        {pages}
    }
    .into_any()
}

fn row(one: &Unclassified, several: bool) -> Vec<Content> {
    let query = Fields::default().with(&[
        ("organisation", &one.organisation_id.to_string()),
        ("job_title", &one.job_title),
    ]);
    let of = format!(" for {}", one.job_title);
    let link = view! {
        <a class="govuk-link" href=format!("/cohorts/rules/new?{query}")>
            "Answer the questions" <span class="govuk-visually-hidden">{of}</span>
        </a>
    };
    let mut cells: Vec<Content> = vec![one.job_title.clone().into()];
    if several {
        cells.push(one.organisation.clone().into());
    }
    cells.push(one.people.to_string().into());
    cells.push(link.into_any().into());
    cells
}

fn contradictions_table(contradictions: &[Contradiction]) -> Option<AnyView> {
    if contradictions.is_empty() {
        return None;
    }
    let head = ["Name", "Post", "What is wrong"].map(Column::new).to_vec();
    let rows: Vec<Vec<Content>> = contradictions
        .iter()
        .map(|one| {
            let href = format!("/people/{}/cohorts", one.person_id);
            let name = one.name.clone();
            vec![
                view! { <a class="govuk-link" href=href>{name}</a> }
                    .into_any()
                    .into(),
                Content::lines([one.job_title.clone(), one.organisation.clone()]),
                one.contradiction.clone().into(),
            ]
        })
        .collect();
    Some(
        view! {
            <Table caption="Answers that cannot be true" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any(),
    )
}
