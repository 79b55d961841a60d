//! One version, to be read from beginning to end and printed.

use super::list::{in_force, standing};
use crate::{
    framework::reading,
    ui::{
        BackLink, CaptionKind, Column, Content, Here, InsetText, Narrow, NavItem, PageHeading,
        Size, SubNavigation, Table, Tag,
    },
    web::{Answer, Page, Problem, Visit},
};
use domain::{
    access::{CommentOnFramework, DraftFramework},
    calendar,
    framework::Framework,
    ids::FrameworkVersionId,
};
use leptos::prelude::*;
use std::sync::Arc;
use store::framework::{
    VersionLine, document,
    drafts::{Endorsement, endorsements},
    versions,
};

/// A version with what stands around it.
pub(super) struct Version {
    pub line: VersionLine,
    pub framework: Arc<Framework>,
    /// All versions, the latest first.
    pub all: Vec<VersionLine>,
}

/// The version in the address. Examples are shown to those who may copy them.
pub(super) async fn found(visit: &Visit) -> Result<Version, Problem> {
    let id: FrameworkVersionId = visit.param("version")?;
    let all = versions(visit.services()).await?;
    let line = all.iter().find(|line| line.id == id).cloned();
    let line = line.ok_or(Problem::NotFound)?;
    if line.is_example {
        visit.permit(DraftFramework {})?;
    }
    let framework = document(visit.services(), id).await?;
    Ok(Version {
        line,
        framework: framework.ok_or(Problem::NotFound)?,
        all,
    })
}

pub(super) async fn page(visit: Visit) -> Result<Answer, Problem> {
    let version = found(&visit).await?;
    let endorsed = match version.line.draft {
        Some(draft) => endorsements(visit.services(), draft).await?,
        None => Vec::new(),
    };
    let (tag, colour) = standing(
        &version.line,
        in_force(&version.all, visit.today),
        visit.today,
    );
    let may = May {
        copy: visit.permit(DraftFramework {}).is_ok(),
        read_comments: visit.permit(CommentOnFramework {}).is_ok(),
    };
    let title = format!("{} {}", version.line.title, version.line.version);
    Ok(Page::new(title, move || {
        let tag = view! { <Tag colour=colour text=tag/> }.into_any();
        view(&version, tag, &endorsed, may)
    })
    .section("/framework")
    .before(|| view! { <BackLink href="/framework" text="Training framework"/> })
    .into())
}

/// What the visitor may do with a version, beside reading it.
#[derive(Clone, Copy)]
struct May {
    copy: bool,
    read_comments: bool,
}

fn view(version: &Version, tag: AnyView, endorsed: &[Endorsement], may: May) -> AnyView {
    let line = &version.line;
    let copy = may.copy.then(|| {
        let href = format!("/framework/drafts/new?from={}", line.id);
        view! { <li><a class="govuk-link" href=href>"Copy it into a new draft"</a></li> }
    });
    let comments = line.draft.filter(|_| may.read_comments).map(|draft| {
        let href = format!("/framework/drafts/{draft}/comments");
        view! { <li><a class="govuk-link" href=href>"Comments on its draft"</a></li> }
    });
    let actions = (copy.is_some() || comments.is_some()).then(|| {
        view! { <ul class="govuk-list govuk-!-display-none-print">{comments} {copy}</ul> }
    });
    let counts = if line.is_example {
        "An example to copy from. It is in force nowhere.".to_owned()
    } else {
        format!("It counts from {}.", calendar::day(line.effective_on))
    };
    let (title, caption) = (line.title.clone(), format!("Version {}", line.version));
    let note = version.framework.change_note.clone();
    view! {
        <PageHeading text=title caption=caption/>
        <p class="govuk-body">{tag} " " {counts}</p>
        {places(line, Place::Text)}
        {(!note.is_empty()).then(|| view! { <InsetText>{note}</InsetText> })}
        {endorsed_by(endorsed)}
        {reading::whole(&version.framework)}
        {actions}
        <p class="govuk-hint govuk-!-display-none-print">
            "To keep it on paper or as a file, print this page with your browser."
        </p>
    }
    .into_any()
}

/// The pages of a version.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Changes,
}

/// The way between them.
pub(super) fn places(line: &VersionLine, place: Place) -> AnyView {
    let href = format!("/framework/versions/{}", line.id);
    let item = |of: Place, text: &str, href: String| {
        NavItem::new(text, href).here(if of == place { Here::Page } else { Here::No })
    };
    let items = vec![
        item(Place::Text, "What it says", href.clone()),
        item(Place::Changes, "What it changed", format!("{href}/changes")),
    ];
    view! { <SubNavigation label="This version" items=items/> }.into_any()
}

/// Who endorsed it, by name and day.
pub(in crate::framework) fn endorsed_by(all: &[Endorsement]) -> Option<AnyView> {
    let in_force = all.iter().filter(|one| one.ended.is_none());
    let rows: Vec<Vec<Content>> = in_force
        .map(|one| {
            vec![
                one.board_name.clone().into(),
                one.by.clone().into(),
                calendar::day(calendar::day_of(one.made_at)).into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let head = ["Board", "By", "On"].map(Column::new).to_vec();
    let size = CaptionKind::Sized(Size::Medium);
    Some(
        view! { <Table caption="Endorsed" caption_kind=size head=head rows=rows narrow=Narrow::Stack/> }
            .into_any(),
    )
}
