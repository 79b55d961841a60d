//! Orders: how far one has come, and the latest.

use super::{
    desk::{Place, places},
    words::{certificates as counted, many, number},
};
use crate::{
    ui::{
        BackLink, BannerKind, CaptionKind, Column, Content, Here, InsetText, Narrow,
        NotificationBanner, PageHeading, ProgressBar, Table, Tag, TagColour, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{IssueCertificates, scope_of_certificates},
    calendar,
    ids::BatchId,
};
use leptos::prelude::*;
use store::certificates::{self, Batch, OrderRow};

/// The page of an order asks for itself again so often while certificates are being issued.
const SECONDS: u32 = 2;

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let id: BatchId = visit.param("batch")?;
    let board = certificates::board_of_batch(visit.services(), id)
        .await?
        .ok_or(Problem::NotFound)?;
    let permit = visit.permit(IssueCertificates { board })?;
    let batch = certificates::batch(visit.services(), &permit, id)
        .await?
        .ok_or(Problem::NotFound)?;
    let updates = visit.query.text("updates") != "off";
    let under_way = batch.finished_at.is_none();
    let title = if under_way {
        format!(
            "{} of {} issued",
            number(batch.issued.into()),
            number(batch.wanted.into())
        )
    } else {
        format!("Order of {}", calendar::moment(batch.ordered_at))
    };
    let page = Page::new(title, move || view(&batch, updates))
        .section("/certificates")
        .before(|| view! { <BackLink href="/certificates/orders" text="Orders"/> });
    Ok(if under_way && updates {
        page.refresh_after(SECONDS)
    } else {
        page
    }
    .into())
}

fn view(batch: &Batch, updates: bool) -> AnyView {
    let under_way = batch.finished_at.is_none();
    let heading = if under_way {
        "Issuing certificates"
    } else {
        "Certificates issued"
    };
    let words = format!(
        "{} of {} issued",
        number(batch.issued.into()),
        number(batch.wanted.into())
    );
    let ordered = format!("Ordered on {}.", calendar::moment(batch.ordered_at));
    let (banner, problems) = (banner(batch), problems(batch));
    let updating = under_way.then(|| updating(batch, updates));
    let progress = (batch.wanted > 0).then(|| {
        view! { <ProgressBar label="Certificates issued" done=batch.issued of=batch.wanted words=words/> }
    });
    view! {
        <TwoThirds>
            {banner}
            <PageHeading text=heading/>
            {progress}
            <p class="govuk-body">{ordered}</p>
            {updating}
            {problems}
        </TwoThirds>
    }
    .into_any()
}

/// What has come of a finished order.
fn banner(batch: &Batch) -> Option<AnyView> {
    batch.finished_at?;
    if batch.wanted == 0 {
        let words =
            "Nothing was issued: what you chose has a certificate already, or is in another order.";
        return Some(view! { <InsetText>{words}</InsetText> }.into_any());
    }
    if batch.issued == 0 {
        return Some(
            view! { <InsetText>"None of these certificates could be issued."</InsetText> }
                .into_any(),
        );
    }
    let have = if batch.issued == 1 { "has" } else { "have" };
    let text = format!("{} {have} been issued", counted(batch.issued.into()));
    Some(
        view! {
            <NotificationBanner kind=BannerKind::Success text=text>
                <p class="govuk-body">
                    <a class="govuk-notification-banner__link" href="/certificates/issued">"See issued certificates"</a>
                </p>
            </NotificationBanner>
        }
        .into_any(),
    )
}

