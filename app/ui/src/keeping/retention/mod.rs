//! Leavers without their names: the period, the dry run, and two people who decide.
//!
//! Rules K11 to K18 of `docs/rules/keeping.md`.

pub(super) mod leave_out;
pub(super) mod overview;
pub(super) mod proposal;
