//! Certificates: who could have one, ordering them, what has been issued, new versions, revoking, and the public check.
//!
//! A business manager works at one board's *desk*. Nothing is issued by looking, filtering or ticking: only by the button
//! of the page that says how many certificates it will be. Decided in `docs/rules/certificates.md`.

mod certificate;
mod check;
mod desk;
mod filter;
mod issued;
mod mail;
mod order;
mod orders;
mod preview;
mod ready;
mod revise;
mod revoke;
pub mod routes;
mod words;

pub use mail::{certificate_mail, check_url};
pub(crate) use revise::with_name;
pub(crate) use words::{many, number};
