//! "Ready for a certificate": what has been completed and holds none. Ticking issues nothing.

use super::{
    desk::{Desk, Place, desk, places},
    filter::Asked,
    words::{many, number},
};
use crate::{
    ui::{
        Alert, AlertKind, Button, ButtonGroup, ButtonKind, CaptionKind, Column, Content, Field,
        Fieldset, FilterLayout, Here, InsetText, LabelKind, ListPages, Narrow, PageHeading,
        RowTick, Table,
    },
    web::{Answer, Fields, Form, Page, Problem, Visit},
};
use chrono::NaiveDate;
use domain::{calendar, ids::OrganisationId};
use leptos::prelude::*;
use store::{
    certificates::{self, Batch, Candidate, CandidatePage, PAGE_SIZE},
    evaluation,
    framework::{InForce, in_force},
    organisations::organisations_within,
};

/// What the page shows.
struct Ready {
    /// How many more wait until somebody has said what a session was worth.
    waiting: u64,
    today: NaiveDate,
    desk: Desk,
    asked: Asked,
    found: CandidatePage,
    organisations: Vec<(OrganisationId, String)>,
    framework: Option<InForce>,
    under_way: Option<Batch>,
    boxes: Field,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let ticked = visit
        .query
        .all("completion")
        .map(ToOwned::to_owned)
        .collect();
    list(&visit, &visit.query, ticked, None).await
}

/// The list for some fields, with some lines ticked, and with what is wrong with the choice, if anything is.
pub(super) async fn list(
    visit: &Visit,
    fields: &Fields,
    ticked: Vec<String>,
    wrong: Option<&str>,
) -> Result<Answer, Problem> {
    let desk = desk(visit, fields).await?;
    let asked = Asked::read(fields, &desk);
    let found = if asked.is_fine() {
        certificates::candidates(visit.services(), &desk.scope, &asked.filter).await?
    } else {
        CandidatePage {
            rows: Vec::new(),
            total: 0,
        }
    };
    let organisations = organisations_within(visit.services(), &desk.scope, visit.today).await?;
    let framework = in_force(visit.services(), visit.today).await?;
    let latest = certificates::latest_batch(visit.services(), &desk.permit).await?;
    let under_way = latest.filter(|batch| batch.finished_at.is_none());
    let boxes = Field::new("completion").values(ticked).error(wrong);
    let (from, to, at_boxes) = (asked.from.clone(), asked.to.clone(), boxes.clone());
    let waiting = evaluation::count_waiting(visit.services(), &desk.scope).await?;
    let ready = Ready {
        waiting,
        today: visit.today,
        desk,
        asked,
        found,
        organisations,
        framework,
        under_way,
        boxes,
    };
    let page = Page::new("Ready for a certificate", move || view(&ready)).section("/certificates");
    Ok(page.errors(&[&from, &to, &at_boxes]).into())
}

fn view(ready: &Ready) -> AnyView {
    let Ready {
        desk,
        asked,
        organisations,
        ..
    } = ready;
    let framework = ready.framework.as_ref().map(|f| f.framework.as_ref());
    let filters = asked.fields(desk, organisations, framework);
    let selected = asked.selected(organisations);
    let clear = format!("/certificates?board={}", desk.board);
    let (notices, content) = (notices(ready), content(ready));
    view! {
        {places(Place::Ready, Here::Page)}
        <PageHeading text="Ready for a certificate"/>
        {notices}
        <FilterLayout action="/certificates" filters=filters selected=selected clear_href=clear>
            {content}
        </FilterLayout>
    }
    .into_any()
}

fn notices(ready: &Ready) -> AnyView {
    let signs = (!ready.desk.has_signatory).then(|| {
        view! {
            <Alert kind=AlertKind::Warning title="Your board has not said who signs its certificates">
                <p class="govuk-body">
                    "You can look at this list, but issue nothing until you have. "
                    <a class="govuk-link" href="/board">"Enter who signs"</a>
                </p>
            </Alert>
        }
    });
    let under_way = ready.under_way.as_ref().map(|batch| {
        let href = format!("/certificates/orders/{}", batch.id);
        let sentence = format!("{} of {} issued. ", number(batch.issued.into()), number(batch.wanted.into()));
        view! {
            <Alert title="An order is under way">
                <p class="govuk-body">{sentence} <a class="govuk-link" href=href>"See how far it is"</a></p>
            </Alert>
        }
    });
    let waiting = waiting(ready.waiting);
    view! { {signs} {under_way} {waiting} }.into_any()
}

/// Those who are not in the list yet.
fn waiting(count: u64) -> Option<AnyView> {
    let said = match count {
        0 => return None,
        1 => {
            "1 more completion is listed as soon as the person has said what the session was worth."
                .to_owned()
        }
        more => format!(
            "{} more completions are listed as soon as those people have said what their session was worth.",
            number(more)
        ),
    };
    Some(view! { <p class="govuk-body">{said}</p> }.into_any())
}

