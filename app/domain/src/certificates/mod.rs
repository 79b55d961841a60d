//! Certificates: what they say, and what anyone who checks one is told.
//!
//! Decided in `docs/rules/certificates.md`. Drawn by `print`, kept by `store::certificates`.

mod facts;
mod status;

pub use facts::CertificateFacts;
pub use status::{Status, status};
