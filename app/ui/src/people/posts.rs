//! The posts of a person, in a table.

use crate::ui::{
    ButtonKind, ButtonLink, CaptionKind, Column, Content, FirstCell, Narrow, Size, Table,
};
use chrono::NaiveDate;
use domain::{calendar, ids::PostId, people::Contract};
use leptos::prelude::*;
use store::people::PostRow;

/// The posts, with what can be done about those that the visitor may `set`, or from which they may `record` an absence.
pub(super) fn section(
    href: &str,
    posts: &[PostRow],
    (set, record): (&[PostId], &[PostId]),
    today: NaiveDate,
) -> AnyView {
    let head = [
        "Job title",
        "Organisation",
        "Contract",
        "Line manager",
        "Held",
    ]
    .map(Column::new);
    let may_set = |post: &PostRow| set.contains(&PostId(post.id));
    let (head, add) = if posts.iter().any(may_set) {
        let new = format!("{href}/posts/new");
        let add = view! { <ButtonLink text="Add a post" href=new kind=ButtonKind::Secondary/> };
        let head = head.into_iter().chain([Column::unseen("What you can do")]);
        (head.collect(), Some(add))
    } else {
        (head.to_vec(), None)
    };
    let row = |post: &PostRow| {
        let records = record.contains(&PostId(post.id));
        let links = may_set(post).then(|| links(href, post, records));
        row(post, today).into_iter().chain(links).collect()
    };
    let rows: Vec<Vec<Content>> = posts.iter().map(row).collect();
    view! {
        <Table
            caption="Posts"
            caption_kind=CaptionKind::Sized(Size::Medium)
            head=head
            rows=rows
            first_cell=FirstCell::Header
            narrow=Narrow::Stack
        />
        {add}
    }
    .into_any()
}

fn row(post: &PostRow, today: NaiveDate) -> Vec<Content> {
    let contract = Contract::from_code(&post.contract).map_or("", Contract::title);
    let team = [post.around.as_deref(), post.team.as_deref()];
    let team = team.into_iter().flatten().collect::<Vec<_>>().join(" › ");
    let place = [post.organisation.clone(), team];
    let place = place.into_iter().filter(|line| !line.is_empty());
    let number = match &post.staff_number {
        None => "No staff number".to_owned(),
        Some(number) => format!("Staff number {number}"),
    };
    let to = match post.ends_on {
        None => "No end date".to_owned(),
        Some(end) if end < today => format!("to {} (ended)", calendar::day(end)),
        Some(end) => format!("to {}", calendar::day(end)),
    };
    let manager = post.manager.clone().unwrap_or_else(|| "None".to_owned());
    vec![
        post.job_title.clone().into(),
        Content::lines(place),
        Content::lines([contract.to_owned(), number]),
        manager.into(),
        Content::lines([format!("From {}", calendar::day(post.starts_on)), to]),
    ]
}

fn links(href: &str, post: &PostRow, records: bool) -> Content {
    let own = format!("{href}/posts/{}", post.id);
    let end = format!("{own}/end");
    let of = format!(" the post {}", post.job_title);
    let last = match post.ends_on {
        None => "Enter last day",
        Some(_) => "Change last day",
    };
    let also = of.clone();
    let away = records.then(|| {
        let (new, from) = (format!("{own}/absences/new"), format!(" from{of}"));
        view! {
            <br/>
            <a class="govuk-link" href=new>"Record an absence" <span class="govuk-visually-hidden">{from}</span></a>
        }
    });
    view! {
        <a class="govuk-link" href=own.clone()>"Change" <span class="govuk-visually-hidden">{of}</span></a>
        <br/>
        <a class="govuk-link" href=end>{last} <span class="govuk-visually-hidden">" of"{also}</span></a>
        {away}
    }
    .into_any()
    .into()
}
