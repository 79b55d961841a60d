//! Who may do what.
//!
//! [`permit`] is the only maker of a [`Permit`]; every write of `store`, and every read of personal data, takes one, or a
//! [`Scope`] from which the query builds its `WHERE`. Forgetting to ask does not compile.
//!
//! Policy is data: every act carries its rule, and the table in `docs/access.md` is written from [`table`].
//! Decided in `docs/rules/access.md`.

mod act;
mod actor;
mod acts;
mod scope;

pub use act::{Act, Allow, Denied, Permit, Reach, Target, permit};
pub use actor::{Actor, Grant, HeldFor, Role};
pub use acts::*;
pub use scope::{
    Scope, scope_of_certificates, scope_of_claims, scope_of_people, scope_of_reminders,
    scope_of_sign_ins, scope_of_staff_lists,
};