fn content(ready: &Ready) -> AnyView {
    let (asked, found) = (&ready.asked, &ready.found);
    if !asked.is_fine() {
        return view! { <InsetText>"Correct the dates of the filter to see the list."</InsetText> }
            .into_any();
    }
    if found.total == 0 {
        let words = if asked.narrows() {
            "Nothing that is ready for a certificate matches this filter."
        } else {
            "Nothing is waiting. What people in your area complete appears here until its certificate is issued."
        };
        return view! { <InsetText>{words}</InsetText> }.into_any();
    }
    let last = u32::try_from(found.total.div_ceil(u64::from(PAGE_SIZE))).unwrap_or(u32::MAX);
    let current = asked.filter.page.min(last);
    let counted = counted(ready, current);
    let pages = asked.clone();
    let href = Box::new(move |page: u32| pages.href(&[("page", &page.to_string())]));
    let form = form(ready);
    view! {
        <p class="govuk-body">{counted}</p>
        {form}
        <ListPages current=current last=last href=href/>
    }
    .into_any()
}

fn counted(ready: &Ready, current: u32) -> String {
    let total = ready.found.total;
    let completions = many(total, "completion", "completions");
    let said = match (ready.asked.narrows(), total) {
        (true, 1) => format!("{completions} without a certificate matches this filter."),
        (true, _) => format!("{completions} without a certificate match this filter."),
        (false, 1) => format!("{completions} has no certificate yet."),
        (false, _) => format!("{completions} have no certificate yet."),
    };
    if total <= u64::from(PAGE_SIZE) || ready.found.rows.is_empty() {
        return said;
    }
    let first = u64::from(current - 1) * u64::from(PAGE_SIZE) + 1;
    let end = first + ready.found.rows.len() as u64 - 1;
    format!(
        "{said} This page shows {} to {}.",
        number(first),
        number(end)
    )
}

fn form(ready: &Ready) -> AnyView {
    let Ready {
        desk,
        asked,
        found,
        boxes,
        ..
    } = ready;
    let may_issue = desk.has_signatory;
    let head = vec![
        Column::new("Name"),
        Column::new("Organisation"),
        Column::new("Course"),
        Column::new("Completed"),
        Column::unseen("Preview"),
    ];
    let rows = found
        .rows
        .iter()
        .enumerate()
        .map(|(at, candidate)| row(at, candidate, ready.today, may_issue.then_some(boxes)))
        .collect();
    let table = view! {
        <Table caption="Completions without a certificate" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    };
    if !may_issue {
        return table.into_any();
    }
    let all = match (asked.narrows(), number(found.total)) {
        (true, total) => format!("Continue with all {total} that match this filter"),
        (false, total) => format!("Continue with all {total}"),
    };
    let class = if boxes.error.is_some() {
        "govuk-form-group govuk-form-group--error"
    } else {
        "govuk-form-group"
    };
    let (error, error_id) = (boxes.error.clone(), boxes.error_id());
    let error = error.map(|error| {
        view! {
            <p id=error_id class="govuk-error-message">
                <span class="govuk-visually-hidden">"Error:"</span>
                {format!(" {error}")}
            </p>
        }
    });
    let hidden = asked.hidden();
    view! {
        <Form action="/certificates/confirm">
            {hidden}
            <div class=class>
                <Fieldset text="Which certificates to issue" legend=LabelKind::Hidden>
                    {error}
                    {table}
                </Fieldset>
            </div>
            <p class="govuk-body">"You see who it will be, and how many, before anything is issued."</p>
            <ButtonGroup>
                <Button text="Continue with those ticked" name="choose" value="ticked"/>
                <Button text=all kind=ButtonKind::Secondary name="choose" value="all"/>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

fn row(at: usize, candidate: &Candidate, today: NaiveDate, boxes: Option<&Field>) -> Vec<Content> {
    let completed = calendar::day(candidate.completed_on);
    let name = match boxes {
        Some(boxes) => tick(at, candidate, &completed, boxes),
        None => candidate.name.clone().into(),
    };
    let href = format!("/certificates/preview/{}", candidate.id);
    let of = format!(
        " of the certificate of {} for {}, PDF",
        candidate.name, candidate.course
    );
    let preview = view! {
        <a class="govuk-link" href=href>
            "Preview"
            <span class="govuk-visually-hidden">{of}</span>
        </a>
    };
    let over = candidate.valid_until.filter(|until| *until < today);
    let expired = over.map(|until| format!("Expired on {}", calendar::day(until)));
    vec![
        name,
        candidate.organisation.clone().unwrap_or_default().into(),
        Content::lines([
            candidate.course.clone(),
            format!("Level {}", candidate.level),
        ]),
        Content::lines([Some(completed), expired].into_iter().flatten()),
        preview.into_any().into(),
    ]
}

/// A box with the name beside it.
fn tick(at: usize, candidate: &Candidate, completed: &str, boxes: &Field) -> Content {
    let more = format!(", {}, completed on {completed}", candidate.course);
    view! {
        <RowTick boxes=boxes.clone() at=at value=candidate.id.to_string() name=candidate.name.clone() more=more/>
    }
    .into_any()
    .into()
}
