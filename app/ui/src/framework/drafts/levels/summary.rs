//! The page of a level: everything it says, each with the way to change it.

use super::super::{
    entries::Entries,
    found::{address_of, caption, to_write},
};
use crate::{
    framework::{reading, words},
    ui::{
        BackLink, BannerKind, Content, Link, NotificationBanner, PageHeading, SummaryList,
        SummaryRow,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::framework::{Framework, Level, faults};
use leptos::prelude::*;
use store::framework::drafts::Draft;

pub(in crate::framework::drafts) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let (draft, _) = to_write(&visit).await?;
    let level = draft.framework.level(visit.params.text("level")).cloned();
    let level = level.ok_or(Problem::NotFound)?;
    let saved = visit.query.text("done") == "saved";
    let back = address_of(&draft, Entries::Levels.section());
    Ok(
        Page::new(level.title.clone(), move || view(&draft, &level, saved))
            .section("/framework")
            .before(move || view! { <BackLink href=back text="Levels"/> })
            .into(),
    )
}

fn view(draft: &Draft, level: &Level, saved: bool) -> AnyView {
    let banner =
        saved.then(|| view! { <NotificationBanner kind=BannerKind::Success text="Saved."/> });
    let of_level = format!(
        "{}/{}",
        address_of(draft, Entries::Levels.section()),
        level.code
    );
    let remove = format!("{of_level}/remove");
    let rows = rows(&draft.framework, level, &of_level);
    let heading = format!("{} ({})", level.title, level.code);
    view! {
        {banner}
        <PageHeading text=heading caption=caption(draft)/>
        {faults_of(&draft.framework, level)}
        <SummaryList rows=rows/>
        <p class="govuk-body"><a class="govuk-link" href=remove>"Remove this level"</a></p>
    }
    .into_any()
}

fn faults_of(framework: &Framework, level: &Level) -> Option<AnyView> {
    let all = faults(framework).into_iter();
    let own = all.filter(|fault| fault.code.as_deref() == Some(&level.code));
    let items: Vec<_> = own
        .map(|fault| view! { <li>{fault.to_string()}</li> })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-s">"To be mended"</h2>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
        }
        .into_any()
    })
}

fn rows(framework: &Framework, level: &Level, of_level: &str) -> Vec<SummaryRow> {
    let row = |key: &str, value: Content, page: &str| {
        let change =
            Link::new("Change", format!("{of_level}/{page}")).hidden_text(key.to_lowercase());
        SummaryRow::new(key, value).action(change)
    };
    let titles = |codes: &[String]| words::level_titles(framework, codes);
    let before = [
        format!("Required: {}", titles(&level.after)),
        format!("Better: {}", titles(&level.better_after)),
    ];
    let accepted: Content = if level.accepts.is_empty() {
        "Nothing".into()
    } else {
        reading::accepted(&level.accepts).into()
    };
    let elsewhere: Content = if level.corresponds_to.is_empty() {
        "Nothing".into()
    } else {
        Content::lines(level.corresponds_to.clone())
    };
    vec![
        row("Title", level.title.clone().into(), "about"),
        row(
            "Delivery",
            Content::lines(reading::delivery(level)),
            "about",
        ),
        row(
            "Afterwards people can",
            reading::list(&level.outcomes).into(),
            "about",
        ),
        row("What comes before", Content::lines(before), "before"),
        row(
            "Time for those who are new",
            Content::lines(words::limits(framework, level)),
            "times",
        ),
        row("Refreshed", words::refresher(level).into(), "refresher"),
        row(
            "Reminders",
            Content::lines(words::reminders(&level.reminders)),
            "reminders",
        ),
        row("Accepted in its place", accepted, "accepts"),
        row("Corresponds to", elsewhere, "mapping"),
    ]
}
