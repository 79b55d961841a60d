//! Undoing a merger, or saying what stands in the way.

use super::choose::in_address;
use crate::{
    people::Whom,
    ui::{BackLink, Button, ButtonKind, PageHeading, TwoThirds},
    web::{Answer, Form, Page, Problem, Visit, see},
};
use domain::{
    access::{self, MergeRecords, Permit},
    calendar,
    ids::MergerId,
};
use leptos::prelude::*;
use store::keeping::merging::{self, MergerRow, Since, Undone};

struct Found {
    whom: Whom,
    permit: Permit<MergeRecords>,
    id: MergerId,
    merger: MergerRow,
}

async fn found(visit: &Visit) -> Result<Found, Problem> {
    let (whom, permit) = in_address(visit).await?;
    let id: MergerId = visit.param("merger")?;
    let all = merging::mergers_of(visit.services(), &permit).await?;
    let merger = all
        .into_iter()
        .find(|row| row.id == id.0)
        .ok_or(Problem::NotFound)?;
    Ok(Found {
        whom,
        permit,
        id,
        merger,
    })
}

pub(in super::super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    let since = merging::since(visit.services(), &found.permit, found.id).await?;
    Ok(shown(found, &since.ok_or(Problem::NotFound)?))
}

/// Moves everything back.
pub(in super::super) async fn undo(visit: Visit) -> Result<Answer, Problem> {
    let found = found(&visit).await?;
    match merging::undo(visit.services(), &found.permit, found.id).await? {
        Undone::Done => Ok(see(format!("{}?done=unmerged", found.whom.href()))),
        Undone::NotAny(since) => Ok(shown(found, &since)),
        Undone::Address => Err(Problem::refused(
            "This merger cannot be undone yet",
            "Somebody else has one of the two e-mail addresses by now. Change that first.",
            ("Go back to the person", &found.whom.href()),
        )),
    }
}

fn shown(found: Found, since: &[Since]) -> Answer {
    let (back, merger) = (format!("{}/merge", found.whom.href()), found.merger);
    let reasons: Vec<_> = since.iter().map(sentence).collect();
    Page::new("Undo this merger?", move || view(&merger, reasons))
        .section("/people")
        .before(move || view! { <BackLink href=back/> })
        .into()
}

fn view(merger: &MergerRow, reasons: Vec<String>) -> AnyView {
    let of = format!(
        "The record of {} was merged into this one on {}.",
        merger.name,
        calendar::moment(merger.merged_at)
    );
    let content = if reasons.is_empty() {
        view! {
            <ul class="govuk-list govuk-list--bullet">
                <li>"Everything that moved goes back. What was added since stays with this record."</li>
                <li>"Each signs in as before. Both are signed out."</li>
            </ul>
            <Form>
                <Button text="Undo the merger" kind=ButtonKind::Warning/>
            </Form>
        }
        .into_any()
    } else {
        let reasons: Vec<_> = reasons
            .into_iter()
            .map(|text| view! { <li>{text}</li> })
            .collect();
        view! {
            <p class="govuk-body">"It can no longer be undone, because something that moved has been changed since:"</p>
            <ul class="govuk-list govuk-list--bullet">{reasons}</ul>
        }
        .into_any()
    };
    view! {
        <TwoThirds>
            <PageHeading text="Undo this merger?"/>
            <p class="govuk-body">{of}</p>
            {content}
        </TwoThirds>
    }
    .into_any()
}

/// What happened since, as somebody reads it.
fn sentence(since: &Since) -> String {
    match since {
        Since::Later => {
            "Another record was merged into this one later. Undo that first.".to_owned()
        }
        Since::MovedOn(what) => format!("{what}: some are no longer with this record"),
        Since::Done(act, at, by) => {
            let all = access::all();
            let does = all
                .iter()
                .find(|known| known.0 == act)
                .map_or(act.as_str(), |known| known.1);
            let by = by.as_ref().map(|by| format!(", by {by}"));
            format!(
                "{does}: {}{}",
                calendar::moment(*at),
                by.unwrap_or_default()
            )
        }
        Since::Studied(module, at) => {
            format!(
                "The module {module} was gone on with on {}",
                calendar::moment(*at)
            )
        }
    }
}
