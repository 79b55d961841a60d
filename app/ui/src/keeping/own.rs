//! All that is held about oneself. Rules K1 to K4 of `docs/rules/keeping.md`.

use super::held;
use crate::{
    ui::{BackLink, ButtonLink, PageHeading, SheetLinks, TwoThirds},
    web::{Answer, Page, Problem, Visit, sheet},
};
use ::sheet::{Cell, Table};
use domain::{
    access::{Permit, SeeAllHeld, Target},
    calendar,
};
use leptos::prelude::*;
use store::keeping::{Held, Value, all_held};

fn permit(visit: &Visit) -> Result<Permit<SeeAllHeld>, Problem> {
    let target = Target::person(visit.person()?);
    visit.permit(SeeAllHeld { target })
}

async fn all(visit: &Visit) -> Result<Held, Problem> {
    all_held(visit.services(), &permit(visit)?)
        .await?
        .ok_or(Problem::NotFound)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let held = all(&visit).await?;
    Ok(Page::new("All that is held about you", move || view(&held))
        .before(|| view! { <BackLink href="/account" text="Your account"/> })
        .into())
}

fn view(held: &Held) -> AnyView {
    let sections = held::sections(held);
    view! {
        <TwoThirds>
            <PageHeading text="All that is held about you"/>
            <p class="govuk-body-l">
                "This is everything Cascade keeps about you, with who decided or changed it where that is known."
            </p>
            <p class="govuk-body">
                "If something is wrong, ask the training lead of your organisation to put it right. Who may see it, why it is
                kept and for how long is in " <a class="govuk-link" href="/privacy">"the privacy notice"</a> "."
            </p>
            <ButtonLink text="Download all of it" href="/account/data/file"/>
            <SheetLinks href="/account/data/completions" what="your completed training"/>
        </TwoThirds>
        {sections}
    }
    .into_any()
}

/// All of it as one file.
pub(super) async fn file(visit: Visit) -> Result<Answer, Problem> {
    held::file(&all(&visit).await?, visit.now)
}

/// One's own completions as a table.
pub(super) async fn completions(visit: Visit) -> Result<Answer, Problem> {
    let held = all(&visit).await?;
    let found = held
        .sections
        .into_iter()
        .find(|one| one.table == "completion");
    let completed = found.ok_or(Problem::NotFound)?;
    let table = Table {
        title: format!("Completed training {}", calendar::day(visit.today)),
        head: completed
            .heads
            .iter()
            .map(|head| (*head).to_owned())
            .collect(),
        rows: completed.rows.into_iter().map(cells).collect(),
    };
    sheet(&visit, table).await
}

fn cells(row: Vec<Value>) -> Vec<Cell> {
    let cell = |value| match value {
        Value::Nothing => Cell::Empty,
        Value::Text(text) => text.into(),
        Value::Number(number) => number.into(),
        Value::YesNo(yes) => if yes { "Yes" } else { "No" }.into(),
        Value::Day(day) => day.into(),
        Value::Instant(at) => calendar::moment(at).into(),
    };
    row.into_iter().map(cell).collect()
}
