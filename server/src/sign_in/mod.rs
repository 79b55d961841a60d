//! Signing in: password, the employer, second factor, links, joining slips, the first run, and one's own account.
//!
//! Decided in `docs/rules/sign-in.md`. Kept by `store::people`.

mod account;
mod another_factor;
mod by_employer;
mod by_password;
mod code;
mod first_run;
mod limits;
mod links;
mod personas;
mod proof;
pub mod routes;
mod second_factor;
mod slip;

pub use first_run::offer_first_run;
