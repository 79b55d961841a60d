//! Signing in at the employer: how each organisation does it, sign-ins under way, and whom each identity belongs to.
//!
//! Decided in `docs/rules/employer-sign-in.md`.

mod coming;
mod deciding;
mod entities;
mod links;
mod settings;
mod starts;
mod waiting;

pub use coming::{Came, come};
pub use deciding::{Decided, end_link, link, refuse, take_back};
pub(crate) use entities::employer_identity;
pub use links::{Linked, links_of};
pub use settings::{
    ClientSecret, Offered, Provider, Users, find_provider, list_offered, set_provider, users,
};
pub use starts::{START_WORKS, Start, begin, take};
pub use waiting::{
    Counted, PAGE_SIZE, Waiting, WaitingPage, Which, count, find_waiting, list_waiting,
    organisation_of,
};

/// That an account `a` can be signed in with: by its password, or at an employer whose sign-in is on.
pub(crate) const CAN_SIGN_IN: &str = "(a.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM employer_identity i \
     JOIN employer_sign_in e ON e.organisation_id = i.organisation_id AND e.is_on WHERE i.person_id = a.person_id))";
