//! An entry of the directory as it is shown.

use super::level_title;
use crate::ui::{CaptionKind, Column, Content, Narrow, Table, Tag, TagColour};
use domain::{calendar, directory::Topic, framework::Framework};
use leptos::prelude::*;
use store::directory::Entry;

/// Whether entries come with a way to ask.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// They do.
    Offered,
    /// They are one's own.
    Own,
}

/// The entries as a table.
pub(super) fn table(
    entries: &[Entry],
    framework: Option<&Framework>,
    (caption, asking): (&'static str, Asking),
) -> AnyView {
    let rows = entries.iter().map(|entry| row(entry, framework, asking));
    let mut head = ["Name", "Trained", "Can be asked about", "At work"]
        .map(Column::new)
        .to_vec();
    if asking == Asking::Offered {
        head.push(Column::unseen("Ask"));
    }
    let rows = rows.collect();
    view! {
        <Table caption=caption caption_kind=CaptionKind::Hidden head=head rows=rows narrow=Narrow::Stack/>
    }
    .into_any()
}

fn row(entry: &Entry, framework: Option<&Framework>, asking: Asking) -> Vec<Content> {
    let mut cells = vec![
        who(entry),
        trained(entry, framework),
        topics(entry),
        at_work(entry),
    ];
    if asking == Asking::Offered {
        let to = format!("/directory/ask?post={}", entry.post);
        let name = format!(" {} for advice", entry.name);
        let link = view! {
            <a class="govuk-link" href=to>"Ask" <span class="govuk-visually-hidden">{name}</span></a>
        };
        cells.push(link.into_any().into());
    }
    cells
}

fn who(entry: &Entry) -> Content {
    let spoc = entry
        .is_spoc
        .then(|| view! { " " <Tag text="SPOC" colour=TagColour::Teal/> });
    let post = view! {
        <span class="govuk-!-font-weight-regular">
            {entry.job_title.clone()} <br/> {entry.organisation.clone()} <br/> {entry.district.clone()}
        </span>
    };
    let name = entry.name.clone();
    view! { {name} {spoc} <br/> {post} }.into_any().into()
}

fn trained(entry: &Entry, framework: Option<&Framework>) -> Content {
    let levels = entry.levels.iter().map(|one| {
        let title = level_title(framework, &one.level);
        format!("{title}, {}", calendar::day(one.completed_on))
    });
    let active = entry
        .active_on
        .map(|day| format!("Last active on {}", calendar::day(day)));
    Content::lines(levels.chain(active))
}

fn topics(entry: &Entry) -> Content {
    let topics = entry.topics.iter().map(|topic| Topic::title(*topic));
    let languages = (!entry.languages.is_empty()).then(|| format!("Speaks {}", entry.languages));
    Content::lines(topics.map(str::to_owned).chain(languages))
}

fn at_work(entry: &Entry) -> Content {
    reached(entry.email.as_deref(), &entry.phone)
}

/// How somebody is reached at work. An address is one long word, and may break anywhere.
pub(in crate::directory) fn reached(email: Option<&str>, phone: &str) -> Content {
    if email.is_none() && phone.is_empty() {
        return "No address".into();
    }
    let both = email.is_some() && !phone.is_empty();
    let email = email.map(|email| view! { <span class="app-address">{email.to_owned()}</span> });
    let line = both.then(|| view! { <br/> });
    view! { {email} {line} {phone.to_owned()} }
        .into_any()
        .into()
}
