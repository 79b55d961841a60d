//! All that is held about somebody else, for whoever answers that person. Rule K3 of `docs/rules/keeping.md`.

use super::held;
use crate::{
    people::{Whom, whom},
    ui::{BackLink, Button, Clicks, PageHeading, SummaryList, SummaryRow, TwoThirds, WarningText},
    web::{Answer, Form, Page, Problem, Visit},
};
use domain::access::{Permit, SeeAllHeld};
use leptos::prelude::*;
use store::keeping::{Held, all_held, note_taken_out};

/// What is only for the person's own eyes, as the privacy notice promises: what they answered.
const THEIRS: [&str; 2] = ["activity_done", "answer"];

struct Asked {
    whom: Whom,
    permit: Permit<SeeAllHeld>,
    held: Held,
}

async fn asked(visit: &Visit) -> Result<Asked, Problem> {
    let whom = whom(visit).await?;
    let target = whom.seen.act().target.clone();
    let permit = visit.permit(SeeAllHeld { target })?;
    let mut held = all_held(visit.services(), &permit)
        .await?
        .ok_or(Problem::NotFound)?;
    held.sections
        .retain(|section| !THEIRS.contains(&section.table));
    Ok(Asked { whom, permit, held })
}

/// How much there is, and what becomes of it.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Asked { whom, held, .. } = asked(&visit).await?;
    let back = whom.href();
    Ok(
        Page::new("All that is held about a person", move || view(&held))
            .section("/people")
            .before(move || view! { <BackLink href=back text="Back to the person"/> })
            .into(),
    )
}

fn view(held: &Held) -> AnyView {
    let rows = held
        .sections
        .iter()
        .filter(|section| !section.rows.is_empty())
        .map(|section| SummaryRow::new(section.title, section.rows.len().to_string()))
        .collect();
    let name = held.name.clone();
    view! {
        <TwoThirds>
            <PageHeading text="All that is held about a person" caption=name/>
            <p class="govuk-body">
                "People who sign in find this under “Your account” themselves. Make the file only for somebody who has asked for
                it and cannot, and give it to nobody else."
            </p>
            <WarningText text="The file holds all but what the person answered in modules and quizzes, which only they can take away. That you made it is kept, and the person can see it."/>
            <SummaryList rows=rows/>
            <Form>
                <Button text="Make the file" clicks=Clicks::Each/>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The file, with an entry that says who made it.
pub(super) async fn file(visit: Visit) -> Result<Answer, Problem> {
    let Asked { permit, held, .. } = asked(&visit).await?;
    note_taken_out(visit.services(), &permit).await?;
    held::file(&held, visit.now)
}
