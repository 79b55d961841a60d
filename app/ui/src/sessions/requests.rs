//! The sessions that people ask for: one's own requests, and those that wait for an answer.

use crate::{
    ui::{
        BackLink, BannerKind, ButtonLink, CaptionKind, Column, Content, InsetText, Narrow,
        NotificationBanner, PageHeading, Table, Tag, TagColour,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{AnswerSessionRequests, AskForSession},
    calendar,
    sessions::RequestState,
};
use leptos::prelude::*;
use store::sessions::{self, RequestRow};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let services = visit.services();
    let own = visit.permit(AskForSession {
        person: visit.person()?,
    })?;
    let own = sessions::own_requests(services, &own).await?;
    let open = match visit.permit(AnswerSessionRequests {}) {
        Ok(permit) => Some(sessions::open_requests(services, &permit).await?),
        Err(_) => None,
    };
    let done = match visit.query.text("done") {
        "asked" => Some("Your request has been sent to the training leads of the partnership."),
        "declined" => Some("The request has been declined. Whoever asked is told."),
        _ => None,
    };
    Ok(Page::new("Sessions asked for", move || {
        view(&own, open.as_deref(), done)
    })
    .section("/sessions")
    .before(|| view! { <BackLink href="/sessions" text="Sessions"/> })
    .into())
}

fn view(own: &[RequestRow], open: Option<&[RequestRow]>, done: Option<&'static str>) -> AnyView {
    let banner =
        done.map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let open =
        open.map(|rows| section("Waiting for a session", rows, "Nobody asks for a session."));
    let own = section("Your requests", own, "You have not asked for a session.");
    view! {
        {banner}
        <PageHeading text="Sessions asked for"/>
        <ButtonLink text="Ask for a session" href="/sessions/requests/new"/>
        {open}
        {own}
    }
    .into_any()
}

fn section(title: &'static str, rows: &[RequestRow], nothing: &'static str) -> AnyView {
    let list = if rows.is_empty() {
        view! { <InsetText>{nothing}</InsetText> }.into_any()
    } else {
        table(title, rows)
    };
    view! { <h2 class="govuk-heading-m">{title}</h2> {list} }.into_any()
}

fn table(caption: &'static str, rows: &[RequestRow]) -> AnyView {
    let row = |row: &RequestRow| {
        let (to, about) = (format!("/sessions/requests/{}", row.id), row.about.clone());
        let link = view! { <a class="govuk-link" href=to>{about}</a> }.into_any();
        let who = format!("{}, {}", row.name, row.organisation);
        vec![
            Content::from(link),
            who.into(),
            row.people.to_string().into(),
            calendar::day(calendar::day_of(row.asked_at)).into(),
            state(row.state()).into(),
        ]
    };
    let rows = rows.iter().map(row).collect();
    let head = ["About", "Who asks", "People", "Asked on", "How it stands"]
        .map(Column::new)
        .to_vec();
    view! {
        <Table caption=caption caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

/// How a request stands, with its colour.
pub(super) fn state(state: RequestState) -> AnyView {
    let (text, colour) = match state {
        RequestState::Open => ("Waiting", TagColour::Yellow),
        RequestState::TakenUp { .. } => ("Taken up", TagColour::Blue),
        RequestState::PutOn => ("Put on", TagColour::Green),
        RequestState::Declined => ("Declined", TagColour::Grey),
    };
    view! { <Tag text=text colour=colour/> }.into_any()
}
