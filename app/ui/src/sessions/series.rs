//! Several sessions from one form: what would be put on, line by line, and then all that were chosen at once.

use super::{
    clashes::clashes,
    found::href,
    request::request_mail,
    words::{span_of, when},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content, Field, Narrow,
        PageHeading, RowTick, Table,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, see, typed::wrong},
};
use chrono::NaiveDate;
use domain::{
    access::{AnswerSessionRequests, Permit, RunSession},
    calendar,
    reminders::is_bank_holiday,
};
use leptos::prelude::*;
use store::{
    StoreError,
    reminders::proclaimed,
    sessions::{self, Answering, Busy, NewSession, RequestTeller, RequestTold},
};

/// A session that would be put on, with what speaks against it.
struct Line {
    when: String,
    remarks: Vec<String>,
    is_holiday: bool,
}

impl Line {
    fn of(session: &NewSession, remarks: Vec<String>, proclaimed: &[NaiveDate]) -> Self {
        let days = || session.parts.iter().map(|p| calendar::day_of(p.starts_at));
        let mut holidays = days().filter(|day| is_bank_holiday(*day) || proclaimed.contains(day));
        let is_holiday = holidays.next().is_some();
        let mut remarks = remarks;
        if is_holiday {
            remarks.insert(0, "Bank holiday".to_owned());
        }
        Self {
            when: when(span_of(&session.parts)),
            remarks,
            is_holiday,
        }
    }
}

/// Shows what would be put on; once that is confirmed, puts on those that were ticked.
pub(super) async fn put_on(
    visit: &Visit,
    permit: &Permit<RunSession>,
    planned: &[NewSession],
    busy: &[Busy],
) -> Result<Answer, Problem> {
    let mut ticks = Field::new("session").label("Sessions");
    let is_confirmed = visit.form.text("confirmed") == "1";
    if is_confirmed {
        ticks = ticks.values(visit.form.all("session"));
        let chosen = (0..).zip(planned);
        let chosen: Vec<_> = chosen
            .filter(|(place, _)| ticks.has(&place.to_string()))
            .map(|(_, session): (u32, _)| session.clone())
            .collect();
        if chosen.is_empty() {
            wrong(&mut ticks, "Select at least one session");
        } else {
            match keep(visit, permit, &chosen).await {
                Ok(first) => return Ok(see(format!("{first}?done=series"))),
                Err(StoreError::Conflict) => {
                    let said = "One of these is on already: your organisation has this course on at \
                                that time in that place. Nothing has been put on";
                    wrong(&mut ticks, said);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    let proclaimed = proclaimed(visit.services()).await?;
    let lines: Vec<_> = planned
        .iter()
        .map(|session| {
            let clashes = clashes(busy, session, permit.act().organisation);
            Line::of(session, clashes, &proclaimed)
        })
        .collect();
    if !is_confirmed {
        let free = (0_u32..).zip(&lines).filter(|(_, line)| !line.is_holiday);
        ticks = ticks.values(free.map(|(place, _)| place.to_string()));
    }
    let title = planned.first().map(|one| one.title.clone());
    Ok(shown(visit.form.clone(), title.unwrap_or_default(), lines, ticks).into())
}

/// Puts sessions on, all of them or none, and answers the request for which that is done. Where the first of them is.
pub(super) async fn keep(
    visit: &Visit,
    permit: &Permit<RunSession>,
    planned: &[NewSession],
) -> Result<String, StoreError> {
    let site = visit.site.clone();
    let teller = move |told: &RequestTold| request_mail(&site, told);
    let request = visit.form.read("request");
    // Whoever may not answer requests answers none.
    let may_answer = visit.permit(AnswerSessionRequests {}).ok();
    let answering: Option<Answering<'_>> = request
        .zip(may_answer.as_ref())
        .map(|(id, permit)| (id, permit, &teller as RequestTeller<'_>));
    let ids = sessions::put_on_all(visit.services(), permit, planned, answering).await?;
    visit.jobs.notify_one();
    Ok(ids.first().map(|id| href(*id)).unwrap_or_default())
}

fn shown(answers: Fields, course: String, lines: Vec<Line>, ticks: Field) -> Page {
    let error_of = ticks.clone();
    let page = Page::new("Check the dates", move || {
        view(&answers, course, lines, &ticks)
    })
    .section("/sessions")
    .before(|| view! { <BackLink href="/sessions" text="Sessions"/> });
    page.errors(&[&error_of])
}

fn view(answers: &Fields, course: String, lines: Vec<Line>, ticks: &Field) -> AnyView {
    let row = |(at, line): (usize, Line)| {
        let boxes = ticks.clone();
        let tick =
            view! { <RowTick boxes=boxes at=at value=at.to_string() name=line.when more=""/> };
        let remarks = if line.remarks.is_empty() {
            Content::from("Nothing")
        } else {
            Content::lines(line.remarks)
        };
        vec![tick.into_any().into(), remarks]
    };
    let rows = lines.into_iter().enumerate().map(row).collect();
    let head = ["Session", "What speaks against it"]
        .map(Column::new)
        .to_vec();
    let hidden = hidden(answers, &["confirmed", "back", "session"]);
    view! {
        <PageHeading text="Check the dates" caption=course/>
        <p class="govuk-body">"The sessions that are ticked are put on, all at once. Bank holidays are left out unless you tick them."</p>
        <Form>
            {hidden}
            <Table caption="The sessions" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
            <ButtonGroup>
                <Button text="Put them on" name="confirmed" value="1"/>
                <Button text="Change the answers" kind=ButtonKind::Secondary name="back" value="1"/>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

/// The answers of the form but those of this page, to be sent once more.
pub(super) fn hidden(answers: &Fields, own: &[&str]) -> AnyView {
    let is_kept = |name: &str| name != "form_token" && !own.contains(&name);
    let kept = answers.0.iter().filter(|(name, _)| is_kept(name));
    let input = |(name, value): &(String, String)| {
        let (name, value) = (name.clone(), value.clone());
        view! { <input type="hidden" name=name value=value/> }
    };
    kept.map(input).collect_view().into_any()
}
