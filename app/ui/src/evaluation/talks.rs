//! Another way than the form: whoever would rather tell somebody, and the organiser who asks them.

use super::answer::{found, refused};
use crate::{
    sessions::run,
    ui::{Button, ButtonKind, CaptionKind, Column, Content, Narrow, Table},
    web::{Answer, Form, Problem, Visit, see},
};
use domain::{evaluation::Way, ids::BookingId};
use leptos::prelude::*;
use store::evaluation::{self, Talks};

/// Keeps that somebody would rather tell somebody. The same form posted twice says it once.
pub(super) async fn rather_tell(visit: Visit) -> Result<Answer, Problem> {
    let (of, permit) = found(&visit).await?;
    let to = format!("/bookings/{}/evaluation", of.booking);
    match evaluation::rather_tell(visit.services(), &permit, of.booking).await? {
        Ok(()) => Ok(see(format!("{to}?done=tell"))),
        Err(refusal) => Err(refused(refusal, &to)),
    }
}

/// Notes that somebody has told the organiser. The same form posted twice changes nothing.
pub(super) async fn note_told(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let booking: BookingId = visit.form.read("booking").ok_or(Problem::NotFound)?;
    evaluation::note_told(visit.services(), &permit, (row.id, booking)).await?;
    Ok(see(format!("/sessions/{}/summary?done=told", row.id)))
}

/// Those who would rather tell somebody, for the organiser.
pub(super) fn table(action: &str, talks: Vec<Talks>) -> Option<AnyView> {
    if talks.is_empty() {
        return None;
    }
    let head = vec![
        Column::new("Name"),
        Column::new("E-mail"),
        Column::new("How it stands"),
    ];
    let rows = talks.into_iter().map(|one| line(action, one)).collect();
    Some(
        view! {
            <h2 class="govuk-heading-m">"Would rather tell somebody"</h2>
            <p class="govuk-body">
                "The form is in their way. Ask them what it was worth, and note here that they have told you; what they say is \
                 not kept here."
            </p>
            <Table caption="Would rather tell somebody" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any(),
    )
}

fn line(action: &str, one: Talks) -> Vec<Content> {
    let stands: Content = if one.way == Way::Talk.code() {
        let (action, booking) = (action.to_owned(), one.booking_id.to_string());
        let hidden = format!(": {}", one.name);
        let form = view! {
            <Form action=action>
                <input type="hidden" name="booking" value=booking/>
                <Button text="They have told me" kind=ButtonKind::Secondary hidden_text=hidden/>
            </Form>
        };
        form.into_any().into()
    } else {
        Way::Told.title().into()
    };
    vec![
        one.name.into(),
        one.email.unwrap_or_default().into(),
        stands,
    ]
}
