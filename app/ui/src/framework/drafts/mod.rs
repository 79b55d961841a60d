//! Drafts of the framework: written part by part, shared, commented on, endorsed, published.
//!
//! A page that changes a part is a `PartForm`: it shows the part as it is kept, reads what was typed, and
//! says what the framework is then. What happens when two people write at once is in `part` and nowhere else.

mod comments;
mod endorse;
mod entries;
mod forms;
mod found;
mod give_up;
mod home;
mod levels;
mod mend;
mod part;
mod preview;
mod publish;
mod read;
mod removal;
pub mod routes;
mod share;
mod start;
mod typing;

pub(super) use preview::overdue;
