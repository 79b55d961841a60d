//! Ordering certificates: the page that says what an order comes to, and the button that places it.

use super::{
    desk::{Desk, desk},
    filter::Asked,
    ready,
    words::{announced, certificates as counted, many},
};
use crate::{
    ui::{
        BackLink, Button, ButtonGroup, CaptionKind, Column, Content, Narrow, PageHeading, Table,
        TwoThirds, WarningText,
    },
    web::{Answer, Form, Page, Problem, Visit, see},
};
use chrono::{DateTime, Utc};
use domain::ids::CompletionId;
use leptos::prelude::*;
use store::certificates::{self, Candidate, CandidateFilter, Ordered, Selection};

const NOTHING_TICKED: &str = "Select at least one completion";
const NOTHING_LEFT: &str =
    "What you chose has a certificate already, or is being issued. Select others";

/// A page that is reached by a form only: after a reload, or after signing in again, one begins with the list.
pub(super) async fn elsewhere(_: Visit) -> Result<Answer, Problem> {
    Ok(see("/certificates"))
}

/// What the form chose.
struct Chosen {
    asked: Asked,
    /// The ticked lines, as they came.
    ticked: Vec<String>,
    /// What to order, if anything was chosen.
    ordered: Option<Ordered>,
    /// Until when something had to be recorded to be in the order, where it is the whole list.
    recorded_by: Option<DateTime<Utc>>,
}

fn chosen(visit: &Visit, desk: &Desk) -> Chosen {
    let asked = Asked::read(&visit.form, desk);
    let ticked: Vec<String> = visit
        .form
        .all("completion")
        .map(ToOwned::to_owned)
        .collect();
    if visit.form.text("choose") == "all" {
        let recorded_by = Some(visit.form.read("recorded_by").unwrap_or(visit.now));
        let filter = CandidateFilter {
            recorded_by,
            ..asked.filter.clone()
        };
        let ordered = asked.is_fine().then_some(Ordered::All(filter));
        return Chosen {
            asked,
            ticked,
            ordered,
            recorded_by,
        };
    }
    let ids: Vec<CompletionId> = ticked.iter().filter_map(|id| id.parse().ok()).collect();
    let ordered = (!ids.is_empty()).then_some(Ordered::These(ids));
    Chosen {
        asked,
        ticked,
        ordered,
        recorded_by: None,
    }
}

/// Says what an order would come to. Nothing is issued.
pub(super) async fn confirm(visit: Visit) -> Result<Answer, Problem> {
    let desk = desk(&visit, &visit.form).await?;
    desk.must_have_signatory()?;
    let chosen = chosen(&visit, &desk);
    let Some(ordered) = &chosen.ordered else {
        let wrong = chosen.asked.is_fine().then_some(NOTHING_TICKED);
        return ready::list(&visit, &visit.form, chosen.ticked, wrong).await;
    };
    let selection =
        certificates::selection(visit.services(), &desk.permit, &desk.scope, ordered).await?;
    if selection.certificates == 0 {
        return ready::list(&visit, &visit.form, Vec::new(), Some(NOTHING_LEFT)).await;
    }
    let form_key = visit.ids.secret();
    let back = chosen.asked.ticked_href(if chosen.recorded_by.is_some() {
        &[]
    } else {
        &chosen.ticked
    });
    let title = format!("Issue {}", counted(selection.certificates));
    let to_list = back.clone();
    Ok(
        Page::new(format!("{title} – check before you do"), move || {
            confirm_view(&title, &selection, &chosen, form_key, back)
        })
        .section("/certificates")
        .before(move || view! { <BackLink href=to_list/> })
        .into(),
    )
}

fn confirm_view(
    title: &str,
    selection: &Selection,
    chosen: &Chosen,
    form_key: String,
    back: String,
) -> AnyView {
    let announced = announced(
        selection.certificates,
        selection.with_email,
        selection.without_email,
    );
    let without = (selection.without_email > 0).then(|| {
        view! {
            <p class="govuk-body">
                "Those without an e-mail address find theirs in My training. You can also print it for them, from the
                list of issued certificates."
            </p>
        }
    });
    let heading = format!("{title}?");
    let (who, fields) = (who(selection), fields(chosen));
    let button = title.to_owned();
    view! {
        <TwoThirds>
            <PageHeading text=heading/>
            <p class="govuk-body-l">{announced}</p>
            {without}
            {who}
            <WarningText text="A certificate is never changed once it is issued. It can only be replaced or revoked."/>
            <Form action="/certificates/issue">
                <input type="hidden" name="form_key" value=form_key/>
                {fields}
                <ButtonGroup>
                    <Button text=button/>
                    <a class="govuk-link" href=back>"Go back and issue nothing"</a>
                </ButtonGroup>
            </Form>
        </TwoThirds>
    }
    .into_any()
}

/// The first names, and how many come after them.
fn who(selection: &Selection) -> AnyView {
    let head = vec![
        Column::new("Name"),
        Column::new("Organisation"),
        Column::new("Course"),
    ];
    let cells = |c: &Candidate| -> Vec<Content> {
        vec![
            c.name.clone().into(),
            c.organisation.clone().unwrap_or_default().into(),
            c.course.clone().into(),
        ]
    };
    let rows: Vec<_> = selection.first.iter().map(cells).collect();
    let more = selection.certificates.saturating_sub(rows.len() as u64);
    let caption = if more > 0 {
        "The first of them"
    } else {
        "Who it is"
    };
    let more = (more > 0).then(
        || view! { <p class="govuk-body">{format!("And {}.", many(more, "more", "more"))}</p> },
    );
    view! { <Table caption=caption caption_kind=CaptionKind::Plain head=head rows=rows narrow=Narrow::Stack/> {more} }
        .into_any()
}

/// The choice as hidden fields: the ticked lines, or the filter with the moment up to which the list counts.
fn fields(chosen: &Chosen) -> AnyView {
    let filter = chosen.asked.hidden();
    let ticked = chosen.ticked.iter().cloned();
    let choice = if let Some(instant) = chosen.recorded_by {
        view! {
            <input type="hidden" name="choose" value="all"/>
            <input type="hidden" name="recorded_by" value=instant.to_rfc3339()/>
        }
        .into_any()
    } else {
        ticked
            .map(|id| view! { <input type="hidden" name="completion" value=id/> })
            .collect_view()
            .into_any()
    };
    view! { {filter} {choice} }.into_any()
}

/// Places the order. The same form posted twice is one order.
pub(super) async fn issue(visit: Visit) -> Result<Answer, Problem> {
    let desk = desk(&visit, &visit.form).await?;
    desk.must_have_signatory()?;
    let form_key = visit.form.text("form_key");
    if form_key.len() != 64 {
        return Err(Problem::Forged);
    }
    let chosen = chosen(&visit, &desk);
    let Some(ordered) = &chosen.ordered else {
        let wrong = chosen.asked.is_fine().then_some(NOTHING_TICKED);
        return ready::list(&visit, &visit.form, chosen.ticked, wrong).await;
    };
    let batch = certificates::order(
        visit.services(),
        &desk.permit,
        &desk.scope,
        ordered,
        form_key,
    )
    .await?;
    visit.jobs.notify_one();
    Ok(see(format!("/certificates/orders/{batch}")))
}
