//! The cover of one organisation: as a whole, by department and team, with those who stand ready and what is to come.

use super::{Found, found, tag, warning};
use crate::{
    directory::{entry::reached, framework, level_title, pages},
    ui::{
        BannerKind, Button, ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Clicks, Column,
        Content, InsetText, Narrow, NotificationBanner, PageHeading, Size, Table, Tag, TagColour,
        WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit},
};
use chrono::NaiveDate;
use domain::{
    access::NameSpoc, calendar, directory::PlaceCover, ids::TeamId, organisations::as_tree,
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::directory::{self, SpocRow};

/// What the page shows.
struct Shown {
    found: Found,
    places: Vec<PlaceCover>,
    /// The title of the level that SPOCs need.
    level: String,
    may_name: bool,
    done: Option<&'static str>,
    today: NaiveDate,
}

pub(in crate::directory) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let organisation = found.id;
    let level = directory::spoc_level_of(visit.services(), organisation).await?;
    let framework = framework(&visit).await?;
    let shown = Shown {
        places: found.facts.places(organisation, visit.today),
        level: level_title(framework.as_deref(), &level),
        may_name: visit.permit(NameSpoc { organisation }).is_ok(),
        done: match visit.query.text("done") {
            "named" => Some("The SPOC has been named."),
            "ended" => Some("They are no longer named."),
            "saved" => Some("What the organisation asks for has been saved."),
            _ => None,
        },
        today: visit.today,
        found,
    };
    let pages = pages(&visit, "/spocs")?;
    let title = format!("SPOC cover of {}", shown.found.name);
    Ok(Page::new(title, move || view(&shown, pages))
        .section("/directory")
        .into())
}

fn view(shown: &Shown, pages: AnyView) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let warnings = shown.places.iter().filter_map(|place| {
        let said = warning(&shown.found.place(place), place.breaks.as_ref()?);
        Some(view! { <WarningText text=said/> })
    });
    let warnings: Vec<_> = warnings.collect();
    let (name, on) = (shown.found.name.clone(), calendar::day(shown.today));
    let level = shown.level.clone();
    view! {
        {banner}
        <PageHeading text="SPOC cover" caption=name/>
        {pages}
        <p class="govuk-body">
            {format!("On {on}. Those are ready who are named or are SPOCs by post, and in date with {level}. One alone is fragile.")}
        </p>
        {warnings}
        {places(shown)}
        {spocs(shown)}
        {ways_on(shown)}
    }
    .into_any()
}

fn places(shown: &Shown) -> AnyView {
    let names: HashMap<_, _> = shown
        .found
        .facts
        .spocs
        .iter()
        .map(|row| (row.person_id, row))
        .collect();
    let row = |place: &PlaceCover| {
        let ready = place.ready.iter().filter_map(|id| names.get(&id.0));
        let mut ready: Vec<&str> = ready.map(|row| row.name.as_str()).collect();
        ready.sort_unstable();
        vec![
            Content::from(shown.found.place(place)),
            tag(place.cover).into(),
            format!("{} of {}", place.ready.len(), place.minimum).into(),
            Content::lines(ready),
        ]
    };
    let rows = shown.places.iter().map(row).collect();
    let head = ["Where", "Cover", "Ready", "Who"].map(Column::new).to_vec();
    view! {
        <Table caption="Cover" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn spocs(shown: &Shown) -> AnyView {
    if shown.found.facts.spocs.is_empty() {
        return view! { <InsetText>"Nobody is named yet."</InsetText> }.into_any();
    }
    let teams = shown.found.facts.teams.get(&shown.found.id);
    let tree = as_tree(teams.map_or(&[][..], Vec::as_slice));
    let paths: HashMap<TeamId, String> = tree
        .iter()
        .map(|placed| (placed.team.id, placed.path()))
        .collect();
    let rows = shown.found.facts.spocs.iter();
    let rows = rows.map(|row| spoc(shown, row, &paths)).collect();
    let mut head = ["Name", "For", "As", "Training", "At work"]
        .map(Column::new)
        .to_vec();
    if shown.may_name {
        head.push(Column::unseen("What you can do"));
    }
    view! {
        <Table caption="SPOCs and deputies" caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn spoc(shown: &Shown, row: &SpocRow, paths: &HashMap<TeamId, String>) -> Vec<Content> {
    let team = row.team_id.and_then(|id| paths.get(&TeamId(id)));
    let place = team.map_or_else(|| shown.found.name.clone(), Clone::clone);
    let mut cells = vec![
        Content::lines([row.name.clone(), row.job_title.clone()]),
        place.into(),
        Content::lines(named(row, shown.today)),
        training(shown, row),
        reached(
            row.email.as_deref(),
            row.phone.as_deref().unwrap_or_default(),
        ),
    ];
    if shown.may_name {
        cells.push(end(shown, row));
    }
    cells
}

/// As what somebody is named, and from when until when where that is not today.
fn named(row: &SpocRow, today: NaiveDate) -> Vec<String> {
    let kind = match (row.spoc_id, row.is_deputy) {
        (None, _) => "SPOC by post",
        (Some(_), true) => "Deputy",
        (Some(_), false) => "SPOC",
    };
    let from = (row.from_on > today).then(|| format!("From {}", calendar::day(row.from_on)));
    let ends = row.to_on.into_iter().chain(row.ends_on).min();
    let to = ends.map(|day| format!("Until {}", calendar::day(day)));
    std::iter::once(kind.to_owned())
        .chain(from)
        .chain(to)
        .collect()
}

fn training(shown: &Shown, row: &SpocRow) -> Content {
    match row.in_date_until {
        None => {
            let text = format!("Needs {}", shown.level);
            let tag = view! { <Tag text="Not ready" colour=TagColour::Grey/> " " {text} };
            tag.into_any().into()
        }
        Some(_) => match row.training_ends_on() {
            Some(day) => format!("In date until {}", calendar::day(day)).into(),
            None => "In date".into(),
        },
    }
}

fn end(shown: &Shown, row: &SpocRow) -> Content {
    let Some(id) = row.spoc_id else {
        return "".into();
    };
    let to = format!("{}/{id}/end", shown.found.href());
    let name = format!(" {} being named", row.name);
    let link = view! {
        <a class="govuk-link govuk-!-display-none-print" href=to>"End" <span class="govuk-visually-hidden">{name}</span></a>
    };
    link.into_any().into()
}

fn ways_on(shown: &Shown) -> AnyView {
    let href = shown.found.href();
    let (name, terms, list) = (
        format!("{href}/name"),
        format!("{href}/terms"),
        format!("{href}/list?as=csv"),
    );
    let change = shown.may_name.then(|| {
        view! {
            <ButtonGroup>
                <ButtonLink text="Name a SPOC or deputy" href=name/>
                <a class="govuk-link" href=terms>"How many are needed, and SPOCs by post"</a>
            </ButtonGroup>
        }
    });
    view! {
        <div class="govuk-!-display-none-print">
            {change}
            <h2 class="govuk-heading-m">"List for your intranet"</h2>
            <p class="govuk-body">
                "Those who are ready today, without the unlisted. That you took it is kept. This page prints too."
            </p>
            <Form action=list>
                <Button text="Download the list as CSV" kind=ButtonKind::Secondary clicks=Clicks::Each/>
            </Form>
        </div>
    }
    .into_any()
}
