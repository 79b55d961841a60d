//! The demo partnership: invented people to look around with. One switch loads it, one takes it out.
//!
//! What is in it is written in `content/demo`; who holds which post follows from the seed there, so that the same day
//! and seed give the same partnership. Decided in `docs/rules/demo.md`.

mod after;
mod chance;
mod claims;
mod data;
mod directory;
mod employer;
mod history;
mod load;
mod remove;
mod sessions;
mod slip;
mod sorting;
mod workforce;

pub use data::{Data, Names, Partnership, Persona};
pub use load::{Secrets, load};
pub use remove::{administrators_left, remove};
pub use slip::renew_slip;
