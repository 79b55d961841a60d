//! One list: how far it is, what it would do or has done, and what is to be said first.

use super::{
    about,
    which::{Which, which},
    words::{figure, meaning, people, rows, share},
};
use crate::{
    ui::{
        BackLink, BannerKind, ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Column, Content,
        InsetText, Narrow, NotificationBanner, PageHeading, ProgressBar, Size, Table, TagColour,
        Task, TaskList, TaskStatus, TwoThirds, WarningText,
    },
    web::{Answer, Page, Problem, Visit, see},
};
use domain::people::import::{Kind, State, may_confirm};
use leptos::prelude::*;
use store::people::imports::Import;

/// The page asks for itself again so often while the program is at work on the list.
const SECONDS: u32 = 2;

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let Which { import, .. } = which(&visit).await?;
    let here = super::which::href(import.id);
    let done = done(visit.query.text("done"));
    match import.state {
        State::Columns => Ok(see(format!("{here}/columns"))),
        state if state.is_under_way() => {
            Ok(under_way(import, here, visit.query.text("updates") != "off").into())
        }
        _ => Ok(
            Page::new(title(&import), move || view(&import, &here, done))
                .section("/people")
                .before(|| view! { <BackLink href="/people/imports" text="Staff lists"/> })
                .into(),
        ),
    }
}

/// What was just done.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "known" => "This very file was sent before. Here is what became of it.",
        "discarded" => "The list has been put away. What it said of people has been deleted.",
        _ => return None,
    })
}

fn title(import: &Import) -> String {
    let what = match import.state {
        State::Checked => "What the list would do",
        State::Committed => "What the list has done",
        State::Undone => "A list that was taken back",
        _ => "Staff list",
    };
    format!("{what}: {}", import.organisation_name)
}

/// The page while the program is at work.
fn under_way(import: Import, here: String, updates: bool) -> Page {
    let heading = match import.state {
        State::Committing if import.committed_at.is_some() => "The list is in: sorting people",
        State::Committing => "Bringing the list in",
        State::Undoing if import.undone_at.is_some() => "The list is taken back: sorting people",
        State::Undoing => "Taking the list back",
        _ => "Checking the list",
    };
    let words = format!(
        "{} of {} rows",
        figure(import.rows_done.min(import.rows)),
        figure(import.rows)
    );
    let title = format!("{heading}: {words}");
    let page = Page::new(title, move || {
        let (done, of) = (import.rows_done.min(import.rows), import.rows);
        view! {
            <TwoThirds>
                <PageHeading text=heading caption=import.organisation_name.clone()/>
                <ProgressBar label=heading done=done of=of words=words/>
                {updating(&here, updates)}
            </TwoThirds>
        }
    });
    let page = page
        .section("/people")
        .before(|| view! { <BackLink href="/people/imports" text="Staff lists"/> });
    if updates {
        page.refresh_after(SECONDS)
    } else {
        page
    }
}

/// That the page updates itself, and how to stop that: nobody has to read against the clock.
fn updating(here: &str, updates: bool) -> AnyView {
    let (here, stopped) = (here.to_owned(), format!("{here}?updates=off"));
    if updates {
        view! {
            <p class="govuk-body">
                "This page updates itself. You can leave it: the work goes on all the same. "
                <a class="govuk-link" href=stopped>"Stop updating"</a>
            </p>
        }
        .into_any()
    } else {
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href=stopped>"See how far it is now"</a> ", or "
                <a class="govuk-link" href=here>"let this page update itself"</a> "."
            </p>
        }
        .into_any()
    }
}

fn view(import: &Import, here: &str, done: Option<&'static str>) -> AnyView {
    let banner = done.map(|text| view! { <NotificationBanner text=text/> }.into_any());
    let banner = banner.or_else(|| outcome(import));
    let problem = import
        .problem
        .clone()
        .map(|text| view! { <WarningText text=text/> });
    let heading = title(import);
    let rest = match import.state {
        State::Checked => {
            let (todo, counts, confirm) = (
                todo(import, here),
                counts(import, here),
                confirm(import, here),
            );
            view! { {todo} {counts} {confirm} }.into_any()
        }
        State::Committed => {
            let (counts, undo) = (counts(import, here), undo(import, here));
            view! { {counts} {undo} }.into_any()
        }
        _ => ().into_any(),
    };
    let (facts, columns) = (about::facts(import), about::columns(import));
    view! {
        {banner}
        <TwoThirds>
            <PageHeading text=heading/>
            {problem}
            {rest}
            <h2 class="govuk-heading-m">"The file"</h2>
            {facts}
            {columns}
        </TwoThirds>
    }
    .into_any()
}

