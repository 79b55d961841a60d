//! The page of a draft: how far it is, what is left to mend, its parts, its endorsements, and what can be done next.

mod parts;

use super::{
    found::{address, caption, found},
    mend,
};
use crate::{
    framework::versions::stage_tag,
    ui::{
        BackLink, BannerKind, ButtonGroup, ButtonKind, ButtonLink, CaptionKind, Column, Content,
        InsetText, Narrow, NotificationBanner, PageHeading, Size, Table, Tag, TagColour, TwoThirds,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{CommentOnFramework, DraftFramework, PublishFramework},
    calendar,
    framework::{Fault, Framework, Stage, changes, faults, transitions_between},
    ids::BoardId,
};
use leptos::prelude::*;
use store::{
    framework::{
        document,
        drafts::{Draft, Endorsement, Preview, comments, endorsements, last_of, preview},
        latest_version,
    },
    organisations,
};

/// What the page shows.
struct Shown {
    draft: Draft,
    faults: Vec<Fault>,
    /// How many changes there are, and the version compared with.
    changes: Option<(usize, String)>,
    /// How many changes find somebody under way.
    transitions: usize,
    preview: Option<Preview>,
    comments: usize,
    boards: Vec<(BoardId, String)>,
    endorsements: Vec<Endorsement>,
    may: May,
    copied_from: String,
    done: Option<&'static str>,
}

/// What the visitor may do next.
#[derive(Clone, Copy)]
struct May {
    write: bool,
    endorse: bool,
    publish: bool,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let draft = found(&visit).await?;
    let services = visit.services();
    let permit = visit.permit(CommentOnFramework {})?;
    let latest = latest_version(services).await?;
    let boards = organisations::boards(services).await?;
    let own = visit.actor()?.boards();
    let source = document(services, draft.copied_from).await?;
    let shown = Shown {
        faults: faults(&draft.framework),
        changes: latest.as_ref().map(|latest| {
            let count = changes(&latest.framework, &draft.framework).len();
            (count, latest.framework.version.clone())
        }),
        transitions: latest.as_ref().map_or(0, |latest| {
            transitions_between(&latest.framework, &draft.framework).len()
        }),
        preview: preview(services, &draft, latest.as_ref().map(|one| one.id)).await?,
        comments: comments(services, &permit, draft.id).await?.len(),
        endorsements: endorsements(services, draft.id).await?,
        may: May {
            write: draft.stage.is_open() && visit.permit(DraftFramework {}).is_ok(),
            endorse: draft.stage == Stage::Shared && !own.is_empty(),
            publish: draft.stage == Stage::Shared && visit.permit(PublishFramework {}).is_ok(),
        },
        boards: boards
            .into_iter()
            .map(|board| (board.id, board.name))
            .collect(),
        copied_from: source.map(|one| name_of(&one)).unwrap_or_default(),
        done: done(visit.query.text("done")),
        draft,
    };
    let title = shown.draft.framework.title.clone();
    Ok(Page::new(title, move || view(&shown))
        .section("/framework")
        .before(|| view! { <BackLink href="/framework" text="Training framework"/> })
        .into())
}

fn name_of(framework: &Framework) -> String {
    format!("{} {}", framework.title, framework.version)
}

fn done(word: &str) -> Option<&'static str> {
    match word {
        "saved" => Some("Saved."),
        "shared" => Some("The draft has been shared for comment."),
        "endorsed" => Some("Your board has endorsed the draft."),
        "taken-back" => Some("The endorsement of your board has been taken back."),
        _ => None,
    }
}

fn view(shown: &Shown) -> AnyView {
    let draft = &shown.draft;
    let banner = shown.done.map(|text| {
        view! { <NotificationBanner kind=BannerKind::Success text=text/> }
    });
    let title = draft.framework.title.clone();
    let mend = if shown.may.write {
        mend::list(draft, &shown.faults)
    } else {
        None
    };
    let (caption, standing, parts) = (caption(draft), standing(shown), parts::parts(shown));
    view! {
        {banner}
        <TwoThirds>
            <PageHeading text=title caption=caption/>
            {standing}
            {mend}
            {parts}
        </TwoThirds>
        {endorsed(shown)}
        {next(shown)}
    }
    .into_any()
}

fn standing(shown: &Shown) -> AnyView {
    let draft = &shown.draft;
    let published = draft.version.map(|version| {
        let href = format!("/framework/versions/{version}");
        view! { " " <a class="govuk-link" href=href>"See the version"</a> }
    });
    let changed = format!(
        "Changed last by {} on {}. Begun on {} as a copy of {}.",
        draft.changed_by,
        calendar::moment(draft.changed_at),
        calendar::day(calendar::day_of(draft.created_at)),
        shown.copied_from
    );
    view! {
        <p class="govuk-body">{stage_tag(draft.stage)} {published}</p>
        <p class="govuk-body">{changed}</p>
    }
    .into_any()
}

/// Each board with its endorsement, or that it is awaited.
fn endorsed(shown: &Shown) -> Option<AnyView> {
    shown.draft.shared_at?;
    let head = ["Board", "Endorsement"].map(Column::new).to_vec();
    let row = |(board, name): &(BoardId, String)| -> Vec<Content> {
        let last = last_of(&shown.endorsements, *board);
        vec![name.clone().into(), endorsement(last)]
    };
    let rows: Vec<_> = shown.boards.iter().map(row).collect();
    let size = CaptionKind::Sized(Size::Medium);
    Some(
        view! { <Table caption="Endorsements" caption_kind=size head=head rows=rows narrow=Narrow::Stack/> }
            .into_any(),
    )
}

/// How a board stands to a draft.
pub(super) fn endorsement(last: Option<&Endorsement>) -> Content {
    let awaited = || view! { <Tag colour=TagColour::Yellow text="Awaited"/> }.into_any();
    let Some(one) = last else {
        return awaited().into();
    };
    let made = format!(
        "By {}, on {}",
        one.by,
        calendar::day(calendar::day_of(one.made_at))
    );
    match &one.ended {
        None => view! { <Tag colour=TagColour::Green text="Endorsed"/> <br/> {made} }
            .into_any()
            .into(),
        Some((at, why)) => {
            let ended = format!(
                "{made}; ended on {}: {why}",
                calendar::day(calendar::day_of(*at))
            );
            view! { {awaited()} <br/> {ended} }.into_any().into()
        }
    }
}

/// What can be done next.
fn next(shown: &Shown) -> Option<AnyView> {
    let here = address(&shown.draft);
    let link = |text: &'static str, page: &str, kind: ButtonKind| {
        let href = format!("{here}/{page}");
        view! { <ButtonLink text=text href=href kind=kind/> }
    };
    let May {
        write,
        endorse,
        publish,
    } = shown.may;
    let is_draft = shown.draft.stage == Stage::Draft;
    let share =
        (write && is_draft).then(|| link("Share for comment", "share", ButtonKind::Primary));
    let endorse = endorse.then(|| link("Endorse for your board", "endorse", ButtonKind::Primary));
    let publish = publish.then(|| link("Publish", "publish", ButtonKind::Primary));
    let give_up = write.then(|| link("Give the draft up", "give-up", ButtonKind::Secondary));
    if shown.draft.stage == Stage::GivenUp {
        return Some(view! { <InsetText>"This draft has been given up. It stays readable, with its comments."</InsetText> }.into_any());
    }
    (write || publish.is_some() || endorse.is_some()).then(|| {
        view! { <ButtonGroup>{share} {endorse} {publish} {give_up}</ButtonGroup> }.into_any()
    })
}
