//! What is kept of people: two records made one, and for how long leavers are kept by name.
//!
//! Decided in `docs/rules/keeping.md`. Kept by `store::keeping`.

mod merge;
mod retention;

pub use merge::{NoMerge, Record, SignInOf, in_common, may_merge};
pub use retention::{
    Held, LeftOut, NO_NAME, NoAgreement, SUGGESTED_YEARS, left_before, left_on, may_agree,
};
