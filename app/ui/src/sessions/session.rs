//! One session: what, when, where, for whom, how many places, and what one can do.

use super::{
    found::{for_oneself, found, href, may_register},
    missing::to_attend,
    status::{materials_and_price, minimum, tentative, way_there},
    words::{open_to, places, state_tag, when},
};
use crate::{
    ui::{
        BackLink, BannerKind, ButtonGroup, ButtonKind, ButtonLink, Content, InsetText,
        NotificationBanner, PageHeading, SummaryList, SummaryRow, TwoThirds, WarningText,
    },
    web::{Answer, Page, Problem, Visit},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Role, RunSession, SeePerson, Target},
    calendar,
    sessions::{BookingRefusal, Readiness, Venue},
};
use leptos::prelude::*;
use store::{
    reminders::proclaimed,
    sessions::{self, BookingShown, Part, SessionRow, Trainer},
};

/// What the page shows.
struct Shown {
    row: SessionRow,
    parts: Vec<Part>,
    trainers: Vec<Trainer>,
    venue: Option<Venue>,
    own: Option<BookingShown>,
    ready: Result<Readiness, BookingRefusal>,
    last_day_in_time: chrono::NaiveDate,
    may_run: bool,
    may_register: bool,
    may_book_others: bool,
    done: Option<&'static str>,
    now: DateTime<Utc>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let row = found(&visit).await?;
    let services = visit.services();
    let trainers = sessions::trainers(services, &row).await?;
    let permit = for_oneself(&visit)?;
    let see = visit.permit(SeePerson {
        target: Target::person(visit.person()?),
    })?;
    let own = sessions::own_bookings(services, &see).await?;
    let organisation = row.organisation;
    let proclaimed = proclaimed(services).await?;
    let actor = visit.actor()?;
    let venue = match row.kept_venue {
        Some(id) => sessions::find_venue(services, id).await?,
        None => None,
    };
    let shown = Shown {
        venue,
        parts: sessions::parts(services, row.id).await?,
        own: own.into_iter().find(|booking| booking.session == row.id),
        ready: sessions::may_ask(services, &permit, row.id).await?,
        last_day_in_time: domain::sessions::last_day_in_time(
            calendar::day_of(row.terms.starts_at),
            row.terms.notice_days,
            &proclaimed,
        ),
        may_run: visit.permit(RunSession { organisation }).is_ok(),
        may_register: may_register(&visit, &row, &trainers).is_ok(),
        may_book_others: actor.has(Role::Manager) || actor.has(Role::TrainingLead),
        done: done(visit.query.text("done")),
        now: visit.now,
        trainers,
        row,
    };
    Ok(Page::new(shown.row.title.clone(), move || view(&shown))
        .section("/sessions")
        .before(|| view! { <BackLink href="/sessions" text="Sessions"/> })
        .into())
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "on" => "The session is on. People can book when booking opens.",
        "series" => "The sessions are on. This is the first of them.",
        "confirmed" => "The session takes place. Everybody with a booking is told.",
        "changed" => {
            "The session has been changed. Whoever has booked is told where its dates or its place changed."
        }
        "share" => "It has been changed how much of the session has to be attended.",
        "cancelled" => "The session has been cancelled. Everybody with a booking is told.",
        _ => return None,
    })
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let booking = match &shown.row.cancelled_why {
        Some(why) => {
            let text = format!("This session has been cancelled: {why}");
            view! { <WarningText text=text/> }.into_any()
        }
        None => booking(shown),
    };
    let facts = facts(shown);
    let tentative = tentative(&shown.row);
    let running = running(shown);
    let (title, caption) = (shown.row.title.clone(), shown.row.organisation_name.clone());
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text=title caption=caption/>
            {tentative}
            {booking}
            {facts}
            {running}
        </TwoThirds>
    }
    .into_any()
}

/// One's own booking, or the way to one.
fn booking(shown: &Shown) -> AnyView {
    if let Some(own) = &shown.own {
        let to = format!("/bookings/{}", own.id);
        return view! {
            <p class="govuk-body">{state_tag(own.state)}</p>
            <p class="govuk-body"><a class="govuk-link" href=to>"See your booking"</a></p>
        }
        .into_any();
    }
    let may = shown.row.terms.may_book(shown.now);
    match may.and_then(|()| shown.ready.clone()) {
        Err(refusal) => {
            let said = format!("{refusal}.");
            view! { <InsetText>{said}</InsetText> }.into_any()
        }
        Ok(ready) => {
            let text = if shown.row.left() == 0 {
                "Join the waiting list"
            } else {
                "Book a place"
            };
            let to = format!("{}/book", href(shown.row.id));
            let provisional = matches!(ready, Readiness::Provisional(_)).then(|| {
                view! {
                    <InsetText>
                        "You have booked what comes first and not attended it yet. Your place is provisional until then."
                    </InsetText>
                }
            });
            view! { {provisional} <ButtonLink text=text href=to/> }.into_any()
        }
    }
}

