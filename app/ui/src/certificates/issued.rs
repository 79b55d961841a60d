//! Certificates that have been issued.

use super::{
    desk::{Place, places},
    words::{certificates as counted, status_tag},
};
use crate::{
    ui::{
        Button, CaptionKind, Clicks, Column, Content, Field, Here, InputType, InputWidth,
        InsetText, ListPages, Narrow, PageHeading, Table, TextInput,
    },
    web::{Answer, Fields, Page, Problem, Visit},
};
use domain::{access::scope_of_certificates, calendar};
use leptos::prelude::*;
use store::certificates::{self, CertificateRow, PAGE_SIZE};

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_certificates(visit.actor()?)?;
    let text = visit.query.text("q").to_owned();
    let page = visit.query.read("page").unwrap_or(1).max(1);
    let (rows, total) = certificates::issued(visit.services(), &scope, &text, page).await?;
    Ok(Page::new("Issued certificates", move || {
        view(&rows, total, &text, page)
    })
    .section("/certificates")
    .into())
}

fn view(rows: &[CertificateRow], total: u64, text: &str, page: u32) -> AnyView {
    let field = Field::new("q")
        .label("Name or number")
        .hint("For example NM-2026-000123")
        .value(text);
    let content = if total == 0 {
        let words = if text.is_empty() {
            "No certificates have been issued yet."
        } else {
            "No certificate matches this."
        };
        view! { <InsetText>{words}</InsetText> }.into_any()
    } else {
        list(rows, total, text, page)
    };
    view! {
        {places(Place::Issued, Here::Page)}
        <PageHeading text="Issued certificates"/>
        <form method="get" action="/certificates/issued" role="search">
            <TextInput field=field kind=InputType::Search width=InputWidth::OneThird/>
            <Button text="Search" clicks=Clicks::Each/>
        </form>
        {content}
    }
    .into_any()
}

fn list(rows: &[CertificateRow], total: u64, text: &str, page: u32) -> AnyView {
    let head = ["Number", "Name", "Course", "Issued", "Status"]
        .map(Column::new)
        .to_vec();
    let cells: Vec<_> = rows.iter().map(row).collect();
    let matching = if text.is_empty() { "" } else { " found" };
    let sentence = format!("{}{matching}.", counted(total));
    let last = u32::try_from(total.div_ceil(u64::from(PAGE_SIZE))).unwrap_or(u32::MAX);
    let asked = Fields(vec![("q".to_owned(), text.to_owned())]);
    let href = Box::new(move |page: u32| {
        format!(
            "/certificates/issued?{}",
            asked.with(&[("page", &page.to_string())])
        )
    });
    view! {
        <p class="govuk-body">{sentence}</p>
        <Table caption="Issued certificates" caption_kind=CaptionKind::Hidden head=head rows=cells narrow=Narrow::Stack/>
        <ListPages current=page.min(last) last=last href=href/>
    }
    .into_any()
}

fn row(row: &CertificateRow) -> Vec<Content> {
    let href = format!("/certificates/{}", row.id);
    let revision = if row.facts.revision > 1 {
        format!(", revision {}", row.facts.revision)
    } else {
        String::new()
    };
    let link =
        view! { <a class="govuk-link" href=href>{format!("{}{revision}", row.facts.serial)}</a> };
    vec![
        link.into_any().into(),
        row.facts.learner_name.clone().into(),
        row.facts.course.clone().into(),
        calendar::day(row.facts.issued_on).into(),
        status_tag(row.status),
    ]
}
