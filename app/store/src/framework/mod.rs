//! Versions of training frameworks.

mod entities;
mod reads;
mod writes;

pub use reads::{InForce, in_force};
pub use writes::import;
