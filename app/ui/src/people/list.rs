//! The people one looks after: a list to search, filter and leaf through.

use crate::{
    reports::{Views, views},
    ui::{
        BannerKind, ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Choice, Column, Content,
        Field, FilterGroup, FilterLayout, InputType, InsetText, Link, ListPages, Narrow,
        NotificationBanner, PageHeading, Select, Table, TextInput,
    },
    web::{Answer, Fields, Page, Problem, Visit, see},
};
use chrono::NaiveDate;
use domain::{
    access::{Actor, Role, scope_of_people, scope_of_sign_ins},
    calendar,
    ids::OrganisationId,
};
use leptos::prelude::*;
use store::{
    employer_sign_in::{self, Counted},
    organisations,
    people::{self, Filter, Listed, PAGE_SIZE, PersonPage, StandIn},
};

/// The list with what it was narrowed by.
struct Shown {
    query: Fields,
    filter: Filter,
    offered: Vec<(OrganisationId, String)>,
    found: PersonPage,
    last: u32,
    may_add: bool,
    leads: Vec<OrganisationId>,
    done: Option<&'static str>,
    if_nobody: &'static str,
    sign_ins: Option<Counted>,
    views: Views,
    /// The line managers in whose place the visitor looks after people.
    standing_in: Vec<StandIn>,
    /// Where a line manager names a deputy.
    deputy_href: Option<String>,
    today: NaiveDate,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let actor = visit.actor()?;
    let scope = scope_of_people(actor)?;
    let filter = Filter {
        text: visit.query.text("q").to_owned(),
        organisation: visit.query.read("organisation"),
        page: visit.query.read("page").unwrap_or(1).max(1),
    };
    let offered =
        organisations::organisations_within(visit.services(), &scope, visit.today).await?;
    let found = people::list(visit.services(), &scope, &filter, visit.today).await?;
    let last = last_page(found.total);
    if filter.page > last {
        return Ok(see(address(&visit.query, last)));
    }
    let sign_ins = match scope_of_sign_ins(actor) {
        Ok(scope) => Some(employer_sign_in::count(visit.services(), &scope).await?),
        Err(_) => None,
    };
    let shown = Shown {
        query: visit.query.clone(),
        filter,
        offered,
        found,
        last,
        may_add: actor.has(Role::TrainingLead) || actor.has(Role::Administrator),
        leads: actor.organisations(),
        done: (visit.query.text("done") == "last-day").then_some(
            "The last day of the post is as you entered it. The person is not listed any more.",
        ),
        if_nobody: if_nobody(actor),
        sign_ins,
        views: views(&visit, "/people").await?,
        standing_in: people::standing_in(visit.services(), &scope, visit.person()?).await?,
        deputy_href: deputy_href(actor),
        today: visit.today,
    };
    Ok(Page::new("People", move || view(shown))
        .section("/people")
        .into())
}

fn last_page(total: u64) -> u32 {
    u32::try_from(total.div_ceil(PAGE_SIZE.into()))
        .unwrap_or(u32::MAX)
        .max(1)
}

/// A page of the list, with its filters kept.
fn address(query: &Fields, page: u32) -> String {
    format!("/people?{}", query.with(&[("page", &page.to_string())]))
}

/// The list with some of its filters changed, from its first page.
fn filtered(query: &Fields, changes: &[(&str, &str)]) -> String {
    let changes: Vec<_> = changes.iter().copied().chain([("page", "")]).collect();
    match query.with(&changes).as_str() {
        "" => "/people".to_owned(),
        query => format!("/people?{query}"),
    }
}

/// Where a line manager names a deputy; whoever stands in for one names none.
fn deputy_href(actor: &Actor) -> Option<String> {
    let person = actor.person()?;
    let is_manager = actor.managers().contains(&person);
    is_manager.then(|| format!("/people/{person}/deputies"))
}

/// What to do when there is nobody at all.
fn if_nobody(actor: &Actor) -> &'static str {
    if actor.has(Role::TrainingLead) || actor.has(Role::Administrator) {
        "There is nobody here yet. Add the first person, with the post they hold, or bring in a staff list."
    } else if actor.has(Role::BusinessManager) {
        "There is nobody here yet. The administrator adds organisations to your board's area, and their training leads \
         add people."
    } else {
        "There is nobody here yet. Your training lead names you as line manager at the posts of the people you manage."
    }
}

fn view(shown: Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let add = shown.may_add.then(|| {
        view! {
            <ButtonLink text="Add a person" href="/people/new"/>
            <ButtonLink text="Staff lists" href="/people/imports" kind=ButtonKind::Secondary/>
        }
    });
    let teams = teams(&shown);
    let is_narrowed = !shown.filter.text.is_empty() || shown.filter.organisation.is_some();
    if shown.found.total == 0 && !is_narrowed {
        return view! {
            {banner}
            <PageHeading text="People"/>
            <InsetText>{shown.if_nobody}</InsetText>
            <ButtonGroup>{add} {teams}</ButtonGroup>
        }
        .into_any();
    }
    let (filters, selected) = (filters(&shown), selected(&shown));
    let sign_ins = shown.sign_ins.and_then(sign_ins_waiting);
    let views = shown.views.view();
    let standing_in: Vec<_> = shown
        .standing_in
        .iter()
        .map(|one| {
            let until = calendar::day(one.to_on);
            let text = format!(
                "You look after the people of {} as their deputy, until {until}.",
                one.name
            );
            view! { <p class="govuk-body">{text}</p> }
        })
        .collect();
    let deputy = shown.deputy_href.clone().map(|href| {
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Name a deputy for when you are away"</a></p> }
    });
    let list = list(shown);
    view! {
        {banner}
        <PageHeading text="People"/>
        {sign_ins}
        <ButtonGroup>{add} {teams}</ButtonGroup>
        {standing_in}
        {deputy}
        {views}
        <FilterLayout action="/people" filters=filters selected=selected clear_href="/people">
            {list}
        </FilterLayout>
    }
    .into_any()
}

