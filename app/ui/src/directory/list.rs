//! Finding somebody to ask.
//!
//! Rules Y1 to Y7 of `docs/rules/directory.md`.

use super::{
    entry::{Asking, table},
    filter::Asked,
    pages, sight,
};
use crate::{
    ui::{FilterLayout, InsetText, ListPages, PageHeading},
    web::{Answer, Page, Problem, Visit, see},
};
use domain::access::Role;
use leptos::prelude::*;
use store::directory::{self, EntryPage, Sight};

/// Entries on one page.
const PAGE: u64 = 25;

struct Shown {
    asked: Asked,
    found: EntryPage,
    sight: Sight,
    /// Whether they may ask for a session for their people.
    asks_for_sessions: bool,
    page: u32,
    last: u32,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let sight = sight(&visit).await?;
    let asked = Asked::read(&visit, &sight).await?;
    let page: u32 = visit.query.read("page").unwrap_or(1).max(1);
    let part = (u64::from(page - 1) * PAGE, PAGE);
    let found = directory::list_entries(visit.services(), &sight, &asked.sought, part).await?;
    let last = u32::try_from(found.total.div_ceil(PAGE)).unwrap_or(u32::MAX);
    if page > last.max(1) {
        return Ok(see(asked.href(&[("page", "")])));
    }
    let actor = visit.actor()?;
    let shown = Shown {
        asks_for_sessions: actor.has(Role::Manager) || actor.has(Role::TrainingLead),
        asked,
        found,
        sight,
        page,
        last: last.max(1),
    };
    let pages = pages(&visit, "/directory")?;
    Ok(Page::new("Whom to ask", move || view(shown, pages))
        .section("/directory")
        .into())
}

fn view(shown: Shown, pages: AnyView) -> AnyView {
    let (fields, selected) = (shown.asked.fields(), shown.asked.selected());
    let session = shown.asks_for_sessions.then(|| {
        view! {
            " You can also "
            <a class="govuk-link" href="/sessions/requests/new">"ask for a session for your people"</a> "."
        }
    });
    let list = list(shown);
    view! {
        <PageHeading text="Whom to ask"/>
        {pages}
        <p class="govuk-body">
            "People in the partnership who are trained and can be asked for advice. If you would rather not choose, "
            <a class="govuk-link" href="/directory/ask">"ask your board"</a> "." {session}
        </p>
        <p class="govuk-body">"If somebody is in danger, ring 999. Do not wait for an answer."</p>
        <FilterLayout action="/directory" filters=fields selected=selected clear_href="/directory">
            {list}
        </FilterLayout>
    }
    .into_any()
}

fn list(shown: Shown) -> AnyView {
    if shown.found.total == 0 {
        return nobody(&shown);
    }
    let said = match shown.found.total {
        1 => "1 person.".to_owned(),
        many => format!("{many} people."),
    };
    let framework = shown.asked.framework.as_deref();
    let table = table(
        &shown.found.rows,
        framework,
        ("People to ask", Asking::Offered),
    );
    let (page, last, query) = (shown.page, shown.last, shown.asked.query);
    view! {
        <p class="govuk-body">{said}</p>
        {table}
        <ListPages current=page last=last href=Box::new(move |page| {
            format!("/directory?{}", query.with(&[("page", &page.to_string())]))
        })/>
    }
    .into_any()
}

fn nobody(shown: &Shown) -> AnyView {
    let said = if shown.sight.parts.is_empty() {
        "No board shows you its part of the directory."
    } else {
        "Nobody is found. Clear a filter to see more, or ask your board."
    };
    view! { <InsetText>{said}</InsetText> }.into_any()
}