/// What has become of a list that is dealt with.
fn outcome(import: &Import) -> Option<AnyView> {
    let text = match import.state {
        State::Committed => format!(
            "The list is in. {} changed something.",
            rows(import.counts.changing())
        ),
        State::Undone => "The list has been taken back. Everything is as it was before.".to_owned(),
        _ => return None,
    };
    Some(view! { <NotificationBanner kind=BannerKind::Success text=text/> }.into_any())
}

/// What somebody has to say before the whole list can be brought in.
fn todo(import: &Import, here: &str) -> AnyView {
    let mut tasks = Vec::new();
    let open = |count: u32| TaskStatus::Tag(TagColour::Yellow, format!("{} to say", figure(count)));
    if import.open_places > 0 {
        let task = Task::new(
            "Organisations and teams that Cascade does not know",
            open(import.open_places),
        );
        let task = task.hint("Their rows wait. What you say is remembered for the next list");
        tasks.push(task.href(format!("{here}/places")));
    }
    if import.undecided > 0 {
        let task = Task::new("People who may be here already", open(import.undecided));
        let task = task.hint("The same name, or the same number or address with another name");
        tasks.push(task.href(format!("{here}/matches")));
    }
    for (name, covered, have_left) in &import.covered {
        if covered.missing == 0 {
            continue;
        }
        let status = match have_left {
            None => TaskStatus::Tag(TagColour::Red, "To say".to_owned()),
            Some(true) => TaskStatus::Plain("They have left".to_owned()),
            Some(false) => TaskStatus::Plain("They still work here".to_owned()),
        };
        let hint = format!(
            "{} of {name} who came with earlier lists",
            share(covered.missing, covered.listed)
        );
        let task = Task::new("People who are not in the list", status).hint(hint);
        tasks.push(task.href(format!("{here}/missing")));
    }
    if tasks.is_empty() {
        return ().into_any();
    }
    view! {
        <h2 class="govuk-heading-m">"What to say first"</h2>
        <TaskList items=tasks/>
    }
    .into_any()
}

/// How many outcomes there are of each kind, each leading to its list.
fn counts(import: &Import, here: &str) -> AnyView {
    let head = vec![
        Column::new("Rows"),
        Column::numeric("How many"),
        Column::new("What it means"),
    ];
    let each = Kind::ALL
        .into_iter()
        .filter(|kind| import.counts.of(*kind) > 0);
    let rows: Vec<Vec<Content>> = each
        .map(|kind| {
            let href = format!("{here}/rows?kind={}", kind.code());
            let name = view! { <a class="govuk-link" href=href>{kind.title()}</a> }.into_any();
            vec![
                name.into(),
                figure(import.counts.of(kind)).into(),
                meaning(kind).into(),
            ]
        })
        .collect();
    let caption = if import.state == State::Committed {
        "What has happened"
    } else {
        "What would happen"
    };
    view! { <Table caption=caption caption_kind=CaptionKind::Sized(Size::Medium) head=head rows=rows narrow=Narrow::Stack/> }.into_any()
}

/// The way on, or what stands in it.
fn confirm(import: &Import, here: &str) -> AnyView {
    let covered: Vec<_> = import
        .covered
        .iter()
        .map(|(_, covered, left)| (*covered, *left))
        .collect();
    let (put_away, to_confirm) = (format!("{here}/discard"), format!("{here}/confirm"));
    let stays = import.counts.of(Kind::Held) + import.counts.of(Kind::Rejected);
    let stays = (stays > 0).then(|| {
        let text = format!(
            "{} stay out. You can download and mend them, and send them again.",
            rows(stays)
        );
        view! { <p class="govuk-body">{text}</p> }
    });
    match may_confirm(import.state, &import.counts, &covered) {
        Ok(()) => view! {
            {stays}
            <ButtonGroup>
                <ButtonLink text="Go on to confirm" href=to_confirm/>
                <a class="govuk-link" href=put_away>"Put this list away"</a>
            </ButtonGroup>
        }
        .into_any(),
        Err(why) => view! {
            <InsetText>{format!("{why}.")}</InsetText>
            <p class="govuk-body"><a class="govuk-link" href=put_away>"Put this list away"</a></p>
        }
        .into_any(),
    }
}

fn undo(import: &Import, here: &str) -> AnyView {
    if import.is_superseded {
        let text =
            "Another list has been brought in since, so this one can no longer be taken back.";
        return view! { <p class="govuk-body">{text}</p> }.into_any();
    }
    let href = format!("{here}/undo");
    view! {
        <ButtonLink text="Take this list back" href=href kind=ButtonKind::Secondary/>
    }
    .into_any()
}

/// How many people a list misses, in a sentence for those who would end their posts.
pub(super) fn missed(name: &str, missing: u32, listed: u32) -> String {
    format!(
        "{} of {name}: {} of those who came with earlier lists.",
        people(missing),
        share(missing, listed)
    )
}