/// The way to the teams of each organisation that the visitor leads.
fn teams(shown: &Shown) -> Vec<AnyView> {
    let led = |(id, name): &(OrganisationId, String)| {
        let href = format!("/organisations/{id}");
        let text = format!("Teams of {name}");
        view! { <a class="govuk-link" href=href>{text}</a> }.into_any()
    };
    let is_led = |(id, _): &&(OrganisationId, String)| shown.leads.contains(id);
    shown.offered.iter().filter(is_led).map(led).collect()
}

/// The way to the sign-ins by the employer that wait for a decision, where there are any.
fn sign_ins_waiting(counted: Counted) -> Option<AnyView> {
    let words = match (counted.waiting, counted.refused) {
        (0, 0) => return None,
        (0, _) => "Sign-ins refused".to_owned(),
        (1, _) => "1 sign-in waits for you to say who it is".to_owned(),
        (many, _) => format!("{many} sign-ins wait for you to say who they are"),
    };
    let link = view! { <p class="govuk-body"><a class="govuk-link" href="/people/sign-ins">{words}</a></p> };
    Some(link.into_any())
}

fn filters(shown: &Shown) -> AnyView {
    let text = Field::new("q")
        .label("Name, e-mail or staff number")
        .value(shown.filter.text.clone());
    let organisation = (shown.offered.len() > 1).then(|| {
        let chosen = shown
            .filter
            .organisation
            .map(|id| id.to_string())
            .unwrap_or_default();
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
        view! { <Select field=field choices=choices/> }
    });
    view! { <TextInput field=text kind=InputType::Search/> {organisation} }.into_any()
}

fn selected(shown: &Shown) -> Vec<FilterGroup> {
    let mut groups = Vec::new();
    if !shown.filter.text.is_empty() {
        let link = Link::new(
            shown.filter.text.clone(),
            filtered(&shown.query, &[("q", "")]),
        );
        groups.push(FilterGroup::new("Search", vec![link]));
    }
    let chosen = shown.filter.organisation;
    if let Some((_, name)) = shown.offered.iter().find(|(id, _)| Some(*id) == chosen) {
        let link = Link::new(
            name.clone(),
            filtered(&shown.query, &[("organisation", "")]),
        );
        groups.push(FilterGroup::new("Organisation", vec![link]));
    }
    groups
}

fn list(shown: Shown) -> AnyView {
    if shown.found.total == 0 {
        return view! {
            <h2 class="govuk-heading-m">"Nobody matches"</h2>
            <p class="govuk-body">
                "Check the spelling, type only a part of the name, or clear the filters. Somebody whose posts have all
                ended is not listed."
            </p>
        }
        .into_any();
    }
    let head = ["Name", "Job title", "Organisation", "Team"]
        .map(Column::new)
        .to_vec();
    let rows: Vec<_> = shown
        .found
        .rows
        .into_iter()
        .map(|listed| row(listed, shown.today))
        .collect();
    let said = counted(shown.found.total, shown.filter.page);
    let (current, last, query) = (shown.filter.page, shown.last, shown.query);
    view! {
        <p class="govuk-body">{said}</p>
        <Table caption="People" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        <ListPages current=current last=last href=Box::new(move |page| address(&query, page))/>
    }
    .into_any()
}

fn row(listed: Listed, today: NaiveDate) -> Vec<Content> {
    let href = format!("/people/{}", listed.id);
    let name = view! { <a class="govuk-link" href=href>{listed.name}</a> }.into_any();
    let job = if listed.starts_on > today {
        Content::lines([
            listed.job_title,
            format!("Starts on {}", calendar::day(listed.starts_on)),
        ])
    } else {
        listed.job_title.into()
    };
    vec![
        name.into(),
        job,
        listed.organisation.into(),
        listed.team.unwrap_or_default().into(),
    ]
}

/// How many there are, and which of them are on this page.
fn counted(total: u64, page: u32) -> String {
    let size = u64::from(PAGE_SIZE);
    let first = u64::from(page - 1) * size + 1;
    let last = (first + size - 1).min(total);
    match total {
        1 => "1 post.".to_owned(),
        _ if total <= size => {
            format!("{total} posts. Somebody with two posts is listed once for each.")
        }
        _ => format!(
            "Showing {first} to {last} of {total} posts. Somebody with two posts is listed once for each."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_says_which_part_is_shown() {
        assert_eq!(counted(1, 1), "1 post.");
        assert!(counted(50, 1).starts_with("50 posts."));
        assert!(counted(412, 1).starts_with("Showing 1 to 50 of 412 posts."));
        assert!(counted(412, 9).starts_with("Showing 401 to 412 of 412 posts."));
    }

    #[test]
    fn an_empty_list_has_one_page() {
        assert_eq!([0, 1, 50, 51].map(last_page), [1, 1, 1, 2]);
    }

    #[test]
    fn leafing_keeps_the_filters_and_filtering_begins_again() {
        let query = Fields::parse("q=o%27neill&organisation=7&page=3");
        assert_eq!(
            address(&query, 4),
            "/people?q=o%27neill&organisation=7&page=4"
        );
        assert_eq!(filtered(&query, &[("q", "")]), "/people?organisation=7");
        assert_eq!(
            filtered(&query, &[("q", ""), ("organisation", "")]),
            "/people"
        );
    }
}
