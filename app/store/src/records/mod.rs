//! The learner record: completions, added and never changed.

mod entities;
mod reads;
mod writes;

pub(crate) use entities::completion;
pub(crate) use reads::held_by;
pub use reads::{Completion, completions, held};
pub(crate) use writes::complete_module;
