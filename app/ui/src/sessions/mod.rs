//! Sessions: what is on, booking a place, the waiting list, putting one on, and the register.
//!
//! Decided in `docs/rules/sessions.md`. Kept by `store::sessions`.

mod again;
mod approval;
mod book;
mod booking;
mod bookings;
mod bulk;
mod bulk_rows;
mod cancel;
mod changes;
mod charges;
mod check;
mod check_place;
mod clashes;
mod code;
mod confirm;
mod entry;
mod feed;
mod filter;
mod form;
mod form_page;
mod found;
mod give_up;
mod here;
mod list;
mod mail;
mod messages;
mod missing;
mod month;
mod others;
mod put_on;
mod register;
mod request;
mod request_form;
mod requests;
pub mod routes;
mod series;
mod session;
mod settings;
mod share;
mod sheet;
mod status;
mod substitute;
mod surplus;
mod tariff;
mod transfer;
mod venue;
mod venues;
mod walk_in;
mod walk_ins;
mod whose;
mod words;

pub(crate) use found::{found, href, run};
pub use mail::{session_mail, session_reminder_mail};
pub(crate) use words::when_it_was;
