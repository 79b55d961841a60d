//! Sessions: what is on, booking a place, the waiting list, putting one on, and the register.
//!
//! Decided in `docs/rules/sessions.md`. Kept by `store::sessions`.

mod book;
mod booking;
mod bookings;
mod cancel;
mod check;
mod entry;
mod feed;
mod form;
mod found;
mod give_up;
mod list;
mod mail;
mod messages;
mod others;
mod put_on;
mod register;
pub mod routes;
mod session;
mod venue;
mod words;

pub use mail::{session_mail, session_reminder_mail};
