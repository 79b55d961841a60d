//! The training framework: which level each person must reach, by when and how often.
//!
//! Decided in `docs/rules/framework.md`. Read from `content/frameworks`, kept by `store::framework`.

mod document;
mod needs;

pub use document::*;
pub use needs::{
    Because, Held, Membership, Need, PostFacts, State, is_classified, needs, valid_until,
};
