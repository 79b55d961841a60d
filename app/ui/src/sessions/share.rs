//! How much of a session has to be attended for its course to be completed.
//!
//! Rules B33 and B34 of `docs/rules/sessions.md`.

use super::{
    found::{href, run},
    mail::teller,
};
use crate::{
    ui::{BackLink, Button, Field, InputMode, InputWidth, PageHeading, TextInput, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see, typed::wrong},
};
use domain::sessions::Share;
use leptos::prelude::*;
use store::sessions::{self, SessionRow};

fn field(value: impl Into<String>) -> Field {
    Field::new("share")
        .label("How many per cent of the parts have to be attended?")
        .hint("100 means all parts. With 80, whoever attends 4 of 5 parts completes the course")
        .value(value)
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, _) = run(&visit).await?;
    let field = field(row.share.percent().to_string());
    Ok(shown(&row, field).into())
}

/// Says how much. The same form posted twice changes nothing the second time.
pub(super) async fn set(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let Some(share) = visit.form.read("share").and_then(Share::new) else {
        let mut field = field(visit.form.text("share"));
        wrong(&mut field, "Enter a whole number from 1 to 100");
        return Ok(shown(&row, field).into());
    };
    let teller = teller(&visit);
    sessions::set_share(visit.services(), &permit, row.id, share, &teller).await?;
    visit.jobs.notify_one();
    Ok(see(format!("{}?done=share", href(row.id))))
}

fn shown(row: &SessionRow, field: Field) -> Page {
    let error_of = field.clone();
    let (title, back) = (row.title.clone(), href(row.id));
    let page = Page::new("How much to attend", move || {
        view! {
            <TwoThirds>
                <PageHeading text="How much to attend" caption=title/>
                <p class="govuk-body">
                    "A part that was missed can be made up at another session of the course within a year, as the same part of as
                    many. Those who have been marked already complete the course, or do no more, as soon as you save."
                </p>
                <Form>
                    <TextInput field=field width=InputWidth::Chars3 suffix="%" inputmode=InputMode::Numeric/>
                    <Button text="Save"/>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back text="The session"/> });
    page.errors(&[&error_of])
}
