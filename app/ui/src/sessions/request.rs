//! One session that somebody asks for: what is asked, taking it up, and declining it.

use super::{found::href, requests::state};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, Content, Field, PageHeading, Spellcheck,
        SummaryList, SummaryRow, Textarea, TwoThirds,
    },
    web::{
        Answer, Form, Page, Problem, Site, Visit, see,
        typed::{prose, wrong},
    },
};
use domain::{
    access::{AnswerSessionRequests, AskForSession, Permit, Role},
    calendar,
    ids::SessionRequestId,
};
use leptos::prelude::*;
use store::{
    notifications::Mail,
    sessions::{self, RequestRow, RequestTold},
};

/// The longest reason, in characters.
const LONGEST: usize = 1000;

/// The request in the address, for those who answer requests.
async fn found(visit: &Visit) -> Result<(RequestRow, Permit<AnswerSessionRequests>), Problem> {
    let permit = visit.permit(AnswerSessionRequests {})?;
    let row = sessions::find_request(visit.services(), &permit, visit.param("request")?).await?;
    Ok((row.ok_or(Problem::NotFound)?, permit))
}

/// The request for which a session is put on, as the form or the address says.
pub(super) async fn asked_for(visit: &Visit) -> Result<Option<RequestRow>, Problem> {
    let named = visit.form.read::<SessionRequestId>("request");
    let Some(id) = named.or_else(|| visit.query.read("request")) else {
        return Ok(None);
    };
    let permit = visit.permit(AnswerSessionRequests {})?;
    let row = sessions::find_request(visit.services(), &permit, id).await?;
    Ok(Some(row.ok_or(Problem::NotFound)?))
}

/// The mail that tells whoever asked what came of it.
pub(super) fn request_mail(site: &Site, told: &RequestTold) -> Mail {
    let url = &site.settings().public_url;
    let (text, link) = match told.session {
        Some(session) => ("request-put-on", format!("{url}{}", href(session))),
        None => ("request-declined", format!("{url}/sessions")),
    };
    let words = [
        ("name", told.name.as_str()),
        ("about", &told.about),
        ("why", &told.why),
        ("link", &link),
    ];
    let key = format!("session request {}", told.request);
    site.mail(text, &words, key, (&told.name, &told.address))
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let answers = visit.actor()?.has(Role::TrainingLead);
    let row = if answers {
        found(&visit).await?.0
    } else {
        let person = visit.person()?;
        let permit = visit.permit(AskForSession { person })?;
        sessions::own_request(visit.services(), &permit, visit.param("request")?)
            .await?
            .ok_or(Problem::NotFound)?
    };
    let may_answer = answers && row.state().may_answer(Some(visit.person()?)).is_ok();
    Ok(
        Page::new("A session asked for", move || view(&row, may_answer))
            .section("/sessions")
            .before(|| view! { <BackLink href="/sessions/requests" text="Sessions asked for"/> })
            .into(),
    )
}

fn view(row: &RequestRow, may_answer: bool) -> AnyView {
    let lines = |text: &str| Content::lines(text.lines().map(str::to_owned));
    let place = match row.place.as_str() {
        "" => "Anywhere",
        place => place,
    };
    let mut rows = vec![
        SummaryRow::new("How it stands", state(row.state())),
        SummaryRow::new("Who asks", format!("{}, {}", row.name, row.organisation)),
        SummaryRow::new("Asked on", calendar::moment(row.asked_at)),
        SummaryRow::new("People", row.people.to_string()),
        SummaryRow::new("Place", lines(place)),
        SummaryRow::new("Dates", lines(&row.dates)),
        SummaryRow::new("Why", lines(&row.why)),
    ];
    if let Some(name) = &row.taken_by_name {
        rows.push(SummaryRow::new("Taken up by", name.clone()));
    }
    if let Some(session) = row.session_id {
        let to = href(session.into());
        let link = view! { <a class="govuk-link" href=to>"See the session"</a> };
        rows.push(SummaryRow::new("Session", Content::from(link.into_any())));
    }
    if !row.declined_why.is_empty() {
        rows.push(SummaryRow::new(
            "Why it was declined",
            lines(&row.declined_why),
        ));
    }
    let answer = may_answer.then(|| {
        let at = format!("/sessions/requests/{}", row.id);
        let (take, decline) = (format!("{at}/take"), format!("{at}/decline"));
        view! {
            <Form action=take>
                <ButtonGroup>
                    <Button text="Take it up and put a session on"/>
                    <a class="govuk-link" href=decline>"Decline"</a>
                </ButtonGroup>
            </Form>
        }
    });
    let about = row.about.clone();
    view! {
        <TwoThirds>
            <PageHeading text=about caption="A session asked for"/>
            <SummaryList rows=rows/>
            {answer}
        </TwoThirds>
    }
    .into_any()
}

/// Takes it up, and leads to the form that is filled in from it.
pub(super) async fn take(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = found(&visit).await?;
    match sessions::take_up(visit.services(), &permit, row.id.into()).await? {
        Ok(()) => Ok(see(format!("/sessions/new?request={}", row.id))),
        Err(refusal) => Err(refused(&row, refusal.to_string())),
    }
}

pub(super) fn refused(row: &RequestRow, said: String) -> Problem {
    let to = format!("/sessions/requests/{}", row.id);
    Problem::refused(said, "Nothing has been changed.", ("See the request", &to))
}

fn reason(typed: &str) -> Field {
    Field::new("why")
        .label("Why is it declined?")
        .hint("Whoever asked reads it")
        .value(typed)
}

pub(super) async fn why(visit: Visit) -> Result<Answer, Problem> {
    let (row, _) = found(&visit).await?;
    Ok(declining(&row, reason("")).into())
}

/// Declines it. The same form posted twice is told that it was.
pub(super) async fn decline(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = found(&visit).await?;
    let mut why = reason(visit.form.text("why"));
    if prose(&mut why, "It", LONGEST).is_empty() {
        wrong(&mut why, "Enter why the request is declined");
    }
    if why.error.is_some() {
        return Ok(declining(&row, why).into());
    }
    let site = visit.site.clone();
    let teller = move |told: &RequestTold| request_mail(&site, told);
    let (services, id) = (visit.services(), row.id.into());
    match sessions::decline_request(services, &permit, id, why.current(), &teller).await? {
        Ok(()) => {
            visit.jobs.notify_one();
            Ok(see("/sessions/requests?done=declined"))
        }
        Err(refusal) => Err(refused(&row, refusal.to_string())),
    }
}

fn declining(row: &RequestRow, why: Field) -> Page {
    let error_of = why.clone();
    let back = format!("/sessions/requests/{}", row.id);
    let (cancel, about) = (back.clone(), row.about.clone());
    let page = Page::new("Decline a request", move || {
        view! {
            <TwoThirds>
                <PageHeading text="Decline this request?" caption=about/>
                <Form>
                    <Textarea field=why rows=3 spellcheck=Spellcheck::On/>
                    <ButtonGroup>
                        <Button text="Decline the request" kind=ButtonKind::Warning/>
                        <a class="govuk-link" href=cancel>"Keep it"</a>
                    </ButtonGroup>
                </Form>
            </TwoThirds>
        }
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back/> });
    page.errors(&[&error_of])
}
