//! The menu of training: the courses that satisfy a level, and what boards have ratified.
//!
//! Our e-learning modules stand on the menu by themselves; everything else is a [`Course`]. Boards ratify what never
//! changes: a version of a module, an edition of a course. Decided in `docs/rules/catalogue.md`. Kept by
//! `store::catalogue`.

mod course;
mod price;
mod ratification;

pub use course::{Course, Mode, Origin, Satisfies, SignOff, WebRefusal, web_address};
pub use price::{Price, PriceRefusal};
pub use ratification::{Recognition, Training, TrainingUnknown};
