//! Fewer places than people: whose booking ends or waits.

use super::{found::href, series::hidden};
use crate::{
    certificates::many,
    ui::{
        BackLink, Button, ButtonGroup, ButtonKind, CaptionKind, Choice, Column, Field, Narrow,
        PageHeading, RadioLayout, Radios, RowTick, Table, WarningText,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit, typed::wrong},
};
use domain::{
    access::{Permit, RunSession},
    calendar,
    sessions::{Cut, State, Surplus},
};
use leptos::prelude::*;
use store::sessions::{self, OrganisersView, SessionRow};

/// The bookings that were chosen to lose their place; nobody as long as it was not said what becomes of them.
pub(super) fn chosen(form: &Fields) -> Cut {
    let to = match form.text("then") {
        "end" => Surplus::End,
        "wait" => Surplus::Wait,
        _ => return Cut::default(),
    };
    let bookings = form.all("booking").filter_map(|id| id.parse().ok());
    Cut {
        bookings: bookings.collect(),
        to,
    }
}

/// Asks whose booking ends or waits when there are only so many places.
pub(super) async fn ask(
    visit: &Visit,
    permit: &Permit<RunSession>,
    row: &SessionRow,
    places: u32,
) -> Result<Answer, Problem> {
    let bookings = sessions::bookings_of(visit.services(), permit, row.id).await?;
    let holds = |one: &OrganisersView| {
        let state = State::from_code(&one.state);
        state.is_some_and(|state| state.takes_place() && state.is_ahead())
    };
    let holders: Vec<_> = bookings.into_iter().rev().filter(holds).collect();
    let surplus = row.taken.saturating_sub(places);
    let mut ticks = Field::new("booking")
        .label("People")
        .values(visit.form.all("booking"));
    let mut then = Field::new("then")
        .label("What becomes of their bookings?")
        .value(visit.form.text("then"));
    if visit.form.text("asked") == "1" {
        if then.current().is_empty() {
            wrong(&mut then, "Select what becomes of their bookings");
        }
        let chosen = visit.form.all("booking").count();
        if chosen < surplus as usize {
            let least = many(surplus.into(), "person", "people");
            wrong(&mut ticks, format!("Select at least {least}"));
        }
    }
    let errors_of = (ticks.clone(), then.clone());
    let (answers, title) = (visit.form.clone(), row.title.clone());
    let warning = format!(
        "{} a place, and there are to be {}. Select at least {}: nobody is dropped unasked.",
        many(row.taken.into(), "person holds", "people hold"),
        many(places.into(), "place", "places"),
        many(surplus.into(), "person", "people"),
    );
    let (back, cancel) = (href(row.id), href(row.id));
    let page = Page::new("Fewer places than people", move || {
        view(&answers, (title, warning), holders, (&ticks, then), cancel)
    })
    .section("/sessions")
    .before(move || view! { <BackLink href=back/> });
    Ok(page.errors(&[&errors_of.0, &errors_of.1]).into())
}

fn view(
    answers: &Fields,
    (title, warning): (String, String),
    holders: Vec<OrganisersView>,
    (ticks, then): (&Field, Field),
    cancel: String,
) -> AnyView {
    let row = |(at, one): (usize, OrganisersView)| {
        let boxes = ticks.clone();
        let organisation = one.organisation.unwrap_or_default();
        let more = format!(", {organisation}");
        let tick =
            view! { <RowTick boxes=boxes at=at value=one.id.to_string() name=one.name more=more/> };
        let asked = calendar::moment(one.asked_at);
        vec![tick.into_any().into(), organisation.into(), asked.into()]
    };
    let rows = holders.into_iter().enumerate().map(row).collect();
    let head = ["Person", "Organisation", "Asked on"]
        .map(Column::new)
        .to_vec();
    let choices = vec![
        Choice::new("wait", "They go on the waiting list")
            .hint("In their place in the order of asking. They are told"),
        Choice::new("end", "Their bookings end").hint("At nobody\u{2019}s charge. They are told"),
    ];
    let hidden = hidden(answers, &["asked", "booking", "then"]);
    view! {
        <PageHeading text="Fewer places than people" caption=title/>
        <WarningText text=warning/>
        <Form>
            {hidden}
            <input type="hidden" name="asked" value="1"/>
            <Table caption="People who hold a place, the latest first" caption_kind=CaptionKind::Plain head=head rows=rows narrow=Narrow::Stack/>
            <Radios field=then choices=choices layout=RadioLayout::Small/>
            <ButtonGroup>
                <Button text="Change the session" kind=ButtonKind::Warning/>
                <a class="govuk-link" href=cancel>"Keep it as it is"</a>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}
