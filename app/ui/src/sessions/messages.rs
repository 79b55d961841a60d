//! What the people on a session were sent, and whether it has arrived, for those who run it.

use super::found::{href, run};
use crate::{
    ui::{
        BackLink, CaptionKind, Column, Content, InsetText, ListPages, Narrow, PageHeading, Table,
        Tag, TagColour,
    },
    web::{Answer, Page, Problem, Visit, see},
};
use domain::calendar;
use leptos::prelude::*;
use store::{
    notifications::Message,
    sessions::{self, Delivery, PAGE_SIZE, SessionMessage, SessionRow},
};

/// Two queries for the messages, however many there are.
pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let delivery = sessions::delivery(visit.services(), &permit, row.id).await?;
    let pages = delivery.written.unsigned_abs().div_ceil(PAGE_SIZE.into());
    let last = u32::try_from(pages).unwrap_or(u32::MAX).max(1);
    let current = visit.query.read("page").unwrap_or(1).max(1);
    if current > last {
        return Ok(see(address(&row, last)));
    }
    let messages = sessions::list_messages(visit.services(), &permit, row.id, current).await?;
    let back = href(row.id);
    let view = move || view(row, delivery, &messages, (current, last));
    Ok(Page::new("Messages about this session", view)
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="The session"/> })
        .into())
}

fn address(row: &SessionRow, page: u32) -> String {
    format!("{}/messages?page={page}", href(row.id))
}

fn view(
    row: SessionRow,
    delivery: Delivery,
    messages: &[SessionMessage],
    (current, last): (u32, u32),
) -> AnyView {
    let caption = row.title.clone();
    let heading = view! { <PageHeading text="Messages about this session" caption=caption/> };
    if messages.is_empty() {
        return view! { {heading} <InsetText>"Nobody has been sent a message yet."</InsetText> }
            .into_any();
    }
    let head = ["Name", "Message", "Written", "State"]
        .map(Column::new)
        .to_vec();
    let rows = messages.iter().map(line).collect();
    view! {
        {heading}
        <p class="govuk-body">{arrived(delivery)}</p>
        <p class="govuk-body">"What has not arrived comes first. A message that the mail server has not taken in twelve tries, or whose \
            address does not exist, is not tried again: tell the person another way, and correct the address."</p>
        <Table caption="Messages" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        <ListPages current=current last=last href=Box::new(move |page| address(&row, page))/>
    }
    .into_any()
}

/// How many have arrived, in a sentence.
fn arrived(delivery: Delivery) -> String {
    format!(
        "{} sent, {} on their way, {} not taken by the mail server.",
        delivery.sent,
        delivery.waiting(),
        delivery.parked
    )
}

fn line(one: &SessionMessage) -> Vec<Content> {
    vec![
        one.name.clone().into(),
        one.message.subject.clone().into(),
        calendar::moment(one.message.created_at).into(),
        state(&one.message),
    ]
}

fn state(message: &Message) -> Content {
    if let Some(at) = message.sent_at {
        return format!("Sent on {}", calendar::moment(at)).into();
    }
    let (text, colour) = if message.is_parked() {
        ("Not taken", TagColour::Red)
    } else {
        ("On its way", TagColour::Yellow)
    };
    view! { <Tag text=text colour=colour/> }.into_any().into()
}
