//! Persons, their posts, and how they sign in.
//!
//! Decided in `docs/rules/people.md`. Kept by `store::people`.

mod account;
mod guessing;
pub mod import;
mod password;
mod post;
mod search;
mod slip;

pub use account::{NotAnEmail, email, staff_number};
pub use guessing::{Guessing, Wait};
pub use password::{WeakPassword, password};
pub use post::Contract;
pub use search::folded;
pub use slip::{normal_slip_code, slip_code};
