//! Signing in at the employer: setting it up for an organisation, and deciding about sign-ins that wait.
//!
//! The way to the provider and back is the program's, in `server::sign_in`. Decided in `docs/rules/employer-sign-in.md`.
//! Kept by `store::employer_sign_in`.

mod decide;
mod links;
pub mod routes;
mod settings;
mod waiting;

/// Where a provider sends people back to, below the site's own address.
pub const BACK: &str = "/sign-in/employer/back";
