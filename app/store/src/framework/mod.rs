//! Versions of training frameworks.

mod entities;
mod reads;
mod writes;

pub(crate) use reads::in_force_on;
pub use reads::{InForce, in_force};
pub use writes::import;
