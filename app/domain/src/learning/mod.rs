//! E-learning: modules, the way through one, and its quiz.
//!
//! A *study* is one person's way through one version of a module; an *attempt* is one go at its quiz. Both stay on the
//! version they began with.
//!
//! Decided in `docs/rules/learning.md`. Read from `content/` by the crate `content`, kept by `store::learning`.

mod activity;
mod begun;
mod module;
mod passage;
mod quiz;
#[cfg(test)]
mod testing;

pub use activity::{Done, Feedback, NotDone, feedback, read_activity};
pub use begun::begun;
pub use module::*;
pub use passage::{Passage, Quiz, QuizRefusal, Try, may_take_quiz};
pub use quiz::{Drawn, Given, Mark, Unanswered, draw, fields_of, is_right, mark, read_answer};
