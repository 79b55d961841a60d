//! Sign-ins by the employer that wait for somebody to say who they are.
//!
//! Rules E14 and E15 of `docs/rules/employer-sign-in.md`.

use crate::{
    ui::{
        BackLink, BannerKind, CaptionKind, Column, Content, Here, InsetText, ListPages, Narrow,
        NavItem, NotificationBanner, PageHeading, SubNavigation, Table,
    },
    web::{Answer, Page, Problem, Visit, see},
};
use domain::{access::scope_of_sign_ins, calendar};
use leptos::prelude::*;
use store::employer_sign_in::{self, Counted, PAGE_SIZE, Waiting, WaitingPage, Which};

/// The list.
struct Shown {
    which: Which,
    counted: Counted,
    found: WaitingPage,
    page: u32,
    done: Option<&'static str>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let scope = scope_of_sign_ins(visit.actor()?)?;
    let which = match visit.query.text("which") {
        "refused" => Which::Refused,
        _ => Which::Waiting,
    };
    let page = visit.query.read("page").unwrap_or(1).max(1);
    let services = visit.services();
    let found = employer_sign_in::list_waiting(services, &scope, which, page).await?;
    if page > 1 && found.rows.is_empty() {
        return Ok(see(address(which, 1)));
    }
    let shown = Shown {
        which,
        counted: employer_sign_in::count(services, &scope).await?,
        found,
        page,
        done: done(visit.query.text("done")),
    };
    Ok(Page::new("Sign-ins waiting", move || view(&shown))
        .section("/people")
        .before(|| view! { <BackLink href="/people" text="People"/> })
        .into())
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "linked" => "The sign-in has been linked. They can sign in with the employer now.",
        "refused" => "The sign-in has been refused.",
        "taken-back" => "The refusal has been taken back. The sign-in waits again.",
        _ => return None,
    })
}

fn address(which: Which, page: u32) -> String {
    let base = match which {
        Which::Waiting => "/people/sign-ins",
        Which::Refused => "/people/sign-ins?which=refused",
    };
    match page {
        1 => base.to_owned(),
        _ if which == Which::Waiting => format!("{base}?page={page}"),
        _ => format!("{base}&page={page}"),
    }
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let places = [
        (Which::Waiting, "Waiting", shown.counted.waiting),
        (Which::Refused, "Refused", shown.counted.refused),
    ];
    let place = |(which, words, count): (Which, &str, u64)| {
        let here = if which == shown.which {
            Here::Page
        } else {
            Here::No
        };
        NavItem::new(format!("{words} ({count})"), address(which, 1)).here(here)
    };
    let places: Vec<_> = places.into_iter().map(place).collect();
    let list = list(shown);
    view! {
        {banner}
        <PageHeading text="Sign-ins waiting"/>
        <p class="govuk-body">
            "These people signed in with their employer, and Cascade could not tell which person of the staff list they are.
            Link each to the person it is, or refuse it."
        </p>
        <SubNavigation items=places label="Sign-ins"/>
        {list}
    }
    .into_any()
}

fn list(shown: &Shown) -> AnyView {
    if shown.found.rows.is_empty() {
        let none = match shown.which {
            Which::Waiting => "No sign-in waits.",
            Which::Refused => "No sign-in has been refused.",
        };
        return view! { <InsetText>{none}</InsetText> }.into_any();
    }
    let head = [
        "What the employer told",
        "Organisation",
        "Why it waits",
        "Last came",
    ]
    .map(Column::new)
    .to_vec();
    let rows: Vec<_> = shown.found.rows.iter().map(row).collect();
    let last = shown.found.total.div_ceil(PAGE_SIZE.into());
    let last = u32::try_from(last).unwrap_or(u32::MAX).max(1);
    let (current, which) = (shown.page, shown.which);
    view! {
        <Table caption="Sign-ins" caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
        <ListPages current=current last=last href=Box::new(move |page| address(which, page))/>
    }
    .into_any()
}

fn row(waiting: &Waiting) -> Vec<Content> {
    let href = format!("/people/sign-ins/{}", waiting.id);
    let email = waiting.email.clone();
    let email = email.unwrap_or_else(|| "No e-mail address".to_owned());
    let told = view! { <a class="govuk-link" href=href>{name_of(waiting)}</a> <br/> {email} };
    let because = waiting.because.map(|because| because.to_string());
    vec![
        told.into_any().into(),
        waiting.organisation_name.clone().into(),
        because.unwrap_or_default().into(),
        calendar::moment(waiting.last_seen_at).into(),
    ]
}

/// The name that was told, or what stands for it.
pub(super) fn name_of(waiting: &Waiting) -> String {
    if waiting.name.is_empty() {
        "Without a name".to_owned()
    } else {
        waiting.name.clone()
    }
}
