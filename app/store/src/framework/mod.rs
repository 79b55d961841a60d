//! Versions of training frameworks.

mod entities;
mod reads;
mod writes;

pub use reads::{InForce, in_force};
pub(crate) use reads::in_force_on;
pub use writes::import;
