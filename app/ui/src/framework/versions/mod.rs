//! The framework as it is, was and will be: the list of versions, each of them to be read and printed, and what changed.

mod changes;
mod list;
pub mod routes;
mod version;

pub(super) use list::{progress, stage_tag};
pub(super) use version::endorsed_by;
