//! Signing in at the employer: who somebody is there, and who they are here.
//!
//! Words: a *provider* is what an employer signs its people in with, such as Entra ID; an *identity* is somebody as a
//! provider knows them. An identity *waits* until it is linked to a person, or refused.
//!
//! Decided in `docs/rules/employer-sign-in.md`. Kept by `store::employer_sign_in`.

mod first;
mod identity;
mod provider;
mod reach;
mod second_factor;

pub use first::{Because, Candidate, OnlyAnAdministrator, first_sign_in, may_link};
pub use identity::{Identity, NotAllowed, Told, identify};
pub use provider::{
    NotATenant, NotAnIssuer, is_of_microsoft, issuer, issuer_fits, issuer_of_tenant, tenant,
};
pub use reach::Reach;
pub use second_factor::{SecondFactor, gave_second_factor};
