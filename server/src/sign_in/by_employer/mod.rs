//! Signing in at the employer by OpenID Connect: to the provider with the authorisation code flow, and back.
//!
//! `choose` offers the providers, `start` sends somebody to one, `back` receives them, `check` tries a provider for an
//! administrator. `discovery` knows what a provider says of itself, `exchange` turns a code into what it tells of
//! somebody, `claims` reads that, `fetch` is the only way in which any of them asks an address. Decided in
//! `docs/rules/employer-sign-in.md` and `docs/decisions/0010-employer-sign-in.md`.

mod back;
mod check;
mod choose;
mod claims;
mod discovery;
mod exchange;
mod fetch;
mod refusals;
mod start;

pub(super) use back::back;
pub(super) use check::{check, lookup};
pub(super) use choose::{offer, show};
pub(super) use discovery::Providers;
pub(super) use start::start;
