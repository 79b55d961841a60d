//! The menu of training: courses, what boards have ratified, and which boards count nothing else.

mod entities;
mod menu;
mod ratifications;
mod recognition;
mod strictness;

pub(crate) use entities::ratification;
pub use menu::{Changed, CourseChange, CourseRow, add, change, course, courses, history, import};
pub use ratifications::{
    Decision, Ratified, every_decision, in_force, ratify, withdraw_ratification,
};
pub(crate) use recognition::{COUNTS_WITH_ITS_BOARD, recognised_on, training_of};
pub use recognition::{Recognised, recognised};
pub use strictness::{Counted, Strictness, set_counted, strictness};
