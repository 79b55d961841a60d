//! The training framework at work: how posts are sorted into cohorts.
//!
//! Decided in `docs/rules/classification.md`. Kept by `store::framework`.

pub mod cohorts;
