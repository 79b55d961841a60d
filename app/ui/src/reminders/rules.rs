//! The rules of one organisation: of which levels people are reminded, and when.

use super::places;
use crate::{
    framework::days_of_reminders,
    ui::{
        BannerKind, Button, ButtonKind, CaptionKind, Choice, Clicks, Column, Content, Field,
        InsetText, Narrow, NotificationBanner, PageHeading, Select, Table, Tag, TagColour,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{SetReminders, scope_of_reminders},
    calendar,
    framework::{Framework, Level},
    ids::OrganisationId,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::{
    framework::in_force,
    organisations::organisations_within,
    reminders::{RuleOn, rules_on},
};

struct Shown {
    organisation: OrganisationId,
    organisations: Vec<(OrganisationId, String)>,
    framework: Option<Arc<Framework>>,
    on: Vec<RuleOn>,
    done: Option<&'static str>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_reminders(visit.actor()?)?;
    let services = visit.services();
    let organisations = organisations_within(services, &scope, visit.today).await?;
    let asked: Option<OrganisationId> = visit.query.read("organisation");
    let known = |id: &OrganisationId| organisations.iter().any(|(one, _)| one == id);
    let chosen = asked
        .filter(known)
        .or_else(|| organisations.first().map(|(id, _)| *id));
    let Some(organisation) = chosen else {
        return Ok(Page::new("Reminders", nobody).section("/reminders").into());
    };
    let permit = visit.permit(SetReminders { organisation })?;
    let shown = Shown {
        organisation,
        on: rules_on(services, &permit).await?,
        framework: in_force(services, visit.today).await?.map(|f| f.framework),
        organisations,
        done: done(visit.query.text("done")),
    };
    Ok(Page::new("Reminders", move || view(&shown))
        .section("/reminders")
        .into())
}

fn nobody() -> AnyView {
    view! {
        {places("/reminders")}
        <PageHeading text="Reminders"/>
        <InsetText>"There is no organisation yet."</InsetText>
    }
    .into_any()
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "on" => "The reminders are switched on. The first go out on the next working day.",
        "off" => "The reminders are switched off.",
        _ => return None,
    })
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let choose = (shown.organisations.len() > 1).then(|| choose(shown));
    let name = shown
        .organisations
        .iter()
        .find(|(id, _)| *id == shown.organisation)
        .map(|(_, name)| name.clone())
        .unwrap_or_default();
    let rules = match &shown.framework {
        Some(framework) => table(shown, framework),
        None => {
            view! { <InsetText>"No training framework is in force yet."</InsetText> }.into_any()
        }
    };
    view! {
        {banner}
        {places("/reminders")}
        <PageHeading text="Reminders" caption=name/>
        <p class="govuk-body">
            "Nobody is reminded until you have seen who it would be and switched a rule on. Each person gets one mail a day at
            most, on working days between 8:00 and 18:00, and their line manager hears of it last. The days are part of the
            training framework."
        </p>
        {choose}
        {rules}
    }
    .into_any()
}

fn choose(shown: &Shown) -> AnyView {
    let field = Field::new("organisation")
        .label("Organisation")
        .value(shown.organisation.to_string());
    let choices = shown
        .organisations
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    view! {
        <form method="get" action="/reminders">
            <Select field=field choices=choices/>
            <Button text="Show" kind=ButtonKind::Secondary clicks=Clicks::Each/>
        </form>
    }
    .into_any()
}

fn table(shown: &Shown, framework: &Framework) -> AnyView {
    let mut head = ["Training", "When", "State"].map(Column::new).to_vec();
    head.push(Column::unseen("See who"));
    let rows = framework
        .levels
        .iter()
        .map(|level| row(shown, level))
        .collect();
    view! {
        <Table caption="Rules" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn row(shown: &Shown, level: &Level) -> Vec<Content> {
    let on = shown.on.iter().find(|on| on.level == level.code);
    let href = format!("/reminders/{}/{}", shown.organisation, level.code);
    let (words, hidden) = match on {
        Some(_) => ("See who, or switch off", format!(": {}", level.title)),
        None => ("See who, and switch on", format!(": {}", level.title)),
    };
    let link = view! {
        <a class="govuk-link" href=href>{words}<span class="govuk-visually-hidden">{hidden}</span></a>
    };
    vec![
        level.title.clone().into(),
        Content::lines(days_of_reminders(&level.reminders)),
        state(on),
        link.into_any().into(),
    ]
}

fn state(on: Option<&RuleOn>) -> Content {
    let Some(on) = on else {
        return view! { <Tag text="Off" colour=TagColour::Grey/> }
            .into_any()
            .into();
    };
    let since = calendar::day(on.since_on);
    let said = match &on.by {
        Some(name) => format!("Since {since}, by {name}"),
        None => format!("Since {since}"),
    };
    view! { <Tag text="On" colour=TagColour::Green/> <br/> {said} }
        .into_any()
        .into()
}
