//! What is in force, what is being written, every version there is, and examples to copy from.

use crate::{
    framework::words,
    ui::{
        BannerKind, ButtonLink, CaptionKind, Column, Content, InsetText, Narrow,
        NotificationBanner, PageHeading, ProgressBar, Size, Table, Tag, TagColour,
    },
    web::{Answer, Page, Problem, Visit},
};
use chrono::NaiveDate;
use domain::{
    access::{CommentOnFramework, DraftFramework, scope_of_people},
    calendar,
    framework::Stage,
    ids::FrameworkVersionId,
};
use leptos::prelude::*;
use store::framework::{
    Reassessment, VersionLine,
    drafts::{DraftLine, drafts},
    under_way, versions,
};

struct Shown {
    versions: Vec<VersionLine>,
    drafts: Vec<DraftLine>,
    may_draft: bool,
    reads_drafts: bool,
    /// How far everybody's reassessment under a new version has come.
    under_way: Vec<Reassessment>,
    today: NaiveDate,
    done: Option<&'static str>,
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let services = visit.services();
    let may_draft = visit.permit(DraftFramework {}).is_ok();
    let reads = visit.permit(CommentOnFramework {});
    let reads_drafts = reads.is_ok();
    let drafts = match reads {
        Ok(permit) => drafts(services, &permit).await?,
        Err(_) => Vec::new(),
    };
    let under_way = match scope_of_people(visit.actor()?) {
        Ok(scope) if may_draft => under_way(services, &scope).await?,
        _ => Vec::new(),
    };
    let seen = |line: &DraftLine| may_draft || line.stage == Stage::Shared;
    let shown = Shown {
        versions: versions(services).await?,
        drafts: drafts.into_iter().filter(seen).collect(),
        may_draft,
        reads_drafts,
        under_way,
        today: visit.today,
        done: match visit.query.text("done") {
            "published" => Some("The version has been published."),
            "given-up" => Some("The draft has been given up. It stays readable below."),
            _ => None,
        },
    };
    let is_under_way = !shown.under_way.is_empty();
    let page = Page::new("Training framework", move || view(&shown)).section("/framework");
    Ok(if is_under_way {
        page.refresh_after(3)
    } else {
        page
    }
    .into())
}

/// The version that counts on a day, among versions with the latest first.
pub(super) fn in_force(versions: &[VersionLine], day: NaiveDate) -> Option<FrameworkVersionId> {
    let mut own = versions.iter().filter(|line| !line.is_example);
    own.find(|line| line.effective_on <= day)
        .map(|line| line.id)
}

/// How a version stands on a day, in words and a colour.
pub(super) fn standing(
    line: &VersionLine,
    in_force: Option<FrameworkVersionId>,
    day: NaiveDate,
) -> (String, TagColour) {
    if line.is_example {
        ("Example".to_owned(), TagColour::Purple)
    } else if Some(line.id) == in_force {
        ("In force".to_owned(), TagColour::Green)
    } else if line.effective_on > day {
        let from = calendar::day(line.effective_on);
        (format!("From {from}"), TagColour::Blue)
    } else {
        ("Superseded".to_owned(), TagColour::Grey)
    }
}

fn view(shown: &Shown) -> AnyView {
    let banner = shown.done.map(|text| {
        view! { <NotificationBanner kind=BannerKind::Success text=text/> }
    });
    let start = shown.may_draft.then(|| {
        view! { <ButtonLink text="Write a new version" href="/framework/drafts/new"/> }
    });
    let arrangements = shown.reads_drafts.then(|| {
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href="/framework/arrangements">"Who goes first, and updates the law forces"</a>
            </p>
        }
    });
    view! {
        {banner}
        <PageHeading text="Training framework"/>
        {of_today(shown)}
        {progress(&shown.under_way)}
        {start}
        {arrangements}
        {drafts_table(&shown.drafts)}
        {versions_table(shown)}
        {examples(shown)}
    }
    .into_any()
}

