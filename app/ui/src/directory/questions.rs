//! Questions: those that one was asked, those in the queue of one's board, and those that one asked.
//!
//! Rules Y14 to Y16 of `docs/rules/directory.md`.

use super::pages;
use crate::{
    ui::{
        BannerKind, ButtonLink, CaptionKind, Column, Content, InsetText, Narrow,
        NotificationBanner, PageHeading, Stat, Stats, Table, Tag, TagColour,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{AnswerAdvice, AskForAdvice, Target},
    calendar,
    directory::{AdviceState, Timeliness},
};
use leptos::prelude::*;
use store::directory::{self, AdviceRow};

/// What waits for a board, and how long its answers took.
struct Queue {
    rows: Vec<AdviceRow>,
    times: Timeliness,
}

struct Shown {
    to_me: Vec<AdviceRow>,
    queue: Option<Queue>,
    own: Vec<AdviceRow>,
    done: Option<&'static str>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (services, person) = (visit.services(), visit.person()?);
    let own = visit.permit(AskForAdvice { person })?;
    let target = Target::person(person);
    let to_me = visit.permit(AnswerAdvice { target })?;
    let shown = Shown {
        to_me: directory::asked_of(services, &to_me).await?,
        queue: queue(&visit).await?,
        own: directory::asks(services, &own).await?,
        done: match visit.query.text("done") {
            "asked" => Some("Your question has been sent."),
            "answered" => Some("Your answer has been sent."),
            _ => None,
        },
    };
    let pages = pages(&visit, "/directory/questions")?;
    Ok(Page::new("Questions", move || view(&shown, pages))
        .section("/directory")
        .into())
}

/// The queue of the boards for which the visitor acts.
async fn queue(visit: &Visit) -> Result<Option<Queue>, Problem> {
    let target = Target {
        boards: visit.actor()?.boards(),
        ..Target::default()
    };
    let Ok(permit) = visit.permit(AnswerAdvice { target }) else {
        return Ok(None);
    };
    Ok(Some(Queue {
        rows: directory::board_queue(visit.services(), &permit).await?,
        times: directory::advice_times(visit.services(), &permit).await?,
    }))
}

fn view(shown: &Shown, pages: AnyView) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let queue = shown.queue.as_ref().map(|queue| {
        let waiting = section(
            "For your board",
            &queue.rows,
            "Nothing waits for your board.",
        );
        view! { {times(&queue.times)} {waiting} }
    });
    let to_me = (!shown.to_me.is_empty()).then(|| section("Asked of you", &shown.to_me, ""));
    let own = section("You asked", &shown.own, "You have not asked anything yet.");
    view! {
        {banner}
        <PageHeading text="Questions"/>
        {pages}
        {queue}
        {to_me}
        {own}
        <ButtonLink text="Ask your board" href="/directory/ask"/>
    }
    .into_any()
}

fn times(times: &Timeliness) -> AnyView {
    let median = match times.median {
        None => "–".to_owned(),
        Some(1) => "1 day".to_owned(),
        Some(days) => format!("{days} days"),
    };
    let within = format!(
        "{} of {} in five working days",
        times.in_time, times.answered
    );
    let items = vec![
        Stat::new(times.waiting.to_string(), "Without an answer"),
        Stat::new(times.answered.to_string(), "Answered").sentence(within),
        Stat::new(median, "Usual time").sentence("Half took no longer, in working days"),
    ];
    view! {
        <p class="govuk-body">"In your area, in the last twelve months:"</p>
        <Stats items=items/>
    }
    .into_any()
}

fn section(title: &'static str, rows: &[AdviceRow], nothing: &'static str) -> AnyView {
    let list = if rows.is_empty() {
        view! { <InsetText>{nothing}</InsetText> }.into_any()
    } else {
        table(title, rows)
    };
    view! { <h2 class="govuk-heading-m">{title}</h2> {list} }.into_any()
}

fn table(caption: &'static str, rows: &[AdviceRow]) -> AnyView {
    let row = |row: &AdviceRow| {
        let to = format!("/directory/questions/{}", row.id);
        let about = row.about.clone();
        let link = view! { <a class="govuk-link" href=to>{about}</a> };
        vec![
            Content::from(link.into_any()),
            row.asker.clone().into(),
            whom(row).into(),
            calendar::day(calendar::day_of(row.asked_at)).into(),
            state(row.state()).into(),
        ]
    };
    let rows = rows.iter().map(row).collect();
    let head = ["About", "Asked by", "Asked of", "Asked on", "How it stands"]
        .map(Column::new)
        .to_vec();
    view! {
        <Table caption=caption caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

/// Whom a question was put to.
pub(super) fn whom(row: &AdviceRow) -> String {
    row.asked.clone().unwrap_or_else(|| row.board.clone())
}

/// How a question stands, with its colour.
pub(super) fn state(state: AdviceState) -> AnyView {
    let (text, colour) = match state {
        AdviceState::WithPerson { .. } => ("Waiting", TagColour::Yellow),
        AdviceState::InQueue => ("With the board", TagColour::Purple),
        AdviceState::Answered => ("Answered", TagColour::Green),
    };
    view! { <Tag text=text colour=colour/> }.into_any()
}
