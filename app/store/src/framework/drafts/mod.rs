//! Drafts of the framework: written, commented on, endorsed by each board, published.
//!
//! A draft is kept apart from versions, which never change. Every change of a draft counts its edition up, so that two
//! people who write at the same time notice, and what a board has endorsed is what it has read. Steps of its life are taken
//! under a lock on its row. Decided in `docs/decisions/0012-framework-life-cycle.md`.

mod comments;
mod endorsements;
mod preview;
mod publish;
mod reads;
mod writes;

pub use comments::{Comment, Said, comment, comments};
pub use endorsements::{Endorsed, Endorsement, awaited, endorse, endorsements, last_of, take_back};
pub use preview::{Preview, ask_for_preview, preview, preview_next};
pub use publish::{begin_versions, publish};
pub use reads::{Draft, DraftLine, draft, drafts};
pub use writes::{Kept, copy_into_draft, give_up, keep, share};

use crate::{Services, StoreError, db::lock_rows, query::Query};
use domain::{
    framework::{Framework, Stage},
    ids::FrameworkDraftId,
};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// What a step in a draft's life depends on.
#[derive(FromQueryResult)]
struct Stood {
    document: String,
    edition: i64,
    is_shared: bool,
    is_published: bool,
    is_given_up: bool,
}

impl Stood {
    fn stage(&self) -> Stage {
        reads::stage(self.is_shared, self.is_published, self.is_given_up)
    }

    fn framework(&self) -> Result<Framework, StoreError> {
        Ok(serde_json::from_str(&self.document)?)
    }
}

/// What a step depends on, of a draft.
fn of_draft(draft: FrameworkDraftId) -> Query {
    Query::new(
        "SELECT document, edition, shared_at IS NOT NULL AS is_shared, published_at IS NOT NULL AS is_published, \
         given_up_at IS NOT NULL AS is_given_up FROM framework_draft WHERE id = ",
    )
    .bind(draft.0)
}

/// A draft, which nobody else changes until the transaction ends.
async fn locked(
    services: &Services,
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
) -> Result<Option<Stood>, StoreError> {
    let query = of_draft(draft).sql(lock_rows(services.db.engine()));
    query.one(on).await
}

/// A draft as it is at this moment.
async fn as_it_is(
    on: &impl ConnectionTrait,
    draft: FrameworkDraftId,
) -> Result<Option<Stood>, StoreError> {
    of_draft(draft).one(on).await
}