/// How far everybody's reassessment has come.
pub(in crate::framework) fn progress(under_way: &[Reassessment]) -> AnyView {
    let count = |number: i64| u32::try_from(number).unwrap_or_default();
    let bar = |one: &Reassessment| {
        let (done, of) = (count(one.done), count(one.total));
        let words = format!("{}: {done} of {of} people done", one.why);
        view! { <ProgressBar label="People reassessed" done=done of=of words=words/> }
    };
    under_way.iter().map(bar).collect_view().into_any()
}

fn of_today(shown: &Shown) -> AnyView {
    let id = in_force(&shown.versions, shown.today);
    let Some(line) = shown.versions.iter().find(|line| Some(line.id) == id) else {
        return view! { <InsetText>"No training framework is in force."</InsetText> }.into_any();
    };
    let href = format!("/framework/versions/{}", line.id);
    let since = format!(
        ", version {}, has been in force since {}.",
        line.version,
        calendar::day(line.effective_on)
    );
    let title = line.title.clone();
    view! {
        <p class="govuk-body-l"><a class="govuk-link" href=href>{title}</a> {since}</p>
    }
    .into_any()
}

fn drafts_table(drafts: &[DraftLine]) -> Option<AnyView> {
    if drafts.is_empty() {
        return None;
    }
    let head = ["Draft", "Stage", "Changed last"].map(Column::new).to_vec();
    let row = |line: &DraftLine| -> Vec<Content> {
        let href = format!("/framework/drafts/{}", line.id);
        let text = format!("{}, version {}", line.title, line.version);
        let changed = [line.changed_by.clone(), calendar::moment(line.changed_at)];
        vec![
            view! { <a class="govuk-link" href=href>{text}</a> }
                .into_any()
                .into(),
            stage_tag(line.stage).into(),
            Content::lines(changed),
        ]
    };
    let rows: Vec<_> = drafts.iter().map(row).collect();
    let size = CaptionKind::Sized(Size::Medium);
    Some(
        view! { <Table caption="Drafts" caption_kind=size head=head rows=rows narrow=Narrow::Stack/> }
            .into_any(),
    )
}

/// How far a draft has come, as a tag.
pub(in crate::framework) fn stage_tag(stage: Stage) -> AnyView {
    let colour = match stage {
        Stage::Draft => TagColour::Blue,
        Stage::Shared => TagColour::Yellow,
        Stage::Published => TagColour::Green,
        Stage::GivenUp => TagColour::Grey,
    };
    view! { <Tag colour=colour text=words::stage(stage)/> }.into_any()
}

fn versions_table(shown: &Shown) -> AnyView {
    let own = shown.versions.iter().filter(|line| !line.is_example);
    let in_force = in_force(&shown.versions, shown.today);
    let head = ["Version", "Counts from", "Standing"]
        .map(Column::new)
        .to_vec();
    let row = |line: &VersionLine| -> Vec<Content> {
        let href = format!("/framework/versions/{}", line.id);
        let text = format!("{} {}", line.title, line.version);
        let (words, colour) = standing(line, in_force, shown.today);
        vec![
            view! { <a class="govuk-link" href=href>{text}</a> }
                .into_any()
                .into(),
            calendar::day(line.effective_on).into(),
            view! { <Tag colour=colour text=words/> }.into_any().into(),
        ]
    };
    let rows: Vec<_> = own.map(row).collect();
    let size = CaptionKind::Sized(Size::Medium);
    view! { <Table caption="Versions" caption_kind=size head=head rows=rows narrow=Narrow::Stack/> }
        .into_any()
}

fn examples(shown: &Shown) -> Option<AnyView> {
    let examples = shown.versions.iter().filter(|line| line.is_example);
    let items: Vec<_> = examples
        .map(|line| {
            let href = format!("/framework/versions/{}", line.id);
            let text = format!("{} {}", line.title, line.version);
            view! { <li><a class="govuk-link" href=href>{text}</a></li> }
        })
        .collect();
    (shown.may_draft && !items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"Examples to copy from"</h2>
            <p class="govuk-body">"They are in force nowhere. A new version can begin as a copy of one."</p>
            <ul class="govuk-list">{items}</ul>
        }
        .into_any()
    })
}
