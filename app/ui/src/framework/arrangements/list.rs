//! All that is arranged, in force and ended.

use super::words;
use crate::{
    framework::versions::progress,
    ui::{
        BackLink, BannerKind, ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Column, Content,
        InsetText, Narrow, NotificationBanner, PageHeading, Size, Table, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{ArrangeTraining, scope_of_people},
    calendar,
    framework::Framework,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::framework::{
    Reassessment,
    arrangements::{UpdateShown, WaveShown, updates, waves},
    in_force, under_way,
};

struct Shown {
    framework: Arc<Framework>,
    waves: Vec<WaveShown>,
    updates: Vec<UpdateShown>,
    may_arrange: bool,
    under_way: Vec<Reassessment>,
    done: Option<&'static str>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let services = visit.services();
    let in_force = in_force(services, visit.today)
        .await?
        .ok_or(Problem::NotFound)?;
    let scope = scope_of_people(visit.actor()?)?;
    let shown = Shown {
        framework: in_force.framework,
        waves: waves(services).await?,
        updates: updates(services).await?,
        may_arrange: visit.permit(ArrangeTraining {}).is_ok(),
        under_way: under_way(services, &scope).await?,
        done: match visit.query.text("done") {
            "begun" => Some("It counts from now on."),
            "ended" => Some("It has ended."),
            _ => None,
        },
    };
    let is_under_way = !shown.under_way.is_empty();
    let page = Page::new("Who goes first", move || view(&shown))
        .section("/framework")
        .before(|| view! { <BackLink href="/framework" text="Training framework"/> });
    Ok(if is_under_way {
        page.refresh_after(3)
    } else {
        page
    }
    .into())
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown
        .done
        .map(|text| view! { <NotificationBanner kind=BannerKind::Success text=text/> });
    let buttons = shown.may_arrange.then(|| {
        view! {
            <ButtonGroup>
                <ButtonLink text="Let some go first" href="/framework/arrangements/waves/new"/>
                <ButtonLink
                    text="Have a level taken again"
                    href="/framework/arrangements/updates/new"
                    kind=ButtonKind::Secondary
                />
            </ButtonGroup>
        }
    });
    view! {
        {banner}
        <TwoThirds>
            <PageHeading text="Who goes first, and updates the law forces"/>
            <p class="govuk-body">
                "Some cohorts, teams or organisations can go first, with a date of their own and a preferred method. When the
                law has changed, a level that was completed before can be asked for again early."
            </p>
        </TwoThirds>
        {progress(&shown.under_way)}
        {buttons}
        {waves_table(shown)}
        {updates_table(shown)}
    }
    .into_any()
}

fn waves_table(shown: &Shown) -> AnyView {
    if shown.waves.is_empty() {
        return view! {
            <h2 class="govuk-heading-m">"Going first"</h2>
            <InsetText>"Nobody goes first: everybody has the framework\u{2019}s own time."</InsetText>
        }
        .into_any();
    }
    let head = ["Going first", "Whom", "By", "How"].map(Column::new);
    let rows: Vec<_> = shown.waves.iter().map(|one| wave_row(shown, one)).collect();
    table("Going first", head.to_vec(), rows, shown.may_arrange)
}

fn wave_row(shown: &Shown, one: &WaveShown) -> Vec<Content> {
    let method = match one.method.as_str() {
        "" => "As the framework says".to_owned(),
        method => format!("{method} preferred"),
    };
    let training = words::level(&shown.framework, &one.level);
    let href = format!("/framework/arrangements/waves/{}/end", one.id);
    let facts = vec![
        Content::lines([one.title.clone(), training]),
        Content::lines(words::whom(&shown.framework, one)),
        calendar::day(one.due_on).into(),
        method.into(),
    ];
    row(
        shown,
        facts,
        one.decided_by.clone(),
        one.decided_at,
        one.ended_at,
        &href,
        &one.title,
    )
}

fn updates_table(shown: &Shown) -> AnyView {
    if shown.updates.is_empty() {
        return view! {
            <h2 class="govuk-heading-m">"Taken again because the law changed"</h2>
            <InsetText>"None."</InsetText>
        }
        .into_any();
    }
    let head = ["Training", "Counts until", "Why"].map(Column::new);
    let rows: Vec<_> = shown
        .updates
        .iter()
        .map(|one| update_row(shown, one))
        .collect();
    table(
        "Taken again because the law changed",
        head.to_vec(),
        rows,
        shown.may_arrange,
    )
}

fn update_row(shown: &Shown, one: &UpdateShown) -> Vec<Content> {
    let what = words::update(&shown.framework, one);
    let href = format!("/framework/arrangements/updates/{}/end", one.id);
    let facts = vec![
        what.clone().into(),
        calendar::day(one.due_on).into(),
        one.reason.clone().into(),
    ];
    row(
        shown,
        facts,
        one.decided_by.clone(),
        one.decided_at,
        one.ended_at,
        &href,
        &what,
    )
}

/// The facts, then who decided it, and the way to end it.
fn row(
    shown: &Shown,
    mut facts: Vec<Content>,
    by: Option<String>,
    at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    href: &str,
    what: &str,
) -> Vec<Content> {
    let on = |at| calendar::day(calendar::day_of(at));
    let ended = ended_at.map(|at| format!("Ended on {}", on(at)));
    let by = by.unwrap_or_else(|| "The program".to_owned());
    facts.push(Content::lines(
        [Some(by), Some(on(at)), ended].into_iter().flatten(),
    ));
    if shown.may_arrange {
        let link = ended_at.is_none().then(|| {
            let (href, of) = (href.to_owned(), format!(" {what}"));
            view! { <a class="govuk-link" href=href>"End" <span class="govuk-visually-hidden">{of}</span></a> }
        });
        facts.push(view! { {link} }.into_any().into());
    }
    facts
}

fn table(
    caption: &'static str,
    head: Vec<Column>,
    rows: Vec<Vec<Content>>,
    may_arrange: bool,
) -> AnyView {
    let end = may_arrange.then(|| Column::unseen("End"));
    let head: Vec<_> = head
        .into_iter()
        .chain([Column::new("Decided")])
        .chain(end)
        .collect();
    let size = CaptionKind::Sized(Size::Medium);
    view! { <Table caption=caption caption_kind=size head=head rows=rows narrow=Narrow::Stack/> }
        .into_any()
}