/// That the page updates itself, and how to stop that: nobody has to read against the clock.
fn updating(batch: &Batch, updates: bool) -> AnyView {
    let here = format!("/certificates/orders/{}", batch.id);
    let stopped = format!("{here}?updates=off");
    if updates {
        view! {
            <p class="govuk-body">
                "This page updates itself. You can leave it: the certificates are issued all the same. "
                <a class="govuk-link" href=stopped>"Stop updating"</a>
            </p>
        }
        .into_any()
    } else {
        view! {
            <p class="govuk-body">
                "The certificates are being issued. "
                <a class="govuk-link" href=stopped>"See how far it is now"</a> ", or "
                <a class="govuk-link" href=here>"let this page update itself"</a> "."
            </p>
        }
        .into_any()
    }
}

fn problems(batch: &Batch) -> Option<AnyView> {
    if batch.failed == 0 {
        return None;
    }
    let heading = format!("{} could not be issued", number(batch.failed.into()));
    let head = vec![Column::new("Name"), Column::new("What is the matter")];
    let rows: Vec<Vec<Content>> = batch
        .problems
        .iter()
        .map(|(name, problem)| vec![name.clone().into(), problem.clone().into()])
        .collect();
    let more = u64::from(batch.failed).saturating_sub(rows.len() as u64);
    let more = (more > 0).then(
        || view! { <p class="govuk-body">{format!("And {}.", many(more, "other", "others"))}</p> },
    );
    Some(
        view! {
            <h2 class="govuk-heading-m">{heading}</h2>
            <p class="govuk-body">
                "Put right what is said here. A name is corrected by the training lead of the organisation. Then order them
                again: they are back in the list "
                <a class="govuk-link" href="/certificates">"Ready for a certificate"</a> "."
            </p>
            <Table caption="Not issued" caption_kind=CaptionKind::Hidden head=head rows=rows/>
            {more}
        }
        .into_any(),
    )
}

/// The latest orders.
pub(super) async fn list(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_certificates(visit.actor()?)?;
    let orders = certificates::orders(visit.services(), &scope).await?;
    let several = scope.boards().len() > 1;
    Ok(Page::new("Orders", move || list_view(&orders, several))
        .section("/certificates")
        .into())
}

fn list_view(orders: &[OrderRow], several: bool) -> AnyView {
    let content = if orders.is_empty() {
        view! { <InsetText>"No certificates have been ordered yet."</InsetText> }.into_any()
    } else {
        let board = several.then(|| Column::new("Board"));
        let head = [Some(Column::new("Ordered")), board, Some(Column::new("By"))]
            .into_iter()
            .flatten();
        let numbers = ["Certificates", "Issued", "Not issued"].map(Column::numeric);
        let head: Vec<_> = head.chain(numbers).chain([Column::new("Status")]).collect();
        let rows: Vec<_> = orders
            .iter()
            .map(|order| order_row(order, several))
            .collect();
        view! { <Table caption="The latest orders" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Scroll/> }.into_any()
    };
    view! {
        {places(Place::Orders, Here::Page)}
        <PageHeading text="Orders"/>
        <p class="govuk-body">"The last twenty orders of certificates."</p>
        {content}
    }
    .into_any()
}

fn order_row(order: &OrderRow, several: bool) -> Vec<Content> {
    let href = format!("/certificates/orders/{}", order.id);
    let when = view! { <a class="govuk-link" href=href>{calendar::moment(order.ordered_at)}</a> };
    let (word, colour) = match (order.finished_at, order.failed) {
        (None, _) => ("Under way", TagColour::Blue),
        (Some(_), 0) => ("Finished", TagColour::Green),
        (Some(_), _) => ("With problems", TagColour::Orange),
    };
    let tag = view! { <Tag text=word colour=colour/> };
    let board = several.then(|| Content::from(order.board.clone()));
    let start = [
        Some(when.into_any().into()),
        board,
        Some(order.ordered_by.clone().into()),
    ]
    .into_iter()
    .flatten();
    let numbers = [
        u64::from(order.wanted.unsigned_abs()),
        order.issued.unsigned_abs(),
        order.failed.unsigned_abs(),
    ];
    start
        .chain(numbers.map(|n| number(n).into()))
        .chain([tag.into_any().into()])
        .collect()
}
