//! One organisation with its teams, as a tree.
//!
//! Rules O5 and O12 to O14 of `docs/rules/organisations.md`.

use crate::{
    ui::{
        BackLink, BannerKind, ButtonLink, InsetText, Link, NotificationBanner, PageHeading,
        SummaryList, SummaryRow, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{ArrangeTeams, Permit, Role},
    ids::{OrganisationId, TeamId},
    organisations::{Placed, Team, as_tree},
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::organisations::{self, OrganisationLine};

/// The organisation in the address, with the leave to arrange its teams.
pub(super) struct Found {
    pub permit: Permit<ArrangeTeams>,
    pub line: OrganisationLine,
    pub teams: Vec<Team>,
}

impl Found {
    /// Its page.
    pub fn href(&self) -> String {
        href(self.line.id)
    }
}

/// The page of an organisation.
fn href(id: OrganisationId) -> String {
    format!("/organisations/{id}")
}

/// Whose teams are to be arranged.
pub(super) async fn found(visit: &Visit) -> Result<Found, Problem> {
    let organisation: OrganisationId = visit.param("organisation")?;
    let permit = visit.permit(ArrangeTeams { organisation })?;
    let line = organisations::organisation_line(visit.services(), &permit, visit.today)
        .await?
        .ok_or(Problem::NotFound)?;
    let teams = organisations::teams(visit.services(), organisation).await?;
    Ok(Found {
        permit,
        line,
        teams,
    })
}

/// The place in the navigation from which somebody comes here: the administrator from the organisations, a training
/// lead from the people.
pub(super) fn section(visit: &Visit) -> Result<(&'static str, &'static str), Problem> {
    Ok(if visit.actor()?.has(Role::Administrator) {
        ("/organisations", "Organisations")
    } else {
        ("/people", "People")
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let sizes = organisations::team_sizes(visit.services(), &found.permit, visit.today).await?;
    let (section, words) = section(&visit)?;
    let done = match visit.query.text("done") {
        "added" => Some("The organisation has been added."),
        "team" => Some("The team has been added."),
        "changed" => Some("The team has been changed."),
        _ => None,
    };
    let title = found.line.name.clone();
    Ok(Page::new(title, move || {
        view(&found, &sizes.into_iter().collect(), done)
    })
    .section(section)
    .before(move || view! { <BackLink href=section text=words/> })
    .into())
}

fn view(found: &Found, sizes: &HashMap<TeamId, u64>, done: Option<&'static str>) -> AnyView {
    let line = &found.line;
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let people = Link::new("See", format!("/people?organisation={}", line.id))
        .hidden_text(format!("the people of {}", line.name));
    let leavers = Link::new("See", format!("/organisations/{}/retention", line.id))
        .hidden_text(format!("the leavers of {}", line.name));
    let rows = vec![
        SummaryRow::new("Kind", line.kind.title()),
        SummaryRow::new("Home district", line.district.clone()),
        SummaryRow::new(
            "First responder",
            if line.first_responder { "Yes" } else { "No" },
        ),
        SummaryRow::new("People with a post today", line.people.to_string()).action(people),
        SummaryRow::new("Leavers", "For how long they are kept by name").action(leavers),
    ];
    let tree = as_tree(&found.teams);
    let teams = if tree.is_empty() {
        view! { <InsetText>"No teams yet. An organisation needs none; they help to find people."</InsetText> }
            .into_any()
    } else {
        branches(&found.href(), &tree, sizes)
    };
    let (name, new) = (line.name.clone(), format!("{}/teams/new", found.href()));
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text=name/>
            <SummaryList rows=rows/>
            <h2 class="govuk-heading-m">"Teams"</h2>
            {teams}
            <ButtonLink text="Add a team" href=new/>
        </TwoThirds>
    }
    .into_any()
}

/// Teams side by side, each with a list of those inside it.
fn branches(href: &str, tree: &[Placed<'_>], sizes: &HashMap<TeamId, u64>) -> AnyView {
    let mut items = Vec::new();
    let mut rest = tree;
    while let [placed, after @ ..] = rest {
        let is_inside = |other: &&Placed<'_>| other.depth() > placed.depth();
        let (inside, others) = after.split_at(after.iter().take_while(is_inside).count());
        let size = counted(sizes.get(&placed.team.id).copied().unwrap_or_default());
        let change = format!("{href}/teams/{}", placed.team.id);
        let (name, of) = (placed.team.name.clone(), format!(" {}", placed.team.name));
        let inner = (!inside.is_empty()).then(|| branches(href, inside, sizes));
        items.push(view! {
            <li>
                {name} ", " {size} " "
                <a class="govuk-link" href=change>"Change" <span class="govuk-visually-hidden">{of}</span></a>
                {inner}
            </li>
        });
        rest = others;
    }
    view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
}

fn counted(people: u64) -> String {
    match people {
        0 => "nobody".to_owned(),
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    }
}
