//! Who has asked for a place on a session, for those who run it.

use super::{
    found::{href, run},
    words::{places, state_tag},
};
use crate::{
    ui::{BackLink, CaptionKind, Column, Content, InsetText, Narrow, PageHeading, Table},
    web::{Answer, Page, Problem, Visit},
};
use domain::{calendar, sessions::State};
use leptos::prelude::*;
use store::sessions::{self, OrganisersView, SessionRow};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (row, permit) = run(&visit).await?;
    let bookings = sessions::bookings_of(visit.services(), &permit, row.id).await?;
    let back = href(row.id);
    Ok(Page::new("Who has booked", move || view(&row, bookings))
        .section("/sessions")
        .before(move || view! { <BackLink href=back text="The session"/> })
        .into())
}

fn view(row: &SessionRow, bookings: Vec<OrganisersView>) -> AnyView {
    let list = if bookings.is_empty() {
        view! { <InsetText>"Nobody has asked for a place yet."</InsetText> }.into_any()
    } else {
        let head = ["Name", "How it stands", "Reference", "What they need"].map(Column::new);
        let head: Vec<_> = head
            .into_iter()
            .chain([Column::unseen("What you can do")])
            .collect();
        let rows = bookings.into_iter().map(line).collect();
        view! {
            <Table caption="Bookings in the order of asking" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        }
        .into_any()
    };
    let places = places(row);
    let messages = format!("{}/messages", href(row.id));
    let venue = (!row.venue.is_empty()).then(|| format!("{}/venue", href(row.id)));
    view! {
        <PageHeading text="Who has booked" caption=row.title.clone()/>
        <p class="govuk-body">{places}</p>
        <p class="govuk-body">
            "What people need and eat is shown to you as the organiser only, and deleted 30 days after the session."
        </p>
        {list}
        <p class="govuk-body"><a class="govuk-link" href=messages>"Messages about this session"</a></p>
        {venue.map(|to| view! {
            <p class="govuk-body"><a class="govuk-link" href=to>"The calendar of the venue"</a></p>
        })}
    }
    .into_any()
}

fn line(one: OrganisersView) -> Vec<Content> {
    let state = State::from_code(&one.state);
    let names = [Some(one.name.clone()), one.organisation];
    let mut said = Vec::new();
    if one.depends_on.is_some() {
        said.push("Provisional".to_owned());
    }
    said.extend(
        one.to_confirm
            .then(|| "Has not confirmed the new time".to_owned()),
    );
    said.extend(
        one.offered_until
            .map(|until| format!("Until {}", calendar::moment(until))),
    );
    said.extend((!one.ended_why.is_empty()).then(|| one.ended_why.clone()));
    let more = said.join(". ");
    let tag = state.map(state_tag);
    let stands = view! { {tag} " " {more} }.into_any();
    let to = format!("/bookings/{}/cancel", one.id);
    let give_up = state.filter(|state| state.is_ahead()).map(|_| {
        let hidden = format!(" the booking of {}", one.name);
        view! { <a class="govuk-link" href=to>"Cancel" <span class="govuk-visually-hidden">{hidden}</span></a> }
    });
    vec![
        Content::lines(names.into_iter().flatten()),
        stands.into(),
        one.reference.into(),
        needs(one.access_needs, &one.dietary),
        view! { {give_up} }.into_any().into(),
    ]
}

/// What somebody needs to take part, and eats.
fn needs(access: String, dietary: &str) -> Content {
    let food = (!dietary.is_empty()).then(|| format!("Food: {dietary}"));
    let access = Some(access).filter(|access| !access.is_empty());
    let said: Vec<_> = access.into_iter().chain(food).collect();
    if said.is_empty() {
        "Nothing said".into()
    } else {
        Content::lines(said)
    }
}
