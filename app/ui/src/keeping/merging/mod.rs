//! Two records of one person made one: choosing the other, seeing what moves, and undoing it.
//!
//! Rules K5 to K10 of `docs/rules/keeping.md`.

pub(super) mod choose;
pub(super) mod confirm;
pub(super) mod undo;
