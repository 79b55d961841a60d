//! Claims to verify: a list to filter and leaf through.

use super::words::tag;
use crate::{
    ui::{
        CaptionKind, Choice, Column, Content, Field, FilterGroup, FilterLayout, InputType,
        InsetText, Link, ListPages, Narrow, PageHeading, Select, Table, TextInput,
    },
    web::{Answer, Fields, Page, Problem, Visit, see},
};
use domain::{access::scope_of_claims, calendar, ids::OrganisationId, records::ClaimState};
use leptos::prelude::*;
use store::{
    organisations,
    records::{self, Claim, ClaimFilter, ClaimPage, PAGE_SIZE},
};

/// The word that asks for claims however they stand.
const ANY: &str = "any";

/// The list with what it was narrowed by.
struct Shown {
    query: Fields,
    filter: ClaimFilter,
    offered: Vec<(OrganisationId, String)>,
    found: ClaimPage,
    last: u32,
}

pub(in crate::records) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_claims(visit.actor()?)?;
    let filter = asked(&visit.query);
    let offered =
        organisations::organisations_within(visit.services(), &scope, visit.today).await?;
    let found = records::list_claims(visit.services(), &scope, &filter).await?;
    let last = u32::try_from(found.total.div_ceil(PAGE_SIZE.into()))
        .unwrap_or(u32::MAX)
        .max(1);
    if filter.page > last {
        return Ok(see(address(&visit.query, last)));
    }
    let shown = Shown {
        query: visit.query.clone(),
        filter,
        offered,
        found,
        last,
    };
    Ok(Page::new("Claims to verify", move || view(shown))
        .section("/claims")
        .into())
}

/// Without a word about it, those that wait.
fn asked(query: &Fields) -> ClaimFilter {
    let state = match query.text("state") {
        "" => Some(ClaimState::Waiting),
        code => ClaimState::from_code(code),
    };
    ClaimFilter {
        state,
        text: query.text("q").to_owned(),
        organisation: query.read("organisation"),
        page: query.read("page").unwrap_or(1).max(1),
    }
}

fn address(query: &Fields, page: u32) -> String {
    format!("/claims?{}", query.with(&[("page", &page.to_string())]))
}

fn without(query: &Fields, name: &str) -> String {
    format!("/claims?{}", query.with(&[(name, ""), ("page", "")]))
}

fn view(shown: Shown) -> AnyView {
    let (filters, selected) = (filters(&shown), selected(&shown));
    let list = list(shown);
    view! {
        <PageHeading text="Claims to verify"/>
        <FilterLayout action="/claims" filters=filters selected=selected clear_href="/claims">
            {list}
        </FilterLayout>
    }
    .into_any()
}

fn filters(shown: &Shown) -> AnyView {
    let text = Field::new("q")
        .label("Name or course")
        .value(shown.filter.text.clone());
    let state = Field::new("state")
        .label("State")
        .value(shown.filter.state.map_or(ANY, ClaimState::code));
    let each = ClaimState::ALL.map(|state| Choice::new(state.code(), state.title()));
    let states: Vec<_> = each.into_iter().chain([Choice::new(ANY, "Any")]).collect();
    let organisation = (shown.offered.len() > 1).then(|| {
        let chosen = shown.filter.organisation.map(|id| id.to_string());
        let field = Field::new("organisation")
            .label("Organisation")
            .value(chosen.unwrap_or_default());
        let each = shown
            .offered
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
        let choices: Vec<_> = std::iter::once(Choice::new("", "All organisations"))
            .chain(each)
            .collect();
        view! { <Select field=field choices=choices/> }
    });
    view! {
        <TextInput field=text kind=InputType::Search/>
        <Select field=state choices=states/>
        {organisation}
    }
    .into_any()
}

fn selected(shown: &Shown) -> Vec<FilterGroup> {
    let (filter, query) = (&shown.filter, &shown.query);
    let typed = Some(filter.text.clone()).filter(|text| !text.is_empty());
    let state = (!query.text("state").is_empty())
        .then(|| filter.state.map_or("Any", ClaimState::title).to_owned());
    let organisation = shown
        .offered
        .iter()
        .find(|(id, _)| Some(*id) == filter.organisation)
        .map(|(_, name)| name.clone());
    [
        ("Search", "q", typed),
        ("State", "state", state),
        ("Organisation", "organisation", organisation),
    ]
    .into_iter()
    .filter_map(|(heading, name, value)| {
        let link = Link::new(value?, without(query, name));
        Some(FilterGroup::new(heading, vec![link]))
    })
    .collect()
}

fn list(shown: Shown) -> AnyView {
    if shown.found.total == 0 {
        let said = if selected(&shown).is_empty() {
            "No claim waits to be verified. What people claim appears here, those that have waited longest first."
        } else {
            "No claim matches this."
        };
        return view! { <InsetText>{said}</InsetText> }.into_any();
    }
    let counted = counted(&shown);
    let head = ["Person", "Training", "Completed", "Claimed", "State"]
        .map(Column::new)
        .to_vec();
    let rows: Vec<_> = shown.found.rows.into_iter().map(row).collect();
    let (current, last, query) = (shown.filter.page, shown.last, shown.query);
    view! {
        <p class="govuk-body">{counted}</p>
        <Table caption="Claims" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        <ListPages current=current last=last href=Box::new(move |page| address(&query, page))/>
    }
    .into_any()
}

fn counted(shown: &Shown) -> String {
    let claims = match shown.found.total {
        1 => "1 claim".to_owned(),
        total => format!("{total} claims"),
    };
    match shown.filter.state {
        Some(ClaimState::Waiting) if shown.found.total == 1 => {
            format!("{claims} waits to be verified.")
        }
        Some(ClaimState::Waiting) => format!("{claims} wait to be verified."),
        _ => format!("{claims}."),
    }
}

fn row(claim: Claim) -> Vec<Content> {
    let href = format!("/claims/{}", claim.id);
    let of = format!(" of {}", claim.name);
    let training = view! {
        <a class="govuk-link" href=href>{claim.title} <span class="govuk-visually-hidden">{of}</span></a>
        <br/>
        {claim.provider}
    };
    let by = claim.claimed_by.filter(|by| *by != claim.name);
    let day = calendar::day(calendar::day_of(claim.claimed_at));
    let claimed = [Some(day), by.map(|by| format!("by {by}"))];
    vec![
        claim.name.into(),
        training.into_any().into(),
        calendar::day(claim.completed_on).into(),
        Content::lines(claimed.into_iter().flatten()),
        tag(claim.facts.state).into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_word_the_list_shows_what_waits() {
        let state = |query: &str| asked(&Fields::parse(query)).state;
        assert_eq!(state(""), Some(ClaimState::Waiting));
        assert_eq!(state("state=refused"), Some(ClaimState::Refused));
        assert_eq!(state("state=any"), None);
    }
}
