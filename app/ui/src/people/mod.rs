//! People: who works where, who can sign in, and which roles they hold.
//!
//! Decided in `docs/rules/people.md`. Kept by `store::people`.

mod absences;
mod account;
mod add;
mod attempts;
mod deputies;
mod edit;
mod end_post;
mod exceptions;
mod form;
pub mod imports;
mod list;
mod person;
mod post_form;
mod posts;
mod record;
mod roles;
pub mod routes;
mod second_factor;
mod sections;
mod set_post;
mod slip;
mod timeline;
pub(crate) mod whom;

pub use domain::people::{normal_slip_code, slip_code};
pub use second_factor::second_factor_mail;
pub(crate) use whom::{Whom, whom};