fn facts(shown: &Shown) -> AnyView {
    let row = &shown.row;
    let place = if row.venue.is_empty() {
        Content::from("Online. The link is with your booking")
    } else {
        Content::lines(row.venue.lines().map(str::to_owned))
    };
    let trainers: Vec<_> = shown.trainers.iter().map(|one| one.name.clone()).collect();
    let mut rows = vec![
        SummaryRow::new(
            "When",
            Content::lines(shown.parts.iter().map(|part| when(*part))),
        ),
        SummaryRow::new("Where", place),
        SummaryRow::new("District", row.district_name.clone()),
    ];
    rows.extend(way_there(shown.venue.as_ref()));
    if shown.parts.len() > 1 {
        rows.push(SummaryRow::new(
            "To complete the course",
            to_attend(row.share, shown.parts.len()),
        ));
    }
    if !trainers.is_empty() {
        rows.push(SummaryRow::new("Trainers", Content::lines(trainers)));
    }
    if row.cancelled_why.is_none() {
        rows.extend(terms(shown));
    }
    rows.extend(materials_and_price(row));
    if !row.note.is_empty() {
        let note = row.note.lines().map(str::to_owned);
        rows.push(SummaryRow::new("Good to know", Content::lines(note)));
    }
    view! { <SummaryList rows=rows/> }.into_any()
}

/// On what terms it is booked.
fn terms(shown: &Shown) -> Vec<SummaryRow> {
    let row = &shown.row;
    let mut rows = vec![
        SummaryRow::new("Places", places(row)),
        SummaryRow::new("For", open_to(row)),
        SummaryRow::new("Booking opens", calendar::moment(row.terms.opens_at)),
        SummaryRow::new("Booking closes", calendar::moment(row.terms.closes_at)),
        SummaryRow::new("Give a place up in time", notice(shown)),
    ];
    rows.extend(minimum(row));
    if let Some(reserved) = row.terms.reserved.filter(|r| shown.now < r.until) {
        let text = format!(
            "{} places are kept for one organisation until {}",
            reserved.places,
            calendar::moment(reserved.until)
        );
        rows.push(SummaryRow::new("Reserved", text));
    }
    rows
}

fn notice(shown: &Shown) -> String {
    let days = match shown.row.terms.notice_days {
        0 => return "Until the session begins".to_owned(),
        1 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    };
    format!(
        "By {}, {days} before",
        calendar::day(shown.last_day_in_time)
    )
}

/// What those can do who run the session, train on it, or book others.
fn running(shown: &Shown) -> AnyView {
    let to = |end: &str| format!("{}/{end}", href(shown.row.id));
    let is_on = shown.row.cancelled_why.is_none();
    let others = (shown.may_book_others && is_on).then(|| {
        view! { <ButtonLink text="Book others" href=to("people") kind=ButtonKind::Secondary/> }
    });
    let register = (shown.may_register && is_on).then(|| {
        view! { <ButtonLink text="Register" href=to("register") kind=ButtonKind::Secondary/> }
    });
    let parts = (shown.parts.len() > 1).then(|| {
        view! { <ButtonLink text="How much to attend" href=to("share") kind=ButtonKind::Secondary/> }
    });
    let run = shown.may_run.then(|| {
        let change = is_on.then(|| {
            view! {
                <ButtonLink text="Change" href=to("change") kind=ButtonKind::Secondary hidden_text="this session"/>
                <a class="govuk-link" href=to("cancel")>"Cancel the session"</a>
            }
        });
        let confirm = (is_on && shown.row.is_tentative).then(|| {
            view! { <ButtonLink text="Confirm the session" href=to("confirm") kind=ButtonKind::Secondary/> }
        });
        let copy = format!("/sessions/new?copy={}", shown.row.id);
        view! {
            {confirm}
            <ButtonLink text="Who has booked" href=to("bookings") kind=ButtonKind::Secondary/>
            <ButtonLink text="Costs" href=to("costs") kind=ButtonKind::Secondary/>
            <ButtonLink text="Walk-ins" href=to("walk-ins") kind=ButtonKind::Secondary/>
            {parts}
            {change}
            <a class="govuk-link" href=copy>"Copy this session"</a>
        }
    });
    let summary = shown.may_register.then(|| {
        view! { <ButtonLink text="What came of it" href=to("summary") kind=ButtonKind::Secondary/> }
    });
    view! { <ButtonGroup>{register} {others} {summary} {run}</ButtonGroup> }.into_any()
}
