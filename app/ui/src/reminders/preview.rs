//! Whom one rule would remind, by name, with the switch below.

use crate::{
    framework::days_of_reminders,
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content, InsetText,
        ListPages, Narrow, PageHeading, Table, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use chrono::{Days, NaiveDate};
use domain::{
    access::{Permit, SetReminders},
    calendar,
    framework::Level,
    ids::OrganisationId,
    reminders::{Step, next_opening},
};
use leptos::prelude::*;
use store::{
    framework::{InForce, in_force},
    organisations::organisations,
    reminders::{
        Foreseen, Preview, StepCount, preview, proclaimed, rules_on, switch_off, switch_on,
    },
};

/// Lines on one page.
const PAGE: u64 = 20;

/// The rule in the address.
struct Rule {
    permit: Permit<SetReminders>,
    organisation: String,
    in_force: InForce,
    level: Level,
}

async fn in_address(visit: &Visit) -> Result<Rule, Problem> {
    let organisation: OrganisationId = visit.param("organisation")?;
    let code: String = visit.param("level")?;
    let permit = visit.permit(SetReminders { organisation })?;
    let services = visit.services();
    let known = organisations(services).await?;
    let known = known.into_iter().find(|one| one.id == organisation);
    let in_force = in_force(services, visit.today)
        .await?
        .ok_or(Problem::NotFound)?;
    let level = in_force.framework.level(&code).cloned();
    Ok(Rule {
        permit,
        organisation: known.ok_or(Problem::NotFound)?.name,
        level: level.ok_or(Problem::NotFound)?,
        in_force,
    })
}

struct Shown {
    rule: Rule,
    is_on: bool,
    /// The working day on which they would go out.
    day: NaiveDate,
    found: Preview,
    path: String,
    page: u32,
    last: u32,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let rule = in_address(&visit).await?;
    let services = visit.services();
    let on = rules_on(services, &rule.permit).await?;
    let is_on = on.iter().any(|on| on.level == rule.level.code);
    let day = first_day(&visit).await?;
    let page: u32 = visit.query.read("page").unwrap_or(1).max(1);
    let skip = u64::from(page - 1) * PAGE;
    let framework = &rule.in_force.framework;
    let (code, part) = (rule.level.code.clone(), (skip, PAGE));
    let found = preview(services, &rule.permit, framework, &code, day, part).await?;
    let last = u32::try_from(found.total().div_ceil(PAGE)).unwrap_or(u32::MAX);
    let back = list_href(rule.permit.act().organisation);
    let shown = Shown {
        rule,
        is_on,
        day,
        found,
        path: visit.path.clone(),
        page,
        last: last.max(1),
    };
    let title = title(&shown.rule.level);
    Ok(Page::new(title, move || view(&shown))
        .section("/reminders")
        .before(move || view! { <BackLink href=back text="Reminders"/> })
        .into())
}

fn title(level: &Level) -> String {
    format!("Reminders of {}", level.title)
}

fn list_href(organisation: OrganisationId) -> String {
    format!("/reminders?organisation={organisation}")
}

/// The first working day after today: what is switched on today begins then.
async fn first_day(visit: &Visit) -> Result<NaiveDate, Problem> {
    let tomorrow = calendar::at_hour(visit.today + Days::new(1), 0);
    let opening = next_opening(tomorrow, &proclaimed(visit.services()).await?);
    Ok(calendar::day_of(opening))
}

/// Switches the rule on or off.
pub(super) async fn switch(visit: Visit) -> Result<Answer, Problem> {
    let rule = in_address(&visit).await?;
    let (services, code) = (visit.services(), &rule.level.code);
    let done = if visit.form.text("what") == "off" {
        switch_off(services, &rule.permit, code).await?;
        "off"
    } else {
        switch_on(services, &rule.permit, code).await?;
        "on"
    };
    let list = list_href(rule.permit.act().organisation);
    Ok(see(format!("{list}&done={done}")))
}

fn view(shown: &Shown) -> AnyView {
    let caption = shown.rule.organisation.clone();
    let heading = title(&shown.rule.level);
    let days = days_of_reminders(&shown.rule.level.reminders);
    let names = names(shown);
    let switch = switch_form(shown);
    view! {
        <PageHeading text=heading caption=caption/>
        <p class="govuk-body">{format!("{}.", days.join(". "))}</p>
        {names}
        {switch}
    }
    .into_any()
}

/// What would happen, in figures and by name.
fn names(shown: &Shown) -> AnyView {
    let day = calendar::day(shown.day);
    let total = shown.found.total();
    if total == 0 {
        let text = format!("Nobody would be reminded on {day}.");
        return view! { <InsetText>{text}</InsetText> }.into_any();
    }
    let said = match (shown.is_on, total) {
        (true, 1) => format!("1 reminder comes next, on {day}:"),
        (true, many) => format!("{many} reminders come next, on {day}:"),
        (false, 1) => format!("If you switch them on today, 1 reminder goes out on {day}:"),
        (false, many) => {
            format!("If you switch them on today, {many} reminders go out on {day}:")
        }
    };
    let counts: Vec<_> = shown
        .found
        .counts
        .iter()
        .map(|one| view! { <li>{counted(one)}</li> })
        .collect();
    let head = ["Name", "Date", "Reminder", "Goes to"]
        .map(Column::new)
        .to_vec();
    let rows = shown.found.rows.iter().map(row).collect();
    let (page, last, path) = (shown.page, shown.last, shown.path.clone());
    view! {
        <p class="govuk-body">{said}</p>
        <ul class="govuk-list govuk-list--bullet">{counts}</ul>
        <Table caption="Who it is" caption_kind=CaptionKind::Plain head=head rows=rows narrow=Narrow::Stack/>
        <ListPages current=page last=last href=Box::new(move |page| format!("{path}?page={page}"))/>
    }
    .into_any()
}

/// "7 days after the date: 12, of which 2 reach nobody".
fn counted(one: &StepCount) -> String {
    let step = step(&one.step);
    match one.unreachable {
        0 => format!("{step}: {}", one.number),
        none => format!("{step}: {}, of which {none} can reach nobody", one.number),
    }
}

pub(super) fn step(code: &str) -> String {
    Step::from_code(code).map_or_else(|| code.to_owned(), Step::title)
}

fn row(one: &Foreseen) -> Vec<Content> {
    let href = format!("/people/{}", one.person_id);
    let link = view! { <a class="govuk-link" href=href>{one.name.clone()}</a> };
    let to = match (&one.recipient, &one.address) {
        (None, _) => vec!["Nobody: there is no line manager".to_owned()],
        (Some(name), None) => vec![format!("{name}: no e-mail address")],
        (Some(name), Some(_)) if one.is_stopped => vec![format!("{name}: the address is stopped")],
        (Some(name), Some(address)) => vec![name.clone(), address.clone()],
    };
    vec![
        link.into_any().into(),
        calendar::day(one.due_on).into(),
        step(&one.step).into(),
        Content::lines(to),
    ]
}

fn switch_form(shown: &Shown) -> AnyView {
    let back = list_href(shown.rule.permit.act().organisation);
    let (what, text, kind) = if shown.is_on {
        ("off", "Switch these reminders off", ButtonKind::Warning)
    } else {
        ("on", "Switch these reminders on", ButtonKind::Primary)
    };
    let warning = (!shown.is_on && shown.found.total() > 0).then(|| {
        view! { <WarningText text="From then on reminders go out by themselves, each working day, until you switch them off."/> }
    });
    view! {
        {warning}
        <Form>
            <input type="hidden" name="what" value=what/>
            <ButtonGroup>
                <Button text=text kind=kind/>
                <a class="govuk-link" href=back>"Go back and change nothing"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}
