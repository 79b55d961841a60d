//! The draft in the address, for those who may see or change it.

use crate::web::{Problem, Visit};
use domain::{
    access::{CommentOnFramework, DraftFramework, Permit},
    framework::{Section, Stage},
    ids::FrameworkDraftId,
};
use store::framework::drafts::{Draft, draft};

/// The draft in the address. Before it is shared, only those see it who write drafts.
pub(super) async fn found(visit: &Visit) -> Result<Draft, Problem> {
    let permit = visit.permit(CommentOnFramework {})?;
    let id: FrameworkDraftId = visit.param("draft")?;
    let found = draft(visit.services(), &permit, id).await?;
    let draft = found.ok_or(Problem::NotFound)?;
    if draft.shared_at.is_none() {
        visit.permit(DraftFramework {})?;
    }
    Ok(draft)
}

/// The draft in the address, to be changed.
pub(super) async fn to_write(visit: &Visit) -> Result<(Draft, Permit<DraftFramework>), Problem> {
    let permit = visit.permit(DraftFramework {})?;
    let draft = found(visit).await?;
    if draft.stage.is_open() {
        Ok((draft, permit))
    } else {
        Err(closed(&draft))
    }
}

/// That a draft takes no more changes.
pub(super) fn closed(draft: &Draft) -> Problem {
    let title = match draft.stage {
        Stage::Published => "This draft has been published",
        _ => "This draft has been given up",
    };
    Problem::refused(
        title,
        "It cannot be changed any more. To go on from what it says, write a new version.",
        ("See the draft", &address(draft)),
    )
}

/// The address of a draft.
pub(super) fn address(draft: &Draft) -> String {
    format!("/framework/drafts/{}", draft.id)
}

/// What stands above the heading of its pages.
pub(super) fn caption(draft: &Draft) -> String {
    format!("Draft of version {}", draft.framework.version)
}

/// Where a part of a draft is written.
pub(super) fn address_of(draft: &Draft, section: Section) -> String {
    format!("{}/{}", address(draft), section.code())
}

/// The name of whoever acts.
pub(super) fn by(visit: &Visit) -> String {
    let signed_in = visit.signed_in.as_ref();
    signed_in.map(|s| s.name.clone()).unwrap_or_default()
}
