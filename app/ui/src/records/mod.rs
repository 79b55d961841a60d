//! The learner's home: what must I do, by when, what have I done, why me, what next. And claims of what was done
//! elsewhere.

mod claims;
mod my_training;
mod needs_view;
pub mod routes;

pub(crate) use claims::section as claimed;
pub(crate) use needs_view::{Standing, preferred, standing, status, uncounted, when};
