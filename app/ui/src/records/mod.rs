//! The learner's home: what must I do, by when, what have I done, why me, what next.

mod my_training;
mod needs_view;
pub mod routes;

pub(crate) use needs_view::{Standing, standing, status, when};
